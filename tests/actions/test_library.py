"""The library follows its files, and every reading keeps its place in a corrected edition."""

import os

import pytest

from bot.actions import bookmarks, places, reading
from bot.actions.reading import ToPick, Way
from bot.actions.refusals import Refusal
from tests.actions.conftest import Salon, scene, story


async def test_files_become_stories_once(salon: Salon) -> None:
    salon.brings("ferry.txt", story(scene("one"), scene("two")))
    salon.brings("notes.pdf", "no story")
    salon.brings(".hidden.txt", "no story either")
    assert await salon.refreshes() == ["added “The Ferry”"]
    assert await salon.refreshes() == []


async def test_a_file_that_cannot_be_read_harms_no_other(salon: Salon) -> None:
    salon.brings("empty.txt", "")
    salon.brings("ferry.txt", story(scene("one")))
    left_out, added = sorted(await salon.refreshes(), reverse=True)
    assert left_out.startswith("left out empty.txt: ")
    assert added == "added “The Ferry”"


async def test_a_story_whose_file_turns_bad_stays_as_it_was(salon: Salon) -> None:
    salon.brings("ferry.txt", story(scene("one")))
    await salon.refreshes()
    salon.brings("ferry.txt", "")
    assert (await salon.refreshes())[0].startswith("left out ferry.txt")
    assert (await salon.asks(reading.read, None)).sheet.outline.title == "The Ferry"


async def test_a_removed_story_says_so_and_comes_back_with_its_place(salon: Salon) -> None:
    salon.brings("ferry.txt", text := story(scene("one"), scene("two")))
    await salon.refreshes()
    seen = await salon.sees(await salon.asks(reading.read, None))
    there = await salon.asks(reading.turn, Way.NEXT, seen)
    seen = await salon.sees(there)
    (salon.folder / "library" / "ferry.txt").unlink()
    assert await salon.refreshes() == ["removed “The Ferry” (ferry.txt is gone)"]
    with pytest.raises(Refusal, match="left the library"):
        await salon.asks(reading.turn, Way.NEXT, seen)
    with pytest.raises(Refusal, match="no story"):
        await salon.asks(reading.read, "ferry")
    salon.brings("ferry.txt", text)
    assert await salon.refreshes() == ["added “The Ferry”"]
    assert (await salon.asks(reading.read, None)).sheet.place == there.sheet.place


async def test_a_corrected_edition_keeps_every_place(salon: Salon) -> None:
    salon.brings("ferry.txt", story(scene("one"), scene("two"), scene("three")))
    await salon.refreshes()
    seen = await salon.sees(await salon.asks(reading.read, None))
    for _ in range(3):
        page = await salon.asks(reading.turn, Way.NEXT, seen)
        seen = await salon.sees(page)
    words = page.sheet.markdown[:60]
    await salon.asks(bookmarks.add, "here")
    corrected = scene("two").replace("paragraph 1:", "paragraph one, corrected:")
    salon.brings("ferry.txt", story(scene("nought"), scene("one"), corrected, scene("three")))
    assert (await salon.refreshes())[0].startswith("changed “The Ferry” (1 by ")
    page = await salon.asks(reading.read, None)
    assert words in page.sheet.markdown or words[:30] in page.sheet.markdown
    bookmark = (await salon.asks(bookmarks.kept)).bookmarks[0]
    assert bookmark.place == page.sheet.place
    about = await salon.asks(places.contents, None)
    assert about.horizon >= about.place


async def test_servers_are_walls(salon: Salon) -> None:
    salon.brings("ferry.txt", story(scene("one")))
    await salon.refreshes()
    seen = await salon.sees(await salon.asks(reading.read, None))
    with pytest.raises(Refusal, match="No story is open"):
        await salon.asks(reading.turn, Way.NEXT, seen, server=11)
    with pytest.raises(Refusal, match="No story is open"):
        await salon.asks(bookmarks.kept, server=11)


async def test_several_stories_are_a_shelf_and_a_title_finds_one(salon: Salon) -> None:
    salon.brings("a.txt", story(scene("one"), title="The Ferry"))
    salon.brings("b.txt", story(scene("two"), title="The Ferryman"))
    await salon.refreshes()
    shelf = await salon.asks(reading.read, None)
    assert isinstance(shelf, ToPick)
    assert [each.title for each in shelf.stories] == ["The Ferry", "The Ferryman"]
    assert (await salon.asks(reading.read, "ferryman")).sheet.outline.title == "The Ferryman"
    assert (await salon.asks(reading.read, "THE FERRY")).sheet.outline.title == "The Ferry"
    with pytest.raises(Refusal, match="Several stories"):
        await salon.asks(reading.read, "ferr")
    with pytest.raises(Refusal, match="no story called"):
        await salon.asks(reading.read, "")


async def test_an_empty_library_says_so(salon: Salon) -> None:
    with pytest.raises(Refusal, match="no story to read"):
        await salon.asks(reading.read, None)


async def test_a_name_that_is_no_text_harms_nothing(salon: Salon) -> None:
    (salon.folder / "library" / os.fsdecode(b"caf\xe9.txt")).write_text(story(scene("one")), "utf-8")
    assert await salon.refreshes() == ["added “The Ferry”"]
    assert await salon.refreshes() == []


async def test_a_file_that_cannot_be_opened_leaves_its_story(salon: Salon) -> None:
    salon.brings("ferry.txt", story(scene("one")))
    await salon.refreshes()
    path = salon.folder / "library" / "ferry.txt"
    path.unlink()
    path.symlink_to("/proc/self/mem")  # every read of it fails
    assert await salon.refreshes() == []
    assert (await salon.asks(reading.read, None)).sheet.outline.title == "The Ferry"


async def test_what_is_told_about_a_story_can_be_corrected(salon: Salon) -> None:
    salon.brings("ferry.txt", story(scene("one")))
    await salon.refreshes()
    salon.brings("ferry.txt", story(scene("one")).replace("---\n\n", "rating: Explicit\n---\n\n", 1))
    assert (await salon.refreshes())[0].startswith("changed “The Ferry”")
