"""A group on the same page, from the lobby to the end: one thread or several, a restart, a place of its own."""

import pytest

from tests.conversations.readalongs import Evening


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
