"""EPUB books, versions 2 and 3, to a story's parts; read in memory, with nothing in them followed or run."""

from collections.abc import Sequence

from story import markup_archive, markup_fanficfare
from story.assembly import PROSE, Draft
from story.epub_chapters import entry_starts, find_chapters, find_matter
from story.epub_contents import read_contents
from story.epub_package import Package, read_package
from story.epub_pages import Pages, read_pages
from story.gallery import LARGEST, Gallery
from story.markup_chapters import Start, is_by_line
from story.markup_contents import contents
from story.markup_gutenberg import read_gutenberg_pieces
from story.markup_items import items
from story.markup_matter import matter_by_type
from story.markup_pieces import Piece
from story.model import Unreadable
from story.title import same_title
from story.zipped import Archive

_NOTHING = "There is no readable text in this EPUB; a book of pictures alone cannot be read here."


def read_epub(archive: Archive) -> Draft:
    """The parts of a book. Raises Unreadable."""
    package = read_package(archive)
    pages = read_pages(archive, package)
    if not any(piece.text for piece in pages.pieces):
        raise Unreadable(_NOTHING)
    gallery = Gallery(lambda name: archive.read_picture(name, LARGEST))
    cover = gallery.cover(package.cover)
    draft = _work(pages, package, gallery, cover) or _book(archive, package, pages, gallery, cover)
    dropped = list(draft.dropped)
    if package.aside:
        dropped.append(f"{package.aside} page{'s' * (package.aside > 1)} outside the reading order")
    dropped += gallery.left_out
    warnings = _warnings(package.missing)
    return Draft(draft.items, draft.fields, tuple(dropped), warnings, gallery.pictures, cover)


def _warnings(missing: int) -> tuple[str, ...]:
    if not missing:
        return ()
    pages = "page that its package names is" if missing == 1 else "pages that its package names are"
    return (f"{missing} {pages} missing from this EPUB; what is there was read.",)


def _work(pages: Pages, package: Package, gallery: Gallery, cover: str) -> Draft | None:
    """A download of the archive's; what its preface says is more than what its package does."""
    work = markup_archive.read_work(pages.pieces)
    if not work:
        return None
    return Draft(
        tuple(items(pages.pieces, work.starts, work.left_out, gallery, cover)),
        package.fields | work.fields,
        (markup_archive.DROPPED,),
    )


def _book(archive: Archive, package: Package, pages: Pages, gallery: Gallery, cover: str) -> Draft:
    pieces = pages.pieces
    fields = dict(package.fields)
    entries, landmarks = read_contents(archive, package)
    starts = entry_starts(entries, pages, fields.get("title", ""))
    matter = matter_by_type(pieces)
    typed = any("bodymatter" in piece.roles for piece in pieces if piece.text)
    if not typed:
        matter |= find_matter(starts, landmarks, package.guide, pages)
    if fanfic := markup_fanficfare.read_head(pieces, starts):
        matter |= dict.fromkeys(fanfic.left_out, markup_fanficfare.DROPPED)
        fields = fanfic.fields | fields
        starts = markup_fanficfare.without_numbers([start for start in starts if start.at not in matter])
    if book := read_gutenberg_pieces(pieces):
        matter |= dict.fromkeys(
            book.left_out, "Project Gutenberg's licence and credits, before and after the book"
        )
    left_out = _unless_all(set(matter), pieces)
    matter |= dict.fromkeys(contents(pieces, left_out), "A list of contents")
    left_out = _unless_all(set(matter), pieces)
    chapters = find_chapters(starts, pages, left_out, fields.get("title", ""))
    front = _title_page(pieces, chapters, left_out, fields)
    named = dict.fromkeys(matter[at] for at in sorted(left_out) if pieces[at].text)
    dropped = (*named, *(("The title page",) if front and "The title page" not in named else ()))
    without = _with_pictures(left_out | front, pages)
    return Draft(tuple(items(pieces, chapters, without, gallery, cover)), fields, dropped)


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
