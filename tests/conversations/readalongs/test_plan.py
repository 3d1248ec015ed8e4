"""Planning an evening: a time in words, told back first; moving it, calling it off, and the story it is about."""

import asyncio

from tests.actions.conftest import scene, story
from tests.conversations.readalongs import MINUTE, Evening, forget


async def test_a_time_in_words_is_told_back_before_it_is_planned(evening: Evening) -> None:
    club = evening.club
    offered = await club.ana.completes("/readalong plan when:fri 20:00", club.room)
    assert offered == ["2025-10-10 20:00 (UTC)"]
    asked = await club.ana.types("/readalong plan when:fri 20:00", club.room)
    assert asked.private
    assert "<t:1760126400:F>" in asked
    assert "<t:1760126400:R>" in asked
    assert "[Join]" not in club.shows(), "nothing is planned yet"
    await club.ana.presses("Plan it", club.room)
    await evening.settles()
    assert "**Begins:** <t:1760126400:F>" in club.page()
    assert f"{club.ana.mention} hosts. It begins by itself then" in club.page()
    assert "It begins by itself, or sooner" in await club.ben.types("/readalong status", club.room)
    assert "[Join]" in club.page()


async def test_what_is_no_time_is_refused(evening: Evening) -> None:
    club = evening.club
    for typed, told in (
        ("some day", "I cannot tell when “some day” is"),
        ("2025-10-09 08:00", "is over already"),
        ("31.2. 20:00", "no such day"),
        ("2030-01-01 20:00", "more than a year away"),
    ):
        assert told in await club.ana.types(f"/readalong plan when:{typed}", club.room)
        assert await club.ana.completes(f"/readalong plan when:{typed}", club.room) == []
    await club.ana.types("/readalong plan when:in 2 min", club.room)
    club.now += 3 * MINUTE
    assert "come and gone" in await club.ana.presses("Plan it", club.room)


async def test_one_question_plans_one_evening(evening: Evening) -> None:
    club = evening.club
    asked = await club.ana.types("/readalong plan when:in 2 hours", club.room)
    assert asked.message is not None
    asked_then = asked.message.copy()
    await asyncio.gather(*(club.ana.presses("Plan it", message=asked_then) for _ in range(3)))
    await evening.settles()
    await club.restarts_the_bot()
    again = await club.ana.presses("Plan it", message=asked_then)
    await evening.settles()
    assert "Planned for <t:" in again
    assert club.shows().count("[Join]") == 1
    await club.ana.presses("Begin", club.room)
    await evening.settles()
    assert "has begun already" in await club.ana.presses("Plan it", message=asked_then)
    await club.ana.types("/readalong end", evening.thread)
    await evening.presses(club.ana, "End it for everybody")
    assert "is over" in await club.ana.presses("Plan it", message=asked_then)
    assert club.shows().count("read *The Ferry* together") == 1


async def test_only_the_host_moves_it_and_only_before_it_has_begun(evening: Evening) -> None:
    club = evening.club
    await evening.plans("in 2 hours")
    (which,) = await club.ben.completions("/readalong plan when:20:00 which:", club.room)
    moving = f"/readalong plan when:20:00 which:{which['value']}"
    assert "Only the host" in await club.ben.types(moving, club.room)
    await club.ana.presses("Begin", club.room)
    await evening.settles()
    assert "has begun already" in await club.ana.types(moving, club.room)


async def test_the_servers_zone_and_the_nights_that_clocks_change(evening: Evening) -> None:
    club = evening.club
    await club.ana.types("/settings", club.room)
    await club.ana.presses("Time zone …", club.room)
    await club.ana.fills_in({"A city, or the zone’s name": "Berlin"})
    told = await club.ana.types("/readalong plan when:2025-10-26 02:30", club.room)
    assert "<t:1761438600:F>" in told
    assert "show “2025-10-26 02:30” twice" in told
    told = await club.ana.types("/readalong plan when:2026-03-29 02:30", club.room)
    assert "<t:1774747800:F>" in told
    assert "skip “2026-03-29 02:30”" in told


async def test_a_daily_plan_carries_its_pace(evening: Evening) -> None:
    club = evening.club
    await evening.plans(
        "in 1 hour", "pace:daily at:20:00 zone:America/Argentina/ComodRivadavia pages:2 talk:5"
    )
    assert "2 pages a day, at 20:00 (America/Argentina/ComodRivadavia)" in club.page()


async def test_the_story_that_the_channel_reads_is_meant(evening: Evening) -> None:
    club = evening.club
    club.brings("tale.txt", story(scene("tale"), title="The Tale"))
    await club.restarts_the_bot()
    for command in ("/readalong start", "/readalong plan when:in 2 hours"):
        assert "Which story?" in await club.ana.types(command, club.room)
    await club.ben.types("/read story:the tale", club.room)
    await evening.settles()
    assert "read *The Tale* together" in await club.ana.types("/readalong plan when:in 2 hours", club.room)
    await club.ana.types("/readalong start", club.room)
    assert "read *The Tale* together" in club.page()
    await club.ana.types("/readalong start story:ferry", club.room)
    assert "read *The Ferry* together" in club.page()
    for named in ("/note add", "/readalong start"):
        assert named in await club.ben.types("/help", club.room)


async def test_a_correction_tells_what_becomes_of_read_alongs(evening: Evening) -> None:
    club = evening.club
    tale = story(scene("one"), scene("two"), title="The Tale")
    await club.ana.uploads("/library add", ("tale.txt", tale.encode()), club.room)
    await club.ana.presses("Add to the library")
    await evening.begins(options="story:the tale pace:host")
    corrected = story(scene("nought"), scene("one"), scene("two"), title="The Tale").encode()
    dry = await club.ana.uploads("/library replace story:the tale", ("new.txt", corrected), club.room)
    assert "- scene 1 → scene 2, found by its scene" in dry
    assert "Nobody is reading it" not in dry


async def test_the_host_leaves_while_it_is_planned(evening: Evening) -> None:
    club = evening.club
    await evening.plans("in 20 min")
    await club.ben.presses("Join", club.room)
    await club.ana.presses("Leave", club.room)
    await evening.settles()
    assert f"{club.ben.mention} hosts. It begins by itself then" in club.page()
    await evening.passes(20)
    assert "[Ready (0 of 1)]" in evening.page()
    await evening.presses(club.ben, "Turn now")
    assert "Page 2 of 3" in evening.page()
    forget(club.room)
