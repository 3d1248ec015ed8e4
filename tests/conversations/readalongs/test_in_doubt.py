"""A post whose answer never came, and a bot that comes back when Discord has forgotten its nonce: it stands once,
or says that it may stand there twice.
"""

import pytest

from tests.conversations.readalongs import Evening

POSTS = r"/channels/\d+/messages\Z"
INTERRUPTED = "I was interrupted while I posted this, so it may stand above already."
MINUTE = 60_000  # milliseconds


async def dies_for_minutes(evening: Evening, minutes: int = 5) -> None:
    """Discord's nonces are forgotten meanwhile, and people have gone on talking."""
    club = evening.club
    await club.stops_the_bot()
    await club.discord.bot_gone()
    club.discord.faults.lift()
    club.chloe.says("Is it still there?", club.room)
    club.now += minutes * MINUTE
    club.discord.clock.advance(minutes * 60)
    await club.starts_the_bot()
    await evening.passes(0)


@pytest.mark.parametrize("may_look", [True, False])
async def test_a_lobby_stands_once(evening: Evening, may_look: bool) -> None:
    club = evening.club
    club.discord.faults.lose_answer(1, method="POST", path=POSTS)
    await evening.plans("in 30 min")
    if not may_look:
        club.room.forbid(club.discord.bot, "read_message_history")
    await dies_for_minutes(evening)
    assert club.shows().count("Let’s read *The Ferry* together") == (1 if may_look else 2)
    assert club.shows().count(INTERRUPTED) == (0 if may_look else 1)
    await club.ben.presses("Join", club.room)
    await evening.passes(30)
    assert "[Ready (0 of 2)]" in evening.page()
    assert club.shows().count("It has begun: <#") == 1


@pytest.mark.parametrize("may_look", [True, False])
async def test_a_page_stands_once(evening: Evening, may_look: bool) -> None:
    club = evening.club
    await evening.begins(club.ben)
    club.discord.faults.lose_answer(1, method="POST", path=POSTS)
    await evening.presses(club.ana, "Turn now")
    if not may_look:
        club.room.forbid(club.discord.bot, "read_message_history")
    await dies_for_minutes(evening)
    assert evening.shows().count("Page 2 of 3") == (1 if may_look else 2)
    assert evening.shows().count(INTERRUPTED) == (0 if may_look else 1)
    await evening.presses(club.ana, "Turn now")
    assert "Page 3 of 3" in evening.page()


async def test_a_page_that_did_not_arrive_says_that_it_may_have(evening: Evening) -> None:
    """Looked for and not found is no proof: the clocks of two machines may differ."""
    club = evening.club
    await evening.begins(club.ben)
    club.discord.faults.fail(None, 503, method="POST", path=POSTS)
    await evening.presses(club.ana, "Turn now")
    await dies_for_minutes(evening)
    assert evening.shows().count("Page 2 of 3") == 1
    assert INTERRUPTED in evening.page()
