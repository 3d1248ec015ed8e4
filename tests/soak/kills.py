"""`kill -9` at random instants under load: a server turns pages as fast as it can while a read-along goes on."""

import asyncio
import contextlib
import random
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.playground import Person, Playground, Room
from bot.playground.transcript import transcript
from bot.playground.world import Event
from tests.conversations.killing import TROUBLE, Incubator, incubator
from tests.soak.engines import Engine
from tests.soak.report import Result

LOOKED_AT = 24  # of a room's newest messages: more than come between two kills
PATIENCE = 60.0  # seconds; other work may be going on on this machine
HISTORY = (
    "SELECT revision, from_scene, to_scene FROM turn ORDER BY revision",
    "SELECT revision, scene FROM reading WHERE revision > 0",
    "SELECT scene FROM round ORDER BY revision",
    "SELECT scene FROM readalong",
)


def pages(room: Room) -> list[int]:
    """The numbers of the pages on the room's newest messages, the oldest first."""
    return numbers(transcript(room.messages()[-LOOKED_AT:]))


def numbers(text: str, *, place: bool = False) -> list[int]:
    """Of the pages that are shown; or also of the place that is told to who pressed a button on an old page."""
    shown = r"(?:page number|now at scene) (\d+)" if place else r"page number (\d+)"
    return [int(number) for number in re.findall(shown, text)]


def story(length: int) -> str:
    return "\n\n***\n\n".join(f"This is page number {n} of a very long evening." for n in range(1, length))


@dataclass(slots=True)
class Count:
    """`sent`: turns that somebody asked for; `again`: kills after which the page that was on show was shown again."""

    kills: int = 0
    sent: int = 0
    shown: int = 0
    posted: int = 0
    again: int = 0


@dataclass
class Watch:
    """Whatever page a room is shown, posted or drawn in place: never one that nobody has come to."""

    room: Room
    furthest: int = 0
    skipped: list[int] = field(default_factory=list)

    def __call__(self, event: Event) -> None:
        if event.channel is not self.room.channel or event.name not in ("MESSAGE_CREATE", "MESSAGE_UPDATE"):
            return
        for number in numbers(str(event.data["components"])):
            if number > self.furthest + 1:
                self.skipped.append(number)
            self.furthest = max(self.furthest, number)


@dataclass
class Evening:
    """A club of three in one room, and another that reads along."""

    discord: Playground
    bots: Incubator
    engine: Engine
    home: Path
    chance: random.Random
    room: Room
    people: tuple[Person, ...]
    count: Count = field(default_factory=Count)
    thread: Room | None = None
    watch: Watch = field(init=False)

    def __post_init__(self) -> None:
        self.watch = Watch(self.room)
        self.discord.world.listeners.append(self.watch)

    @property
    def host(self) -> Person:
        return self.people[0]

    async def begins(self) -> None:
        lobby = self.discord.room(self.room.channel)
        async with asyncio.timeout(PATIENCE):
            while not pages(self.room):  # a long story takes a moment to come into the library
                with contextlib.suppress(*TROUBLE):
                    await self.host.types("/read story:evening", self.room)
        await self.host.types("/readalong start story:evening pace:host", lobby)
        await self.host.presses("Begin", lobby)
        await self.room.until(lambda: self.room.threads and pages(self.room.threads[0]), within=PATIENCE)
        (self.thread,) = self.room.threads

    async def _turns(self, person: Person) -> None:
        """Until it is cancelled."""
        with contextlib.suppress(*TROUBLE):
            while True:
                self.count.sent += 1
                if self.chance.random() < 0.9:
                    await person.presses("Next", self.room)
                else:
                    await person.types("/next", self.room)

    async def _turns_for_all(self) -> None:
        """Until it is cancelled."""
        assert self.thread is not None
        with contextlib.suppress(*TROUBLE):
            while True:
                self.count.sent += 1
                posted = pages(self.thread)
                await self.host.presses("Turn now", self.thread)
                await self.thread.until(_shows(self.thread, posted[-1] + 1), within=PATIENCE)

    async def is_killed(self) -> None:
        """While everybody turns pages, at an instant that nobody foresees."""
        crowd = [asyncio.create_task(self._turns(person)) for person in self.people]
        crowd.append(asyncio.create_task(self._turns_for_all()))
        await asyncio.wait(crowd, timeout=self.chance.uniform(0, 0.25))
        await self.bots.kills_it()
        self.count.kills += 1
        for each in crowd:
            each.cancel()
        await asyncio.gather(*crowd, return_exceptions=True)
        await self._nothing_is_lost()

    async def _nothing_is_lost(self) -> None:
        """Whatever anybody has seen is in the database, whose histories have no gap."""
        turns, ((revision, scene),), rounds, ((along,),) = await self.engine.ask(self.home, *HISTORY)
        assert [turn[0] for turn in turns] == list(range(1, revision + 1)), "a gap in the history"
        assert all(to == since + 1 for _, since, to in turns[1:]), "one turn is one page"
        assert self.watch.skipped == [], "a page was skipped unseen"
        assert self.watch.furthest <= scene + 1, "a page was shown that was not saved"
        assert [row[0] for row in rounds] == list(range(along + 1)), "the group's pages, each once"
        assert self.thread is not None
        posted = pages(self.thread)
        assert posted == list(range(posted[0], posted[0] + len(posted))), "each once, in order"
        assert posted[-1] <= along + 1

    async def goes_on(self) -> None:
        """With the page that was saved and perhaps never seen; the group's comes by itself."""
        await self.bots.starts_a_bot()
        before = self.watch.furthest
        told = await self.people[1].presses("Next", self.room)
        if max(numbers(told.text, place=True), default=0) < before:
            raise AssertionError(f"the place was lost: {told.text}\n{await self._sight()}")
        self.count.again += self.watch.furthest == before
        self.count.shown = self.watch.furthest
        await self._catches_up()

    async def _sight(self) -> str:
        """What is to be seen, for who looks for the reason."""
        questions = (
            "SELECT * FROM reading",
            "SELECT * FROM panel",
            "SELECT * FROM turn ORDER BY revision DESC LIMIT 4",
        )
        kept = await self.engine.ask(self.home, *questions)
        there = [f"{each.id} {[*each.buttons]} {transcript([each])}" for each in self.room.messages()[-5:]]
        return "\n".join([*there, *map(str, kept)])

    async def _catches_up(self) -> None:
        assert self.thread is not None
        thread, (((along,),),) = self.thread, await self.engine.ask(self.home, HISTORY[-1])
        await thread.until(_shows(thread, along + 1), within=PATIENCE)
        posted = pages(thread)
        assert posted == list(range(posted[0], along + 2)), "a post was doubled or left out"
        self.count.posted = along + 1


def _shows(thread: Room, number: int) -> Callable[[], bool]:
    return lambda: pages(thread)[-1:] == [number]


async def run(engine: Engine, kills: int, seed: int) -> Result:
    """Raises AssertionError at the first promise that does not hold."""
    settings = await engine.begin()
    with tempfile.TemporaryDirectory(prefix="lamplight-soak-") as name:
        home = Path(name)
        (home / "library").mkdir()
        (home / "library" / "evening.txt").write_text(story(20 * kills + 500), "utf-8")
        async with Playground() as discord, incubator(discord, home, settings) as bots:
            server = discord.server("Book club")
            room = server.channel("reading")
            people = tuple(server.member(each) for each in ("Ana", "Ben", "Chloe"))
            chance = random.Random(seed)
            evening = Evening(discord, bots, engine, home, chance, room, people)
            await bots.starts_a_bot()
            await evening.begins()
            for _ in range(kills):
                await evening.is_killed()
                await evening.goes_on()
            await bots.kills_it()
    count = evening.count
    return Result(
        f"`kill -9` under load, {engine.name}",
        f"{count.kills:,} kills, {count.sent:,} turns asked for",
        f"{count.shown:,} pages turned to and {count.posted:,} posted in the read-along ({count.again} again):"
        " 0 saved turns lost, 0 pages skipped unseen, 0 posts doubled, database whole after each kill",
    )
