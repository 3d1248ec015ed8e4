"""What parts a story's scenes, when what was found in its file is not what its author meant."""

import enum
from collections.abc import Iterable, Iterator

from story.assembly import Break, ChapterTitle, Item
from story.model import Block, Kind

DRAWN = "⁂"  # stands where a break that parts nothing any more was drawn without words, a rule for example
TITLE_LEVEL = 2


class Split(enum.StrEnum):
    """The rules; the values are stored.

    | rule     | a new scene begins                                                                 |
    |----------|------------------------------------------------------------------------------------|
    | auto     | at drawn markers; in a text file without any, at gaps larger than its usual one    |
    | markers  | at drawn markers only                                                              |
    | blanks   | at drawn markers, and in a text file at every gap larger than its usual one        |
    | headings | at chapters and headings only; the markers stay where they were drawn              |
    | none     | nowhere: the story is one chapter of one scene, its titles are headings            |
    """

    AUTO = "auto"
    MARKERS = "markers"
    BLANKS = "blanks"
    HEADINGS = "headings"
    NONE = "none"

    @property
    def parts_at_markers(self) -> bool:
        return self not in (Split.HEADINGS, Split.NONE)


def resplit(items: Iterable[Item], split: Split) -> Iterator[Item]:
    """The parts of a story under a rule; what the text itself tells of its gaps is its importer's part."""
    match split:
        case Split.HEADINGS:
            return _at_headings(items)
        case Split.NONE:
            return _in_one_piece(items)
        case _:
            return iter(items)


def _at_headings(items: Iterable[Item]) -> Iterator[Item]:
    for item in _with_drawn_breaks(items):
        if isinstance(item, Block) and item.kind is Kind.HEADING:
            yield Break.SCENE
        yield item


def _in_one_piece(items: Iterable[Item]) -> Iterator[Item]:
    for item in _with_drawn_breaks(items):
        match item:
            case ChapterTitle(""):
                pass
            case ChapterTitle(title):
                yield Block(title, Kind.HEADING, TITLE_LEVEL)
            case _:
                yield item


def _with_drawn_breaks(items: Iterable[Item]) -> Iterator[Item]:
    """Breaks become a sign, but for doubled ones and those beside a title or at an end: they part nothing."""
    pending = begun = False
    for item in items:
        if isinstance(item, Break):
            pending = begun
            continue
        if isinstance(item, ChapterTitle):
            pending = begun = False
        elif isinstance(item, Block):
            if pending:
                yield Block(DRAWN)
            pending, begun = False, True
        yield item
