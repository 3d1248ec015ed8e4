"""Where it is read goes away: threads, channels and permissions; it is paused, and goes on where it may."""

import pytest

from tests.conversations.readalongs import Evening


async def test_the_thread_is_deleted_and_it_goes_on_in_a_new_one(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben)
    await evening.presses(club.ana, "Turn now")
    evening.thread.delete()
    await evening.settles()
    assert "The thread in which *The Ferry* was read is gone" in club.shows()
    assert "It is paused." in club.shows()
    await club.ana.types("/readalong resume", club.room)
    await evening.settles()
    assert "Page 2 of 3" in evening.page()
    assert "We go on here" in evening.page()
    await evening.presses(club.ana, "Turn now")
    assert "Page 3 of 3" in evening.page()


async def test_going_on_after_the_thread_was_deleted_in_a_pause(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:timed minutes:5")
    await evening.presses(club.ana, "Pause")
    gone = evening.thread
    gone.delete()
    await evening.settles()
    assert "The thread in which *The Ferry* was read is gone" in club.shows()
    assert "Only the host" in await club.ben.presses("Go on", club.room)
    await club.ana.presses("Go on", club.room)
    await evening.settles()
    assert club.shows().count("is gone") == 1, "a press goes on here, as the command would"
    assert evening.thread is not gone
    assert "We go on here" in evening.page()
    assert f"It has begun: <#{evening.thread.id}>" in club.page()
    await evening.passes(5)
    assert "Page 2 of 3" in evening.page()


async def test_the_lobby_is_deleted_while_people_gather(evening: Evening) -> None:
    club = evening.club
    await club.ana.types("/readalong start", club.room)
    club.ana.deletes(club.room.messages()[-1])
    await evening.settles()
    assert "You are in" in await club.ben.types("/readalong join", club.room)
    panel = await club.ana.types("/readalong host", club.room)
    assert panel.buttons == ("Begin", "End")
    await club.ana.presses("Begin", message=panel.message)
    await evening.settles()
    assert "[Ready (0 of 2)]" in evening.page()


async def test_the_channel_is_deleted_and_it_goes_on_in_another(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben)
    club.room.delete()
    await evening.settles()
    other = club.server.channel("elsewhere")
    await club.ana.types("/readalong resume", other)
    await evening.settles()
    assert "Page 1 of 3" in evening.page(other.threads[-1])


async def test_the_thread_is_locked(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:timed minutes:5")
    evening.thread.archive(locked=True)
    await evening.settles()
    assert "The thread in which *The Ferry* is read was locked" in club.page()
    await evening.passes(20)
    assert "Page 2 of 3" not in evening.shows()
    evening.thread.channel.archived = evening.thread.channel.locked = False
    await club.ana.types("/readalong resume", evening.thread)
    await evening.settles()
    assert "Page 1 of 3" in evening.page()
    await evening.passes(5)
    assert "Page 2 of 3" in evening.page()


async def test_the_thread_is_archived_and_the_next_page_wakes_it(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:timed minutes:5")
    evening.thread.archive()
    await evening.passes(5)
    assert "Page 2 of 3" in evening.page()


@pytest.mark.parametrize("permission", ["send_messages_in_threads", "view_channel"])
async def test_a_permission_is_taken_away_in_the_middle(evening: Evening, permission: str) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:timed minutes:5")
    club.room.forbid(club.discord.bot, permission)
    await evening.passes(5)
    if permission == "send_messages_in_threads":
        assert "I may no longer post where *The Ferry* is read" in club.page()
    assert "Page 2 of 3" not in evening.shows()
    await evening.passes(20)
    club.room.permit(club.discord.bot, permission)
    assert "so I pause" in await club.ana.types("/readalong status", club.room)
    await club.ana.types("/readalong resume", club.room)
    await evening.settles()
    assert "Page 2 of 3" in evening.page(), "the turn was made, and its page is shown now"
    assert "Page 3 of 3" not in evening.shows()


async def test_without_threads_it_is_read_in_the_channel(evening: Evening) -> None:
    club = evening.club
    club.room.forbid(club.discord.bot, "create_public_threads")
    lobby = await club.ana.types("/readalong start", club.room)
    assert "I may not open threads here, so the pages come in this channel" in lobby
    await club.ana.presses("Begin", club.room)
    await evening.settles()
    assert "Page 1 of 3" in club.page()
    assert club.room.threads == []
    await evening.presses(club.ana, "Ready", club.room)
    assert "Page 2 of 3" in club.page()


async def test_threads_are_forbidden_while_people_gather(evening: Evening) -> None:
    club = evening.club
    await club.ana.types("/readalong start", club.room)
    club.room.forbid(club.discord.bot, "create_public_threads")
    await club.ana.presses("Begin", club.room)
    await evening.settles()
    assert "I may not open a thread here, so the pages come in this channel" in club.page()
    assert "Page 1 of 3" in club.page()


async def test_what_is_missing_is_named_before_anything_starts(evening: Evening) -> None:
    club = evening.club
    club.room.forbid(club.discord.bot, "send_messages")
    told = await club.ana.types("/readalong start", club.room)
    assert told.private
    assert "I lack **Send Messages**" in told


async def test_pages_that_waited_when_it_was_lost_come_when_it_goes_on(evening: Evening) -> None:
    """Discord was down for two turns, and then the bot lost a permission: nobody misses a page."""
    club = evening.club
    await evening.begins(club.ben, options="pace:timed minutes:5 talk:5")
    down = club.discord.faults.fail(None, 503, method="POST", path=r"/channels/\d+/messages\Z")
    for _ in range(3):
        await evening.passes(5)
    assert "Page 2 of 3" not in evening.shows()
    club.discord.faults.lift(down)
    club.room.forbid(club.discord.bot, "send_messages_in_threads")
    await evening.passes(0)
    assert "I may no longer post where *The Ferry* is read" in club.page()
    club.room.permit(club.discord.bot, "send_messages_in_threads")
    await club.ana.types("/readalong resume", club.room)
    await evening.settles()
    pages = [f"Page {number} of 3 · scene 1 of 3" for number in (1, 2, 3)]
    assert [evening.shows().count(page) for page in pages] == [1, 1, 1]
    assert "time to talk" in evening.page()
    assert evening.shows().count("[Pause]") == 1
