"""Works downloaded from the Archive of Our Own, as a page or as a book: its preface, chapters, notes and afterword."""

import re
from collections.abc import Iterator, MutableSequence, Sequence

from msgspec import Struct

from story import wording
from story.assembly import Draft
from story.gallery import Gallery
from story.headings import Rank, read_heading
from story.markup_chapters import Start, one_line
from story.markup_footnotes import Found
from story.markup_items import items
from story.markup_notes import Told, archive_notes, with_notes
from story.markup_pieces import Piece
from story.model import Kind
from story.tags import numbered
from story.title import same_title

_NOTES = re.compile(
    r"(?:chapter |work )?(?:summary|notes|end notes)|see the end of the (?:chapter|work) for .*",
    re.IGNORECASE,
)
_FIELDS = {
    "rating": "rating",
    "archive warning": "content_notes",
    "archive warnings": "content_notes",
    "warning": "content_notes",
    "warnings": "content_notes",
    "language": "language",
    "series": "series",
    "fandom": "tags",
    "fandoms": "tags",
    "relationship": "tags",
    "relationships": "tags",
    "character": "tags",
    "characters": "tags",
    "additional tags": "tags",
}
_POSTED = re.compile(r"Posted originally on .* at (https?://[^\s]+?)\.?(?:\s|$)")
_PART = re.compile(r"Part (\d+) of (.+?)(?=, Part \d+ of |$)")
_NO_WARNING = "no archive warnings apply"


class Work(Struct, frozen=True):
    """What the archive says of a work, where its chapters begin, what is not its text, and what its author notes."""

    fields: dict[str, str]
    starts: list[Start]
    left_out: set[int]
    notes: list[Told]


def read_work(pieces: Sequence[Piece]) -> Work | None:
    """None where the pieces are not from a download of the archive's."""
    roles = {role for piece in pieces for role in piece.roles.split()}
    if not {"#preface", "#chapters"} <= roles:
        return None
    fields = _preface([piece for piece in pieces if "#preface" in piece.roles])
    story = _story(pieces)
    starts = _starts(pieces, story, fields.get("title", ""))
    left_out = set(range(len(pieces))) - story - {start.at for start in starts}
    return (
        Work(fields, starts, left_out, archive_notes(pieces, story))
        if any(pieces[at].text for at in story)
        else None
    )


def draft(
    work: Work, pieces: MutableSequence[Piece], noted: Found, gallery: Gallery, cover: str = ""
) -> Draft:
    """The parts of a work, with its author's notes and footnotes beside them."""
    left_out = work.left_out | noted.told_in
    footnotes = with_notes(work.notes, noted.footnotes, pieces, work.starts, left_out)
    told = tuple(items(pieces, work.starts, left_out, gallery, cover))
    return Draft(told, work.fields, (wording.ARCHIVE,), footnotes=footnotes)


def _story(pieces: Sequence[Piece]) -> set[int]:
    """What stands between the comments that mark it; without these, what is in no note, nor their headings."""
    marked = {at for at, piece in enumerate(pieces) if piece.content and "#chapters" in piece.roles}
    if marked:
        return marked
    inside = [at for at, piece in enumerate(pieces) if _is_inside(piece)]
    nested = {at for at in inside if pieces[at].roles.count(".userstuff") > 1}
    return nested or set(_without_notes(pieces, inside))


def _is_inside(piece: Piece) -> bool:
    roles = piece.roles.split()
    return (
        "#chapters" in roles
        and ".meta" not in roles
        and not any(role.startswith("#endnotes") for role in roles)
    )


def _without_notes(pieces: Sequence[Piece], inside: Sequence[int]) -> Iterator[int]:
    """Without the archive's own headings, and the quotes after lines such as "Chapter Notes"."""
    noting = False
    for at in inside:
        piece = pieces[at]
        if _NOTES.fullmatch(piece.text.strip()):
            noting = True
        elif piece.is_heading and piece.tag == "h2":
            noting = False
        elif not (noting and piece.quote):
            noting = False
            yield at


def _starts(pieces: Sequence[Piece], story: set[int], title: str) -> list[Start]:
    """The archive's headings of chapters; a work of one chapter repeats its title there."""
    found = [
        Start(at, one_line(piece.text), 2, frozenset((at,)))
        for at, piece in enumerate(pieces)
        if piece.is_heading and at not in story and "#chapters" in piece.roles
    ]
    if len(found) == 1 and (same_title(found[0].title, title) or not _is_chapter(found[0].title)):
        return []
    return found


def _is_chapter(title: str) -> bool:
    heading = read_heading(title)
    return heading is not None and heading.rank is Rank.CHAPTER


def _preface(pieces: Sequence[Piece]) -> dict[str, str]:
    fields: dict[str, str] = {}
    name = ""
    for piece in pieces:
        text = one_line(piece.text)
        if piece.tag == "dt":
            name = _FIELDS.get(text.rstrip(":").lower(), "")
        elif piece.tag == "dd" and name and text.lower() != _NO_WARNING:
            fields[name] = _told(name, text, fields.get(name, ""))
        elif piece.tag == "h1":
            fields.setdefault("title", text)
        elif ".byline" in piece.roles and text.startswith("by "):
            fields.setdefault("author", text[3:])
        elif piece.tag == "p" and not piece.quote and text.rstrip(":") == "Summary":
            name = "summary"
        elif name == "summary" and (piece.quote or getattr(piece.item, "kind", None) is Kind.QUOTE):
            fields["summary"] = "\n\n".join(filter(None, (fields.get("summary"), piece.text)))
        elif piece.tag == "p" and not piece.quote:
            name = ""
        if address := _POSTED.search(text):
            fields.setdefault("source", address[1])
    return fields


def _told(name: str, text: str, before: str) -> str:
    """A field with one more value: all tags are one list, and a series is told as "Part 2 of The Ferries"."""
    if name == "tags":
        return f"{before}, {text}" if before else text
    if name == "series":
        return ", ".join(numbered(series, number) for number, series in _PART.findall(text)) or text
    return before or text
