"""Real books whose chapters and text are known (corpus/dev and its truth files), and reading them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from story.importing import read_story
from story.model import Chapter, Kind, Story

BREAK = "***"


@dataclass(frozen=True)
class Known:
    """What a file of the corpus is known to contain."""

    name: str
    title: str
    author: str
    chapters: int
    breaks: int


def imported(dev: Path, name: str) -> Story:
    return read_story((dev / name).read_bytes(), name)


def truth(dev: Path, name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads((dev / "truth" / f"{name}.json").read_text("utf-8"))
    return loaded


def collapsed(text: str) -> str:
    return " ".join(text.split())


def blocks_of(chapter: Chapter) -> list[str]:
    """The chapter as the truth files write it: a string for each paragraph and break."""
    found: list[str] = []
    for scene in chapter.scenes:
        found += [BREAK] * bool(found) + [collapsed(block.text) for block in scene.blocks]
    return found


def same_text(dev: Path, name: str) -> None:
    """Paragraph for paragraph; headings inside chapters are not in the known text."""
    story = imported(dev, name)
    for chapter, known in zip(story.chapters, truth(dev, name), strict=True):
        ours = [
            collapsed(block.text)
            for scene in chapter.scenes
            for block in scene.blocks
            if block.kind is not Kind.HEADING
        ]
        assert ours == [collapsed(block) for block in known["blocks"] if block != BREAK]


def chapters(story: Story) -> list[tuple[str, list[str]]]:
    """Every chapter's title, with its paragraphs and breaks."""
    return [(chapter.title, blocks_of(chapter)) for chapter in story.chapters]


def true_chapters(dev: Path, name: str) -> list[tuple[str, list[str]]]:
    """The same as they are known to be."""
    return [(known["title"], [collapsed(block) for block in known["blocks"]]) for known in truth(dev, name)]
