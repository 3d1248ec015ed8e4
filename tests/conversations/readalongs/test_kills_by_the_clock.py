"""Killed around what the clock does: a reminder, the beginning, a part and the end come once, and late they say so."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

import pytest

from bot.playground import Person, Playground, Room
from bot.playground.state import Json
from tests.conversations.killing import Incubator, incubator, is_asked, pages, pressing

MINUTE, DAY = 60_000, 24 * 60 * 60_000  # milliseconds
STORY = "\n\n***\n\n".join(f"This is page number {number} of a short evening." for number in range(1, 3))
POSTS = r"/channels/\d+/messages\Z"
PATIENCE = 30  # seconds that a busy machine may take
STEPS = ("not posted", "under way", "not recorded")
COMPLETED = 3


class Planned:
    """A read-along that is planned, and a bot that is killed and comes back at the times it has to do something."""

    def __init__(self, discord: Playground, bots: Incubator, room: Room) -> None:
        self.discord, self.bots, self.room = discord, bots, room

    @property
    def thread(self) -> Room:
        return self.room.threads[-1]

    @property
    def events(self) -> list[Json]:
        """In Discord's calendar."""
        assert self.room.channel.guild is not None
        return list(self.room.channel.guild.scheduled_events.values())

    async def is_planned(self, ana: Person, ben: Person, step: str) -> None:
        """In half an hour, with a part a day at this minute; killed while it is put into the calendar."""
        await self.bots.starts_a_bot()
        await ana.types("/read story:evening", self.room)
        await self.room.until(lambda: pages(self.room), within=PATIENCE)
        at = datetime.now(UTC).strftime("%H:%M")
        await ana.types(
            f"/readalong plan when:in 30 min story:evening pace:daily at:{at} zone:UTC", self.room
        )
        async with pressing(ana, "Plan it", self.room), self._killed(step, r"/scheduled-events\Z"):
            pass
        await self.bots.starts_a_bot()
        await self.discord.world.until(lambda: self.events, within=PATIENCE)
        await ben.presses("Join", self.room)
        await self.is_over()

    async def comes_back(self, ahead: int, step: str, path: str = POSTS) -> None:
        """At that time, to be killed at once: before it posts, while it does, or before that is written down."""
        async with self._killed(step, path):
            await self.bots.starts_a_bot(ahead)
        await self.bots.starts_a_bot(ahead)

    @asynccontextmanager
    async def _killed(self, step: str, path: str) -> AsyncIterator[None]:
        gate, asked = asyncio.Event(), len(self.discord.requests)
        if step == "not posted":
            fault = self.discord.faults.fail(None, 503, method="POST", path=path)
        elif step == "under way":
            fault = self.discord.faults.slow(path, gate, method="POST")
        else:
            fault = self.discord.faults.lose_answer(1, method="POST", path=path)
        yield
        await self.discord.world.until(lambda: is_asked(self.discord, path, asked), within=PATIENCE)
        await self.bots.kills_it()
        self.discord.faults.lift(fault)
        gate.set()

    async def shows(self, words: str, room: Room) -> None:
        """Once, when everything has been sent."""
        await room.until(lambda: words in room.transcript(), within=PATIENCE)
        await self.discord.settled(within=PATIENCE)
        assert room.transcript().count(words) == 1

    async def is_killed_over_a_keepsake(self, person: Person) -> None:
        """It has been promised, and is being drawn."""
        asked = len(self.discord.requests)
        pressed = asyncio.create_task(person.presses("Keepsake", self.thread))
        await self.discord.world.until(
            lambda: any("/callback" in each.path for each in list(self.discord.requests)[asked:]),
            within=PATIENCE,
        )
        await self.bots.kills_it()
        pressed.cancel()
        await asyncio.gather(pressed, return_exceptions=True)

    async def is_over(self) -> None:
        await self.discord.settled(within=PATIENCE)
        await self.bots.kills_it()


@pytest.mark.parametrize("first", range(3))
async def test_everything_comes_once(tmp_path: Path, first: int) -> None:
    steps = islice(cycle(STEPS), first, None)
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "evening.txt").write_text(STORY, "utf-8")
    async with Playground(still=True) as discord, incubator(discord, tmp_path) as bots:
        server = discord.server("Book club")
        room = server.channel("reading")
        ana, ben = server.member("Ana"), server.member("Ben")
        evening = Planned(discord, bots, room)
        await evening.is_planned(ana, ben, next(steps))
        assert len(evening.events) == 1, "in the calendar, and only once"
        assert room.transcript().count("[Join]") == 1

        await evening.comes_back(16 * MINUTE, next(steps))
        await evening.shows("*Evening* begins", room)
        await evening.is_over()
        calling = [message for message in room.messages() if message.pings.users]
        assert [message.pings.users for message in calling] == [{ana.id, ben.id}], (
            "called once, and all of them"
        )

        await evening.comes_back(33 * MINUTE, next(steps), r"/threads\Z")
        await room.until(lambda: room.threads and pages(evening.thread), within=PATIENCE)
        await evening.shows("It has begun: <#", room)
        await evening.is_over()
        assert len(room.threads) == 1
        assert pages(evening.thread) == [1]
        assert "I was away when this was due" in evening.thread.transcript()

        await evening.comes_back(DAY + MINUTE, next(steps))
        await evening.thread.until(lambda: 2 in pages(evening.thread), within=PATIENCE)
        await evening.is_over()
        assert pages(evening.thread) == [1, 2]

        await evening.comes_back(2 * DAY + MINUTE, next(steps))
        await evening.shows("## The end", evening.thread)
        await evening.shows("It is over.", room)
        await evening.is_over()
        assert pages(evening.thread) == [1, 2]
        assert [event["status"] for event in evening.events] == [COMPLETED]
        assert "It has begun" not in room.transcript()

        await bots.starts_a_bot(2 * DAY + 2 * MINUTE)
        await evening.is_killed_over_a_keepsake(ana)
        await bots.starts_a_bot(2 * DAY + 2 * MINUTE)
        await ana.presses("Keepsake", evening.thread)
        kept = "A keepsake of *Evening*"
        await evening.thread.until(lambda: kept in evening.thread.transcript(for_=ana), within=PATIENCE)
        await evening.is_over()
        assert evening.thread.transcript(for_=ana).count(kept) == 1
