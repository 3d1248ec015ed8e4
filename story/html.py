"""Web pages to a story's parts: downloads of archives, converted books, and what people make by hand."""

import re
from collections.abc import MutableSequence, Sequence
from urllib.parse import unquote

from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from story import markup_archive, markup_fanficfare, wording
from story.assembly import PROSE, ChapterTitle, Draft
from story.gallery import Gallery
from story.headings import read_heading
from story.languages import language_tag
from story.lines import clean
from story.markup import MarkupReader
from story.markup_chapters import Start, choose, heading_starts, is_by_line, paragraph_starts
from story.markup_contents import contents
from story.markup_footnotes import Found, find_footnotes
from story.markup_gutenberg import read_gutenberg_pieces
from story.markup_items import items
from story.markup_matter import matter_by_type
from story.markup_notes import classed_notes, with_notes
from story.markup_pieces import Piece
from story.markup_source import decode_page, parse_html, read_html, refuse_too_many
from story.markup_style import StyleSheet
from story.model import Block, Kind
from story.page_title import title_of
from story.plain import read_plain
from story.title import same_title

_META = {
    "author": "author", "dc.creator": "author", "dcterms.creator": "author",
    "description": "summary", "dc.description": "summary", "dcterms.description": "summary",
    "keywords": "tags", "dc.rights": "licence", "dcterms.rights": "licence", "dcterms.source": "source",
    "rating": "rating",
}  # fmt: skip
_SHORT = 400  # characters: a page with less is rarely a story


def read_page(data: bytes, encoding: str | None = None) -> Draft:
    """The parts of a page. Raises Unreadable for bytes that are no text."""
    decoded = decode_page(data, encoding)
    text = clean(decoded.text)
    refuse_too_many(text.count("<"))
    tree = parse_html(text)
    sheet = StyleSheet("\n".join(node.text() for node in tree.css("style")))
    reader = MarkupReader(sheet)
    read_html(tree, reader)
    head = _head(tree, text)
    gallery = Gallery()  # of what the page has in it: nothing is fetched
    draft = _preformatted(reader.pieces) or _draft(reader.pieces, head, _footnotes(reader), gallery)
    if titles := [item.title for item in draft.items if isinstance(item, ChapterTitle)]:
        head["title"] = _without_chapter(head.get("title", ""), titles[0])
    fields = head | {name: value for name, value in draft.fields.items() if value}
    length = sum(len(item.text) for item in draft.items if isinstance(item, Block))
    warnings = tuple(filter(None, (decoded.warning, wording.SHORT_PAGE if length < _SHORT else "")))
    dropped = (*draft.dropped, *gallery.left_out)
    return replace(draft, fields=fields, dropped=dropped, warnings=warnings, pictures=gallery.pictures)


def _footnotes(reader: MarkupReader) -> Found:
    places = dict(reversed(reader.anchors))

    def leads(number: int) -> tuple[int, int | None] | None:
        page, _, name = reader.links.found[number].target.partition("#")
        name = name if name in places else unquote(name)
        return None if page or name not in places else (places[name], reader.ends.get(name))

    return find_footnotes(reader.pieces, reader.links.found, leads)


def _head(tree: LexborHTMLParser, source: str) -> dict[str, str]:
    """What the page's head says: its title, author and language."""
    fields = {"title": title_of(tree, source)}
    for meta in tree.css("meta[name][content]"):
        if field := _META.get((meta.attributes.get("name") or "").lower()):
            fields[field] = meta.attributes.get("content") or ""
    if link := tree.css_first("head > link[rel=canonical][href^=http]"):
        fields.setdefault("source", link.attributes.get("href") or "")
    if html := tree.css_first("html"):
        language = html.attributes.get("lang") or html.attributes.get("xml:lang") or ""
        fields["language"] = language_tag(language)
    return {name: value for name, value in fields.items() if value}


def _without_chapter(title: str, chapter: str) -> str:
    """The title of a page that names its chapter before the story: Chapter 3 - The Ship - The Wandering Sail."""
    rest = (
        re.match(r"\s*[-–—|:·]\s+(\S.*)", title.removeprefix(chapter)) if title.startswith(chapter) else None
    )
    return rest[1] if rest and chapter else title


def _preformatted(pieces: Sequence[Piece]) -> Draft | None:
    """A page that only holds a plain text, as browsers and archives show one."""
    code = [piece.text for piece in pieces if isinstance(piece.item, Block) and piece.item.kind is Kind.CODE]
    if sum(map(len, code)) < 0.8 * sum(len(piece.text) for piece in pieces) or not code:
        return None
    return read_plain("\n\n\n".join(code))


def _draft(pieces: MutableSequence[Piece], head: dict[str, str], noted: Found, gallery: Gallery) -> Draft:
    if work := markup_archive.read_work(pieces):
        return markup_archive.draft(work, pieces, noted, gallery)
    notes = classed_notes(pieces)
    told_in = noted.told_in | {at for told in notes for at in told.pieces}
    matter = {at: name for at, name in matter_by_type(pieces).items() if at not in told_in}
    left_out = set(matter) | told_in
    dropped = list(dict.fromkeys(name for at, name in matter.items() if pieces[at].text))
    fields: dict[str, str] = {}
    if book := read_gutenberg_pieces(pieces):
        left_out |= book.left_out
        fields |= book.fields
        dropped.append(wording.LICENCE_AND_CREDITS)
    if listed := contents(pieces, left_out):
        left_out |= listed
        dropped.append(wording.LIST_OF_CONTENTS)
    starts = heading_starts(pieces, left_out)
    if fanfic := markup_fanficfare.read_head(pieces, starts):
        left_out |= fanfic.left_out
        fields |= fanfic.fields
        dropped = [wording.FANFICFARE]
        starts = markup_fanficfare.without_numbers([start for start in starts if start.at not in left_out])
    starts, fields = _title(starts, pieces, left_out, head, fields)
    chapters = choose(starts, pieces, left_out) or choose(
        paragraph_starts(pieces, left_out), pieces, left_out
    )
    if book and (front := _front_matter(pieces, chapters, left_out)):
        left_out |= front
        dropped.append(wording.TITLE_PAGE)
    footnotes = with_notes(notes, noted.footnotes, pieces, chapters, left_out)
    return Draft(
        tuple(items(pieces, chapters, left_out, gallery)), fields, tuple(dropped), footnotes=footnotes
    )


def _title(
    starts: list[Start],
    pieces: Sequence[Piece],
    left_out: set[int],
    head: dict[str, str],
    known: dict[str, str],
) -> tuple[list[Start], dict[str, str]]:
    """The story's title, where it is the first heading, and the line under it that names the author."""
    fields = dict(known)
    if styled := _styled_title(pieces):
        fields.setdefault("title", " ".join(pieces[styled[0]].text.split()))
        left_out.update(styled)
    first = starts[0] if starts else None
    title = known.get("title") or head.get("title", "")
    if first and (same_title(first.title, title) or _is_alone(first, starts, pieces, left_out)):
        fields.setdefault("title", first.title)
        left_out.add(first.at)
        starts = [
            start for start in starts[1:] if not same_title(start.title, first.title) or start.level > 2
        ]
    opening = [at for at, piece in enumerate(pieces) if piece.text and at not in left_out][:3]
    for at in opening:
        if is_by_line(pieces[at].text):
            fields.setdefault("author", re.sub(r"^\S+\s*(?:by[:\s]+)?", "", pieces[at].text).strip())
            left_out.add(at)
    return starts, fields


def _styled_title(pieces: Sequence[Piece]) -> list[int]:
    """A first line in Word's own style for titles, unless chapters are set in it too."""
    styled = [at for at, piece in enumerate(pieces) if piece.text and ".MsoTitle" in piece.roles.split()]
    return styled if len(styled) == 1 and not any(piece.text for piece in pieces[: styled[0]]) else []


def _is_alone(first: Start, starts: Sequence[Start], pieces: Sequence[Piece], left_out: set[int]) -> bool:
    """Whether the page begins with a heading above all others, which names no chapter."""
    levels = [start.level for start in starts]
    begins = not any(piece.is_prose for at, piece in enumerate(pieces[: first.at]) if at not in left_out)
    if len(levels) == 1:
        return begins and not read_heading(first.title)
    return begins and levels.count(levels[0]) == 1 and levels[0] == min(levels)


def _front_matter(pieces: Sequence[Piece], chapters: Sequence[Start], left_out: set[int]) -> set[int]:
    """What stands before the first chapter of a converted book, but for a motto, unless there is prose in it."""
    first = chapters[0].at if chapters else 0
    before = {at for at in range(first) if at not in left_out}
    if any(len(pieces[at].text) >= PROSE and _kind(pieces[at]) is Kind.PARAGRAPH for at in before):
        return set()
    front = {at for at in before if not _is_motto(pieces[at])}
    return front if any(pieces[at].text for at in front) else set()


def _is_motto(piece: Piece) -> bool:
    verse = piece.quote > 0 or _kind(piece) is Kind.VERSE
    return verse and not piece.row and len(piece.text) > 80 and not piece.text.isupper()


def _kind(piece: Piece) -> Kind | None:
    return piece.item.kind if isinstance(piece.item, Block) else None
