"""Planning an evening: a time in words, told back first; a reminder, the first page on time, moving, calling off."""

import asyncio
import re
from datetime import UTC, datetime

import pytest

from bot.playground.permissions import BITS
from tests.actions.conftest import scene, story
from tests.conversations.conftest import Club
from tests.conversations.readalongs import MINUTE, Evening, forget


@pytest.fixture
def evening(club: Club) -> Evening:
    """The clock stands at 08:53:20 on 9 October 2025, in UTC."""
    club.pace = 0
    return Evening(club)


async def plans(evening: Evening, when: str, options: str = "") -> None:
    club = evening.club
    await club.ana.types(f"/readalong plan when:{when} {options}".strip(), club.room)
    await club.ana.presses("Plan it", club.room)
    await evening.settles()


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


async def test_who_joined_is_reminded_and_the_first_page_comes_on_time(evening: Evening) -> None:
    club = evening.club
    await plans(evening, "in 1 hour", "pace:host")
    await club.ben.presses("Join", club.room)
    await evening.passes(44)
    assert not club.room.called
    await club.restarts_the_bot()
    await evening.passes(1)
    reminder = club.page().rpartition("*The Ferry* begins")[2]
    assert re.match(r" <t:17600036\d\d:R>", reminder)
    assert club.room.called == {"Ana", "Ben"}, "and Chloe, who has not joined, is left in peace"
    assert reminder.count("<@") == 2
    await evening.passes(14)
    assert not club.room.threads
    await club.discord.settled()
    await evening.passes(1)
    assert "one, paragraph 0" in evening.page()
    assert "*The Ferry* begins" not in club.shows(), "a time that is over is not told as so long ago"
    assert f"*The Ferry* has begun: <#{evening.thread.id}>" in club.page()
    forget(club.room)


@pytest.mark.parametrize("ends", ["is moved", "is called off", "is left by everybody"])
async def test_a_reminder_follows_what_becomes_of_the_plan(evening: Evening, ends: str) -> None:
    club = evening.club
    await plans(evening, "in 20 min")
    await evening.passes(5)
    assert "*The Ferry* begins <t:" in club.page()
    (which,) = await club.ana.completions("/readalong plan when:20:00 which:", club.room)
    if ends == "is moved":
        await club.ana.types(f"/readalong plan when:20:00 which:{which['value']}", club.room)
        await club.ana.presses("Move it", club.room)
    elif ends == "is called off":
        await club.ana.types(f"/readalong end which:{which['value']}", club.room)
        await club.ana.presses("End it for everybody", club.room)
    else:
        await club.ana.presses("Leave", club.room)
    await evening.settles()
    told = "begins <t:1760040000:F> now" if ends == "is moved" else "*The Ferry* was called off."
    assert club.shows().count(told) == (2 if ends == "is moved" else 1)
    assert "*The Ferry* begins <t:17600" not in club.shows().replace(told, "")
    assert club.room.called == {"Ana"}
    forget(club.room)


async def test_a_reminder_that_waited_too_long_is_not_sent(evening: Evening) -> None:
    club = evening.club
    await plans(evening, "in 20 min")
    fault = club.discord.faults.fail(None, 503, path=r"/channels/\d+/messages")
    await evening.passes(5)
    club.discord.faults.lift(fault)
    await evening.passes(16)
    assert "Page 1 of 3" in evening.page()
    assert "*The Ferry* begins" not in club.shows()
    assert not club.room.called


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


async def test_an_event_that_somebody_took_away_is_not_made_anew(evening: Evening) -> None:
    club = evening.club
    club.now = round(club.discord.world.clock.now()) * 1_000
    await plans(evening, "in 10 hours")
    club.server.guild.scheduled_events.clear()
    await club.restarts_the_bot()
    await evening.settles()
    assert not club.server.guild.scheduled_events
    await club.ana.presses("Leave", club.room)
    await plans(evening, "in 11 hours")
    assert len(club.server.guild.scheduled_events) == 1
    await club.ana.presses("Leave", club.room)
    await evening.settles()
    assert not club.server.guild.scheduled_events, "everybody has left, so it is called off"


async def test_a_kill_around_the_beginning_neither_loses_nor_repeats_it(evening: Evening) -> None:
    club = evening.club
    await plans(evening, "in 30 min")
    await club.ben.presses("Join", club.room)
    await club.stops_the_bot()
    await club.discord.bot_gone()
    club.now += 40 * MINUTE
    await club.starts_the_bot()
    await evening.passes(0)
    assert len(club.room.threads) == 1
    assert evening.shows().count("Page 1 of 3") == 1
    assert "I was away when this was due" in evening.shows()
    assert not club.room.called, "a reminder would come too late"
    await club.restarts_the_bot()
    await evening.passes(1)
    assert evening.shows().count("Page 1 of 3") == 1


def iso(at: int) -> str:
    return datetime.fromtimestamp(at // 1000, UTC).isoformat()[:19]


async def test_discords_calendar_has_it_where_the_bot_may(evening: Evening) -> None:
    club = evening.club
    club.now = now = round(club.discord.world.clock.now()) * 1_000  # Discord plans nothing for the past
    (role,) = (each for each in club.server.guild.members[club.discord.bot.id].roles)
    for each in (role, club.server.guild.everyone):
        each.permissions &= ~BITS["create_events"]
    await plans(evening, "in 10 hours")
    events = club.server.guild.scheduled_events
    assert not events, "without the permission there is none, and nothing else is missing"
    role.permissions |= BITS["create_events"]
    club.now = now = now + MINUTE
    await plans(evening, "in 11 hours")
    (event,) = events.values()
    assert event["name"] == "Read-along: The Ferry"
    assert event["scheduled_start_time"].startswith(iso(now + 11 * 60 * MINUTE))
    assert event["entity_metadata"]["location"] == "#reading"
    which = await club.ana.completions("/readalong plan when:in 12 hours which:", club.room)
    await club.ana.types(f"/readalong plan when:in 12 hours which:{which[0]['value']}", club.room)
    await club.ana.presses("Move it", club.room)
    await evening.settles()
    (event,) = events.values()
    assert event["scheduled_start_time"].startswith(iso(now + 12 * 60 * MINUTE))
    moved_to = f"<t:{now // 1000 + 12 * 60 * 60}:F>"
    assert f"begins {moved_to} now" in club.page()
    assert f"**Begins:** {moved_to}" in club.shows()
    await club.ana.types(f"/readalong end which:{which[0]['value']}", club.room)
    await club.ana.presses("End it for everybody", club.room)
    await evening.settles()
    assert not events, "called off"
    await evening.passes(60 * 13)
    assert len(club.room.threads) == 1, "only the other one has begun"


async def test_an_event_begins_and_ends_with_its_evening(evening: Evening) -> None:
    club = evening.club
    club.now = round(club.discord.world.clock.now()) * 1_000
    await plans(evening, "in 10 hours")
    (event_id,) = club.server.guild.scheduled_events
    await club.ana.presses("Begin", club.room)
    await evening.settles()
    assert club.server.guild.scheduled_events[event_id]["status"] == 2, "active, before its time"
    await club.ana.types("/readalong end", evening.thread)
    await evening.presses(club.ana, "End it for everybody")
    assert club.server.guild.scheduled_events[event_id]["status"] == 3, "completed"


async def test_only_the_host_moves_it_and_only_before_it_has_begun(evening: Evening) -> None:
    club = evening.club
    await plans(evening, "in 2 hours")
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
    await plans(
        evening, "in 1 hour", "pace:daily at:20:00 zone:America/Argentina/ComodRivadavia pages:2 talk:5"
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


async def test_its_story_is_gone_when_it_should_begin(evening: Evening) -> None:
    club = evening.club
    club.now = round(club.discord.world.clock.now()) * 1_000
    tale = story(scene("one"), scene("two"), title="The Tale").encode()
    await club.ana.uploads("/library add", ("tale.txt", tale), club.room)
    await club.ana.presses("Add to the library")
    await plans(evening, "in 30 min", "story:the tale")
    await club.ana.types("/library remove story:the tale", club.room)
    gone = await club.ana.presses("Remove", club.room)
    await evening.passes(15)
    assert not club.room.called, "nobody is called to what cannot begin"
    await evening.passes(15)
    assert "*The Tale* was to begin now, but the story has left the library" in club.page()
    assert "**Begins:**" not in club.shows()
    assert not club.server.guild.scheduled_events
    assert "has left the library" in await club.ana.presses("Begin", club.room)
    await club.ana.presses("Put it back", message=gone.message)
    await club.ana.presses("Begin", club.room)
    await evening.settles()
    assert "one, paragraph 0" in evening.page()


async def test_the_host_leaves_while_it_is_planned(evening: Evening) -> None:
    club = evening.club
    await plans(evening, "in 20 min")
    await club.ben.presses("Join", club.room)
    await club.ana.presses("Leave", club.room)
    await evening.settles()
    assert f"{club.ben.mention} hosts. It begins by itself then" in club.page()
    await evening.passes(20)
    assert "[Ready (0 of 1)]" in evening.page()
    await evening.presses(club.ben, "Turn now")
    assert "Page 2 of 3" in evening.page()
    forget(club.room)
