"""Discord's bad weather, one kind after the other, while a server reads: nothing is lost."""

import asyncio
import contextlib
import os
import random
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.playground import Person, Playground, Room
from bot.playground.faults import Faults
from tests.conversations.killing import TROUBLE, incubator
from tests.soak.census import passes
from tests.soak.engines import Engine
from tests.soak.kills import PATIENCE, Evening, numbers, pages, story
from tests.soak.report import Result

LASTS = 1.2  # seconds of the same weather
CALLBACK = r"/interactions/\d+/[^/]+/callback"
POSTS = r"/channels/\d+/messages"
SCOPE = "X-RateLimit-Scope"


async def _drops(faults: Faults, _: random.Random) -> None:
    await faults.drop_gateway()


async def _resumes_in_vain(faults: Faults, _: random.Random) -> None:
    """The connection is gone, and Discord has forgotten its session when the bot comes back with it."""
    await faults.drop_gateway(forget=True)


async def _sessions_end(faults: Faults, _: random.Random) -> None:
    faults.invalidate_session()


async def _storm(faults: Faults, dice: random.Random) -> None:
    for status in dice.choices((500, 502, 503, 504), k=4):
        faults.fail(dice.randint(1, 6), status)


async def _limits_a_route(faults: Faults, dice: random.Random) -> None:
    faults.rate_limit(dice.randint(2, 8), 0.1, path=dice.choice((CALLBACK, POSTS)))


async def _limits_without_a_scope(faults: Faults, dice: random.Random) -> None:
    limited = faults.rate_limit(dice.randint(2, 8), 0.1)
    limited.headers = {name: value for name, value in limited.headers.items() if name != SCOPE}


async def _limits_everything(faults: Faults, dice: random.Random) -> None:
    faults.rate_limit(dice.randint(2, 8), 0.1, everywhere=True)


async def _is_slow(faults: Faults, dice: random.Random) -> None:
    """Up to later than anybody waits."""
    faults.lag(dice.uniform(0.3, 3.5), path=dice.choice((CALLBACK, POSTS)))


async def _loses_answers(faults: Faults, dice: random.Random) -> None:
    faults.lose_answer(dice.randint(1, 4), path=dice.choice((CALLBACK, POSTS)))


WEATHERS: dict[str, Callable[[Faults, random.Random], Awaitable[None]]] = {
    "dropped connections": _drops,
    "resumes in vain": _resumes_in_vain,
    "ended sessions": _sessions_end,
    "storms of 500 to 504": _storm,
    "limits (429) of a route": _limits_a_route,
    "limits without a scope": _limits_without_a_scope,
    "limits of everything": _limits_everything,
    "late answers": _is_slow,
    "lost answers": _loses_answers,
}


@dataclass
class Day(Evening):
    """People go on pressing whatever happens; `vain` are presses of which Discord said that they failed."""

    vain: int = 0
    met: Counter[str] = field(default_factory=Counter)

    async def meets(self, name: str) -> None:
        over = asyncio.Event()
        crowd = [asyncio.create_task(self._reads(person, over)) for person in self.people]
        crowd.append(asyncio.create_task(self._leads(over)))
        await passes(self.chance.uniform(0, 0.3))
        await WEATHERS[name](self.discord.faults, self.chance)
        self.met[name] += 1
        await passes(LASTS)
        self.discord.faults.lift()
        over.set()
        await asyncio.gather(*crowd)
        await self._clears_up()

    async def _reads(self, person: Person, over: asyncio.Event) -> None:
        while not over.is_set():
            self.count.sent += 1
            try:
                await person.presses("Next", self.room)
            except TROUBLE:
                self.vain += 1
                await passes(0.05)

    async def _leads(self, over: asyncio.Event) -> None:
        assert self.thread is not None
        while not over.is_set():
            self.count.sent += 1
            try:
                await self.host.presses("Turn now", self.thread)
            except TROUBLE:
                self.vain += 1
                await passes(0.05)

    async def _clears_up(self) -> None:
        """Everything that was turned is there, the group's pages each once; then a press turns again."""
        await self.discord.bot_ready(within=PATIENCE)
        before = self.watch.furthest
        async with asyncio.timeout(PATIENCE):
            while self.watch.furthest == before:
                with contextlib.suppress(*TROUBLE):
                    await self.host.presses("Next", self.room)
                await passes(0.05)
        self.count.shown = self.watch.furthest
        await self._catches_up()
        with contextlib.suppress(*TROUBLE):
            await self.discord.settled(within=PATIENCE)
        await self._nothing_is_lost()


def _doubled(room: Room) -> list[int]:
    """Pages that stand there twice although nobody was told why."""
    counted = Counter(numbers(room.transcript()))
    return [page for page, times in counted.items() if times > 1]


async def run(engine: Engine, rounds: int, seed: int) -> Result:
    """Each weather so many times. Raises AssertionError at the first promise that does not hold."""
    settings = await engine.begin()
    with tempfile.TemporaryDirectory(prefix="lamplight-soak-") as name:
        home = Path(name)
        (home / "library").mkdir()
        (home / "library" / "evening.txt").write_text(story(3_000), "utf-8")
        async with Playground() as discord, incubator(discord, home, settings) as bots:
            server = discord.server("Book club")
            room, chance = server.channel("reading"), random.Random(seed)
            people = tuple(server.member(each) for each in ("Ana", "Ben", "Chloe"))
            day = Day(discord, bots, engine, home, chance, room, people)
            await bots.starts_a_bot()
            await day.begins()
            for _ in range(rounds):
                for weather in chance.sample([*WEATHERS], len(WEATHERS)):
                    await day.meets(weather)
            os.kill(bots._pid, 0)  # the same process all the while
            await bots.kills_it()
            assert day.thread is not None and _doubled(day.thread) == [], "a post is doubled"
            count, posted = day.count, pages(day.thread)[-1]
    return Result(
        f"Discord's bad weather, {engine.name}",
        f"{rounds} times each of {', '.join(WEATHERS)}; {count.sent:,} turns asked for",
        f"{count.shown:,} pages turned to and {posted:,} posted in the read-along, {day.vain:,} presses in vain; the"
        " same process went on each time: 0 saved turns lost, 0 pages skipped unseen, 0 posts doubled",
    )
