"""Files of megabytes are read, none hangs, and no scene is too long to be paged at a press."""

from contextlib import suppress

import pytest

from story.importing import LARGEST, read_story
from story.model import Unreadable
from story.oversize import LONGEST_SCENE
from story.pages import PageLength, paginate

SENTENCE = b"The rain had not stopped since Tuesday, and nobody on the boat said so. "
PARAGRAPH = SENTENCE * 4 + b"\n\n"
TEN_MB = 10_000_000


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"word and more. " * (TEN_MB // 15), "one-line.txt"),
        (PARAGRAPH * (TEN_MB // len(PARAGRAPH)), "paragraphs.txt"),
        (b"x" * TEN_MB, "no-space.txt"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_ten_megabytes_are_read(data: bytes, name: str) -> None:
    assert sum(len(scene.text) for scene in read_story(data, name).scenes) > TEN_MB * 0.9


def test_megabytes_of_line_ends_are_refused() -> None:
    with pytest.raises(Unreadable, match="no readable text"):
        read_story(b"\n" * 5_000_000, "newlines.txt")


def test_a_novel_of_a_megabyte_has_all_its_chapters() -> None:
    wrapped = b"\n".join(SENTENCE.strip() for _ in range(8)) + b"\n\n"
    chapters = [b"CHAPTER %d\n\n\n" % number + wrapped * 45 for number in range(1, 41)]
    novel = b"\n\n\n".join(chapters)
    assert len(novel) > 1_000_000
    assert len(read_story(novel, "novel.txt").chapters) == 40


def test_more_than_the_cap_is_refused_with_advice() -> None:
    with pytest.raises(Unreadable, match="larger than 20 MB; cut it"):
        read_story(b"a" * (LARGEST + 1), "a.txt")


def test_no_scene_is_too_long_to_page_at_a_press() -> None:
    story = read_story(b"word and more. " * 40_000, "a.txt")
    assert all(len(scene.text) <= LONGEST_SCENE for scene in story.scenes)
    assert len(paginate(story.scenes[0], PageLength.SHORT)) > LONGEST_SCENE // 1_035
    assert sum(len(scene.text) for scene in story.scenes) + len(story.scenes) - 1 == 15 * 40_000 - 1


@pytest.mark.parametrize(
    "source",
    [
        "[a ",
        "*a ",
        "_a ",
        "<a ",
        "![a",
        "[a](b",
        "**a ",
        "*_",
        "a**b",
        "[a]",
        "<!-- ",
        "<!-- a\n\n",
        "<script>",
        "> ",
        "`a ``b ",
    ],
)
def test_markdown_made_to_be_slow_is_not(source: str) -> None:
    with suppress(Unreadable):
        assert read_story((source * 10_000 + "end").encode(), "a.md").scenes
