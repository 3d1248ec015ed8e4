"""Which links of a page or book lead to footnotes, and what these say; a list of contents leads to no footnote."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableSequence, Sequence, Set
from itertools import pairwise

from msgspec import Struct, field

from story.footnotes import LONGEST, anchored, note, titled, without_label, without_marks
from story.markup_links import Link
from story.markup_pieces import Piece
from story.model import Block, Footnote
from story.slicing import slice_block

_ROLES = frozenset(
    ("footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes", ".footnote", ".footnotes")
)
_ARROWS = " \t\n\u00a0\u2060↩↵↑⤴⏎⇑▲^\ufe0e\ufe0f"
_MOST = 0.5  # of the text; a book in which more is a footnote has none

Target = tuple[int, int | None]
Places = Callable[[int], Target | None]
# What stands above the footnotes at the end of a chapter or page.
_TITLE = re.compile(
    r"(?:foot|end|chapter |translator.s |author.s )?[- ]?notes?|references|notas?(?: (?:al|de).*)?|notes? de .*"
    r"|fu(?:ß|ss)noten|anmerkungen|noter|voetnoten|przypisy|сноски|примечания|[脚腳]?注|註釋?|注释|각주",
    re.IGNORECASE,
)


class Found(Struct):
    """The notes by their numbers, and the pieces that they were told in."""

    footnotes: dict[int, Footnote] = field(default_factory=dict)
    told_in: set[int] = field(default_factory=set)


def find_footnotes(pieces: MutableSequence[Piece], links: Mapping[int, Link], leads: Places) -> Found:
    """`leads` tells, by a link's number, the first piece that it leads to, and the end of the element there.

    A mark leads on to a footnote: one that the page calls so, on either side, or from which a link leads back to it.
    The marks in headings are set at the text under them.
    """
    where = _marks(pieces)
    targets: dict[int, Target] = {}
    for number, link in links.items():
        if number in where and link.text.strip() and (target := leads(number)):
            targets[number] = target
    backs = {(where[number], start) for number, (start, _) in targets.items()}
    marks = {
        number: start
        for number, (start, end) in targets.items()
        if links[number].mark and _is_footnote(links[number], where[number], (start, end), pieces, backs)
    }
    ends = _ends(pieces, {targets[number] for number in marks})
    found = Found()
    for number, start in marks.items():
        _tell(found, number, links[number].mark, pieces, range(start, ends[start]), where)
    if not found.told_in:
        return found
    if _length(pieces, found.told_in) > _MOST * _length(pieces, range(len(pieces))):
        return Found()
    found.told_in |= set(_titles(pieces, found.told_in))
    _out_of_headings(found, pieces)
    return found


def _length(pieces: Sequence[Piece], of: Iterable[int]) -> int:
    return sum(len(pieces[at].text) for at in of)


def _marks(pieces: Sequence[Piece]) -> dict[int, int]:
    """The pieces in which the numbers are."""
    return {
        span.note: at
        for at, piece in enumerate(pieces)
        if isinstance(piece.item, Block)
        for span in piece.item.spans
        if span.note
    }


def _is_footnote(
    link: Link,
    at: int,
    target: Target,
    pieces: Sequence[Piece],
    backs: set[tuple[int, int]],
) -> bool:
    start, end = target
    if start >= len(pieces) or start == at or (pieces[start].is_heading and not link.typed):
        return False
    if link.typed or _is_told_so(pieces[start]):
        return start > at or not _is_told_so(pieces[at])
    inside = range(start, max(end or 0, start + 1))
    return start > at and any((back, at) in backs for back in inside)


def _is_told_so(piece: Piece) -> bool:
    return not _ROLES.isdisjoint(piece.roles.split())


def _ends(pieces: Sequence[Piece], targets: set[Target]) -> dict[int, int]:
    """Where each footnote ends: with its element, before the next, or with what the page calls footnotes."""
    starts = sorted({start for start, _ in targets})
    ends: dict[int, int] = {}
    following = dict(pairwise([*starts, len(pieces)]))
    for start, end in targets:
        last = end if end and end > start else _while_alike(pieces, start)
        ends[start] = min(max(last, start + 1), following[start])
    return ends


def _while_alike(pieces: Sequence[Piece], start: int) -> int:
    end = start + 1
    if _is_told_so(pieces[start]):
        while end < len(pieces) and pieces[end].roles == pieces[start].roles and pieces[end].is_prose:
            end += 1
    return end


def _tell(
    found: Found, number: int, mark: str, pieces: Sequence[Piece], inside: range, where: Mapping[int, int]
) -> None:
    blocks = [item for at in inside if isinstance(item := pieces[at].item, Block)]
    if not blocks or sum(len(block.text) for block in blocks) > LONGEST or where[number] in inside:
        return
    told = [_without_links_back(block) for block in blocks]
    each = note(mark, [_without_links_back(without_label(told[0], mark)), *told[1:]])
    if each.blocks:
        found.footnotes[number] = each
        found.told_in.update(inside)


def _without_links_back(block: Block) -> Block:
    """Without the arrow or words at its end that lead back, and an arrow at its start."""
    end = len(block.text)
    for span in reversed(block.spans):
        if not span.note or block.text[span.end : end].strip(_ARROWS):
            break
        end = span.start
    end = len(block.text[:end].rstrip(_ARROWS))
    start = len(block.text) - len(block.text.lstrip(_ARROWS))
    return slice_block(block, start, end) if start < end else Block("")


def _titles(pieces: Sequence[Piece], told_in: Set[int]) -> Iterator[int]:
    """The lines that say no more than that footnotes follow: "Notes", or a chapter's title over nothing but its own."""
    prose = told = False
    last = len(pieces)
    for at in range(len(pieces) - 1, -1, -1):
        piece = pieces[at]
        if at in told_in:
            told = True
        elif told and not prose and piece.text and _TITLE.fullmatch(piece.text.strip(" :.\n")):
            yield at
        elif piece.is_heading:
            if told and not prose and last - at > 1:
                yield at
            else:
                told = False
            prose, last = False, at
        elif piece.is_prose:
            prose, told = True, False


def _out_of_headings(found: Found, pieces: MutableSequence[Piece]) -> None:
    """Marks have no place in a title, so their footnotes go to the text under it."""
    waiting: list[int] = []
    for at, piece in enumerate(pieces):
        if not isinstance(piece.item, Block) or at in found.told_in:
            continue
        if piece.is_heading and any(span.note in found.footnotes for span in piece.item.spans):
            piece.item, marks = without_marks(piece.item)
            waiting += [number for number in marks if number in found.footnotes]
        elif waiting and piece.is_prose:
            for number in waiting:
                piece.item = anchored(piece.item, number, last=False)
                found.footnotes[number] = titled(found.footnotes[number])
            waiting = []
