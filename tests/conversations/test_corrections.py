"""A corrected edition in the middle of a story: nothing is given away, nothing is skipped, nothing is lost."""

import pytest

from tests.actions.conftest import story
from tests.conversations.conftest import Club

FIVE = [f"Scene {name} begins and ends on a single page." for name in ("one", "two", "three", "four", "five")]
UNREAD = ("Scene four", "Scene five")


@pytest.fixture
async def read_to_three(empty_club: Club) -> Club:
    """Five short scenes, of which two have not been read."""
    club = empty_club
    club.brings("tale.txt", story(*FIVE))
    await club.starts_the_bot()
    await club.ana.types("/read", club.room)
    await club.ana.presses("Next", club.room)
    await club.ana.presses("Next", club.room)
    return club


async def correct(club: Club, *scenes: str) -> None:
    club.brings("tale.txt", story(*scenes))
    await club.restarts_the_bot()


async def test_old_panels_give_nothing_away(read_to_three: Club) -> None:
    club = read_to_three
    await correct(club, *FIVE[1:])
    assert "Scene three" in await club.ana.types("/next", club.room), "the corrected page is seen first"
    await club.discord.settled()
    assert not any(words in club.shows() for words in UNREAD)
    assert "Scene two" in await club.ana.types("/back", club.room)
    await club.discord.settled()
    assert not any(words in club.shows() for words in UNREAD)


async def test_a_jump_of_the_old_edition_is_not_undone_in_the_new(read_to_three: Club) -> None:
    club = read_to_three
    await club.ana.types("/goto place:scene 1", club.room)
    await correct(club, *FIVE[1:])
    pressed = await club.ben.presses("Return to where we were", club.room)
    assert not any(words in club.shows() for words in UNREAD)
    assert "Return to where we were" not in pressed.buttons


async def test_a_bookmark_of_an_old_page_is_a_place_that_was_read(read_to_three: Club) -> None:
    club = read_to_three
    await correct(club, *FIVE[1:])
    kept = await club.ben.chooses("Bookmark this page", menu="More", in_=club.room)
    assert "Scene three" in kept


async def test_what_is_added_to_the_current_page_is_shown(read_to_three: Club) -> None:
    club = read_to_three
    scenes = list(FIVE)
    scenes[2] += "\n\nA paragraph was inserted here."
    await correct(club, *scenes)
    assert "was inserted here" in await club.ben.presses("Next", club.room)
    assert "Scene four" in await club.ben.presses("Next", club.room)
