"""Running the bot: what has to be there before it connects, and leaving things in order when it stops."""

import asyncio
import contextlib
import logging
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from importlib.resources import files
from pathlib import Path
from typing import Any

import aiohttp
import discord

from bot.actions.desk import Desk
from bot.actions.library import refresh
from bot.actions.rereading import reread_uploads
from bot.answers import all_answered
from bot.arrival import invite_link
from bot.backups import nightly
from bot.client import Lamplight
from bot.lamp import Lamp
from bot.settings import Settings
from bot.store.database import Store
from bot.watch import Look, Refresh, brought_up_to_date, look, watch

log = logging.getLogger(__name__)


PAUSE = 5.0  # seconds between two connections, so that a bug on every start does not become a storm
GRACE = 3.0  # seconds for the answers that are being given when the bot is told to stop
LONGEST_PAUSE = 60.0  # seconds; Discord allows a thousand connections a day
REFUSED = (discord.HTTPException, discord.ConnectionClosed, discord.PrivilegedIntentsRequired)
AWAY = (aiohttp.ClientError, OSError, discord.GatewayNotFound, discord.RateLimited)
TOO_MANY_REQUESTS = 429
Follow = Callable[[Lamplight], None]


class CannotRun(Exception):
    """Why the bot cannot start or go on, in one sentence."""


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
    store = await Store.open(settings.database, files("migrations"))
    lamp = Lamp(store, Desk(), now, public=settings.public_bot)

    async def refreshed() -> list[str]:
        return await refresh(store, files("bot.bundled"), settings.library_dir, now())

    async def reread() -> list[str]:
        return await reread_uploads(store, now)

    try:
        async with (
            _library(settings.library_dir, refreshed, reread) as lamp.reading,
            _backups(settings, now),
            _health(store, settings.metrics_port, now) as follow,
        ):
            await _until_stopped(_connected(lamp, settings, follow))
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


def _unseen(_: Lamplight) -> None:
    """Nobody looks, so nothing is counted."""


@contextlib.asynccontextmanager
async def _health(store: Store, port: int, now: Callable[[], int]) -> AsyncIterator[Follow]:
    """Seen from outside where METRICS_PORT says so; gives what follows each connection. Raises CannotRun."""
    if not port:
        yield _unseen
        return
    from bot.health import Health  # and with it a web server

    health = Health(store, now)
    async with contextlib.AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(health.served(port))
        except OSError as error:
            raise CannotRun(f"METRICS_PORT {port} cannot be used: {error.strerror}.") from None
        yield health.follow


async def _connected(lamp: Lamp, settings: Settings, follow: Follow) -> None:
    """While Discord is away it is tried again and again, ever more slowly, until it is back. Raises CannotRun.

    discord.py ends on an exception in what it does with an event; a new client then goes on where it was.
    """
    in_vain = 0
    while True:
        async with Lamplight(lamp, settings.discord_api_url) as client:
            follow(client)
            try:
                await _connection(client, settings)
                return
            except CannotRun:
                raise
            except Exception as error:
                in_vain = in_vain + 1 if _is_away(error) and not client.is_ready() else 0
                pause = min(PAUSE * 2 ** min(max(in_vain - 1, 0), 9), LONGEST_PAUSE)
                if _is_away(error):
                    log.warning("Discord cannot be reached; trying again in %.0f seconds: %s", pause, error)
                else:
                    log.exception("The connection to Discord ended on a bug; connecting again")
        await asyncio.sleep(pause)


async def _connection(client: Lamplight, settings: Settings) -> None:
    """To its end. Raises CannotRun where another would do no better."""
    try:
        await client.login(settings.discord_token)
        if not settings.discord_api_url:
            log.info("Add me to a server with: %s", invite_link(client.application_id or 0))
        await client.connect()
    except discord.LoginFailure:
        raise CannotRun(
            "Discord does not accept DISCORD_TOKEN: copy it again from the Developer Portal."
        ) from None
    except REFUSED as error:
        if _is_away(error):
            raise
        raise CannotRun(f"Discord does not let me in: {error}") from None


def _is_away(error: Exception) -> bool:
    """Whether waiting may help."""
    if isinstance(error, discord.HTTPException):
        return error.status >= 500 or error.status == TOO_MANY_REQUESTS
    return isinstance(error, AWAY)


async def _until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """A signal lets the answers that are being given be given, and then ends the work."""
    task = asyncio.create_task(work)
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows raises KeyboardInterrupt instead
            loop.add_signal_handler(name, stopped.set)
    stopping = asyncio.create_task(stopped.wait())
    await asyncio.wait((task, stopping), return_when=asyncio.FIRST_COMPLETED)
    if stopped.is_set():
        await all_answered(GRACE)
        while not task.done():  # a connection that is just breaking may swallow the first
            task.cancel()
            await asyncio.wait([task], timeout=GRACE)
    stopping.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


def set_up_logging(level: int) -> None:
    """To standard error, one line each; discord.py speaks only of trouble unless everything is wanted."""
    logging.basicConfig(
        level=level, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    if level > logging.DEBUG:
        logging.getLogger("discord").setLevel(max(level, logging.WARNING))
