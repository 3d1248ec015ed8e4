"""Killed at every step of a turn, a read-along goes on: nobody misses a page, and none comes twice unsaid."""

import asyncio
import contextlib
import os
import random
import sqlite3
from pathlib import Path

import pytest

from bot.playground import Person, Playground, Room
from tests.conversations.killing import Incubator, incubator, is_asked, pages, pressing

KILLS = int(os.environ.get("LAMPLIGHT_KILLS", "200")) // 20
STORY = "\n\n***\n\n".join(
    f"This is page number {number} of a long evening." for number in range(1, KILLS + 50)
)
POSTS = r"/channels/\d+/messages\Z"


def turns(home: Path) -> list[int]:
    """The scenes that the rounds of the read-along showed, by its history."""
    with contextlib.closing(sqlite3.connect(f"file:{home / 'lamplight.db'}?mode=ro", uri=True)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = database.execute("SELECT scene FROM round ORDER BY revision").fetchall()
        (kept,) = database.execute("SELECT scene FROM readalong").fetchone()
    assert rows[-1][0] == kept, "the place is where the last turn went"
    return [row[0] for row in rows]


async def begins(ana: Person, room: Room) -> Room:
    await ana.types("/read story:evening", room)
    await room.until(lambda: pages(room), within=30)  # the library may still be being read
    await ana.types("/readalong start story:evening pace:host", room)
    async with pressing(ana, "Begin", room):
        await room.until(lambda: room.threads and pages(room.threads[0]) == [1], within=30)
    return room.threads[0]


async def catches_up_with(home: Path, thread: Room, least: int = 0) -> list[int]:
    """Every page that was turned to, and so many, stands in the thread, in order, each once."""
    await thread.until(lambda: len(pages(thread)) >= least, within=30)
    expected = [scene + 1 for scene in turns(home)]
    await thread.until(lambda: pages(thread)[-1:] == expected[-1:], within=30)
    assert pages(thread) == expected
    return expected


async def test_killed_at_any_instant(tmp_path: Path) -> None:
    chance = random.Random(20261122)
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "evening.txt").write_text(STORY, "utf-8")
    async with Playground(still=True) as discord, incubator(discord, tmp_path) as bots:
        server = discord.server("Book club")
        room = server.channel("reading")
        ana = server.member("Ana")
        await bots.starts_a_bot()
        thread = await begins(ana, room)
        for _ in range(KILLS):
            async with pressing(ana, "Turn now", thread) as press:
                await asyncio.wait([press], timeout=chance.uniform(0, 0.2))
                await bots.kills_it()
            await bots.starts_a_bot()
            await catches_up_with(tmp_path, thread)
        read = await catches_up_with(tmp_path, thread)
        await thread.until(lambda: thread.transcript().count("[Turn now]") == 1, within=30)
        await bots.kills_it()
    assert read == list(range(1, len(read) + 1)), "no page is skipped, and none comes twice"
    assert len(read) > KILLS / 5, "the story went on all the while"


@pytest.mark.parametrize("step", ["not posted", "under way", "not recorded"])
async def test_killed_between_commit_and_record(tmp_path: Path, step: str) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "evening.txt").write_text(STORY, "utf-8")
    async with Playground(still=True) as discord, incubator(discord, tmp_path) as bots:
        server = discord.server("Book club")
        room = server.channel("reading")
        ana = server.member("Ana")
        await bots.starts_a_bot()
        thread = await begins(ana, room)
        for number in range(2, 5):
            await _killed(step, discord, bots, ana, thread)
            await bots.starts_a_bot()
            assert await catches_up_with(tmp_path, thread) == list(range(1, number + 1))
        await bots.kills_it()


async def test_killed_before_the_commit(tmp_path: Path) -> None:
    """The press never was: the page stands as before, and the next press turns it."""
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "evening.txt").write_text(STORY, "utf-8")
    async with Playground(still=True) as discord, incubator(discord, tmp_path) as bots:
        server = discord.server("Book club")
        room = server.channel("reading")
        ana = server.member("Ana")
        await bots.starts_a_bot()
        thread = await begins(ana, room)
        for number in range(1, 3):
            with contextlib.closing(sqlite3.connect(tmp_path / "lamplight.db", timeout=30)) as database:
                database.execute("BEGIN IMMEDIATE")  # from here on the bot cannot commit
                async with pressing(ana, "Turn now", thread) as press:
                    await asyncio.wait(
                        [press], timeout=0.1
                    )  # it is killed before the commit, whenever that is
                    await bots.kills_it()
                database.rollback()
            assert turns(tmp_path) == list(range(number))
            await bots.starts_a_bot()
            assert await catches_up_with(tmp_path, thread) == list(range(1, number + 1))
            async with pressing(ana, "Turn now", thread):
                assert await catches_up_with(tmp_path, thread, number + 1) == list(range(1, number + 2))
        await bots.kills_it()


async def _killed(step: str, discord: Playground, bots: Incubator, ana: Person, thread: Room) -> None:
    """A turn is made, and the bot dies before its page is taken, while it is, or before that is written down."""
    before, asked, gate = len(pages(thread)), len(discord.requests), asyncio.Event()
    if step == "not posted":
        fault = discord.faults.fail(None, 503, method="POST", path=POSTS)
    elif step == "under way":
        fault = discord.faults.slow(POSTS, gate, method="POST")
    else:
        fault = discord.faults.lose_answer(1, method="POST", path=POSTS)
    async with pressing(ana, "Turn now", thread):
        await discord.world.until(lambda: is_asked(discord, POSTS, asked), within=30)
        if step == "not recorded":
            await thread.until(lambda: len(pages(thread)) > before, within=30)
        await bots.kills_it()
    discord.faults.lift(fault)
    gate.set()  # what was under way arrives, although nobody waits for the answer any more
