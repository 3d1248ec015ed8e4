"""An evening for every conversation about read-alongs."""

import pytest

from tests.conversations.conftest import Club
from tests.conversations.readalongs import Evening


@pytest.fixture
def evening(club: Club) -> Evening:
    """The clock stands at 08:53:20 on 9 October 2025, in UTC."""
    club.pace = 0
    return Evening(club)
