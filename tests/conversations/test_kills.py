"""Killed at any instant, the bot comes back to the same place, and no page is skipped unseen."""

import asyncio
import contextlib
import os
import random
import sqlite3
from pathlib import Path

import pytest

from bot.playground import Person, Playground, Room
from tests.conversations.killing import TROUBLE, incubator, pages

KILLS = int(os.environ.get("LAMPLIGHT_KILLS", "200"))
STORY = "\n\n***\n\n".join(
    f"This is page number {number} of a very long evening." for number in range(1, 3000)
)


async def tries(person: Person, room: Room, chance: random.Random) -> None:
    """Turn on, by one way or the other; whatever is answered, or nothing."""
    with contextlib.suppress(*TROUBLE):
        if chance.random() < 0.8:
            await person.presses("Next", room)
        else:
            await person.types("/next", room)


def check_the_book(home: Path) -> None:
    """The database is whole, its history has no gap, and the place is where the last turn went."""
    with contextlib.closing(sqlite3.connect(home / "lamplight.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        turns = database.execute("SELECT revision, to_scene FROM turn ORDER BY revision").fetchall()
        revision, scene = database.execute("SELECT revision, scene FROM reading WHERE scene > 0").fetchone()
    assert [number for number, _ in turns] == list(range(1, revision + 1))
    assert turns[-1] == (revision, scene)
    assert [place for _, place in turns] == list(range(len(turns))), "every turn went one page on"


@pytest.mark.timeout(600)
async def test_killed_at_any_instant(tmp_path: Path) -> None:
    chance = random.Random(20261122)
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "evening.txt").write_text(STORY, "utf-8")
    async with Playground(still=True) as discord, incubator(discord, tmp_path) as bots:
        server = discord.server("Book club")
        room = server.channel("reading")
        ana, ben = server.member("Ana"), server.member("Ben")
        await bots.starts_a_bot()
        await ana.types("/read story:evening", room)
        await room.until(lambda: pages(room), within=30)  # it is a long story, and may still be being read
        last = 1
        for _ in range(KILLS):
            crowd = [asyncio.create_task(tries(person, room, chance)) for person in (ana, ben, ana)]
            await asyncio.wait(crowd, timeout=chance.uniform(0, 0.08))
            await bots.kills_it()
            for each in crowd:
                each.cancel()
            await asyncio.gather(*crowd, return_exceptions=True)
            assert max(pages(room)) <= last + len(crowd), "no page is skipped unseen"
            await bots.starts_a_bot()
            await ana.presses("Next", room)
            shown = pages(room)
            assert sorted(set(shown)) == list(range(min(shown), max(shown) + 1))
            assert max(shown) >= last, "the place is never lost"
            last = max(shown)
        await bots.kills_it()
    check_the_book(tmp_path)
    assert last > KILLS / 2, "the story went on all the while"
