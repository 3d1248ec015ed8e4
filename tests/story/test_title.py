"""A story without a title gets the one that a reader would give it."""

import pytest

from story.importing import read_story
from story.title import title_from_name, title_from_words

PROSE = "It rained on the roof of the boat, and nobody on it said a word about that or anything else."


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("the_last_lamp.txt", "The Last Lamp"), ("The Last Lamp.md", "The Last Lamp"),
        ("lamp-of-the-river.txt", "Lamp of the River"),
        ("雨の舟.txt", "雨の舟"), ("Dr. Lamb's Boat.txt", "Dr. Lamb's Boat"),
        ("seed-story.txt", ""), ("untitled.txt", ""), ("chapter1_final(2).txt", ""), ("document.txt", ""),
        ("New Text Document (3).txt", ""),
        ("story.md", ""), ("my story.txt", ""), ("draft-v2.txt", ""), ("12345.txt", ""), ("a.txt", ""),
        ("../../etc/passwd.txt", ""),
        ("9f86d081884c7d65.txt", ""), ("IMG_20240102.txt", ""), ("\u202etxt.exe.txt", ""), ("%2e%2e.txt", ""),
    ],
)  # fmt: skip
def test_a_file_name_is_a_title_if_it_reads_as_one(name: str, title: str) -> None:
    assert title_from_name(name) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Mira was late. She ran.", "Mira was late…"),
        (
            "It rained on the roof of the boat, and nobody said a word.",
            "It rained on the roof of the boat, and nobody…",
        ),
        ("Hi", "Hi…"),
        ("吾輩は猫である。名前はまだ無い。", "吾輩は猫である。名前はまだ無い…"),
        ("x" * 100, "x" * 48 + "…"),
    ],
)
def test_first_words(text: str, title: str) -> None:
    assert title_from_words(text) == title


@pytest.mark.parametrize(
    ("source", "title", "author", "text"),
    [
        (f"The Boat\n\nby M. Lamb\n\n{PROSE}", "The Boat", "M. Lamb", PROSE),
        (f"The Boat\nby M. Lamb\n\n{PROSE}", "The Boat", "M. Lamb", PROSE),
        (f"The Boat\n\n\n\n{PROSE}\n\n{PROSE}", "The Boat", "", f"{PROSE}\n\n{PROSE}"),
        (f"The Last Boat\n\n{PROSE}", "The Last Boat", "", f"The Last Boat\n\n{PROSE}"),
        (f"Run, he said\n\n{PROSE}", "Run, he said…", "", f"Run, he said\n\n{PROSE}"),
    ],
)
def test_a_title_line_is_the_title(source: str, title: str, author: str, text: str) -> None:
    story = read_story(source.encode(), "untitled.txt")
    assert (story.title, story.author) == (title, author)
    assert [scene.text for scene in story.scenes] == [text]


def test_what_the_file_says_comes_before_its_name_and_its_name_before_its_words() -> None:
    assert read_story(f"---\ntitle: Said\n---\n{PROSE}".encode(), "the lamp.txt").title == "Said"
    assert read_story(PROSE.encode(), "the lamp.txt").title == "The Lamp"


def test_a_title_is_one_short_line_that_turns_nothing() -> None:
    story = read_story(f"---\ntitle: A\u202eb {'c' * 300}\n---\n{PROSE}".encode(), "a.txt")
    assert "\u202e" not in story.title
    assert len(story.title) == 200
