"""What Discord did not take is drawn again, and put into its calendar, without anybody's press."""

from bot.clock import LONGEST
from tests.conversations.readalongs import Evening

EDITS = r"/channels/\d+/messages/\d+\Z"
A_LOOK = LONGEST / 60  # minutes after which the clock looks again


async def test_a_lobby_tells_that_it_has_begun_once_discord_takes_it(evening: Evening) -> None:
    club = evening.club
    club.discord.faults.fail(1, 503, method="PATCH", path=EDITS)
    await evening.begins(club.ben)
    assert "Page 1 of 3" in evening.page()
    assert "It has begun" not in club.shows(), "its drawing was refused"
    await evening.passes(A_LOOK)
    assert "It has begun: <#" in club.page()


async def test_a_counter_that_was_not_drawn_is_drawn_later(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, club.chloe)
    page = evening.thread.messages()[-1]
    await club.ana.presses("Ready (0 of 3)", message=page)
    club.discord.faults.fail(1, 503, method="PATCH", path=EDITS)
    await evening.presses(club.ben, "Ready")
    assert "[Ready (1 of 3)]" in evening.page(), "his press counts, and is not seen"
    await evening.passes(A_LOOK)
    assert "[Ready (2 of 3)]" in evening.page()


async def test_an_old_page_loses_its_buttons_with_the_next(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben)
    club.discord.faults.fail(1, 503, method="PATCH", path=EDITS)
    await evening.presses(club.ana, "Turn now")
    assert evening.shows().count("[Turn now]") == 2, "Discord did not take the first page’s end"
    await evening.presses(club.ana, "Turn now")
    assert evening.shows().count("[Turn now]") == 1


async def test_an_event_is_called_off_once_discord_takes_that(evening: Evening) -> None:
    club = evening.club
    club.now = round(club.discord.world.clock.now()) * 1_000  # Discord plans nothing for the past
    await evening.plans("in 10 hours")
    events = club.server.guild.scheduled_events
    club.discord.faults.fail(1, 503, method="DELETE", path=r"/guilds/\d+/scheduled-events/\d+\Z")
    await club.ana.types("/readalong end", club.room)
    await club.ana.presses("End it for everybody", club.room)
    await evening.settles()
    assert events, "its end was refused"
    await evening.passes(A_LOOK)
    assert not events
