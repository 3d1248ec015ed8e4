"""Another rule for scenes, picked by a person who sees that the first one was wrong."""

from collections import Counter

import pytest
from hypothesis import given

from story.importing import read_story
from story.model import Kind, Story
from story.split import Split
from tests.story.strategies import prose, signs

DRAWN = "One begins.\n\nOne goes on.\n\n***\n\nTwo begins.\n\nTwo goes on.\n\n\n\nThree, by its gap.\n\nIt goes on.\n"
CHAPTERS = "# One\n\nFirst.\n\n***\n\nSecond.\n\n## Inside\n\nThird.\n\n# Two\n\nFourth.\n"


def scenes(text: str, split: Split, name: str = "tale.txt") -> list[str]:
    return [scene.text for scene in read_story(text.encode(), name, split=split).scenes]


def test_markers_and_blanks() -> None:
    assert len(scenes(DRAWN, Split.AUTO)) == len(scenes(DRAWN, Split.MARKERS)) == 2
    assert [each.split(" ")[0] for each in scenes(DRAWN, Split.BLANKS)] == ["One", "Two", "Three,"]


def test_blanks_that_auto_takes_for_a_habit() -> None:
    habit = "".join(f"Paragraph {number}.\n\n{chr(10) * 2 * (number % 2)}" for number in range(12))
    assert len(scenes(habit, Split.AUTO)) == 1
    assert len(scenes(habit, Split.BLANKS)) == 6


def test_gaps_part_nothing_where_only_markers_do() -> None:
    text = "\n\n".join(f"Paragraph {number}." for number in range(12)) + "\n\n\n\nAnother scene.\n"
    assert len(scenes(text, Split.AUTO)) == 2
    assert len(scenes(text, Split.MARKERS)) == 1


def test_a_marker_that_parts_nothing_is_a_line() -> None:
    assert scenes(DRAWN, Split.NONE) == [
        "One begins.\n\nOne goes on.\n\n***\n\nTwo begins.\n\nTwo goes on.\n\nThree, by its gap.\n\nIt goes on."
    ]


def test_headings() -> None:
    assert scenes(CHAPTERS, Split.HEADINGS, "tale.md") == [
        "First.\n\n⁂\n\nSecond.",
        "Inside\n\nThird.",
        "Fourth.",
    ]
    story = read_story(CHAPTERS.encode(), "tale.md", split=Split.HEADINGS)
    assert [chapter.title for chapter in story.chapters] == ["One", "Two"]


def test_none_is_one_scene_with_its_titles_as_headings() -> None:
    story = read_story(CHAPTERS.encode(), "tale.md", split=Split.NONE)
    assert len(story.chapters) == len(story.scenes) == 1
    headings = [block.text for block in story.scenes[0].blocks if block.kind is Kind.HEADING]
    assert headings == ["One", "Inside", "Two"]


@pytest.mark.parametrize("split", Split)
@given(text=signs() | prose(20))
def test_no_rule_loses_a_letter(split: Split, text: str) -> None:
    """Whatever the rule, the scenes and titles have the letters that the usual rule reads, or more: drawn ones."""
    data = f"It begins\n\n{text}\n\nand ends.".encode()
    assert _letters(read_story(data, "tale.txt")) <= _letters(read_story(data, "tale.txt", split=split))


def _letters(story: Story) -> Counter[str]:
    parts = [*(chapter.title for chapter in story.chapters), *(scene.text for scene in story.scenes)]
    return Counter(letter for part in parts for letter in part if letter.isalpha())


def test_a_scene_too_long_to_be_one_is_cut_and_that_is_said() -> None:
    story = read_story(("It went on and on. " * 12_000).encode(), "long.txt")
    assert len(story.scenes) == 2
    assert story.warnings == (
        "1 scene is longer than 200,000 characters and cut into parts; maybe another rule finds more scenes.",
    )
