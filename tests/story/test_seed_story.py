"""The story this bot was asked for reads perfectly: three scenes, no line lost, none added."""

from pathlib import Path

import pytest

from story.importing import read_story
from story.model import Story
from story.pages import PageLength, paginate
from tests.story.discord_client import display, text_of

NAME = "seed-story.txt"


@pytest.fixture(scope="module")
def source(story_data: Path) -> str:
    return (story_data / "stories" / NAME).read_text("utf-8")


@pytest.fixture(scope="module")
def story(source: str) -> Story:
    return read_story(source.encode(), NAME)


def test_it_is_one_chapter_of_three_scenes(story: Story) -> None:
    assert [len(chapter.scenes) for chapter in story.chapters] == [3]
    assert story.chapters[0].title == ""
    assert (story.dropped, story.warnings) == ((), ())


def test_no_line_is_lost_or_added(story: Story, source: str) -> None:
    lines = [block.text for scene in story.scenes for block in scene.blocks]
    assert lines == [line.strip() for line in source.splitlines() if line.strip()]


def test_its_title_is_its_first_words(story: Story, source: str) -> None:
    assert story.title.endswith("…")
    assert source.startswith(story.title.removesuffix("…"))


@pytest.mark.parametrize("length", list(PageLength))
def test_what_discord_shows_is_the_story(story: Story, length: PageLength) -> None:
    shown = [text_of(display(page.markdown)) for scene in story.scenes for page in paginate(scene, length)]
    assert "".join("".join(shown).split()) == "".join("".join(scene.text for scene in story.scenes).split())


@pytest.mark.parametrize("length", list(PageLength))
def test_every_page_ends_with_a_paragraph(story: Story, length: PageLength) -> None:
    for scene in story.scenes:
        text = scene.text
        assert all(text[page.end : page.end + 2] in {"\n\n", ""} for page in paginate(scene, length))
