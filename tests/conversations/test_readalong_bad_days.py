"""Bad days of a read-along: each has an outcome, and a sentence."""

import pytest

from bot.clock import LONGEST
from tests.actions.conftest import scene, story
from tests.conversations.conftest import Club
from tests.conversations.readalongs import Evening
from tests.conversations.test_corrections import FIVE, UNREAD

POSTS = r"/channels/\d+/messages"


@pytest.fixture
def evening(club: Club) -> Evening:
    club.pace = 0
    return Evening(club)


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


async def test_the_host_leaves_and_another_hosts(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, club.chloe, options="pace:host")
    await club.ana.types("/readalong host cohost:@Chloe", evening.thread)
    await club.ana.types("/readalong leave", evening.thread)
    await evening.settles()
    assert f"{club.chloe.mention} hosts this read-along now" in evening.page(), "the co-host before the rest"
    await evening.presses(club.chloe, "Turn now")
    assert "Page 2 of 3" in evening.page()


async def test_the_host_leaves_the_server_without_a_word(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, club.chloe, options="pace:host")
    club.server.guild.members.pop(club.ana.id)
    await evening.presses(club.ben, "Turn now")
    assert f"{club.ana.mention} has left the server; {club.ben.mention} hosts" in evening.shows()
    assert "Page 2 of 3" in evening.page()
    told = await evening.presses(club.chloe, "Turn now")
    assert f"Only the host ({club.ben.mention})" in told


async def test_a_host_who_is_away_can_be_replaced(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:host")
    told = await club.ben.types("/readalong host", evening.thread)
    assert "was here within the last half hour" in told
    await evening.passes(31)
    await club.ben.types("/readalong host", evening.thread)
    await evening.presses(club.ben, "Turn now")
    assert "Page 2 of 3" in evening.page()
    panel = await club.ben.types("/readalong host", evening.thread)
    assert panel.buttons == ("Turn now", "Next scene", "Pause", "End")
    await evening.presses(club.ben, "Next scene")
    assert "went on to the next scene" in evening.page()
    assert "two, paragraph 0" in evening.page()


async def test_everybody_leaves(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:timed minutes:5")
    for person in (club.ana, club.ben):
        await person.types("/readalong leave", evening.thread)
    await evening.settles()
    assert "Everybody has left, so I keep the page" in evening.page()
    await evening.passes(60)
    assert "Page 2 of 3" not in evening.shows()
    await club.chloe.presses("Join", club.room)
    await evening.settles()
    assert f"{club.chloe.mention} hosts this read-along now" in evening.page()
    await evening.presses(club.chloe, "Go on")
    assert "Page 1 of 3" in evening.page()


async def test_everybody_leaves_the_lobby(evening: Evening) -> None:
    club = evening.club
    await club.ana.types("/readalong start", club.room)
    left = await club.ana.presses("Leave", club.room)
    assert "It is over." in left
    assert left.buttons == ()


async def test_nobody_presses_anything_for_long(evening: Evening) -> None:
    club = evening.club
    club.brings("long.txt", story(*(scene(f"part {n}") for n in range(8)), title="Long"))
    await club.restarts_the_bot()
    await evening.begins(club.ben, options="story:Long pace:timed minutes:5")
    for _ in range(12):
        await evening.passes(5)
    assert "nobody pressed anything, so I wait here for you" in evening.page()
    assert "Page 2 of 3 · scene 3 of 8" in evening.shows()
    assert "Page 3 of 3 · scene 3 of 8" not in evening.shows()
    await evening.presses(club.ana, "Go on")
    await evening.passes(5)
    assert "Page 3 of 3 · scene 3 of 8" in evening.page()


async def test_the_story_is_removed_and_comes_back(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:timed minutes:5")
    file = club.folder / "library" / "ferry.txt"
    text = file.read_text("utf-8")
    file.unlink()
    await club.restarts_the_bot()
    told = await evening.presses(club.ben, "Ready")
    assert "This story has left the library" in told
    await evening.passes(5)
    assert "The story has left the library, so we pause" in evening.page()
    club.brings("ferry.txt", text)
    await club.restarts_the_bot()
    await evening.presses(club.ana, "Go on")
    assert "Page 1 of 3" in evening.page()


async def test_a_corrected_edition_gives_nothing_away(empty_club: Club) -> None:
    club = empty_club
    club.pace = 0
    evening = Evening(club)
    club.brings("tale.txt", story(*FIVE))
    await club.starts_the_bot()
    await evening.begins(club.ben, options="pace:host")
    await evening.presses(club.ana, "Turn now")
    await evening.presses(club.ana, "Turn now")
    old = evening.thread.messages()[-1].copy()
    club.brings("tale.txt", story(FIVE[0], FIVE[1], FIVE[2] + "\n\nA paragraph was inserted.", *FIVE[3:]))
    await club.restarts_the_bot()
    await evening.passes(0)
    assert "The story was corrected" in evening.page()
    assert "A paragraph was inserted." in evening.page()
    assert "The group is at scene 3" in await club.ana.presses("Turn now", message=old)
    club.brings("tale.txt", story(*FIVE[1:]))
    await club.restarts_the_bot()
    await evening.passes(0)
    page = await club.chloe.presses("Catch up", evening.thread)
    seen = [page.text]
    while "Next" in page.buttons:
        page = await club.chloe.presses("Next", evening.thread)
        seen.append(page.text)
    assert "Scene two" in seen[0]
    assert "Scene three" in seen[-1]
    assert not any(words in text for words in UNREAD for text in [*seen, evening.shows()])


async def test_what_cannot_be_meant_is_said(evening: Evening) -> None:
    club = evening.club
    for typed, sentence in (
        ("/readalong start pace:timed", "How many minutes a page?"),
        ("/readalong start pace:daily", "At what time of day?"),
        ("/readalong start pace:daily at:soon", "I cannot read “soon” as a time of day"),
        ("/readalong start pace:daily at:20:00 zone:Nowhere/Land", "I know no time zone “Nowhere/Land”"),
        ("/readalong start story:Nothing", "I have no story called “Nothing”"),
        ("/readalong status", "No read-along is going on here"),
    ):
        told = await club.ana.types(typed, club.room)
        assert told.private
        assert sentence in told
    assert club.room.messages() == []


async def test_discord_is_down_and_the_page_comes_later(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:host")
    club.discord.faults.fail(1, 503, path=POSTS)
    await evening.presses(club.ana, "Turn now")
    assert "Page 2 of 3" not in evening.shows()
    await evening.passes(LONGEST / 60)
    assert evening.shows().count("Page 2 of 3") == 1
    await evening.presses(club.ana, "Turn now")
    assert "Page 3 of 3" in evening.page()


async def test_a_post_whose_answer_got_lost_stands_there_once(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:host")
    club.discord.faults.lose_answer(1, path=POSTS)
    await evening.presses(club.ana, "Turn now")
    await evening.passes(LONGEST / 60)
    assert evening.shows().count("Page 2 of 3") == 1


async def test_a_story_for_adults_stops_where_the_mark_is_taken_away(empty_club: Club) -> None:
    club = empty_club
    club.pace = 0
    evening = Evening(club)
    club.brings("night.txt", "---\ntitle: Night\nrating: explicit\n---\n\n" + "\n\n***\n\n".join(FIVE))
    await club.starts_the_bot()
    told = await club.ana.types("/readalong start", club.room)
    assert "for adults" in told
    club.room.mark_age_restricted(marked=True)
    await evening.begins(club.ben, options="pace:timed minutes:5")
    assert "Scene one" in evening.page()
    club.room.mark_age_restricted(marked=False)
    await evening.settles()
    await evening.passes(5)
    assert "Scene two" not in evening.shows()
    assert "no longer marked as age-restricted" in club.page()
    club.room.mark_age_restricted(marked=True)
    await club.ana.types("/readalong resume", club.room)
    await evening.settles()
    assert "Scene two" in evening.page()


async def test_the_clock_jumps(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:timed minutes:5")
    await evening.passes(-60)
    assert "Page 2 of 3" not in evening.shows()
    await evening.passes(65)
    assert "Page 2 of 3" in evening.page()
    await evening.passes(600)
    assert "Page 3 of 3" in evening.page()
    assert "I was away when this was due" in evening.page()
    assert "two, paragraph 0" not in evening.shows()
