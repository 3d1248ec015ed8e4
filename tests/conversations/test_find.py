"""Finding words: quotes of what has been read, and a button that goes there."""

import pytest

from tests.actions.conftest import story
from tests.conversations.conftest import Club

SCENES = [
    "The lamplighter came at dusk, with *two* lanterns and a dog.\n\nNobody spoke.",
    "In the morning the lanterns were gone.",
    "They found the third lantern in the river, and the king was dead.",
]


@pytest.fixture
async def tale(empty_club: Club) -> Club:
    """Three scenes of a page each, of which two have been read."""
    empty_club.brings("tale.txt", story(*SCENES, title="The Lamplighter"))
    await empty_club.starts_the_bot()
    await empty_club.ana.types("/read", empty_club.room)
    await empty_club.ana.presses("Next", empty_club.room)
    return empty_club


@pytest.mark.on_both
async def test_words_are_quoted_in_bold_and_privately(tale: Club) -> None:
    told = await tale.ben.types("/find text:lantern", tale.room)
    assert told.private
    assert "“lantern” in The Lamplighter" in told
    assert "In the morning the **lanterns** were gone." in told
    assert r"with \*two\* **lanterns** and a dog" in told or "**lanterns** and a dog" in told
    assert told.text.index("In the morning") < told.text.index("at dusk"), "the newest first"
    assert "king" not in told and "river" not in told
    assert told.buttons == ("Go", "Go")


@pytest.mark.parametrize("words", ["king", "third lantern", "river"])
async def test_what_lies_ahead_is_not_found(tale: Club, words: str) -> None:
    told = await tale.ben.types(f"/find text:{words}", tale.room)
    assert told.private
    assert told.text.strip() == f"I find “{words}” nowhere in the part you have read."


async def test_go_takes_everybody_there_and_offers_the_way_back(tale: Club) -> None:
    told = await tale.ben.types("/find text:dusk", tale.room)
    assert told.buttons == ("Go",)
    await tale.ben.presses("Go", tale.room)
    await tale.discord.settled()
    assert "came at dusk" in tale.page()
    await tale.chloe.presses("Return to where we were", tale.room)
    assert "In the morning" in tale.page()


async def test_go_does_nothing_once_the_story_has_moved_on(tale: Club) -> None:
    told = await tale.ben.types("/find text:dusk", tale.room)
    await tale.ana.presses("Next", tale.room)
    late = await tale.ben.presses("Go", message=told.message)
    assert late.private
    assert "The story is now at" in late
    assert "came at dusk" not in tale.page()


@pytest.mark.on_both
async def test_many_hits_are_leafed_through(empty_club: Club) -> None:
    club = empty_club
    club.brings("long.txt", story(*(f"The lamp burned for the {number}. time." for number in range(1, 13))))
    await club.starts_the_bot()
    await club.ana.types("/read", club.room)
    await club.ana.types("/goto place:scene 12", club.room)
    await club.ana.presses("Go there anyway", club.room)
    await club.discord.settled()
    newest = await club.ben.types("/find text:LAMP burned", club.room)
    assert newest.buttons == (*["Go"] * 5, "Earlier")
    assert "the 12. time" in newest and "the 8. time" in newest and "the 7. time" not in newest
    older = await club.ben.presses("Earlier", club.room)
    assert older.private
    assert "the 7. time" in older and "the 3. time" in older
    oldest = await club.ben.presses("Earlier", club.room)
    assert "the 2. time" in oldest and "the 3. time" not in oldest
    assert oldest.buttons == ("Go", "Go", "Later")
    assert (await club.ben.presses("Later", club.room)).text == older.text


@pytest.mark.parametrize("words", ["@everyone", "** __ ~~", '"', "<@1>", "a" * 50, "`x`", "# x"])
async def test_any_words_are_told_back_as_they_are(tale: Club, words: str) -> None:
    told = await tale.ben.types(f"/find text:{words}", tale.room)
    assert told.private
    assert len(told.text) < 300


async def test_nothing_is_open(club: Club) -> None:
    assert "No story is open here yet" in await club.ana.types("/find text:ferry", club.room)
