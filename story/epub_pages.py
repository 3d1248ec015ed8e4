"""The pages of an EPUB as one run of pieces, and where each page and each place inside it begins."""

from dataclasses import dataclass, field, replace

from story.epub_package import Package
from story.markup import MarkupReader
from story.markup_pieces import Piece
from story.markup_source import read_markup, refuse_too_many
from story.markup_style import StyleSheet
from story.model import Unreadable
from story.zipped import Archive


@dataclass(slots=True)
class Pages:
    """`spans` are the first and last index of each page's pieces, the last excluded; `places` those of its ids."""

    pieces: list[Piece] = field(default_factory=list)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    places: dict[tuple[str, str], int] = field(default_factory=dict)

    def at(self, page: str, fragment: str) -> int | None:
        """The piece at which a reference points; None where there is nothing to read."""
        start, end = self.spans.get(page, (0, 0))
        place = self.places.get((page, fragment), start) if fragment else start
        return place if any(not piece.is_picture for piece in self.pieces[place:end]) else None


def read_pages(archive: Archive, package: Package) -> Pages:
    """All pages in reading order. Raises Unreadable for one that is damaged or far too large."""
    sheet = _style_sheet(archive, package)
    pages = Pages()
    content = False
    tags = 0
    for name in package.pages:
        start = len(pages.pieces)
        reader = read_markup(archive.read(name), lambda: MarkupReader(sheet, content=content))  # noqa: B023
        content = reader.content
        tags += reader.tags
        refuse_too_many(tags)
        for piece in reader.pieces:
            if piece.seen and piece.seen.source[:5].lower() != "data:":
                piece.seen = replace(piece.seen, source=archive.find(piece.seen.source, name) or "")
        pages.pieces += reader.pieces
        pages.spans[name] = start, len(pages.pieces)
        for anchor, at in reader.anchors:
            pages.places.setdefault((name, anchor), start + at)
    return pages


def _style_sheet(archive: Archive, package: Package) -> StyleSheet:
    """The looks of all style sheets; one that cannot be read is none."""
    sheet = StyleSheet()
    for name in package.sheets:
        try:
            sheet.read(archive.read(name).decode("utf-8", errors="replace"))
        except Unreadable:
            continue
    return sheet
