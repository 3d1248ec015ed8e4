"""A planned evening stands in Discord's own calendar, where the bot may make events, and follows the plan."""

from datetime import UTC, datetime

from bot.playground.permissions import BITS
from tests.conversations.readalongs import MINUTE, Evening


async def test_an_event_that_somebody_took_away_is_not_made_anew(evening: Evening) -> None:
    club = evening.club
    club.now = round(club.discord.world.clock.now()) * 1_000
    await evening.plans("in 10 hours")
    club.server.guild.scheduled_events.clear()
    await club.restarts_the_bot()
    await evening.settles()
    assert not club.server.guild.scheduled_events
    await club.ana.presses("Leave", club.room)
    await evening.plans("in 11 hours")
    assert len(club.server.guild.scheduled_events) == 1
    await club.ana.presses("Leave", club.room)
    await evening.settles()
    assert not club.server.guild.scheduled_events, "everybody has left, so it is called off"


def iso(at: int) -> str:
    return datetime.fromtimestamp(at // 1000, UTC).isoformat()[:19]


async def test_discords_calendar_has_it_where_the_bot_may(evening: Evening) -> None:
    club = evening.club
    club.now = now = round(club.discord.world.clock.now()) * 1_000  # Discord plans nothing for the past
    (role,) = (each for each in club.server.guild.members[club.discord.bot.id].roles)
    for each in (role, club.server.guild.everyone):
        each.permissions &= ~BITS["create_events"]
    await evening.plans("in 10 hours")
    events = club.server.guild.scheduled_events
    assert not events, "without the permission there is none, and nothing else is missing"
    role.permissions |= BITS["create_events"]
    club.now = now = now + MINUTE
    await evening.plans("in 11 hours")
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
    await evening.plans("in 10 hours")
    (event_id,) = club.server.guild.scheduled_events
    await club.ana.presses("Begin", club.room)
    await evening.settles()
    assert club.server.guild.scheduled_events[event_id]["status"] == 2, "active, before its time"
    await club.ana.types("/readalong end", evening.thread)
    await evening.presses(club.ana, "End it for everybody")
    assert club.server.guild.scheduled_events[event_id]["status"] == 3, "completed"
