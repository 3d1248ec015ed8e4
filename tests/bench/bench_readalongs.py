"""Read-alongs: a hundred press Ready in a second, a thousand clocks tick in one process, ten thousand were missed."""

import asyncio
import contextlib
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.playground import Person, Playground
from bot.playground.components import buttons
from bot.playground.interactions import COMPONENT, Interaction
from bot.playground.state import Channel, Message, User
from bot.playground.world import Event
from tests.bench.cast import CONSTANT, LAMPLIGHT, on_stage
from tests.bench.load import paced
from tests.bench.process import BotProcess
from tests.bench.readalongs_seeded import seed
from tests.bench.stage import ready
from tests.bench.tables import ms, table

PEOPLE = 100
A_MINUTE = 60_000  # milliseconds
IN_A_SERVER = 50  # channels


async def compare(quick: bool) -> None:
    await _ready_at_once()
    await _a_thousand_clocks(200 if quick else 1_000, 15 if quick else 30)
    await _after_downtime(1_000 if quick else 10_000, 10 if quick else 60)


# A hundred press Ready.


async def _ready_at_once() -> None:
    async with on_stage(CONSTANT) as stage:
        constant = await paced(stage.types_next, stage.seats, PEOPLE, a_second=PEOPLE)
    with tempfile.TemporaryDirectory(prefix="lamplight-bench-") as name:
        home = Path(name)
        (home / "library").mkdir()
        async with Playground() as discord:
            server = discord.server("Book club")
            room = server.channel("reading")
            people = [server.member(f"Reader {number}") for number in range(PEOPLE)]
            async with _bot(discord, home):
                await people[0].types("/readalong start", room)
                await room.until(lambda: "[Begin]" in room.transcript(), within=10)
                acknowledged = Acknowledged(discord)
                lobby = next(message for message in room.channel.newest_first() if message.buttons)
                await acknowledged.all_of([_press(discord, each, lobby, "Join") for each in people[1:]])
                await acknowledged.all_of([_press(discord, people[0], lobby, "Begin")])
                await room.until(lambda: room.threads and "[Turn now]" in room.threads[0].transcript())
                await _all_press(discord, people, room.threads[0].channel, acknowledged, constant.waits)


class Acknowledged:
    """When the bot gave its first answer to an interaction; a press that is only acknowledged shows nothing."""

    def __init__(self, discord: Playground) -> None:
        self._answered: dict[int, float] = {}
        self._discord = discord
        acknowledge = discord.interactions.acknowledge

        def noted(one: Interaction, answer: int) -> None:
            acknowledge(one, answer)
            self._answered[one.id] = time.perf_counter()

        discord.interactions.acknowledge = noted  # type: ignore[method-assign]

    async def all_of(self, those: Sequence[Interaction]) -> list[float]:
        await self._discord.world.until(
            lambda: all(one.acknowledged or one.failed for one in those), within=30
        )
        return [self._answered.get(one.id, float("inf")) for one in those]


def _press(discord: Playground, person: Person, message: Message, label: str) -> Interaction:
    number = next(each["custom_id"] for each in buttons(message.components) if label in each["label"])
    data = {"custom_id": number, "component_type": 2}
    where = message.channel
    return discord.interactions.send(COMPONENT, person.user, where, data, source=message, shown=message)


async def _all_press(
    discord: Playground,
    people: Sequence[Person],
    thread: Channel,
    acknowledged: Acknowledged,
    constant: Sequence[float],
) -> None:
    page = next(message for message in thread.newest_first() if message.buttons)
    asked, sent = len(discord.requests), list[tuple[float, Interaction]]()
    for person in people:
        sent.append((time.perf_counter(), _press(discord, person, page, "Ready")))
        await _passes(1 / PEOPLE)
    answered = await acknowledged.all_of([one for _, one in sent])
    waits = [at - began for at, (began, _) in zip(answered, sent, strict=True)]
    room = discord.room(thread)
    await room.until(lambda: room.transcript().count("[Turn now]") == 1 and len(room.messages()) == 3)
    await discord.settled(within=10)
    asked_since = list(discord.requests)[asked:]
    edits = sum(each.method == "PATCH" and str(page.id) in each.path for each in asked_since)
    edits += sum("/callback" in each.path and (each.body or {}).get("type") == 7 for each in asked_since)
    pages = sum(message.v2 and "min left" in message.text for message in room.messages())
    ours, theirs = _p99(waits), _p99(constant)
    rows = [
        ("answered within 3 s", f"{sum(wait < 3 for wait in waits)} of {PEOPLE}", "all"),
        ("turns", str(pages - 1), "1"),
        ("edits of the page", str(edits), "≤ 3"),
        ("p99 of an answer, ms", ms(ours), ""),
        ("the constant bot's", ms(theirs), ""),
        ("times as long", f"{ours / theirs:.1f}", "≤ 5"),
    ]
    table(f"{PEOPLE} people press Ready within a second", ("", "", "target"), rows)


async def _passes(seconds: float) -> None:
    over = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(seconds, over.set_result, None)
    await over


def _p99(waits: Sequence[float]) -> float:
    return sorted(waits)[int(len(waits) * 0.99) - 1]


@contextlib.asynccontextmanager
async def _bot(discord: Playground, home: Path) -> AsyncIterator[BotProcess]:
    process = await BotProcess.start(LAMPLIGHT, home, discord.api_url, discord.token)
    try:
        await ready(discord, process)
        yield process
    finally:
        await process.stop()


# A thousand clocks, and ten thousand missed deadlines.


@dataclass
class Watch:
    """When each message of the bot came, in seconds since 1970, and in which channel."""

    came: list[tuple[float, int]] = field(default_factory=list)

    def __call__(self, event: Event) -> None:
        if event.name == "MESSAGE_CREATE" and event.channel and "min left" in str(event.data["components"]):
            self.came.append((time.time(), event.channel.id))


def _seats(discord: Playground, count: int) -> list[tuple[Channel, User]]:
    seats: list[tuple[Channel, User]] = []
    while len(seats) < count:
        server = discord.server(f"Server {len(seats)}")
        user = server.member("Reader").user
        rooms = [server.channel(f"room-{number}") for number in range(IN_A_SERVER)]
        seats += [(room.channel, user) for room in rooms]
    return seats[:count]


async def _a_thousand_clocks(count: int, seconds: int) -> None:
    """Each turns a page a minute, spread evenly over it; then none turns any."""
    with tempfile.TemporaryDirectory(prefix="lamplight-bench-") as name:
        async with Playground() as discord:
            seats, watch = _seats(discord, count), Watch()
            first = round(time.time() * 1000) + 20_000 + count * 10  # when everything is seeded and connected
            due = [first + number * A_MINUTE // count for number in range(count)]
            await seed(Path(name), seats, [each - A_MINUTE for each in due], minutes=1)
            discord.world.listeners.append(watch)
            async with _bot(discord, Path(name)):
                await discord.world.until(lambda: len(watch.came) >= count, within=120, what="all turns")
            at = {channel.id: each for (channel, _), each in zip(seats, due, strict=True)}
            late = [came * 1000 - at[where] for came, where in watch.came[:count]]
    empty, _ = await _idle(0, seconds)
    full, cpu = await _idle(count, seconds)
    rows = [
        ("latest turn, s", f"{max(late) / 1000:.2f}", "≤ 2"),
        ("CPU of a core while idle, %", f"{cpu * 100:.1f}", "< 5"),
        ("memory of each, KB", f"{(full - empty) / 1024 / count:.1f}", "< 20"),
    ]
    table(f"{count:,} timed read-alongs in one process", ("", "", "target"), rows)


async def _idle(count: int, seconds: int) -> tuple[int, float]:
    """Bytes of memory, and CPU by the second, of a bot in whose read-alongs nothing is due."""
    with tempfile.TemporaryDirectory(prefix="lamplight-bench-") as name:
        async with Playground() as discord:
            seats = _seats(discord, max(count, 1_000))[:count]
            if seats:
                await seed(Path(name), seats, [round(time.time() * 1000)] * count, minutes=600)
            async with _bot(discord, Path(name)) as process:
                await discord.settled(within=30)
                await _passes(4)  # it has its servers, and has looked at the clock
                cpu = process.cpu()
                await _passes(seconds)
                return process.memory(), (process.cpu() - cpu) / seconds


async def _after_downtime(count: int, seconds: int) -> None:
    """All were due while the bot was away, each a millisecond after the one before; Discord's limits hold."""
    with tempfile.TemporaryDirectory(prefix="lamplight-bench-") as name:
        async with Playground(rate_limits=True) as discord:
            seats, watch = _seats(discord, count), Watch()
            since = round(time.time() * 1000) - 60 * A_MINUTE
            await seed(Path(name), seats, [since + number for number in range(count)], minutes=1)
            discord.world.listeners.append(watch)
            async with _bot(discord, Path(name)):
                await discord.world.until(lambda: watch.came, within=60, what="the first part")
                began, asked = time.time(), len(discord.requests)
                await _passes(seconds)
                took, asked = time.time() - began, len(discord.requests) - asked
            refused = sum(each.status == 429 for each in discord.requests)
    order = {channel.id: number for number, (channel, _) in enumerate(seats)}
    came = [order[where] for _, where in watch.came]
    apart = max((number - place for place, number in enumerate(came)), default=0)
    rows = [
        ("parts posted meanwhile", f"{len(came):,}", ""),
        ("of one read-along", str(max(came.count(each) for each in set(came))), "≤ 1"),
        ("furthest out of order", str(apart), "< 20: so many are under way"),
        ("requests a second", f"{asked / took:.0f}", "< 50"),
        ("refused by Discord (429)", str(refused), "0"),
    ]
    table(f"{count:,} deadlines due at once, the first {seconds} s", ("", "", "target"), rows)
