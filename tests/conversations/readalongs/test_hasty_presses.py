"""Presses that come too early, too late or twice: one page is turned, and it can be turned back."""

import asyncio

import pytest

from tests.conversations.readalongs import Evening


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
