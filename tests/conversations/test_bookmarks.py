"""Keeping places under a name."""

import pytest

from bot.playground import NotPossible
from tests.conversations.conftest import Club


async def test_a_bookmark_is_kept_listed_and_removed(club: Club) -> None:
    await club.ana.types("/read", club.room)
    assert "There is no bookmark yet" in await club.ana.types("/bookmark list", club.room)
    kept = await club.ana.types("/bookmark add name:the *lamps*", club.room)
    assert r"I keep this page as “the \*lamps\*”" in kept
    await club.restarts_the_bot()
    listed = await club.ben.types("/bookmark list", club.room)
    assert rf"**the \*lamps\*** · scene 1 · by {club.ana.mention}" in listed
    exists = await club.ben.types("/bookmark add name:The *LAMPS*", club.room)
    assert "already" in exists
    gone = await club.ana.picks("/bookmark remove name:lamp", "the *lamps*", club.room)
    assert "is gone" in gone
    assert "There is no bookmark yet" in await club.ana.types("/bookmark list", club.room)
    assert "There is no bookmark “lamp”" in await club.ana.types("/bookmark remove name:lamp", club.room)


async def test_nobody_removes_the_bookmark_of_another(club: Club) -> None:
    """Whoever made it does, and who manages the server, as with notes."""
    await club.ana.types("/read", club.room)
    for name in ("mine", "yours"):
        await club.ben.types(f"/bookmark add name:{name}", club.room)
    assert await club.chloe.completes("/bookmark remove name:", club.room) == []
    refused = await club.chloe.types("/bookmark remove name:mine", club.room)
    assert refused.private and "“mine” is somebody else’s bookmark." in refused
    assert "**mine**" in await club.chloe.types("/bookmark list", club.room)
    assert await club.ben.completes("/bookmark remove name:", club.room) == ["mine", "yours"]
    assert "is gone" in await club.ben.types("/bookmark remove name:MINE", club.room)
    assert "is gone" in await club.ana.types("/bookmark remove name:yours", club.room)
    await club.chloe.types("/read alone:true", club.room)
    await club.chloe.types("/bookmark add name:alone", club.room)
    assert "is gone" in await club.chloe.types("/bookmark remove name:alone", club.room)


async def test_the_menu_keeps_the_page_that_was_seen(club: Club) -> None:
    opened = await club.ana.types("/read", club.room)
    assert opened.message is not None
    as_seen = opened.message.copy()
    await club.ben.presses("Next", club.room)
    kept = await club.ana.chooses("Bookmark this page", menu="More", message=as_seen)
    assert "one, paragraph 0" in kept
    assert "one, paragraph 0" in await club.ana.chooses("Bookmarks", menu="More", in_=club.room)
    assert "Where we are" in await club.ana.chooses("Progress", menu="More", in_=club.room)
    assert "reads a story" in await club.ana.chooses("Help", menu="More", in_=club.room)


async def test_bad_names_are_refused(club: Club) -> None:
    assert "No story is open here yet" in await club.ana.types("/bookmark add name:x", club.room)
    await club.ana.types("/read", club.room)
    with pytest.raises(NotPossible):
        await club.ana.types(f"/bookmark add name:{'x' * 61}", club.room)
    for number in range(50):
        await club.ana.types(f"/bookmark add name:place {number}", club.room)
    assert "at most 50 bookmarks" in await club.ana.types("/bookmark add name:one more", club.room)
    assert (await club.ana.types("/bookmark list", club.room)).buttons == ("Later",)
    assert "**place 27**" in await club.ana.presses("Later", club.room)
    assert (await club.ana.presses("Later", club.room)).buttons == ("Earlier",)
    assert len(await club.ana.completes("/bookmark remove name:", club.room)) == 25
