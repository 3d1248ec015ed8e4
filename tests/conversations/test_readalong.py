"""A group on the same page: gathering, reading at each pace, coming late, falling away."""

import pytest

from tests.conversations.conftest import Club
from tests.conversations.readalongs import Evening


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
    assert "one, paragraph 0" in evening.page()
    assert "[Ready (0 of 3)]" in evening.page()
    await evening.presses(club.ben, "Ready (0 of 3)")
    assert "[Ready (1 of 3)]" in evening.page()
    await evening.presses(club.ana, "Ready (1 of 3)")
    await evening.presses(club.chloe, "Ready (2 of 3)")
    assert "one, paragraph 4" in evening.page()
    assert "[Ready (0 of 3)]" in evening.page()
    assert evening.shows().count("[Pause]") == 1, "the old page has no buttons"
