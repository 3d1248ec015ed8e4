"""Running the bot: what has to be there before it connects, and leaving things in order when it stops."""

import asyncio
import contextlib
import logging
import secrets
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from importlib.resources import files
from pathlib import Path
from typing import Any

import discord
from msgspec import Struct

from bot import quick_json
from bot.actions import shards
from bot.actions.desk import Desk
from bot.actions.library import passed_over, refresh
from bot.actions.rereading import reread_uploads
from bot.answers import all_answered
from bot.backups import nightly
from bot.beside import beside
from bot.client import Lamplight
from bot.connecting import CannotRun, Line, recommended
from bot.fleet import Fleet, Kept, NewLine, alone
from bot.identifying import Turns, in_memory
from bot.lamp import Lamp
from bot.settings import Settings
from bot.store.checking import look_beside
from bot.store.database import Store
from bot.store.errors import StoreError
from bot.store.shards import Session, Shard
from bot.watch import Look, Refresh, brought_up_to_date, look, watch

log = logging.getLogger(__name__)


GRACE = 3.0  # seconds for the answers that are being given when the bot is told to stop
# Seconds after which a thread hands over to one that waits. The database's waits after each statement, ten times a
# turn: at Python's own 5 ms a loop that is busy could hold it up for 50 ms a turn.
HANDS_OVER = 0.000_5


def now() -> int:
    """Milliseconds since 1970 in UTC."""
    return time.time_ns() // 1_000_000


def end_to_end(work: Coroutine[Any, Any, None]) -> None:
    """Run something to its end, on the quickest event loop that this machine has."""
    try:
        import uvloop
    except ImportError:  # Windows, and machines that it is not built for
        asyncio.run(work)
    else:
        uvloop.run(work)


async def run(settings: Settings, now: Callable[[], int] = now) -> None:
    """Runs until it is told to stop, by the clock `now`. Raises CannotRun and StoreError."""
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody speaks here
    sys.setswitchinterval(HANDS_OVER)
    quick_json.take_over()
    process_id = secrets.token_hex(8) if settings.database_url else ""
    store = await Store.open(settings.database, files("migrations"), process_id)
    lamp = Lamp(store, Desk(), now, public=settings.public_bot)

    async def refreshed() -> list[str]:
        lines = await refresh(store, files("bot.bundled"), settings.library_dir, now())
        return lines + [f"passed over {line}" for line in passed_over(settings.library_dir)]

    async def reread() -> list[str]:
        return await reread_uploads(store, now)

    async def kept(line: Line) -> None:
        """One of the shards has what is to be done once beside it."""
        if line.shard.shard_id != 0:
            return await line.keep()
        async with _library(settings.library_dir, refreshed, reread) as lamp.reading:
            await line.keep()

    try:
        async with _backups(settings, now), _health(store, settings.metrics_port, now) as seen:
            crew = _Crew(lamp, settings, seen, kept, process_id)
            work = crew.alone() if not process_id else crew.together()
            await _until_stopped(work, _damage(settings.database))
    finally:
        await store.close()


@contextlib.asynccontextmanager
async def _library(folder: Path, refreshed: Refresh, reread: Refresh) -> AsyncIterator[asyncio.Task[bool]]:
    """Brings the library up to date beside everything else, and then follows the folder. Raises CannotRun.

    Gives the task of the former, for those who would rather wait for it.
    """
    try:
        known = look(folder)
    except OSError as error:
        raise CannotRun(f"LIBRARY_DIR cannot be read: {error}") from None
    first = asyncio.create_task(brought_up_to_date(refreshed))
    following = asyncio.create_task(_following(folder, refreshed, known, first, reread))
    try:
        yield first
    finally:
        following.cancel()
        first.cancel()
        await asyncio.wait((first, following))


async def _following(
    folder: Path, refreshed: Refresh, known: Look, first: asyncio.Task[bool], reread: Refresh
) -> None:
    went_well = await first
    await brought_up_to_date(reread)
    await watch(folder, refreshed, known if went_well else None)


@contextlib.asynccontextmanager
async def _backups(settings: Settings, now: Callable[[], int]) -> AsyncIterator[None]:
    """Beside everything else, one a day of SQLite's file; with BACKUP_DAYS=0 none."""
    if not settings.backup_days or isinstance(settings.database, str):
        yield
        return
    making = asyncio.create_task(nightly(settings.database, settings.backup_days, now))
    try:
        yield
    finally:
        making.cancel()
        await asyncio.wait((making,))


def _unseen(_: object) -> None:
    """Nobody looks, so nothing is counted."""


class _Seen(Struct):
    """What is told of every connection, and of the shards that this process has of those that several share."""

    follow: Callable[[Lamplight], None] = _unseen
    hold: Callable[[frozenset[int]], None] = _unseen


@contextlib.asynccontextmanager
async def _health(store: Store, port: int, now: Callable[[], int]) -> AsyncIterator[_Seen]:
    """Seen from outside where METRICS_PORT says so. Raises CannotRun."""
    if not port:
        yield _Seen()
        return
    from bot.health import Health  # and with it a web server

    health = Health(store, now)
    async with contextlib.AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(health.served(port))
        except OSError as error:
            raise CannotRun(f"METRICS_PORT {port} cannot be used: {error.strerror}.") from None
        yield _Seen(health.follow, health.hold)


class _Crew(Struct):
    """What looks after this process's shards needs."""

    lamp: Lamp
    settings: Settings
    seen: _Seen
    kept: Kept
    process_id: str

    async def alone(self) -> None:
        """All of them, until one ends. Raises CannotRun."""
        count = self.settings.shard_count or await recommended(self.settings)
        turns = Turns(in_memory())
        await alone(count, lambda shard, left: self._line(shard, left, turns, shared=False), self.kept)

    async def together(self) -> None:
        """Those that are this process's among all over one database. Raises CannotRun and StoreError."""
        store, count = self.lamp.store, self.settings.shard_count
        others = await store.write(shards.count_in_force)
        if others and count and others != count:
            raise CannotRun(f"The other processes have SHARD_COUNT={others}: it is the same for all.")
        count = count or others or await recommended(self.settings)
        turns = Turns(
            lambda bucket, most: store.write(shards.turn_to_identify, bucket, most), shared=count > 1
        )
        me = shards.Me(self.process_id, count, self.settings.shard_ids)
        line: NewLine = lambda shard, left: self._line(shard, left, turns, shared=True)  # noqa: E731
        await Fleet(store, me, line, self.kept, self.seen.hold).run()

    def _line(self, shard: Shard, left: Session | None, turns: Turns, *, shared: bool) -> Line:
        return Line(self.lamp, self.settings, shard, turns, self.seen.follow, left, hands_over=shared)


async def _damage(database: Path | str) -> StoreError:
    """What is found in a file that was too large to be read before the first turn; nothing is found never."""
    if isinstance(database, Path):
        try:
            await beside(look_beside, database)
        except StoreError as error:
            return error
    found: asyncio.Future[StoreError] = asyncio.get_running_loop().create_future()
    return await found


async def _until_stopped(work: Coroutine[Any, Any, None], trouble: Coroutine[Any, Any, StoreError]) -> None:
    """A signal, or trouble, lets the answers that are being given be given, and ends the work. Raises the trouble."""
    task, found = asyncio.create_task(work), asyncio.create_task(trouble)
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows raises KeyboardInterrupt instead
            loop.add_signal_handler(name, stopped.set)
    stopping = asyncio.create_task(stopped.wait())
    await asyncio.wait((task, stopping, found), return_when=asyncio.FIRST_COMPLETED)
    if stopped.is_set() or found.done():
        await all_answered(GRACE)
        while not task.done():  # a connection that is just breaking may swallow the first
            task.cancel()
            await asyncio.wait([task], timeout=GRACE)
    stopping.cancel()
    found.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    if found.done() and not found.cancelled():
        raise found.result()
