"""What a file says of itself is read, and nothing in it is run or expanded."""

import pytest

from story.front_matter import read_front_matter
from story.importing import read_story


def test_all_fields_are_read_in_text_and_markdown() -> None:
    source = (
        '---\ntitle: "The Boat: A Tale"\nauthor: M. Lamb\nlang: en-GB\nrating: Teen\ncontent notes: [storms, loss]\n'
        "license: CC BY 4.0\nsummary: >\n  A boat,\n  a lamp.\nunknown: x\n---\n\nText."
    )
    for name in ("a.txt", "a.md"):
        story = read_story(source.encode(), name)
        assert (story.title, story.author, story.language) == ("The Boat: A Tale", "M. Lamb", "en-GB")
        assert (story.rating, story.content_notes, story.licence) == ("Teen", "storms, loss", "CC BY 4.0")
        assert story.summary == "A boat, a lamp."
        assert [scene.text for scene in story.scenes] == ["Text."]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: Plain", "Plain"), ("title: 'It''s'", "It's"), ('title: "A \\"B\\""', 'A "B"'),
        ("Title: x # y", "x"),
        ("title:", ""), ("title: !!python/object/apply:os.system ['x']", ""), ("title: &a x", ""),
        ("title: *a", ""),
        ("title: {a: b}", ""), ("author:\n  - A\n  - B", ""),
    ],
)  # fmt: skip
def test_values(line: str, title: str) -> None:
    assert read_front_matter(f"---\n{line}\n---\nText.").fields.get("title", "") == title


def test_a_list_is_joined() -> None:
    assert read_front_matter("---\nauthors:\n  - A\n  - B\n---\n").fields == {"author": "A, B"}


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nIt rained.\n\n---\n\nIt stopped.",
        "---\nNo key here\n---\nText.",
        "---\ntitle: x\n",
        "Text.\n---\ntitle: x\n---",
    ],
)
def test_a_story_between_rules_is_no_front_matter(text: str) -> None:
    front = read_front_matter(text)
    assert (front.rest, front.fields) == (text, {})


def test_a_head_without_rules_is_read_when_it_names_the_title() -> None:
    front = read_front_matter("Title: The Boat\nAuthor: M. Lamb\n\nText.")
    assert front.fields == {"title": "The Boat", "author": "M. Lamb"}
    assert front.rest.strip() == "Text."
    assert read_front_matter("Mira: Hello.\nTitle: x\n\nText.").fields == {}
    assert read_front_matter("Author: M. Lamb\n\nText.").fields == {}
