"""The clock of the bot's machine jumps back and forth while a server reads, and a group that goes by the clock."""

import asyncio
import contextlib
import os
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bot.playground import Person, Playground, Room
from bot.playground.site_child import Child
from tests.conversations.killing import TROUBLE
from tests.soak.census import passes
from tests.soak.disks import ROOT
from tests.soak.engines import Engine
from tests.soak.kills import PATIENCE, Watch, numbers, pages, story
from tests.soak.report import Result

JUMPS = (60, 20 * 60, 60 * 60, 24 * 60 * 60, 3 * 24 * 60 * 60)  # seconds, either way
FURTHEST = 7 * 24 * 60 * 60  # seconds that the clock is ever wrong by
HISTORY = "SELECT revision FROM turn WHERE reading_id = (SELECT reading_id FROM reading WHERE revision > 0)"


@dataclass
class Wrong:
    """`wrong`: seconds by which the bot's clock is ahead of Discord's, which goes on as ever."""

    home: Path
    engine: Engine
    child: Child
    ana: Person
    room: Room
    thread: Room
    watch: Watch
    wrong: int = 0

    async def jumps(self, seconds: int) -> None:
        self.wrong = max(-FURTHEST, min(FURTHEST, self.wrong + seconds))
        assert self.child._clock is not None, self.child.last_words
        self.child._clock.seek(0)
        self.child._clock.write((self.wrong * 1000).to_bytes(8, "little", signed=True))
        await self._nothing_is_late()
        for way in (lambda: self.ana.presses("Next", self.room), lambda: self.ana.types("/next", self.room)):
            await self._turns(way)
        posted = pages(self.thread)
        assert posted == list(range(posted[0], posted[0] + len(posted))), (
            "a page of the group's is doubled or missing"
        )
        ((*revisions,),) = await self.engine.ask(self.home, HISTORY)
        assert sorted(each for (each,) in revisions) == list(range(1, len(revisions) + 1)), (
            "a gap in the history"
        )
        assert self.watch.skipped == [], "a page was skipped unseen"

    async def _nothing_is_late(self) -> None:
        """What is due by the bot's clock is done soon, however the clock came to show that."""
        async with asyncio.timeout(PATIENCE):
            while True:
                now = round((time.time() + self.wrong) * 1000)
                due = f"SELECT COUNT(*) FROM deadline WHERE done_at IS NULL AND due_at <= {now}"
                (((late,),),) = await self.engine.ask(self.home, due)
                if not late:
                    return
                await passes(0.1)

    async def _turns(self, turn: Callable[[], Awaitable[object]]) -> None:
        """Within a few seconds: two typed at once are one."""
        before = self.watch.furthest
        async with asyncio.timeout(PATIENCE):
            while self.watch.furthest == before:
                with contextlib.suppress(*TROUBLE):
                    await turn()
                await passes(0.3)


async def run(engine: Engine, jumps: int, seed: int) -> Result:
    """Raises AssertionError at the first promise that does not hold, and TimeoutError where nothing goes on."""
    chance = random.Random(seed)
    async with _reading(engine) as world:
        for _ in range(jumps):
            await world.jumps(chance.choice(JUMPS) * chance.choice((-1, 1, 1)))
            if world.wrong >= FURTHEST:
                await world.jumps(-2 * FURTHEST)
        assert world.child._process is not None, world.child.last_words
        shown, posted = world.watch.furthest, pages(world.thread)[-1]
    return Result(
        f"The clock jumps, {engine.name}",
        f"{jumps} times, by a minute to three days, forward and back",
        f"{shown} pages turned to, {posted} in a read-along by the clock, each once and in order; what was due"
        " was done, typed commands and presses went on at once, in the same process",
    )


@contextlib.asynccontextmanager
async def _reading(engine: Engine) -> AsyncIterator[Wrong]:
    with tempfile.TemporaryDirectory(prefix="lamplight-soak-") as name:
        home = Path(name)
        (home / "library").mkdir()
        (home / "library" / "evening.txt").write_text(story(3_000), "utf-8")
        async with Playground() as discord:
            settings = {
                "DISCORD_TOKEN": discord.token,
                "DISCORD_API_URL": discord.api_url,
                "DATABASE_URL": "",
            }
            settings |= {"DATA_DIR": name, "LIBRARY_DIR": str(home / "library"), "LOG_LEVEL": "ERROR"}
            settings |= {"PYTHONPATH": str(ROOT), **await engine.begin()}
            child = Child(discord, (sys.executable, "-m", "bot.moved_clock"), {**os.environ, **settings})
            server = discord.server("Book club")
            room, ana = server.channel("reading"), server.member("Ana")
            watch = Watch(room)
            discord.world.listeners.append(watch)
            assert await child.start(), child.last_words
            try:
                thread = await _begins(discord, room, ana)
                yield Wrong(home, engine, child, ana, room, thread, watch)
            finally:
                await child.stop()


async def _begins(discord: Playground, room: Room, ana: Person) -> Room:
    await ana.types("/read story:evening", room)
    await room.until(lambda: numbers(room.transcript()), within=PATIENCE)
    lobby = discord.room(room.channel)
    await ana.types("/readalong start story:evening pace:timed minutes:20", lobby)
    beginning = asyncio.create_task(ana.presses("Begin", lobby))
    await room.until(lambda: room.threads and pages(room.threads[0]), within=PATIENCE)
    beginning.cancel()
    return room.threads[0]
