"""A scene cut into pages that fit one message, balanced, at the most natural places."""

import enum
import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec import Struct

from story.cutting import Cut, cuts
from story.discord_markdown import render
from story.measuring import RESERVE
from story.model import BETWEEN_BLOCKS, Scene


class PageLength(enum.StrEnum):
    """How much a server wants on a page."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


# The most that a page may take, in code points of markdown: 1.15 times about 900 and 1,800, and the hard limit.
# Discord's own is 4,000 code points and 10,170 bytes for the whole message; the rest is for title and footer.
LONGEST = {PageLength.SHORT: 1_035, PageLength.MEDIUM: 2_070, PageLength.LONG: 3_600}
_LEAST = 0.4
_FILLED = 0.9  # how full the pages are meant to be, so that there is room to choose the cuts


class Plate(Struct, frozen=True):
    """A picture on a page: it stands after so many code points of the page's markdown, between two blocks."""

    after: int
    picture: str
    alt: str


class Page(Struct, frozen=True):
    """The characters `start` to `end` of `scene.text`, and how Discord is told to show them.

    A page has at most MOST_PLATES pictures.
    """

    start: int
    end: int
    markdown: str
    plates: tuple[Plate, ...] = ()


def paginate(scene: Scene, length: PageLength) -> tuple[Page, ...]:
    """All pages of a scene; never empty for a scene with text. Between two pages there is only white space."""
    longest = LONGEST[length] - RESERVE
    shown = _Shown(scene)
    pages, start = [], 0
    for end in _best_cuts(list(cuts(scene, longest)), longest):
        page = shown.page(start, end)
        if page.start < page.end:
            pages.append(page)
        start = end
    return tuple(pages)


def page_at(pages: tuple[Page, ...], at: int) -> int:
    """The index of the page that shows the character `at`; of one between two pages, the later page's."""
    return min(bisect_right(pages, at, key=lambda page: page.end), len(pages) - 1)


def _best_cuts(cuts: list[Cut], longest: int) -> list[int]:
    """The ends of the pages, so that the sum of all badness is least.

    Each page is as bad as the square of its distance from the ideal weight, in ideal weights, and as its cut. The
    ideal comes from the number of pages that the scene needs, so that no page is a leftover of the others.
    """
    ends = list(accumulate((cut.weight for cut in cuts), initial=0.0))
    ideal = ends[-1] / _number_of_pages(ends[-1], longest)
    least, chosen = [0.0], [0]
    first = 0  # the earliest cut that a page may begin with
    last = 1  # the latest but one, since a page of less than _LEAST is never the best
    for at, cut in enumerate(cuts, 1):
        end = ends[at]
        while first < at - 1 and end - ends[first] > longest:
            first += 1
        while last < at and end - ends[last] > _LEAST * ideal:
            last += 1
        begins = slice(first, max(first + 1, last))
        totals = [
            before + (off := (end - begin) / ideal - 1) * off
            for before, begin in zip(least[begins], ends[begins], strict=True)
        ]
        badness = min(totals)
        least.append(badness + cut.badness)
        chosen.append(first + totals.index(badness))
    return _path(cuts, chosen)


def _number_of_pages(weight: float, longest: int) -> int:
    return 1 if weight <= longest else math.ceil(weight / (longest * _FILLED))


def _path(cuts: list[Cut], chosen: list[int]) -> list[int]:
    path, at = [], len(cuts)
    while at > 0:
        path.append(cuts[at - 1].at)
        at = chosen[at]
    return path[::-1]


class _Shown:
    """A scene with the offsets of its blocks, to render any part of it."""

    def __init__(self, scene: Scene) -> None:
        self._text = scene.text
        self._blocks = scene.blocks
        lengths = (len(block.text) + len(BETWEEN_BLOCKS) for block in scene.blocks)
        self._starts = list(accumulate(lengths, initial=0))
        self._pictures = scene.illustrations

    def page(self, start: int, end: int) -> Page:
        """The page without white space at its ends, which Discord would drop."""
        text = self._text[start:end]
        first = start + len(text) - len(text.lstrip())
        last = first + len(text.strip())
        blocks = list(self._markdown(first, last))
        markdown = BETWEEN_BLOCKS.join(rendered for _, rendered in blocks)
        if not self._pictures or first == last:
            return Page(first, last, markdown)
        return Page(first, last, markdown, tuple(self._plates(start, end, blocks, len(markdown))))

    def _markdown(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Each block that is on the page, by where it begins in the scene."""
        for number in range(bisect_right(self._starts, start) - 1, len(self._blocks)):
            at, block = self._starts[number], self._blocks[number]
            if at >= end:
                return
            first, last = max(start - at, 0), min(end - at, len(block.text))
            if first < last:
                yield at, render(block, first, last)

    def _plates(
        self, start: int, end: int, blocks: Sequence[tuple[int, str]], length: int
    ) -> Iterator[Plate]:
        """The pictures before the blocks that begin on the page, and on the last page those at the scene's end."""
        before = {}
        shown = 0
        for at, rendered in blocks:
            before[at] = max(0, shown - len(BETWEEN_BLOCKS))
            shown += len(rendered) + len(BETWEEN_BLOCKS)
        ends = end >= len(self._text)
        for each in self._pictures:
            if start <= each.at < end and each.at < len(self._text):
                yield Plate(before.get(each.at, 0), each.picture, each.alt)
            elif ends and each.at == len(self._text):
                yield Plate(length, each.picture, each.alt)
