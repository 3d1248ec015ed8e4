"""A day and a night in minutes: mixed use with faults, and nothing grows that is not its users' own."""

import asyncio
import contextlib
import os
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.playground import NothingHappened, Playground
from bot.playground.site_child import Child
from tests.soak.census import MB, Census, passes, taken
from tests.soak.engines import Engine
from tests.soak.people import Club, founded, tale
from tests.soak.report import Result

STEP = 10 * 60  # seconds of the world that pass at once
STEPS = 24 * 60 * 60 // STEP
CLUBS = 4
WARM = 0.25  # of the day, after which nothing may grow any more
MOST_MEMORY = 4 * MB  # that may be held more: what malloc keeps in pieces
WEEK = 8 * 24 * 60 * 60  # seconds after which nothing is left of what was done


@dataclass
class Day:
    discord: Playground
    home: Path
    child: Child
    clubs: list[Club]
    chance: random.Random
    engine: Engine
    censuses: list[Census] = field(default_factory=list)
    faults: int = 0

    async def step(self, number: int, acts: int) -> None:
        """Ten minutes of the world."""
        self.discord.clock.advance(STEP)
        if number % 3 == 0:
            await self._trouble()
        every = [club for club in self.clubs for _ in range(acts)]
        await asyncio.gather(*(club.does_something() for club in every))
        if number % 18 == 17:
            (self.home / "library" / "ferry.txt").write_text(tale("The Ferry", number), "utf-8")
        self.discord.faults.lift()
        await self.rests()

    async def _trouble(self) -> None:
        """One of what Discord does to bots."""
        faults, dice = self.discord.faults, self.chance
        self.faults += 1
        match dice.randrange(8):
            case 0:
                await faults.drop_gateway()
            case 1:
                faults.invalidate_session()
            case 2:
                faults.ask_to_reconnect()
            case 3:
                faults.fail(dice.randint(1, 12), dice.choice((500, 502, 503)))
            case 4:
                faults.rate_limit(dice.randint(1, 6), 0.05)
            case 5:
                faults.rate_limit(dice.randint(1, 6), 0.05, everywhere=True)
            case 6:
                faults.lose_answer(dice.randint(1, 4))
            case _:
                faults.fail(dice.randint(1, 4), 403, path="/messages")

    async def rests(self) -> None:
        """Until the bot is there and has nothing left to say."""
        await self.discord.bot_ready(within=60)
        with contextlib.suppress(NothingHappened):
            await self.discord.settled(within=10)
        await passes(0.1)

    async def counts(self) -> None:
        await self.rests()
        self.censuses.append(await taken(_pid(self.child), self.home, self.engine))
        print(f"    {len(self.censuses)}: {self.censuses[-1]}", flush=True)

    def compare(self) -> None:
        """Raises AssertionError where something has grown since the warm-up."""
        first, *later = self.censuses
        most, last = later[len(later) // 2 - 1], later[-1]
        assert last.memory <= max(first.memory, most.memory) + MOST_MEMORY, _grown(first, last)
        assert last.threads <= max(first.threads, most.threads), "more threads"
        assert last.files <= max(first.files, most.files) + 1 + self.engine.connections, "more files are open"
        assert last.tasks <= max(first.tasks, most.tasks) + 2, "more tasks"


def _grown(first: Census, last: Census) -> str:
    more = {name: count - first.kinds.get(name, 0) for name, count in last.kinds.items()}
    return f"memory has grown: {sorted(more.items(), key=lambda each: -each[1])[:12]}"


def _pid(child: Child) -> int:
    assert child._process is not None, child.last_words
    return child._process.pid


@contextlib.asynccontextmanager
async def _dawn(home: Path, chance: random.Random, engine: Engine) -> AsyncIterator[Day]:
    (home / "library").mkdir()
    (home / "library" / "ferry.txt").write_text(tale("The Ferry", 0), "utf-8")
    async with Playground() as discord:
        settings = {
            **os.environ,
            "DISCORD_TOKEN": discord.token,
            "DISCORD_API_URL": discord.api_url,
            "DATA_DIR": str(home),
            "LIBRARY_DIR": str(home / "library"),
            "DATABASE_URL": "",
            "LOG_LEVEL": "ERROR",
            **await engine.begin(),
        }
        child = Child(discord, (sys.executable, "-m", "tests.soak.watched"), settings)
        assert await child.start(), child.last_words
        clubs = [await founded(discord, number, chance) for number in range(CLUBS)]
        try:
            yield Day(discord, home, child, clubs, chance, engine)
        finally:
            await child.stop()


async def run(engine: Engine, share: float, seed: int) -> Result:
    """Raises AssertionError where something grows."""
    acts = max(1, round(4 * share))  # by a club in ten minutes
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="lamplight-soak-") as name:
        async with _dawn(Path(name), random.Random(seed), engine) as day:
            pid = _pid(day.child)
            for number in range(STEPS):
                await day.step(number, acts)
                if number >= STEPS * WARM - 1 and number % 18 == 17:
                    await day.counts()
            assert _pid(day.child) == pid, "it died meanwhile"
            day.compare()
            await _a_week_later(day)
    tried, failed = (sum(getattr(club, name) for club in day.clubs) for name in ("tried", "failed"))
    first, last = day.censuses[0], day.censuses[-2]
    return Result(
        f"24 simulated hours, 6 paces, imports, notes, {engine.name}",
        f"{tried:,} acts in {CLUBS} servers, {day.faults} faults of Discord's ({failed} acts met one)",
        f"from hour 6 to 24: {first.memory / MB:.0f} → {last.memory / MB:.0f} MB, {first.threads} → {last.threads}"
        f" threads, {first.files} → {last.files} files, {first.tasks} → {last.tasks} tasks; a week later 0 rows that"
        f" are not users' own (in {(time.monotonic() - began) / 60:.0f} minutes)",
    )


async def _a_week_later(day: Day) -> None:
    """What was done is forgotten: no deadline, no draft, nothing of a server that has left."""
    for club in day.clubs:
        for each in club.people:
            await club.does_something()
            del each
    day.discord.clock.advance(WEEK)
    await passes(3 * 3.0)
    await day.counts()
    left = {name: count for name, count in day.censuses[-1].rows.items() if count}
    print(f"    a week later: {left}", flush=True)
