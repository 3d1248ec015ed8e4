"""Real pages of archives: their chapters, scenes, text, emphasis and prefaces."""

from pathlib import Path

import pytest

from story.pages import PageLength, paginate
from tests.story.known_books import Known, imported, same_text
from tests.story.pages_made import PROSE, italics, page, titles

PAGES = [
    Known("ao3_sherlock5.html", "Five Cases of Sherlock Holmes", "Arthur Conan Doyle", 5, 7),
    Known("ao3_single_oldstyle.html", "The Copper Beeches", "Arthur Conan Doyle", 1, 1),
    Known("fff_alice.html", "Alice's Adventures in Wonderland", "Lewis Carroll", 12, 0),
    Known("pg36_war_of_the_worlds.htm", "The War of the Worlds", "H. G. Wells", 27, 0),
    Known("pg15122_little_colonels_hero.htm", "The Little Colonel's Hero", "Annie Fellows Johnston", 16, 23),
]
ITALICS = {
    "ao3_sherlock5.html": 35,
    "ao3_single_oldstyle.html": 5,
    "fff_alice.html": 183,
    "pg36_war_of_the_worlds.htm": 38,
}


@pytest.mark.parametrize("known", PAGES, ids=lambda known: known.name)
def test_real_pages_have_their_chapters_and_scenes(dev: Path, known: Known) -> None:
    story = imported(dev, known.name)
    assert (story.title, story.author, story.language) == (known.title, known.author, "en")
    assert len(story.chapters) == known.chapters
    assert len(story.scenes) - len(story.chapters) == known.breaks
    assert story.dropped


@pytest.mark.parametrize("name", [known.name for known in PAGES[:3]])
def test_the_text_of_real_pages_is_exact(dev: Path, name: str) -> None:
    same_text(dev, name)


@pytest.mark.parametrize("name", ITALICS)
def test_every_italic_run_of_a_real_page_is_kept(dev: Path, name: str) -> None:
    assert italics(imported(dev, name)) == ITALICS[name]


def test_an_archives_preface_becomes_fields(dev: Path) -> None:
    story = imported(dev, "ao3_sherlock5.html")
    assert story.rating == "General Audiences"
    assert story.summary.startswith("A summary with *stars*")
    assert story.content_notes == ""
    text = "\n".join(scene.text for scene in story.scenes)
    assert "author note" not in text and "end note" not in text and "Posted originally" not in text
    assert titles(story)[0] == "Chapter 1: A Scandal in Bohemia"


def test_an_archive_page_without_comments_or_classes_keeps_notes_out() -> None:
    story = page(
        "<div id='preface'><h1>T</h1></div><div id='chapters'><h2>Chapter 1: One</h2><p>Chapter Notes</p>"
        f"<blockquote><p>Thanks!</p></blockquote><div><p>{PROSE}</p></div><h2>Chapter 2: Two</h2><p>{PROSE}</p></div>"
    )
    assert titles(story) == ["Chapter 1: One", "Chapter 2: Two"]
    assert "Thanks!" not in story.scenes[0].text


def test_every_page_of_a_page_is_within_limits(dev: Path) -> None:
    for scene in imported(dev, "pg15122_little_colonels_hero.htm").scenes:
        for shown in paginate(scene, PageLength.LONG):
            assert len(shown.markdown) <= 3_600
