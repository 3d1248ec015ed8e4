"""EPUB books, versions 2 and 3, to a story's parts; read in memory, with nothing in them followed or run."""

from collections.abc import Sequence

from msgspec.structs import replace

from story import markup_archive, markup_fanficfare, wording
from story.assembly import PROSE, Draft
from story.epub_chapters import entry_starts, find_chapters, find_matter
from story.epub_contents import read_contents
from story.epub_package import Package, read_package
from story.epub_pages import Pages, read_pages
from story.gallery import LARGEST, Gallery
from story.markup_chapters import Start, is_by_line
from story.markup_contents import contents
from story.markup_footnotes import Found, find_footnotes
from story.markup_gutenberg import read_gutenberg_pieces
from story.markup_items import items
from story.markup_matter import matter_by_type
from story.markup_notes import classed_notes, with_notes
from story.markup_pieces import Piece
from story.model import Unreadable
from story.title import same_title
from story.told import tally
from story.zipped import Archive


def read_epub(archive: Archive) -> Draft:
    """The parts of a book. Raises Unreadable."""
    package = read_package(archive)
    pages = read_pages(archive, package)
    noted = find_footnotes(pages.pieces, pages.links, lambda number: pages.leads(archive, number))
    aside = _without_aside(pages, noted)
    if not any(piece.text for piece in pages.pieces):
        raise Unreadable(wording.EPUB_WITHOUT_TEXT)
    gallery = Gallery(lambda name: archive.read_picture(name, LARGEST))
    cover = gallery.cover(package.cover)
    draft = _work(pages, package, noted, gallery, cover) or _book(
        archive, package, pages, noted, gallery, cover
    )
    dropped = list(draft.dropped)
    if aside:
        dropped.append(tally(aside, *wording.OUTSIDE))
    dropped += gallery.left_out
    warnings = _warnings(package.missing)
    return replace(draft, dropped=tuple(dropped), warnings=warnings, pictures=gallery.pictures, cover=cover)


def _without_aside(pages: Pages, noted: Found) -> int:
    """How many pages are no part of the reading order and tell no footnotes; none of them is read on."""
    told = sum(
        not noted.told_in.isdisjoint(range(*span)) for span in pages.spans.values() if span[0] >= pages.aside
    )
    noted.told_in = {at for at in noted.told_in if at < pages.aside}
    return len(pages.without_aside()) - told


def _warnings(missing: int) -> tuple[str, ...]:
    return (tally(missing, *wording.PAGES_MISSING),) if missing else ()


def _work(pages: Pages, package: Package, noted: Found, gallery: Gallery, cover: str) -> Draft | None:
    """A download of the archive's; what its preface says is more than what its package does."""
    work = markup_archive.read_work(pages.pieces)
    if not work:
        return None
    draft = markup_archive.draft(work, pages.pieces, noted, gallery, cover)
    return replace(draft, fields=package.fields | work.fields)


def _book(
    archive: Archive, package: Package, pages: Pages, noted: Found, gallery: Gallery, cover: str
) -> Draft:
    pieces = pages.pieces
    fields = dict(package.fields)
    entries, landmarks = read_contents(archive, package)
    starts = entry_starts(entries, pages, fields.get("title", ""))
    matter = matter_by_type(pieces)
    typed = any("bodymatter" in piece.roles for piece in pieces if piece.text)
    if not typed:
        matter |= find_matter(starts, landmarks, package.guide, pages)
    if fanfic := markup_fanficfare.read_head(pieces, starts):
        matter |= dict.fromkeys(fanfic.left_out, wording.FANFICFARE)
        fields = fanfic.fields | fields
        starts = markup_fanficfare.without_numbers([start for start in starts if start.at not in matter])
    if book := read_gutenberg_pieces(pieces):
        matter |= dict.fromkeys(book.left_out, wording.LICENCE_AND_CREDITS)
    notes = classed_notes(pieces)
    matter = {at: name for at, name in matter.items() if at not in noted.told_in}
    matter |= dict.fromkeys(noted.told_in | {at for told in notes for at in told.pieces}, "")
    left_out = _unless_all(set(matter), pieces)
    matter |= dict.fromkeys(contents(pieces, left_out), wording.LIST_OF_CONTENTS)
    left_out = _unless_all(set(matter), pieces)
    chapters = find_chapters(starts, pages, left_out, fields.get("title", ""))
    front = _title_page(pieces, chapters, left_out, fields)
    named = dict.fromkeys(matter[at] for at in sorted(left_out) if pieces[at].text and matter[at])
    dropped = (*named, *((wording.TITLE_PAGE,) if front and wording.TITLE_PAGE not in named else ()))
    without = _with_pictures(left_out | front, pages)
    footnotes = with_notes(notes, noted.footnotes, pieces, chapters, without)
    told = items(pieces, chapters, without, gallery, cover)
    return Draft(tuple(told), fields, dropped, footnotes=footnotes)


def _with_pictures(left_out: set[int], pages: Pages) -> set[int]:
    """With the pictures of pages of which all text is left out: a publisher's sign on a title page."""
    more: set[int] = set()
    for first, last in pages.spans.values():
        told = [at for at in range(first, last) if pages.pieces[at].text]
        if told and left_out.issuperset(told):
            more.update(range(first, last))
    return left_out | more


def _unless_all(left_out: set[int], pieces: Sequence[Piece]) -> set[int]:
    """Never everything: a book that calls all of itself front matter is still read."""
    return left_out if any(piece.text for at, piece in enumerate(pieces) if at not in left_out) else set()


def _title_page(
    pieces: Sequence[Piece], chapters: Sequence[Start], left_out: set[int], fields: dict[str, str]
) -> set[int]:
    """Lines before the first chapter that say again who wrote which book; a motto or dedication stays."""
    first = chapters[0].at if chapters else 0
    before = [at for at in range(first) if at not in left_out and pieces[at].text]
    if any(len(pieces[at].text) >= PROSE for at in before):
        return set()
    known = [fields.get("title", ""), *fields.get("author", "").split(", ")]
    return {
        at
        for at in before
        if is_by_line(pieces[at].text)
        or any(name and same_title(pieces[at].text, name) for name in known)
        or pieces[at].text.lstrip().startswith("©")
    }
