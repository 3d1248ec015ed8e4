"""Four processes over PostgreSQL serve four servers, and one is killed every minute: nobody notices but by a pause."""

import asyncio
import random
import re
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median

from bot.playground import Person, Playground, Room
from bot.playground.refusals import InteractionFailed, NothingHappened
from tests.postgresql import running
from tests.sharding.machines import PATIENCE, Machine, machine
from tests.soak.report import Result

COUNT = 4  # processes, shards and servers
EVERY = 60.0  # seconds between two kills
AWAY = 10.0  # seconds until a killed process is started again
PAUSE = 0.5  # seconds for which a page is read
LATE = 30.0  # seconds within which another process may take over a deadline
MINUTE = 60.0  # seconds: the pace of the read-alongs
STORY = "\n\n***\n\n".join(f"This is page number {number} of a long evening." for number in range(1, 3000))


def pages(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"page number (\d+)", text)]


@dataclass
class Reader:
    """Somebody who presses Next whenever a page was read, and a read-along by the clock beside that."""

    person: Person
    room: Room
    page: int = 0
    took: list[float] = field(default_factory=list)  # seconds from each press to its page
    in_vain: int = 0  # presses of which Discord said that they failed

    async def begins(self) -> None:
        await self.person.types("/read story:evening", self.room)
        await self.room.until(lambda: pages(self.room.transcript()), within=PATIENCE)
        self.page = 1
        await self.person.types("/readalong start story:evening pace:timed minutes:1", self.room)
        beginning = asyncio.create_task(self.person.presses("Begin", self.room))
        await self.room.until(lambda: self.room.threads and self.shared(), within=PATIENCE)
        beginning.cancel()

    def shared(self) -> list[tuple[int, float]]:
        """The pages of the read-along, and when each came."""
        return [
            (found, message.created_at)
            for message in self.room.threads[0].messages()
            for found in pages(message.text)
        ]

    async def reads(self, until: float) -> None:
        """By the event loop's clock. A page that nobody was shown comes next, and none is skipped."""
        while (began := time.monotonic()) < until:
            try:
                reply = await self.person.presses("Next", self.room)
            except (InteractionFailed, NothingHappened):
                self.in_vain += 1
                continue
            self.took.append(time.monotonic() - began)
            (found,) = pages(reply.text)
            assert found in (self.page, self.page + 1), f"page {found} came after page {self.page}"
            self.page = found
            with suppress(TimeoutError):
                async with asyncio.timeout(PAUSE):
                    await asyncio.Event().wait()

    def late(self) -> float:
        """By how many seconds the latest page of the read-along was; each came once, and none is missing."""
        shown = self.shared()
        assert [page for page, _ in shown] == list(range(1, len(shown) + 1))
        times = [at for _, at in shown]
        return max((later - sooner - MINUTE for sooner, later in pairwise(times)), default=0.0)


async def run(seconds: float, seed: int = 0, every: float = EVERY) -> Result:
    """Raises AssertionError for a page that is missing or comes twice, and for a deadline that is too late."""
    chance = random.Random(seed)
    async with _world() as (discord, machines):
        readers = [_reader(discord, number) for number in range(COUNT)]
        for each in machines:
            await each.starts()
        await discord.shards_ready(within=PATIENCE * 2)
        for reader in readers:
            await reader.begins()
        until = time.monotonic() + seconds
        reading = [asyncio.create_task(each.reads(until)) for each in readers]
        killed = await _kill(machines, chance, until, every, reading)
        await asyncio.gather(*reading)
        late = max(each.late() for each in readers)
        assert late <= LATE, f"a page came {late:.0f} s too late"
        assert discord.gateway.starts.refused == 0, "a shard identified too early"
        return _result(readers, killed, every, late, discord)


def _result(readers: list[Reader], killed: int, every: float, late: float, discord: Playground) -> Result:
    took = [seconds for each in readers for seconds in each.took]
    in_vain, shared = sum(each.in_vain for each in readers), sum(len(each.shared()) for each in readers)
    pauses = sorted((seconds for seconds in took if seconds > 0.5), reverse=True)
    return Result(
        "four processes over PostgreSQL",
        f"{killed} of them killed, one every {every:.0f} s; {len(took)} pages turned, {shared} by the clock",
        f"every page once; a page takes {median(took) * 1000:.0f} ms, the longest pause is {max(took):.1f} s"
        f" ({len(pauses)} over half a second); {in_vain} presses in vain; by the clock at most {late:.1f} s late;"
        f" {discord.gateway.resumed} sessions gone on with, {discord.gateway.identified} begun",
    )


async def _kill(
    machines: list[Machine],
    chance: random.Random,
    until: float,
    every: float,
    reading: list[asyncio.Task[None]],
) -> int:
    """One after the other until a time, unless a reader finds something wrong before; gives how many."""
    killed = 0
    while time.monotonic() + every < until and not any(each.done() for each in reading):
        await asyncio.wait(reading, timeout=every - AWAY, return_when=asyncio.FIRST_EXCEPTION)
        one = chance.choice(machines)
        one.is_killed()
        killed += 1
        await asyncio.wait(reading, timeout=AWAY, return_when=asyncio.FIRST_EXCEPTION)
        await one.starts()
    return killed


def _reader(discord: Playground, number: int) -> Reader:
    server = discord.server(f"Server {number}", shard=(number, COUNT))
    return Reader(server.member("Ana"), server.channel("reading"))


@asynccontextmanager
async def _world() -> AsyncIterator[tuple[Playground, list[Machine]]]:
    """A Discord that lets one shard identify in five seconds, a database, and four machines; nothing runs yet."""
    async with AsyncExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lamplight-soak-")))
        (home / "library").mkdir()
        (home / "library" / "evening.txt").write_text(STORY, "utf-8")
        database = stack.enter_context(running()).database()
        discord = await stack.enter_async_context(Playground(shards=COUNT, max_concurrency=1))
        settings: Mapping[str, str] = {
            "DATABASE_URL": database,
            "SHARD_COUNT": str(COUNT),
            "LIBRARY_DIR": str(home / "library"),
        }
        machines = [
            await stack.enter_async_context(machine(discord, home / f"machine {number}", settings))
            for number in range(COUNT)
        ]
        yield discord, machines
