"""Discord fails, the disk is full, permissions are missing: nothing is lost, and nobody sees a raw error."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest

from bot import answers
from bot.playground import InteractionFailed, messages
from tests.actions.conftest import scene, story
from tests.conversations.conftest import Club
from tests.postgresql import held

CALLBACK = r"/interactions/\d+/[^/]+/callback"


@contextmanager
def locked(club: Club) -> Iterator[None]:
    """Another program holds the database, so that nothing can be written."""
    if isinstance(club.database, str):
        with held(club.database, "reading"):
            yield
        return
    other = sqlite3.connect(club.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@asynccontextmanager
async def held_up(club: Club) -> AsyncIterator[None]:
    """The same until the bot has to wait for it: it waits, however slow this machine is, and then it writes."""
    if not isinstance(club.database, str):
        await club.rows("PRAGMA busy_timeout=30000")
    with locked(club):
        yield


async def test_without_permission_nothing_is_turned(club: Club) -> None:
    await club.ana.types("/read", club.room)
    club.room.forbid(club.discord.bot, "send_messages")
    for command in ("/read", "/next", "/back", "/goto place:scene 1"):
        told = await club.ben.types(command, club.room)
        assert told.private
        assert "I lack **Send Messages** in this channel" in told
    club.room.permit(club.discord.bot, "send_messages")
    assert "Page 2 of 3" in await club.ben.types("/next", club.room)


async def test_a_thread_is_read_in_and_an_archived_one_is_not(club: Club) -> None:
    thread = club.room.start_thread(club.ana, "an evening")
    assert "Page 1 of 3" in await club.ana.types("/read", thread)
    thread.archive()
    told = await club.ana.types("/next", thread, anyway=True)
    assert told.private
    assert "This thread is archived" in told


async def test_discord_is_busy_and_gets_the_page_later(club: Club) -> None:
    await club.ana.types("/read", club.room)
    club.discord.faults.rate_limit(2, 0.01, path=CALLBACK)
    assert "Page 2 of 3" in await club.ben.presses("Next", club.room)
    club.discord.faults.fail(1, 502, path=CALLBACK)
    assert "Page 3 of 3" in await club.ben.types("/next", club.room)


async def test_a_page_that_discord_never_took_is_shown_next(club: Club) -> None:
    await club.ana.types("/read", club.room)
    club.discord.faults.fail(1, 403, path=CALLBACK)
    told = await club.ben.presses("Next", club.room)
    assert "Nothing was lost" in told
    assert "Page 1 of 3" in club.page()
    assert "Page 2 of 3" in await club.ben.presses("Next", club.room)
    club.discord.faults.fail(1, 403, path=CALLBACK)
    await club.ben.types("/next", club.room)
    await club.restarts_the_bot()
    assert "Page 3 of 3" in await club.ben.types("/next", club.room)


async def test_an_answer_that_got_lost_was_given(club: Club) -> None:
    await club.ana.types("/read", club.room)
    club.discord.faults.lose_answer(1, path=CALLBACK)
    await club.ben.presses("Next", club.room)
    await club.discord.settled()
    assert "Page 2 of 3" in club.page()
    assert "Page 3 of 3" in await club.ben.presses("Next", club.room)


@pytest.mark.parametrize("command", ["press", "/next"])
async def test_what_is_delivered_again_after_a_refusal_is_shown_to_everybody(
    club: Club, command: str
) -> None:
    """A process that told the person alone of its trouble was killed, and the next one is told of the press again."""
    await club.ana.types("/read", club.room)
    club.discord.faults.fail(1, 403, path=CALLBACK)
    told = await (
        club.ben.presses("Next", club.room) if command == "press" else club.ben.types(command, club.room)
    )
    assert told.private and "Nothing was lost" in told
    world = club.discord.world
    last = next(each for each in reversed(world.events) if each.name == "INTERACTION_CREATE")
    world.emit(last.name, last.data, guild=last.guild, channel=last.channel, for_people=False)
    await club.discord.settled()
    assert "Page 2 of 3" in club.page()
    assert club.shows().count("[Next]") == 1
    assert "Page 3 of 3" in await club.ben.presses("Next", club.room)


@pytest.mark.parametrize("command", ["press", "/next"])
async def test_an_answer_that_comes_too_late_is_given_by_the_bot_itself(club: Club, command: str) -> None:
    await club.ana.types("/read", club.room)
    async with held_up(club):
        asks = (
            club.ben.presses("Next", club.room) if command == "press" else club.ben.types(command, club.room)
        )
        asked = asyncio.create_task(asks)
        await club.discord.gateway.barrier(30)
        club.discord.clock.advance(4)  # Discord has given up on the answer
        with pytest.raises(InteractionFailed):
            await asked
    await club.room.until(lambda: "Page 2 of 3" in club.page())
    await club.discord.settled()
    assert club.shows().count("[Next]") == 1
    assert "Page 3 of 3" in await club.ben.presses("Next", club.room)


@pytest.mark.parametrize("command", ["press", "/next", "/goto place:nowhere"])
async def test_an_answer_that_takes_long_is_promised_first(
    club: Club, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "PATIENCE", 0.01)
    await club.ana.types("/read", club.room)
    async with held_up(club):
        asks = (
            club.ben.presses("Next", club.room) if command == "press" else club.ben.types(command, club.room)
        )
        asked = asyncio.create_task(asks)
        await club.room.until(lambda: club.discord.requests[-1].body in ({"type": 5}, {"type": 6}))
    await asked
    await club.discord.settled()
    shown = club.shows(club.ben)
    assert "thinking" not in shown
    assert ("I find no place" if "goto" in command else "Page 2 of 3") in shown


async def test_the_connection_drops_and_the_evening_goes_on(club: Club) -> None:
    await club.ana.types("/read", club.room)
    await club.discord.faults.drop_gateway()
    await club.discord.bot_ready()
    assert "Page 2 of 3" in await club.ben.presses("Next", club.room)
    club.discord.faults.invalidate_session()
    await club.discord.bot_gone()
    await club.discord.bot_ready()
    assert "Page 3 of 3" in await club.ben.presses("Next", club.room)


@pytest.mark.on_both
async def test_a_locked_database_is_a_sentence_and_passes(club: Club) -> None:
    await club.ana.types("/read", club.room)
    with locked(club):
        told = await club.ben.presses("Next", club.room)
    assert told.private
    assert "could not save that just now, so nothing has changed" in told
    assert "Page 2 of 3" in await club.ben.presses("Next", club.room)


async def test_a_story_that_is_removed_while_it_is_read(club: Club) -> None:
    await club.ana.types("/read", club.room)
    (club.folder / "library" / "ferry.txt").unlink()
    club.brings("other.txt", story(scene("elsewhere"), title="The Other Side"))
    await club.restarts_the_bot()
    assert "has left the library" in await club.ben.presses("Next", club.room)
    assert "has left the library" in await club.ben.types("/next", club.room)
    assert "elsewhere, paragraph 0" in await club.ben.types("/read", club.room)


async def test_the_panel_was_deleted(club: Club) -> None:
    opened = await club.ana.types("/read", club.room)
    assert opened.message is not None
    messages.delete(club.discord.world, opened.message)
    assert "Page 2 of 3" in await club.ben.types("/next", club.room)
    await club.discord.settled()
    assert "Page 3 of 3" in await club.ben.types("/next", club.room)


async def test_nothing_to_read_and_unknown_stories(empty_club: Club) -> None:
    await empty_club.starts_the_bot()
    for command in ("/read", "/next", "/contents", "/goto place:1", "/bookmark list"):
        told = await empty_club.ana.types(command, empty_club.room)
        assert told.private
        assert told.text.count("\n") == 0
    assert "no story called “nothing”" in await empty_club.ana.types("/read story:nothing", empty_club.room)
    assert "The library is empty" in await empty_club.ana.types("/help", empty_club.room)
    assert "No story is being read here" in await empty_club.ana.types("/progress", empty_club.room)


async def test_a_question_that_cannot_be_redrawn_does_not_hold_the_page_back(club: Club) -> None:
    await club.ana.types("/read", club.room)
    await club.ben.types("/goto place:scene 3", club.room)
    club.discord.faults.fail(1, 403, path=CALLBACK)
    await club.ben.presses("Go there anyway", club.room)
    await club.discord.settled()
    assert "three, paragraph 0" in club.page()


async def test_a_press_on_a_button_that_was_redrawn_meanwhile_is_answered(club: Club) -> None:
    opened = await club.ana.types("/read", club.room)
    assert opened.message is not None
    old = next(
        one["custom_id"] for one in opened.message.components[1]["components"] if one["label"] == "Next"
    )
    await club.ben.presses("Next", club.room)
    told = await club.chloe.presses_id(opened.message, old)
    assert told.private
    assert "The story is now at scene 1, page 2 of 3" in told


async def test_a_clock_that_is_set_back_stops_nobody(club: Club) -> None:
    await club.ana.types("/read", club.room)
    await club.ana.types("/next", club.room)
    club.now -= 3_600_000
    assert "Page 3 of 3" in await club.ana.types("/next", club.room)


async def test_a_slow_private_answer_stays_private(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "PATIENCE", 0.01)
    await club.ana.types("/read", club.room)
    async with held_up(club):
        asked = asyncio.create_task(club.ben.types("/bookmark add name:mine", club.room))
        await club.room.until(lambda: (club.discord.requests[-1].body or {}).get("type") == 5)
    await asked
    await club.discord.settled()
    assert "mine" in club.shows(club.ben)
    assert "mine" not in club.shows(club.ana)


@pytest.mark.on_both
async def test_a_crowd_at_the_shelf_gets_one_panel(club: Club) -> None:
    club.brings("other.txt", story(scene("elsewhere"), title="The Other Side"))
    await club.restarts_the_bot()
    await club.ana.types("/read", club.room)
    shelf = club.room.newest()
    assert shelf is not None
    seen = shelf.copy()
    readers = [club.server.member(f"Reader {number}") for number in range(8)]
    await asyncio.gather(*(reader.presses("Read", club.room, message=seen) for reader in readers))
    club.pace = 100
    await asyncio.gather(*(person.types("/read", club.room) for person in (club.ana, club.ben, club.chloe)))
    await club.discord.settled()
    assert club.shows().count("[Next]") == 1
