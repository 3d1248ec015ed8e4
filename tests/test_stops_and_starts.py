"""The process stops in good order, whatever it is doing, and comes back by itself from what ends discord.py."""

import asyncio
import random
import sqlite3
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.playground import Person, Playground, Room
from bot.playground.world import Event
from tests.bots import says, start

PATIENCE = 60.0  # seconds; a stop takes three
STOPS = b"Before I stop, answers are given: 1"
RETIRED = (
    r"/channels/\d+/messages/\d+"  # an older page loses its buttons: after the answer, so that Discord waits
)


class Reading:
    """Ana reads with the bot of a process; what it says is on its standard error."""

    def __init__(self, discord: Playground, folder: Path) -> None:
        self.discord, self._folder = discord, folder
        server = discord.server("Book club")
        self.ana: Person = server.member("Ana", manager=True)
        self.room: Room = server.channel("reading")

    async def starts(self) -> Process:
        token, url = self.discord.token, self.discord.api_url
        process = await start(self._folder, DISCORD_TOKEN=token, DISCORD_API_URL=url)
        await self.discord.bot_ready(within=PATIENCE)
        return process

    async def turns_slowly(self, gate: asyncio.Event) -> None:
        """Until the bot waits for Discord, which waits for the gate."""
        await self.ana.types("/read story:all hands", self.room)
        self.discord.faults.slow(RETIRED, gate, method="PATCH")
        await self.ana.types("/next", self.room)
        await self.room.until(lambda: self.discord.requests[-1].method == "PATCH")


@pytest.fixture
async def reading(tmp_path: Path) -> AsyncIterator[Reading]:
    async with Playground(still=True) as discord:
        yield Reading(discord, tmp_path)


async def test_a_stop_finishes_what_it_is_doing(reading: Reading) -> None:
    process, gate = await reading.starts(), asyncio.Event()
    await reading.turns_slowly(gate)
    process.terminate()
    await says(process, STOPS)
    gate.set()
    async with asyncio.timeout(PATIENCE):
        _, errors = await process.communicate()
    assert process.returncode == 0
    assert b"Traceback" not in errors
    assert reading.room.transcript().count("[Next]") == 1, "the page before has lost its buttons"


async def test_a_stop_does_not_wait_for_ever(reading: Reading) -> None:
    process, gate = await reading.starts(), asyncio.Event()
    try:
        await reading.turns_slowly(gate)
        process.terminate()
        async with asyncio.timeout(PATIENCE):
            _, errors = await process.communicate()
    finally:
        gate.set()
    assert process.returncode == 0
    assert STOPS in errors and b"Traceback" not in errors
    process = await reading.starts()
    assert "All Hands" in await reading.ana.types("/read", reading.room), "and the place is there"
    process.terminate()
    await process.communicate()


async def test_an_event_that_ends_discord_py_does_not_end_the_bot(reading: Reading) -> None:
    process, gateway = await reading.starts(), reading.discord.gateway
    before = {*gateway.sessions}
    gateway.hear(Event(1, "GUILD_UPDATE", {"name": "without an id"}))
    await says(process, b"ended on a bug; connecting again")
    await reading.discord.world.until(
        lambda: any(each.id not in before for each in gateway.live), within=PATIENCE, what="another session"
    )
    assert "All Hands" in await reading.ana.types("/read story:all hands", reading.room)
    process.terminate()
    await process.communicate()
    assert process.returncode == 0


LARGE = """
import sys
from bot.store import checking
from bot.__main__ import main
checking.AT_ONCE = 0  # every file is large
sys.exit(main([]))
"""


async def test_a_large_database_that_is_found_damaged_beside_the_turns_ends_the_bot(
    reading: Reading, tmp_path: Path
) -> None:
    process = await reading.starts()
    process.terminate()
    await process.communicate()
    await reading.discord.bot_gone(within=PATIENCE)
    database = tmp_path / "data" / "lamplight.db"
    _loses_a_page(database)
    token, url = reading.discord.token, reading.discord.api_url
    process = await start(tmp_path, "-c", LARGE, DISCORD_TOKEN=token, DISCORD_API_URL=url)
    async with asyncio.timeout(PATIENCE):
        _, errors = await process.communicate()
    assert process.returncode == 1
    assert b"is damaged" in errors.splitlines()[-1] and b"python -m bot restore" in errors.splitlines()[-1]
    assert b"Traceback" not in errors
    process = await start(tmp_path, "-c", LARGE, DISCORD_TOKEN=token, DISCORD_API_URL="http://127.0.0.1:9")
    _, errors = await process.communicate()
    assert process.returncode == 1 and b"is damaged" in errors, "and nothing is begun in it again"


def _loses_a_page(database: Path) -> None:
    """One that no start has a use for: among rows of a table that is looked up by its key."""
    with closing(sqlite3.connect(database)) as connection, connection:
        turns = [(f"nobody's {number}", number) for number in range(20_000)]
        connection.executemany("INSERT INTO turn VALUES (?, ?, 'next', 0, 0, 1, 0, 1, 1, NULL)", turns)
    content = bytearray(database.read_bytes())
    content[-20 * 4096 : -19 * 4096] = random.Random(1).randbytes(4096)
    database.write_bytes(content)


async def test_commands_are_told_only_when_they_have_changed(reading: Reading) -> None:
    told = []
    for _ in range(2):
        process = await reading.starts()
        await reading.discord.bot_ready(within=PATIENCE)
        await says(process, b"Ready as")
        process.terminate()
        await process.communicate()
        await reading.discord.bot_gone(within=PATIENCE)
        told.append(
            sum(each.method == "PUT" and "commands" in each.path for each in reading.discord.requests)
        )
    assert told == [1, 1]
