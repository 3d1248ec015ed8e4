"""A group on the same page: gathering, reading at each pace, coming late, falling away."""

import asyncio

import pytest

from tests.actions.conftest import scene, story
from tests.conversations.conftest import Club
from tests.conversations.readalongs import Evening

ASKED = """---
title: The Ferry
author: Ana Author
---

It was late when the ferry came.

***

question: Would you have gone aboard?

It was later when it went.
"""


@pytest.fixture
def evening(club: Club) -> Evening:
    club.pace = 0
    return Evening(club)


async def test_three_people_read_a_page_together(evening: Evening) -> None:
    club = evening.club
    lobby = await club.ana.types("/readalong start", club.room)
    assert "Let’s read *The Ferry* together" in lobby
    assert "the page turns when everyone present is ready" in lobby
    assert lobby.buttons == ("Join", "Leave", "Begin")
    joined = await club.ben.presses("Join", club.room)
    assert f"**In:** {club.ana.mention}, {club.ben.mention}" in joined
    await club.chloe.presses("Join", club.room)
    await club.ana.presses("Begin", club.room)
    await evening.settles()
    assert "It has begun: <#" in club.page()
    assert "one, paragraph 0" in evening.page()
    assert "[Ready (0 of 3)]" in evening.page()
    await evening.presses(club.ben, "Ready (0 of 3)")
    assert "[Ready (1 of 3)]" in evening.page()
    await evening.presses(club.ana, "Ready (1 of 3)")
    await evening.presses(club.chloe, "Ready (2 of 3)")
    assert "one, paragraph 4" in evening.page()
    assert "[Ready (0 of 3)]" in evening.page()
    assert evening.shows().count("[Pause]") == 1, "the old page has no buttons"
    assert "one, paragraph 0" in evening.shows(), "and stays in the transcript"


async def test_who_falls_away_is_not_waited_for(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, club.chloe)
    for _ in range(2):  # Chloe is waited for on the first page, and on the second
        await evening.presses(club.ana, "Ready")
        await evening.presses(club.ben, "Ready")
        if "[Ready (2 of 3)]" in evening.page():
            await evening.presses(club.ana, "Turn now")
    assert "Page 3 of 3" in evening.page()
    assert "[Ready (0 of 2)]" in evening.page(), "two pages without a press, and she is away"
    await evening.presses(club.ana, "Ready")
    await evening.presses(club.ben, "Ready")
    assert "two, paragraph 0" in evening.page()
    await evening.presses(club.chloe, "Ready")
    assert "[Ready (1 of 3)]" in evening.page(), "one press, and she is back"


async def test_a_majority_turns(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, club.chloe, options="pace:majority")
    await evening.presses(club.ben, "Ready")
    assert "Page 1 of 3" in evening.page()
    await evening.presses(club.chloe, "Ready")
    assert "Page 2 of 3" in evening.page()


async def test_a_quorum_is_waited_for(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, club.chloe, options="pace:majority quorum:3")
    await evening.presses(club.ben, "Ready")
    await evening.presses(club.chloe, "Ready")
    assert "Page 1 of 3" in evening.page()
    await evening.presses(club.ana, "Ready")
    assert "Page 2 of 3" in evening.page()


async def test_the_host_turns(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, club.chloe, options="pace:host")
    for person in (club.ana, club.ben, club.chloe):
        await evening.presses(person, "Ready")
    assert "Page 1 of 3" in evening.page()
    assert "[Ready (3 of 3)]" in evening.page()
    told = await evening.presses(club.ben, "Turn now")
    assert told.private
    assert f"Only the host ({club.ana.mention})" in told
    await evening.presses(club.ana, "Turn now")
    assert "Page 2 of 3" in evening.page()


async def test_the_clock_turns_and_says_so_a_minute_before(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, club.chloe, options="pace:timed minutes:5")
    assert f"Next page <t:{club.now // 1000 + 300}:R>" in evening.page()
    await evening.passes(3.9)
    assert "Page 1 of 3" in evening.page()
    await evening.passes(0.1)
    assert "The next page comes" in evening.page()
    await evening.passes(1)
    assert "Page 2 of 3" in evening.page()
    assert "The next page comes" not in evening.shows(), "that has been said"
    for person in (club.ana, club.ben, club.chloe):
        await evening.presses(person, "Ready")
    assert "Page 3 of 3" in evening.page(), "when all are ready nobody waits for the clock"


async def test_the_pace_is_changed_in_the_middle(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, club.chloe)
    await evening.presses(club.ben, "Ready")
    await evening.presses(club.chloe, "Ready")
    told = await club.ben.types("/readalong pace pace:majority", evening.thread)
    assert "Only the host" in told
    await club.ana.types("/readalong pace pace:majority", evening.thread)
    await evening.settles()
    assert "has changed the pace: the page turns when most of those present are ready" in evening.shows()
    assert "Page 2 of 3" in evening.page(), "most were ready already"
    await club.ana.types("/readalong pace pace:timed minutes:1", evening.thread)
    await evening.passes(1)
    assert "Page 3 of 3" in evening.page()


async def test_a_latecomer_catches_up_and_moves_nobody(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben)
    for _ in range(3):
        await evening.presses(club.ana, "Ready")
        await evening.presses(club.ben, "Ready")
    assert "two, paragraph 0" in evening.page()
    joined = await club.chloe.presses("Join", club.room)
    assert joined.private
    assert "You are in, 3 pages, about 4 minutes behind" in joined
    await evening.settles()
    assert "[Ready (0 of 2)]" in evening.page(), "nobody waits for her yet"
    page = await club.chloe.presses("Catch up", club.room)
    assert "one, paragraph 0" in page
    assert page.private
    shown = evening.shows()
    for _ in range(3):
        page = await club.chloe.presses("Next", club.room)
    assert "two, paragraph 0" in page
    assert page.buttons == ("Back", "I’ve caught up")
    assert evening.shows() == shown, "and nobody saw anything of it"
    told = await club.chloe.presses("I’ve caught up", club.room)
    assert "You are with the group" in told
    await evening.settles()
    assert "[Ready (0 of 3)]" in evening.page()


async def test_who_has_caught_up_a_moment_too_late_gets_one_page_more(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben)
    await evening.presses(club.ana, "Turn now")
    page = await club.chloe.presses("Catch up", evening.thread)
    page = await club.chloe.presses("Next", evening.thread)
    assert "Page 2 of 3" in page
    await evening.presses(club.ana, "Turn now")
    page = await club.chloe.presses("I’ve caught up", evening.thread)
    assert "Page 3 of 3" in page
    assert "I’ve caught up" in page.buttons


async def test_a_guessed_page_ahead_shows_the_page_the_group_is_on(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben)
    behind = await club.chloe.presses("Catch up", evening.thread)
    assert behind.message is not None
    number = next(
        each["custom_id"].split(":")[2]
        for part in behind.message.components
        for each in part.get("components", ())
        if "custom_id" in each
    )
    page = await club.chloe.presses_id(behind.message, f"l1:lane:next:{number}:2:0")
    assert "one, paragraph 0" in page
    page = await club.chloe.presses_id(behind.message, f"l1:caughtup:{number}:2:0")
    assert "three, paragraph" not in page.text


async def test_oops(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben)
    await evening.presses(club.ana, "Turn now")
    assert "Page 2 of 3" in evening.page()
    await evening.presses(club.ana, "Oops")
    assert "Back to the page before, by" in evening.page()
    assert "Page 1 of 3" in evening.page()
    assert "one, paragraph 4" not in evening.shows(), "what was shown too early is gone"
    await evening.presses(club.ana, "Turn now")
    club.now += 31_000
    told = await evening.presses(club.ana, "Oops")
    assert told.private
    assert "half a minute" in told


async def test_an_end_that_came_too_early_is_taken_back(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben)
    for _ in range(9):
        await evening.presses(club.ana, "Turn now")
    assert "## The end" in evening.page()
    assert "It is over." in club.page()
    told = await evening.presses(club.ben, "Oops")
    assert told.private
    assert "taken back by the host, or by whoever made it" in told
    await evening.presses(club.ana, "Oops")
    assert "Back to the page before, by" in evening.page()
    assert "Page 3 of 3 · scene 3 of 3" in evening.page()
    assert "## The end" not in evening.shows(), "nobody is told of an end that was none"
    assert "It has begun: <#" in club.page()
    await evening.presses(club.ana, "Turn now")
    assert "[Oops]" in evening.page()
    assert evening.shows().count("[Pause]") == 0
    ended = evening.thread.messages()[-1].copy()
    await club.restarts_the_bot()
    await evening.passes(0.6)
    assert "## The end" in evening.page()
    assert "[Oops]" not in evening.shows(), "its time is over, also where a restart came in between"
    assert "half a minute" in await club.ana.presses("Oops", message=ended)


@pytest.mark.on_both
async def test_two_hosts_press_at_once_and_one_page_is_turned(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, club.chloe, options="pace:host")
    await club.ana.types("/readalong host cohost:@Ben", evening.thread)
    await evening.settles()
    assert f"{club.ben.mention} is a co-host now" in evening.page()
    page = next(m for m in reversed(evening.thread.messages()) if "[Turn now]" in m.text).copy()
    answers = await asyncio.gather(
        *(person.presses("Turn now", message=page) for person in (club.ana, club.ben))
    )
    await evening.settles()
    assert "Page 2 of 3" in evening.page()
    assert sum(answer.private for answer in answers) == 1
    told = next(answer for answer in answers if answer.private)
    assert "The group is at scene 1, page 2 of 3 now" in told


async def test_a_press_on_an_old_page_says_where_the_group_is(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben)
    first = evening.thread.messages()[-1].copy()
    await evening.presses(club.ana, "Turn now")
    for button in ("Ready (0 of 2)", "Turn now"):
        told = await club.ben.presses(button, message=first)
        assert told.private
        assert "The group is at scene 1, page 2 of 3 now. https://discord.com/channels/" in told
    assert "Page 2 of 3" in evening.page()


async def test_time_to_talk_after_a_scene(empty_club: Club) -> None:
    club = empty_club
    club.pace = 0
    club.brings("ferry.txt", story(scene("one", 1), scene("two", 1)))
    await club.starts_the_bot()
    evening = Evening(club)
    await evening.begins(club.ben, options="talk:10")
    await evening.presses(club.ana, "Ready")
    await evening.presses(club.ben, "Ready")
    assert "time to talk" in evening.page()
    assert "[Go on (0 of 2)]" in evening.page()
    await evening.presses(club.ben, "Go on")
    assert "[Go on (1 of 2)]" in evening.page()
    await evening.passes(10)
    assert "two, paragraph 0" in evening.page()
    await evening.presses(club.ana, "Ready")
    await evening.presses(club.ben, "Ready")
    assert "The end" in evening.page(), "after the last scene comes the end"


async def test_pause_and_go_on(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:timed minutes:5")
    await evening.passes(2)
    assert "Only the host" in await evening.presses(club.ben, "Pause")
    await evening.presses(club.ana, "Pause")
    assert "has paused the read-along" in evening.page()
    await evening.passes(60)
    assert "has paused the read-along" in evening.page()
    await evening.presses(club.ana, "Go on")
    assert "We go on here" in evening.page()
    assert "Page 1 of 3" in evening.page()
    assert evening.shows().count("[Pause]") == 1
    await evening.passes(2)
    assert "Page 1 of 3" in evening.shows()
    await evening.passes(1)
    assert "Page 2 of 3" in evening.page(), "two of the five minutes were gone"


async def test_read_to_the_end(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, club.chloe)
    for _ in range(9):
        await evening.presses(club.ana, "Turn now")
    assert "## The end" in evening.page()
    assert "9 pages shared by 3 readers" in evening.page()
    assert "[Pause]" not in evening.shows()
    assert "It is over." in club.page()
    told = await club.ana.types("/readalong status", evening.thread)
    assert "No read-along is going on here" in told


async def test_the_host_ends_it_and_is_asked_first(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben)
    asked = await club.ana.types("/readalong end", evening.thread)
    assert "That ends the read-along for everybody" in asked
    await evening.presses(club.ana, "End it for everybody")
    assert "We stop here" in evening.page()
    assert f"{club.ana.mention} ended the read-along" in evening.page()


async def test_where_one_stands(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:timed minutes:5")
    told = await club.chloe.types("/readalong status", evening.thread)
    assert told.private
    assert "scene 1, page 1 of 3" in told
    assert "**Ready:** 0 of 2 present; 2 readers in all" in told
    assert "a page every 5 minutes" in told
    assert "You are not in it" in told
    await club.chloe.presses("Join", evening.thread)
    told = await club.chloe.types("/readalong status", evening.thread)
    assert "You may name me at the end" in told.buttons
    assert "I may name you" in await club.chloe.presses("You may name me at the end", evening.thread)


@pytest.mark.on_both
async def test_a_restart_in_the_middle_changes_nothing(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:timed minutes:5")
    await evening.presses(club.ben, "Ready")
    before = evening.shows()
    await club.restarts_the_bot()
    await evening.settles()
    assert evening.shows() == before
    await evening.presses(club.ana, "Ready")
    assert "Page 2 of 3" in evening.page()
    await club.stops_the_bot()
    await club.discord.bot_gone()
    club.now += 40 * 60_000
    await club.starts_the_bot()
    await evening.passes(0)
    assert "I was away when this was due" in evening.page()
    assert "Page 3 of 3" in evening.page(), "one page, however many were missed"


async def test_several_at_once_also_of_one_story(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben)
    other = club.server.channel("elsewhere")
    await club.chloe.types("/readalong start pace:host", other)
    await club.chloe.presses("Begin", other)
    await evening.settles()
    theirs = other.threads[0]
    await evening.presses(club.chloe, "Turn now", theirs)
    assert "Page 2 of 3" in evening.page(theirs)
    assert "Page 1 of 3" in evening.page()
    asked = await club.ben.types("/readalong status", club.server.channel("third"))
    assert "Several read-alongs are going on here" in asked
    offered = await club.ben.completes("/readalong status which:", club.room)
    assert offered == ["The Ferry — #reading", "The Ferry — #elsewhere"]
    told = await club.ben.picks("/readalong status which:", "The Ferry — #elsewhere", club.room)
    assert "the host turns the page" in told


async def test_it_has_a_place_of_its_own(evening: Evening) -> None:
    club = evening.club
    await club.ana.types("/read", club.room)
    await club.ana.types("/next", club.room)
    await evening.begins(club.ben)
    assert "Page 1 of 3" in evening.page()
    await evening.presses(club.ana, "Turn now")
    await evening.presses(club.ana, "Turn now")
    told = await club.chloe.types("/progress", club.room)
    assert told.text.count("The Ferry") == 2, "the server's own reading, and what is read together"
    assert f"https://discord.com/channels/{club.server.id}/{evening.thread.id}" in told
    club.now += 10_000
    assert "Page 3 of 3" in await club.ana.types("/next", club.room)
