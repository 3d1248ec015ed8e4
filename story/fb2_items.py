"""The body of an FB2 book to chapters, scenes and blocks, as its sections come."""

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from story.assembly import Break, ChapterTitle, Figure, Item
from story.breaks import gap_breaks, is_marker
from story.headings import Rank, read_heading
from story.model import Block, Kind

_SUBTITLE = 3  # level of a heading inside a chapter


class _Section(Struct):
    """An open section. `told` once text of its own, not only a title and a motto, has been seen."""

    title: str = ""
    told: bool = False


class Body(Struct):
    """Collects what sections hold. Titles wait until there is text under them, so that parts join their chapters."""

    items: list[Item | int] = field(default_factory=list)  # an int is a number of empty lines
    _sections: list[_Section] = field(default_factory=list)
    _titles: list[str] = field(default_factory=list)
    _opening: list[Block | Figure] = field(default_factory=list)
    _broken: bool = False  # a section without a title begins

    def start_section(self) -> None:
        self._broken = not self._titles
        self._sections.append(_Section())

    def end_section(self) -> None:
        if self._sections:
            self._sections.pop()
        if not self._sections and self._titles:
            self._tell()

    def add_title(self, title: str) -> None:
        """The title of the section that is open, or of a body that is named like none of the book."""
        section = self._sections[-1] if self._sections else _Section()
        above = self._sections[-2] if len(self._sections) > 1 else _Section()
        section.title = title
        self._broken = False
        if above.told or _is_number_inside(title, above.title):
            self.add(Block(title, Kind.HEADING, _SUBTITLE))
        else:
            self._titles.append(title)

    def add_opening(self, block: Block) -> None:
        """A motto or an annotation, which may stand before a part's chapters."""
        if self._titles:
            self._opening.append(block)
        else:
            self.add(block)

    def add_picture(self, figure: Figure) -> None:
        """A picture, which is no text of its section's: right under a title it waits as a motto does."""
        if self._titles:
            self._opening.append(figure)
            return
        if self._broken and self.items:
            self.items.append(Break.SCENE)
        self._broken = False
        self.items.append(figure)

    def add(self, item: Block | Break) -> None:
        """Text of the section that is open."""
        self._tell()
        self.items.append(Break.SCENE if isinstance(item, Block) and is_marker(item.text) else item)

    def add_empty_line(self) -> None:
        if not self._titles:
            self.items.append(1)

    def _tell(self) -> None:
        for section in self._sections[-1:]:
            section.told = True
        if self._broken and self.items:
            self.items.append(Break.SCENE)
        self._broken = False
        if self._titles:
            self.items.append(ChapterTitle(" · ".join(self._titles)))
        self.items += self._opening
        self._titles, self._opening = [], []


def _is_number_inside(title: str, above: str) -> bool:
    """A bare number under a chapter's title is a part of that chapter; under a part's, it is a chapter."""
    if not above or any(map(str.isalpha, title.strip("IVXLCivxlc"))):
        return False
    heading = read_heading(above)
    return heading is None or heading.rank is not Rank.PART


def chapters_and_scenes(items: Sequence[Item | int]) -> tuple[Item, ...]:
    """The items with empty lines read as breaks where they are rare, and chapters found in a book without titles."""
    explicit = Break.SCENE in items
    settled = list(_without_lines(items, set() if explicit else _rare_gaps(items)))
    if any(isinstance(item, ChapterTitle) for item in settled):
        return tuple(settled)
    found = [_keyword_title(item) for item in settled]
    if len([title for title in found if title]) < 2:
        return tuple(settled)
    return tuple(title or item for title, item in zip(found, settled, strict=True))


def _rare_gaps(items: Sequence[Item | int]) -> set[int]:
    """Which items (by their index) a scene ends before. Lines around verse, quotes and headings only set them off."""
    gaps: list[int] = []
    befores: list[int] = []
    gap = 0
    before: Item | None = None
    for at, item in enumerate(items):
        if isinstance(item, int):
            gap += item
            continue
        if isinstance(item, Figure):
            continue
        if _is_prose(before) and _is_prose(item):
            gaps.append(gap)
            befores.append(at)
        gap, before = 0, item
    return {befores[number] for number in gap_breaks(gaps, wrapped=False)}


def _is_prose(item: Item | None) -> bool:
    return isinstance(item, Block) and item.kind is Kind.PARAGRAPH


def _without_lines(items: Sequence[Item | int], breaks: set[int]) -> Iterator[Item]:
    for at, item in enumerate(items):
        if at in breaks:
            yield Break.SCENE
        if not isinstance(item, int):
            yield item


def _keyword_title(item: Item) -> ChapterTitle | None:
    if not isinstance(item, Block) or item.kind is not Kind.HEADING:
        return None
    heading = read_heading(item.text)
    return ChapterTitle(item.text) if heading and heading.rank is not Rank.SECTION else None
