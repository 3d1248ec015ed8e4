"""Real books import with their true chapters, scenes, text and emphasis (corpus/dev and its manifest)."""

from pathlib import Path

import pytest

from story.model import Style
from story.pages import PageLength, paginate
from tests.story.known_books import Known, blocks_of, collapsed, imported, truth

BOOKS = [
    Known("pg36_war_of_the_worlds.txt", "The War of the Worlds", "H. G. Wells", 27, 0),
    Known(
        "pg15122_little_colonels_hero_latin1.txt",
        "The Little Colonel's Hero",
        "Annie Fellows Johnston",
        16,
        23,
    ),
    Known("fff_alice.txt", "Alice's Adventures in Wonderland", "Lewis Carroll", 12, 0),
    Known("pandoc_sherlock4.md", "Sherlock Holmes, four cases", "Arthur Conan Doyle", 4, 2),
    Known("hand_dracula.md", "Dracula VII–IX", "Bram Stoker", 3, 18),
    Known("speckled_band_seed.txt", "Speckled Band Seed", "", 1, 3),
    Known("speckled_band_double.txt", "Speckled Band Double", "", 1, 3),
    Known("speckled_band_indent.txt", "Speckled Band Indent", "", 1, 3),
    Known("speckled_band_wrapped.txt", "Speckled Band Wrapped", "", 1, 3),
]


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_chapters_and_scenes_are_those_of_the_book(dev: Path, book: Known) -> None:
    story = imported(dev, book.name)
    assert (story.title, story.author) == (book.title, book.author)
    assert len(story.chapters) == book.chapters
    assert len(story.scenes) - len(story.chapters) == book.breaks


@pytest.mark.parametrize("name", [book.name for book in BOOKS[2:]])
def test_the_text_is_exact(dev: Path, name: str) -> None:
    story = imported(dev, name)
    for chapter, known in zip(story.chapters, truth(dev, name), strict=True):
        ours, theirs = " ".join(blocks_of(chapter)), collapsed(" ".join(known["blocks"]))
        # FanFicFare's converter broke this one word of the book; no reader of its file could know.
        assert ours.replace("“Un important", "“Unimportant") == theirs


@pytest.mark.parametrize("name", [book.name for book in BOOKS[3:]])
def test_every_paragraph_is_one_block(dev: Path, name: str) -> None:
    for chapter, known in zip(imported(dev, name).chapters, truth(dev, name), strict=True):
        assert blocks_of(chapter) == [collapsed(block) for block in known["blocks"]]


@pytest.mark.parametrize("name", ["fff_alice.txt", "pandoc_sherlock4.md", "hand_dracula.md"])
def test_chapter_titles_are_the_books(dev: Path, name: str) -> None:
    titles = [chapter.title for chapter in imported(dev, name).chapters]
    assert titles == [chapter["title"] for chapter in truth(dev, name)]


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("fff_alice.txt", 183, 183),
        ("pandoc_sherlock4.md", 31, 31),
        ("hand_dracula.md", 86, 90),
    ],  # runs that touch are one
)
def test_italics_are_kept(dev: Path, name: str, least: int, most: int) -> None:
    blocks = [block for scene in imported(dev, name).scenes for block in scene.blocks]
    assert least <= sum(bool(span.style & Style.ITALIC) for block in blocks for span in block.spans) <= most


def test_gutenberg_titles_say_part_and_chapter(dev: Path) -> None:
    titles = [chapter.title for chapter in imported(dev, "pg36_war_of_the_worlds.txt").chapters]
    assert titles[0] == "BOOK ONE: THE COMING OF THE MARTIANS · CHAPTER ONE: THE EVE OF THE WAR"
    assert titles[1] == "CHAPTER TWO: THE FALLING STAR"


def test_gutenberg_licence_and_contents_are_left_out_and_said(dev: Path) -> None:
    story = imported(dev, "pg15122_little_colonels_hero_latin1.txt")
    text = "\n".join(scene.text for scene in story.scenes)
    assert "Project Gutenberg License" not in text
    assert "CONTENTS" not in text
    assert len(story.dropped) == 2
    assert story.language == "en"


@pytest.mark.parametrize("name", [book.name for book in BOOKS])
def test_pages_of_real_books_are_natural(dev: Path, name: str) -> None:
    """Most end with a paragraph, the others with a sentence; none is much shorter than its neighbours."""
    ends = []
    for scene in imported(dev, name).scenes:
        text = scene.text
        pages = paginate(scene, PageLength.MEDIUM)
        sizes = [page.end - page.start for page in pages]
        assert min(sizes) > 0.5 * sum(sizes) / len(sizes)
        ends += [(text[page.end - 1], text[page.end : page.end + 2]) for page in pages[:-1]]
    assert sum(after == "\n\n" for _, after in ends) > 0.6 * len(ends)
    assert all(after == "\n\n" or last in ".!?”’'\"—" for last, after in ends)
