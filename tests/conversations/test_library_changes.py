"""A story of a server's own changes: it is corrected, told otherwise, removed, and put back."""

from tests.actions.conftest import scene, story
from tests.conversations.conftest import DAY, Club
from tests.conversations.library import TALE, adds


async def test_a_correction_moves_every_reading_along(library: Club) -> None:
    club = library
    await adds(club.ana, "tale.txt", TALE, club.room)
    await club.ben.types("/read", club.room)
    for _ in range(3):
        await club.ben.presses("Next", club.room)
    assert "two, paragraph 0" in club.page()
    corrected = story(scene("nought"), scene("one"), scene("two"), scene("three"), title="The Tale").encode()
    dry = await club.ana.uploads(
        "/library replace story:the tale", ("tale, corrected.txt", corrected), club.room
    )
    assert "**It replaces “The Tale”**" in dry
    assert "- scene 2 → scene 3, found by its scene" in dry
    replaced = await club.ana.presses("Replace it")
    assert "**The Tale** is replaced" in replaced
    assert "1 found by its scene" in replaced
    assert "two, paragraph 0" in await club.ben.presses("Next", club.room), "the corrected page is seen first"
    assert "scene 3 of 4" in club.page()


async def test_the_same_name_again_replaces_or_is_another_story(library: Club) -> None:
    club = library
    await adds(club.ana, "tale.txt", TALE, club.room)
    other = TALE.replace(b"The Tale", b"Another Tale")
    dry = await club.ana.uploads("/library add", ("tale.txt", other), club.room)
    assert "It replaces “The Tale”" in dry and "Nobody is reading it." in dry
    assert dry.buttons == ("Replace it", "Add as another story", "Discard")
    await club.ana.presses("Add as another story")
    listed = await club.ben.types("/library list", club.room)
    assert "**Another Tale**" in listed and "**The Tale**" in listed
    assert "2 of 50 uploaded here" in listed


async def test_a_removal_asks_and_can_be_undone(library: Club) -> None:
    club = library
    await adds(club.ana, "tale.txt", TALE, club.room)
    await club.ben.types("/read", club.room)
    await club.ben.presses("Next", club.room)
    asked = await club.ana.types("/library remove story:tale", club.room)
    assert "It is being read: scene 1, turned <t:" in asked and club.ben.mention in asked
    assert "**The Tale** stays." in await club.ana.presses("Keep it")
    await club.ana.types("/library remove story:tale", club.room)
    assert "has left the library" in await club.ana.presses("Remove")
    assert "left the library" in await club.ben.presses("Next", club.room)
    await club.restarts_the_bot()
    assert "Removed, and forgotten in less than a day: “The Tale”" in await club.ben.types(
        "/library list", club.room
    )
    assert "every reading is where it was" in await club.ana.presses("Put it back", club.room)
    assert "Page 3 of 3" in await club.ben.presses("Next", club.room)


async def test_a_removal_is_undone_by_the_same_command_within_a_day(library: Club) -> None:
    club = library
    await adds(club.ana, "tale.txt", TALE, club.room)
    await club.ana.types("/library remove story:tale", club.room)
    await club.ana.presses("Remove")
    again = await club.ana.picks("/library remove story:ta", "The Tale", club.room)
    assert "was removed" in again and again.buttons == ("Put it back",)
    seen = again.message.copy() if again.message else None
    club.now += DAY
    assert "gone for good" in await club.ana.presses("Put it back", message=seen)
    assert await club.ana.completes("/library remove story:", club.room) == []


async def test_what_is_told_of_a_story_is_told_otherwise(library: Club) -> None:
    club = library
    await adds(club.ana, "tale.txt", TALE, club.room)
    await club.ben.types("/read", club.room)
    await club.ben.presses("Next", club.room)
    form = await club.ana.types("/library edit story:tale", club.room)
    assert form.modal is not None
    await club.restarts_the_bot()
    told = await club.ana.fills_in({"Title": "The *Long* Tale", "Rating": "Teen", "Content notes": "fog"})
    assert r"told of **The \*Long\* Tale** now" in told and "**Rating** · Teen" in told
    assert "Page 3 of 3" in await club.ben.presses("Next", club.room), "nobody is shown a page again"
    assert r"*The \*Long\* Tale*" in club.page()
    corrected = TALE.replace(b"one, paragraph 3", b"one, the third paragraph")
    dry = await club.ana.uploads("/library replace story:long", ("tale.txt", corrected), club.room)
    assert r"The \*Long\* Tale" in dry and "**Rating** · Teen" in dry, "it outlasts a corrected edition"
