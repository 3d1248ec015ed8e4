"""A book with pictures is read: each is shown where it stands, and where none can be shown it is told in words."""

import pytest

from bot.playground.state import Message
from tests.conversations.conftest import Club
from tests.conversations.library import adds
from tests.conversations.readalongs import Evening
from tests.story.pages_made import PROSE, packed_book, xhtml
from tests.story.pictures_made import BLUE, GREEN, RED, picture

MAP = '<figure><img src="map.png" alt="A map of the river"/></figure>'
LAMPS = '<p><img src="one.png" alt="A lamp"/><img src="two.png" alt="Another lamp"/></p>'
TEXT = f"<p>{PROSE}</p>"
FILES = {"map.png": RED, "one.png": GREEN, "two.png": BLUE, "cover.png": picture(600, 900, "navy")}


def book(text: str = TEXT, **files: bytes) -> bytes:
    """One chapter whose first and third page have pictures."""
    scene = f"<h1>One</h1>{MAP}{text * 16}{LAMPS}{text * 4}"
    return packed_book(
        {"one.xhtml": xhtml(scene)},
        items='<item id="cover" href="cover.png" media-type="image/png" properties="cover-image"/>',
        extra=FILES | {name.replace("_", "."): data for name, data in files.items()},
    )


@pytest.fixture
async def illustrated(empty_club: Club) -> Club:
    club = empty_club
    club.brings("river.epub", book())
    await club.starts_the_bot()
    return club


def newest(club: Club) -> Message:
    found = club.ana.newest(club.room)
    assert found is not None
    return found


def shown(message: Message) -> int:
    return message.text.count("[picture ")


async def until_pictures(club: Club) -> None:
    """Turns to the page with the two lamps."""
    for _ in range(9):
        if "Another lamp" in await club.ana.presses("Next", club.room):
            return
    raise AssertionError("the page with the lamps never comes")


async def test_pictures_are_shown_where_they_stand(illustrated: Club) -> None:
    club = illustrated
    page = await club.ana.types("/read", club.room)
    assert (
        page.text.index("## One")
        < page.text.index("[picture A map of the river]")
        < page.text.index("The rain")
    )
    (file,) = newest(club).attachments
    assert file.data.startswith(b"\x89PNG") and file.url.startswith(club.discord.url)
    assert not club.ana.downloads(file).startswith(b"PK")
    second = await club.ana.presses("Next", club.room)
    assert "[picture" not in second
    assert newest(club).attachments == [], "the picture of the page before is gone with it"
    await until_pictures(club)
    assert shown(newest(club)) == 2 and len(newest(club).attachments) == 2
    galleries = [part for part in newest(club).components[0]["components"] if part["type"] == 12]
    assert [len(gallery["items"]) for gallery in galleries] == [2], "side by side"
    back = await club.ana.presses("Back", club.room)
    assert "[picture" not in back and newest(club).attachments == []


async def test_a_retired_page_keeps_its_pictures_and_a_new_one_has_its_own(illustrated: Club) -> None:
    club = illustrated
    await club.ana.types("/read", club.room)
    first = newest(club)
    await club.ana.types("/next", club.room)
    await club.discord.settled()
    assert first.buttons == [] and "[picture A map of the river]" in first.text
    assert len(first.attachments) == 1 and newest(club).attachments == []
    await club.ana.types("/back", club.room)
    assert "[picture A map of the river]" in newest(club).text and len(newest(club).attachments) == 1


async def test_a_restart_in_the_middle_shows_the_same_pictures(illustrated: Club) -> None:
    club = illustrated
    await club.ana.types("/read", club.room)
    await until_pictures(club)
    before = [file.data for file in newest(club).attachments]
    await club.restarts_the_bot()
    await club.ana.presses("Back", club.room)
    await club.ana.presses("Next", club.room)
    assert [file.data for file in newest(club).attachments] == before
    assert "Another lamp" in await club.ben.types("/read", club.room)


async def test_without_the_permission_pictures_are_told_in_words(illustrated: Club) -> None:
    club = illustrated
    club.room.forbid(club.discord.bot, "attach_files")
    page = await club.ana.types("/read", club.room)
    assert "-# 🖼 A map of the river" in page and "**Attach Files**" in page and "[picture" not in page
    assert newest(club).attachments == []
    first = newest(club)
    await club.ana.presses("Next", club.room)
    await until_lamps(club)
    assert "-# 🖼 A lamp\n-# 🖼 Another lamp" in club.page().replace("  ", "")
    await club.ana.types("/back", club.room)
    await club.discord.settled()
    assert first.buttons == [] and "🖼" in first.text


async def until_lamps(club: Club) -> None:
    for _ in range(9):
        if "🖼 A lamp" in await club.ana.presses("Next", club.room):
            return


async def test_pictures_that_discord_refuses_are_told_in_words(illustrated: Club) -> None:
    club = illustrated
    club.server.guild.upload_limit = 100
    page = await club.ana.types("/read", club.room)
    assert "-# 🖼 A map of the river" in page and "The rain" in page
    assert "Attach Files" not in page


async def test_the_cover_is_on_the_card_and_in_the_dry_run(empty_club: Club) -> None:
    club = empty_club
    await club.starts_the_bot()
    dry = await club.ana.uploads("/library add", ("river.epub", book()), club.room)
    assert "[picture The cover of “A Book”]" in dry
    assert "3 pictures, each where it stands in the story." in dry
    assert "[picture A map of the river]" in dry, "the sample is a page as it will be"
    assert dry.message is not None and len(dry.message.attachments) == 2
    again = await club.ana.chooses("One scene, nothing parts it")
    assert "[picture The cover of “A Book”]" in again
    await club.ana.presses("Add to the library")
    card = await club.ben.types("/library info story:book", club.room)
    assert "[picture The cover of “A Book”]" in card and "3 pictures" in card
    assert "map" not in card.text


async def test_a_corrected_edition_keeps_its_pictures_and_shows_a_changed_one(empty_club: Club) -> None:
    club = empty_club
    await club.starts_the_bot()
    await adds(club.ana, "river.epub", book(), club.room)
    await club.ben.types("/read", club.room)
    before = newest(club).attachments[0].data
    corrected = book(TEXT.replace("Tuesday", "Wednesday"), map_png=picture(300, 200, "white"))
    dry = await club.ana.uploads("/library replace story:book", ("river.epub", corrected), club.room)
    assert "by the number of its scene" in dry or "found by" in dry
    await club.ana.presses("Replace it")
    page = await club.ben.presses("Next", club.room)
    assert "Wednesday" in page and "[picture A map of the river]" in page
    assert page.message is not None and page.message.attachments[0].data != before


async def test_a_picture_alone_that_changes_is_a_new_edition(empty_club: Club) -> None:
    club = empty_club
    await club.starts_the_bot()
    await adds(club.ana, "river.epub", book(), club.room)
    dry = await club.ana.uploads("/library replace story:book", ("river.epub", book(map_png=BLUE)), club.room)
    assert "The text is the same as now." not in dry
    await club.ana.presses("Replace it")
    await club.ben.types("/read", club.room)
    assert newest(club).attachments[0].data == BLUE


async def test_a_group_sees_the_pictures_and_keeps_them(illustrated: Club) -> None:
    club = illustrated
    club.pace = 0
    evening = Evening(club)
    await club.ana.types("/readalong start", club.room)
    await club.ben.presses("Join", club.room)
    await club.ana.presses("Begin", club.room)
    await evening.settles()
    assert "[picture A map of the river]" in evening.page()
    first = evening.thread.messages()[-1]
    assert len(first.attachments) == 1
    await evening.presses(club.ben, "Ready (0 of 2)")
    assert "[picture A map of the river]" in evening.page() and "Ready (1 of 2)" in evening.page()
    assert len(first.attachments) == 1, "a press draws the page anew, and leaves its picture"
    await evening.presses(club.ana, "Ready (1 of 2)")
    newest = evening.thread.messages()[-1]
    assert newest is not first and "[picture" not in newest.text
    assert "[picture A map of the river]" in first.text and first.buttons == []


async def test_the_shelf_shows_the_covers_of_what_can_be_picked(empty_club: Club) -> None:
    club = empty_club
    for number in range(12):
        club.brings(f"tale{number}.txt", f"---\ntitle: Tale {number:02}\n---\n\nWords.\n")
    club.brings("river.epub", book())
    await club.starts_the_bot()
    shelf = await club.ana.types("/read", club.room)
    assert shelf.text.count("[picture ") == 1 and "[picture The cover of “A Book”]" in shelf
    later = await club.ana.presses("Later", club.room)
    assert "[picture" not in later and newest(club).attachments == []
    assert "[picture The cover" in await club.ana.presses("Earlier", club.room)
