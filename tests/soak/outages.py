"""PostgreSQL goes away while somebody reads: restarted, crashed, and replaced by its standby."""

import asyncio
import contextlib
import os
import random
import signal
import subprocess
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

from bot.playground import Person, Room
from tests.postgresql import NOBODY, Server, program, running
from tests.soak.disks import reader
from tests.soak.engines import Postgresql
from tests.soak.kills import Watch, numbers
from tests.soak.people import TROUBLE
from tests.soak.report import Result

DURABLE = {"fsync": "on", "full_page_writes": "on", "wal_level": "replica", "max_wal_senders": "4"}
PATIENCE = 60.0  # seconds


class Reading:
    """Ana turns pages as fast as she gets them; what she has seen is remembered, also what comes a moment later."""

    def __init__(self, ana: Person, room: Room) -> None:
        self.ana, self.room = ana, room
        self.told, self.failed = 0, 0
        self._watch = Watch(room, furthest=1)
        ana.world.listeners.append(self._watch)

    @property
    def seen(self) -> int:
        return self._watch.furthest

    async def press(self) -> bool:
        """Whether a page came. Raises AssertionError where one was skipped."""
        before = self.seen
        try:
            self.told += not numbers((await self.ana.presses("Next", self.room)).text)
        except TROUBLE:
            self.failed += 1
        assert self._watch.skipped == [], f"page {self._watch.skipped} after {before}"
        return self.seen > before

    async def goes_on(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while not await self.press():
                pass

    @contextlib.asynccontextmanager
    async def meanwhile(self) -> AsyncIterator[None]:
        """She presses while something happens."""
        over = asyncio.Event()

        async def on_and_on() -> None:
            while not over.is_set():
                await self.press()

        task = asyncio.create_task(on_and_on())
        try:
            yield
        finally:
            over.set()
            await task


async def _nothing_lost(url: str, seen: int) -> None:
    engine = Postgresql(Server(Path()))
    engine.url = url
    turns, ((scene,),) = await engine.ask(
        Path(),
        "SELECT revision, from_scene, to_scene FROM turn ORDER BY revision",
        "SELECT scene FROM reading WHERE revision > 0",
    )
    assert [each[0] for each in turns] == list(range(1, len(turns) + 1)), "a gap in the history"
    assert all(to == since + 1 for _, since, to in turns[1:]), "one turn is one page"
    assert scene + 1 >= seen, "a page that was shown is lost"


async def restarted(rounds: int, chance: random.Random) -> Result:
    """Raises AssertionError where a turn is lost."""
    with running(DURABLE) as server, tempfile.TemporaryDirectory(prefix="lamplight-soak-") as name:
        url = server.database()
        async with reader(Path(name), {"DATABASE_URL": url}) as (_, ana, room):
            reading = Reading(ana, room)
            for number in range(rounds):
                async with reading.meanwhile():
                    await asyncio.to_thread(server.stop, (signal.SIGINT, signal.SIGQUIT)[number % 2])
                    over = asyncio.Event()
                    asyncio.get_running_loop().call_later(chance.uniform(0, 1), over.set)
                    await over.wait()
                    await asyncio.to_thread(server.start)
                await reading.goes_on()
            await _nothing_lost(url, reading.seen)
    return Result(
        "PostgreSQL restarted and crashed under a reader",
        f"{rounds} times, by turns as an update does it and as a crash does",
        f"{reading.seen} pages read, {reading.told} presses told to try again, {reading.failed} unanswered; the same"
        " process went on each time: 0 saved turns lost, 0 pages skipped",
    )


async def failed_over(rounds: int) -> Result:
    """Each round with a primary and a standby that has every commit before it is answered."""
    pages = told = failed = 0
    for _ in range(rounds):
        sync = DURABLE | {"synchronous_commit": "on"}
        with running(sync) as primary, tempfile.TemporaryDirectory(prefix="lamplight-") as other:
            standby = _standby(primary, Path(other))
            primary.sql("ALTER SYSTEM SET synchronous_standby_names = '*'")
            primary.sql("SELECT pg_reload_conf()")
            url = primary.database()
            both = f"{url.partition('?')[0]}?host={quote(f'{primary.home},{other}', safe=',')}"
            settings = {"DATABASE_URL": f"{both}&target_session_attrs=read-write"}
            try:
                with tempfile.TemporaryDirectory(prefix="lamplight-soak-") as home:
                    async with reader(Path(home), settings) as (_child, ana, room):
                        reading = Reading(ana, room)
                        for _press in range(10):
                            await reading.press()
                        async with reading.meanwhile():
                            await asyncio.to_thread(primary.stop, signal.SIGQUIT)
                            await asyncio.to_thread(standby.sql, "SELECT pg_promote()")
                        await reading.goes_on()
                        await _nothing_lost(f"{url.partition('?')[0]}?host={quote(other)}", reading.seen)
                pages, told, failed = pages + reading.seen, told + reading.told, failed + reading.failed
            finally:
                standby.stop(signal.SIGQUIT)
    return Result(
        "PostgreSQL failed over under a reader",
        f"{rounds} times from a primary that is gone to its synchronous standby, both on one machine",
        f"{pages} pages read, {told} presses told to try again, {failed} unanswered; the same process went on:"
        " 0 saved turns lost, 0 pages skipped",
    )


def _standby(primary: Server, home: Path) -> Server:
    """A copy that follows."""
    if os.getuid() == 0:
        os.chown(home, NOBODY, NOBODY)
    user = NOBODY if os.getuid() == 0 else None
    basebackup = program("pg_basebackup")
    assert basebackup is not None
    command = [
        basebackup,
        "-h",
        str(primary.home),
        "-U",
        "lamplight",
        "-D",
        str(home / "data"),
        "-R",
        "-X",
        "stream",
    ]
    subprocess.run(command, check=True, capture_output=True, user=user, group=user)
    one = Server(home, DURABLE)
    one.start()
    return one
