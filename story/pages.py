"""A scene cut into pages that fit one message, balanced, at the most natural places."""

import enum
from dataclasses import dataclass

from story.model import Scene


class PageLength(enum.StrEnum):
    """How much a server wants on a page."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Page:
    """The characters `start` to `end` of `scene.text`, and how Discord is told to show them."""

    start: int
    end: int
    markdown: str


def paginate(scene: Scene, length: PageLength) -> tuple[Page, ...]:
    """All pages of a scene; never empty for a scene with text."""
    raise NotImplementedError


def page_at(pages: tuple[Page, ...], at: int) -> int:
    """The index of the page that shows the character `at`."""
    raise NotImplementedError
