"""The pages of an EPUB as one run of pieces, and where each page and each place inside it begins."""

from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace

from story.epub_package import Package
from story.markup import MarkupReader
from story.markup_links import Link
from story.markup_pieces import Piece
from story.markup_source import read_markup, refuse_too_many
from story.markup_style import StyleSheet
from story.model import Unreadable
from story.zipped import Archive


class Pages(Struct):
    """The pages of the reading order, then those aside of it, whose pieces begin at `aside`.

    `spans` are the first and last index of each page's pieces, the last excluded; `places` those of its ids, `ends`
    those after the blocks of that id; `links` by their numbers, and `sources` the pages they are on.
    """

    pieces: list[Piece] = field(default_factory=list)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    places: dict[tuple[str, str], int] = field(default_factory=dict)
    ends: dict[tuple[str, str], int] = field(default_factory=dict)
    links: dict[int, Link] = field(default_factory=dict)
    sources: dict[int, str] = field(default_factory=dict)
    aside: int = 0

    def leads(self, archive: Archive, number: int) -> tuple[int, int | None] | None:
        """The first piece that a link leads to, and where the element there ends."""
        name, _, fragment = self.links[number].target.partition("#")
        page = archive.find(name, self.sources[number]) if name else self.sources[number]
        at = self.places.get((page or "", fragment))
        return None if at is None else (at, self.ends.get((page or "", fragment)))

    def without_aside(self) -> list[str]:
        """Forget the pages aside of the reading order; gives their names."""
        gone = [name for name, (start, _) in self.spans.items() if start >= self.aside]
        del self.pieces[self.aside :]
        for name in gone:
            del self.spans[name]
        return gone

    def at(self, page: str, fragment: str) -> int | None:
        """The piece at which a reference points; None where there is nothing to read."""
        start, end = self.spans.get(page, (0, 0))
        place = self.places.get((page, fragment), start) if fragment else start
        return place if any(not piece.is_picture for piece in self.pieces[place:end]) else None


def read_pages(archive: Archive, package: Package) -> Pages:
    """All pages in reading order, and those aside of it that can be read. Raises Unreadable for one that is damaged."""
    sheet = _style_sheet(archive, package)
    pages = Pages()
    content, tags, last = False, 0, 0
    for name in [*package.pages, *package.aside]:
        is_aside = len(pages.spans) >= len(package.pages)
        make = partial(MarkupReader, sheet, content=content and not is_aside, links=last)
        try:
            reader = read_markup(archive.read(name), make)
        except Unreadable:
            if is_aside:
                continue
            raise
        content, last = reader.content, reader.links.last
        tags += reader.tags
        refuse_too_many(tags)
        for piece in reader.pieces:
            if piece.seen and piece.seen.source[:5].lower() != "data:":
                piece.seen = replace(piece.seen, source=archive.find(piece.seen.source, name) or "")
        _add(pages, name, reader)
        if not is_aside:
            pages.aside = len(pages.pieces)
    return pages


def _add(pages: Pages, name: str, reader: MarkupReader) -> None:
    start = len(pages.pieces)
    pages.pieces += reader.pieces
    pages.spans[name] = start, len(pages.pieces)
    for anchor, at in reader.anchors:
        pages.places.setdefault((name, anchor), start + at)
    pages.ends |= {(name, anchor): start + at for anchor, at in reader.ends.items()}
    pages.links |= reader.links.found
    pages.sources |= dict.fromkeys(reader.links.found, name)


def _style_sheet(archive: Archive, package: Package) -> StyleSheet:
    """The looks of all style sheets; one that cannot be read is none."""
    sheet = StyleSheet()
    for name in package.sheets:
        try:
            sheet.read(archive.read(name).decode("utf-8", errors="replace"))
        except Unreadable:
            continue
    return sheet
