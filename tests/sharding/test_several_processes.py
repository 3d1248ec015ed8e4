"""Two processes over PostgreSQL: one is killed, and the other goes on with its servers, their readers and deadlines."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from pathlib import Path

import pytest

from bot.playground import Person, Playground, Room
from bot.playground.refusals import InteractionFailed, NothingHappened, NotPossible
from bot.playground.replies import Reply
from tests.postgresql import Server
from tests.sharding.machines import PATIENCE, Machine, machine

STORY = "\n\n***\n\n".join(f"This is page number {number} of a long evening." for number in range(1, 60))
LATER = 10 * 60_000  # milliseconds
TROUBLE = (InteractionFailed, NothingHappened, NotPossible)


@pytest.fixture
async def discord() -> AsyncIterator[Playground]:
    async with Playground(shards=2, max_concurrency=2) as playground:
        yield playground


@pytest.fixture
async def machines(
    discord: Playground, postgresql: Server, migrated: str, tmp_path: Path
) -> AsyncIterator[tuple[Machine, Machine]]:
    """Two, each at home in one of the two shards; nothing runs on them yet."""
    library = tmp_path / "library"
    library.mkdir()
    (library / "evening.txt").write_text(STORY, "utf-8")
    url = postgresql.database(migrated)
    both = {"DATABASE_URL": url, "SHARD_COUNT": "2", "LIBRARY_DIR": str(library)}
    async with AsyncExitStack() as stack:
        yield (
            await stack.enter_async_context(machine(discord, tmp_path / "first", both | {"SHARD_IDS": "0"})),
            await stack.enter_async_context(machine(discord, tmp_path / "second", both | {"SHARD_IDS": "1"})),
        )
    postgresql.drop(url)


def pages(room: Room) -> list[int]:
    return [int(number) for number in re.findall(r"page number (\d+)", room.transcript())]


async def presses(person: Person, button: str, room: Room) -> Reply:
    """As often as a person would have to; on a slow machine three seconds are soon over."""
    for _ in range(20):
        with suppress(*TROUBLE):
            return await person.presses(button, room)
    raise AssertionError(f"{button} is never answered")


async def test_one_is_killed_and_the_other_goes_on(
    discord: Playground, machines: tuple[Machine, Machine]
) -> None:
    first, second = machines
    here, there = (discord.server(f"Server {number}", shard=(number, 2)) for number in range(2))
    ana, room = here.member("Ana"), here.channel("reading")
    ben, other_room = there.member("Ben"), there.channel("reading")
    await first.starts()
    await discord.shards_ready(within=PATIENCE)
    await first_page(ana, room)
    await first_page(ben, other_room)
    await ana.types("/readalong start pace:timed minutes:5", room)
    beginning = asyncio.create_task(ana.presses("Begin", room))  # which shows her nothing but the thread
    await room.until(lambda: room.threads and pages(room.threads[0]) == [1], within=PATIENCE)
    beginning.cancel()
    thread = room.threads[0]

    moved = discord.gateway.resumed
    await second.starts(ahead=LATER)
    await discord.world.until(
        lambda: discord.gateway.resumed > moved and discord.gateway.whole, within=PATIENCE
    )
    await presses(ben, "Next", other_room)
    assert pages(thread) == [1], "the first one's shard stays where it is"

    await ana.types("/bookmark add name:the bridge", room)
    await ana.types("/readalong start story:evening", room)
    here.guild.locale = "fr"  # the other one was never told about this server
    first.is_killed()
    answer = await presses(ana, "Next", room)  # while nobody is there
    await thread.until(lambda: pages(thread) == [1, 2], within=PATIENCE)
    assert "Tourner maintenant" in thread.transcript(), "it has asked for the server's language"
    await presses(ben, "Next", other_room)

    again = discord.gateway.resumed
    await first.starts()
    await discord.world.until(
        lambda: discord.gateway.resumed > again and discord.gateway.whole, within=PATIENCE
    )
    await presses(ana, answer.buttons[1], room)
    second.is_told_to_stop()
    await presses(ben, "Next", other_room)
    assert pages(room)[-1] >= 3 and pages(other_room)[-1] >= 4, "every press turned"
    assert discord.gateway.starts.refused == 0, "no shard identified too early"
    assert pages(thread) == [1, 2], "and none comes twice"
    lobbies = room.transcript().count("Ana used /readalong start")
    assert lobbies == 2, "what was told again was not done again"
    again_asked = [one for one in discord.requests if one.path.endswith("/messages/@original")]
    assert any(one.method == "GET" and one.status == 200 for one in again_asked)


async def first_page(person: Person, room: Room) -> None:
    await person.types("/read story:evening", room)
    await room.until(lambda: pages(room), within=PATIENCE)  # the library may still be being read
