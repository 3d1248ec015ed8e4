"""Files of megabytes are read in seconds, and no turn of a page is slow whatever the file."""

from time import perf_counter

import pytest

from story.importing import LARGEST, read_story
from story.model import Unreadable
from story.oversize import LONGEST_SCENE
from story.pages import PageLength, paginate

SENTENCE = b"The rain had not stopped since Tuesday, and nobody on the boat said so. "
PARAGRAPH = SENTENCE * 4 + b"\n\n"
TEN_MB = 10_000_000


def seconds(data: bytes, name: str) -> float:
    start = perf_counter()
    read_story(data, name)
    return perf_counter() - start


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"word and more. " * (TEN_MB // 15), "one-line.txt"),
        (PARAGRAPH * (TEN_MB // len(PARAGRAPH)), "paragraphs.txt"),
        (b"x" * TEN_MB, "no-space.txt"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_ten_megabytes_in_five_seconds(data: bytes, name: str) -> None:
    assert seconds(data, name) < 5


def test_megabytes_of_line_ends_are_refused_at_once() -> None:
    start = perf_counter()
    with pytest.raises(Unreadable, match="no readable text"):
        read_story(b"\n" * 5_000_000, "newlines.txt")
    assert perf_counter() - start < 1


def test_a_novel_of_a_megabyte_has_all_its_chapters_in_half_a_second() -> None:
    wrapped = b"\n".join(SENTENCE.strip() for _ in range(8)) + b"\n\n"
    chapters = [b"CHAPTER %d\n\n\n" % number + wrapped * 45 for number in range(1, 41)]
    novel = b"\n\n\n".join(chapters)
    assert len(novel) > 1_000_000
    best = min(seconds(novel, "novel.txt") for _ in range(3))
    assert len(read_story(novel, "novel.txt").chapters) == 40
    assert best < 0.5


def test_more_than_the_cap_is_refused_with_advice() -> None:
    with pytest.raises(Unreadable, match="larger than 20 MB; cut it"):
        read_story(b"a" * (LARGEST + 1), "a.txt")


def test_no_scene_is_too_long_to_page_in_a_moment() -> None:
    story = read_story(b"word and more. " * 40_000, "a.txt")
    assert all(len(scene.text) <= LONGEST_SCENE for scene in story.scenes)
    start = perf_counter()
    paginate(story.scenes[0], PageLength.SHORT)
    assert perf_counter() - start < 1
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
    assert seconds((source * 10_000 + "end").encode(), "a.md") < 5
