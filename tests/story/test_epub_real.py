"""Real books have their true chapters, scenes, text and emphasis, and what surrounds them stays out."""

from pathlib import Path

import pytest

from story.model import Kind
from tests.story.known_books import Known, imported, same_text, truth
from tests.story.pages_made import italics, titles

BOOKS = [
    Known("ao3_sherlock5.epub", "Five Cases of Sherlock Holmes", "Arthur Conan Doyle", 5, 7),
    Known("ao3_single_oldstyle.epub", "The Copper Beeches", "Arthur Conan Doyle", 1, 1),
    Known("fff_alice.epub", "Alice's Adventures in Wonderland", "Lewis Carroll", 12, 0),
    Known("se_alice.epub", "Alice’s Adventures in Wonderland", "Lewis Carroll", 12, 0),
    Known("se_dracula.epub", "Dracula", "Bram Stoker", 28, 57),
    Known("se_sherlock.epub", "The Adventures of Sherlock Holmes", "Arthur Conan Doyle", 12, 8),
    Known("pg36_war_of_the_worlds.epub", "The War of the Worlds", "H. G. Wells", 27, 0),
]
ITALICS = {
    "ao3_sherlock5.epub": 35, "ao3_single_oldstyle.epub": 5, "fff_alice.epub": 183, "se_alice.epub": 183,
    "se_dracula.epub": 408, "se_sherlock.epub": 65,
}  # fmt: skip


@pytest.mark.parametrize("known", BOOKS, ids=lambda known: known.name)
def test_real_books_have_their_chapters_and_scenes(dev: Path, known: Known) -> None:
    story = imported(dev, known.name)
    assert (story.title, story.author, story.language[:2]) == (known.title, known.author, "en")
    assert len(story.chapters) == known.chapters
    assert len(story.scenes) - len(story.chapters) == known.breaks
    assert story.dropped


@pytest.mark.parametrize("name", ITALICS)
def test_the_text_of_real_books_is_exact_and_every_italic_run_kept(dev: Path, name: str) -> None:
    same_text(dev, name)
    assert italics(imported(dev, name)) == ITALICS[name]


@pytest.mark.parametrize("name", ["fff_alice.epub", "se_alice.epub", "se_dracula.epub", "se_sherlock.epub"])
def test_chapter_titles_are_the_books(dev: Path, name: str) -> None:
    assert titles(imported(dev, name)) == [chapter["title"] for chapter in truth(dev, name)]


def test_a_book_split_by_size_has_the_chapters_of_its_contents(dev: Path) -> None:
    names = titles(imported(dev, "pg36_war_of_the_worlds.epub"))
    assert names[0] == "BOOK ONE: THE COMING OF THE MARTIANS · CHAPTER ONE: THE EVE OF THE WAR"
    assert names[17] == "BOOK TWO: THE EARTH UNDER THE MARTIANS · CHAPTER ONE: UNDER FOOT"


def test_what_surrounds_a_book_is_left_out_and_named(dev: Path) -> None:
    story = imported(dev, "se_dracula.epub")
    assert {"The title page", "The imprint", "The dedication", "The colophon"} <= {*story.dropped}
    assert "Standard Ebooks" not in "".join(scene.text for scene in story.scenes)
    assert story.summary.startswith("Dracula is one of the most famous horror novels")


def test_a_diary_is_no_quote_but_what_it_quotes_is(dev: Path) -> None:
    blocks = [block for scene in imported(dev, "se_dracula.epub").scenes for block in scene.blocks]
    quoted = [block for block in blocks if block.kind is Kind.QUOTE]
    assert 0 < len(quoted) < 0.2 * len(blocks)


def test_verse_of_a_poem_keeps_its_lines_and_its_notes_stay_out(dev: Path) -> None:
    story = imported(dev, "idpf_wasteland.epub")
    assert len(story.chapters) == 5
    assert story.scenes[0].blocks[0].kind is Kind.VERSE
    assert story.scenes[0].text.startswith(
        "April is the cruellest month, breeding\nLilacs out of the dead land"
    )
    assert "Notes" in story.dropped


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("w3c_pkg-spine-order.epub", None),
        ("w3c_ocf-package_arbitrary.epub", "ocf-package_arbitrary"),
        ("w3c_ocf-package_multiple.epub", "ocf-package_multiple"),
        ("w3c_ocf-url_manifest.epub", None),
        ("w3c_pkg-spine-nonlinear-activation.epub", None),
        ("w3c_pub-xml-names.epub", None),
        ("w3c_nav-spine_in-spine.epub", None),
        ("idpf_childrens_literature.epub", "Children's Literature"),
    ],
)
def test_conformance_books_are_read(dev: Path, name: str, first: str | None) -> None:
    story = imported(dev, name)
    assert first in {None, story.title}
    assert all(scene.text for scene in story.scenes)


def test_pages_are_in_the_order_of_the_spine(dev: Path) -> None:
    text = "\n".join(scene.text for scene in imported(dev, "w3c_pkg-spine-order.epub").scenes)
    numbers = [line for line in text.split() if line.strip(".").isdigit()]
    assert numbers == sorted(numbers)
