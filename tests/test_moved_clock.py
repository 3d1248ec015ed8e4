"""The clock of the playground's bot: what waits for its time happens when the clock is moved there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.playground import Room
from bot.playground.home import Home
from bot.playground.site_world import READING
from tests.playground.home import at_home

PATIENCE = 30.0  # s


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    async with at_home(tmp_path) as one:
        yield one


async def test_a_timed_read_along_turns_when_its_minutes_are_over(home: Home) -> None:
    ana, ben, _ = home.discord.people
    room = home.discord.room(home.discord.world.channels[READING])
    await ana.types("/readalong start pace:timed minutes:10", room)
    await ben.presses("Join", room)
    await ana.presses("Begin", room)
    await home.discord.world.until(lambda: room.threads, within=PATIENCE)
    (thread,) = room.threads
    await shows(thread, "Page 1 of")
    home.discord.clock.advance(11 * 60)
    await shows(thread, "Page 2 of")
    await home.child.restart()
    home.discord.clock.advance(11 * 60)
    await shows(thread, "Page 3 of")


async def shows(room: Room, words: str) -> None:
    await room.until(lambda: words in room.transcript(), within=PATIENCE)
