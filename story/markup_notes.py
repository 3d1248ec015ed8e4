"""What authors say before and after a work or a chapter, kept beside the story: archives' summaries and notes."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, MutableSequence, Sequence, Set
from itertools import count

from msgspec import Struct, field

from story.footnotes import anchored, note
from story.markup_chapters import Start
from story.markup_pieces import Piece
from story.model import Block, Footnote
from story.slicing import slice_block

_LABEL = re.compile(r"(?:chapter |work )?(?:summary|notes|end notes)", re.IGNORECASE)
_NO_NOTE = re.compile(
    r"see the end of the (?:chapter|work) for .*|please (?:drop by|comment|support|let).*",
    re.IGNORECASE | re.DOTALL,
)
_OPENING = re.compile(
    r"(?P<title>[^\n:]{0,40}\b(?:notes?|summary)\b[^\n:]{0,20}?)\s*(?::\s*|\n+|$)", re.IGNORECASE
)
_FIRST = 1_000_000  # the number of the first note, more than there can be links
ROLES = (".fff_chapter_notes", ".fff_chapter_summary", ".author-note")


class Told(Struct):
    """One note: what it is called, and the pieces it was told in; `after`: it stands under the text."""

    title: str
    pieces: list[int]
    after: bool = False
    blocks: list[Block] = field(default_factory=list)


def archive_notes(pieces: Sequence[Piece], story: Set[int]) -> list[Told]:
    """What follows lines such as "Chapter Notes" outside of the story; the work's own summary is a field, no note."""
    found: list[Told] = []
    told: Told | None = None
    for at, piece in enumerate(pieces):
        text = piece.text.strip()
        if not text:
            continue
        if at in story or piece.is_heading or piece.tag in {"dt", "dd"} or _NO_NOTE.fullmatch(text):
            told = None
        elif piece.tag == "p" and not piece.quote and _LABEL.fullmatch(text):
            told = Told(text, [at], "end" in text.lower())
            if text.lower() != "summary":
                found.append(told)
        elif told and isinstance(piece.item, Block):
            told.pieces.append(at)
            told.blocks.append(piece.item)
    return [told for told in found if told.blocks]


def classed_notes(pieces: Sequence[Piece]) -> list[Told]:
    """What a page's own classes call a note of its author's."""
    found: list[Told] = []
    for at, piece in enumerate(pieces):
        if not any(role in piece.roles for role in ROLES):
            continue
        if not found or found[-1].pieces[-1] != at - 1 or _kind(piece) != _kind(pieces[at - 1]):
            found.append(Told("", [], ".fff_foot_notes" in piece.roles or _is_under_text(pieces, at)))
        found[-1].pieces.append(at)
        if isinstance(piece.item, Block):
            found[-1].blocks.append(piece.item)
    for told in found:
        _take_title(told)
    return [told for told in found if told.blocks]


def _kind(piece: Piece) -> str:
    """Which of the classes a piece is of: a summary and a note after it are two."""
    return next((role for role in ROLES if role in piece.roles), "")


def _is_under_text(pieces: Sequence[Piece], at: int) -> bool:
    before = next((piece for piece in reversed(pieces[max(0, at - 5) : at]) if piece.text), None)
    return before is not None and before.is_prose and not any(role in before.roles for role in ROLES)


def _take_title(told: Told) -> None:
    """ "Author's Note:" at the beginning of a note names it."""
    first = told.blocks[0] if told.blocks else Block("")
    if opening := _OPENING.match(first.text):
        told.title = opening["title"]
        rest = slice_block(first, opening.end(), len(first.text))
        told.blocks[:1] = [rest] if rest.text else []


def with_notes(
    told: Sequence[Told],
    footnotes: Mapping[int, Footnote],
    pieces: MutableSequence[Piece],
    starts: Sequence[Start],
    left_out: Set[int],
) -> dict[int, Footnote]:
    """The footnotes and the notes by their numbers, each note at the text that follows it, or that it follows."""
    taken = {at for start in starts for at in start.taken}
    shown = [
        at for at, piece in enumerate(pieces) if piece.is_prose and at not in left_out and at not in taken
    ]
    placed = dict(footnotes)
    numbers = count(_FIRST)
    for each in [*(one for one in told if not one.after), *(one for one in reversed(told) if one.after)]:
        at, last = _place(each, shown)
        footnote = note("", each.blocks, each.title)
        if at is not None and footnote.blocks and isinstance(block := pieces[at].item, Block):
            number = next(numbers)
            placed[number] = footnote
            pieces[at].item = anchored(block, number, last=last)
    return placed


def _place(told: Told, shown: Sequence[int]) -> tuple[int | None, bool]:
    """The piece that a note goes with, and whether it stands under it."""
    after = bisect_right(shown, told.pieces[-1])
    before = bisect_left(shown, told.pieces[0]) - 1
    if before >= 0 and (told.after or after >= len(shown)):
        return shown[before], True
    return (shown[after], False) if after < len(shown) else (None, False)
