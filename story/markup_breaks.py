"""Where the scenes of a page or book divide: what is drawn there first, else space, else blank lines (FORMATS 3.2)."""

from collections.abc import Sequence
from itertools import pairwise

from story.breaks import gap_breaks
from story.markup_pieces import Piece, Sign

_DRAWN = frozenset((Sign.RULE, Sign.MARKER, Sign.PICTURE))


def find_breaks(pieces: Sequence[Piece], shown: Sequence[int], starts: set[int]) -> set[int]:
    """The pieces that are a break, or before which one stands; `shown` are those that are not left out."""
    drawn = _signs(pieces, shown, starts, _DRAWN) | _sections(pieces, shown, starts)
    if not drawn:
        drawn = _wide(pieces, shown, starts)
    if drawn:
        return drawn
    return _signs(pieces, shown, starts, frozenset((Sign.SPACE,))) or _gaps(pieces, shown, starts)


def _neighbours(pieces: Sequence[Piece], shown: Sequence[int]) -> list[tuple[int, int | None, int | None]]:
    """Each sign with the blocks before and after it."""
    before: int | None = None
    waiting: list[tuple[int, int | None]] = []
    found: list[tuple[int, int | None, int | None]] = []
    for at in shown:
        if isinstance(pieces[at].item, Sign):
            waiting.append((at, before))
        else:
            found += [(sign, earlier, at) for sign, earlier in waiting]
            waiting = []
            before = at
    return found + [(sign, earlier, None) for sign, earlier in waiting]


def _signs(
    pieces: Sequence[Piece], shown: Sequence[int], starts: set[int], wanted: frozenset[Sign]
) -> set[int]:
    """Those with text on both sides. A rule right under a heading belongs to it; one before a chapter is its own."""
    return {
        at
        for at, before, after in _neighbours(pieces, shown)
        if pieces[at].item in wanted
        and before is not None
        and after is not None
        and before not in starts
        and after not in starts
        and not pieces[before].is_heading
    }


def _sections(pieces: Sequence[Piece], shown: Sequence[int], starts: set[int]) -> set[int]:
    """A section without a heading, between paragraphs."""
    return {
        at
        for at, before, after in _neighbours(pieces, shown)
        if pieces[at].item is Sign.SECTION
        and before is not None
        and after is not None
        and pieces[before].is_prose
        and pieces[after].is_prose
        and not {before, after} & starts
    }


def _wide(pieces: Sequence[Piece], shown: Sequence[int], starts: set[int]) -> set[int]:
    """Rules as wide as the page, or very narrow, where no other stands, and few of them beside headings."""
    for sign in (Sign.WIDE_RULE, Sign.NARROW_RULE):
        found = _signs(pieces, shown, starts, frozenset((sign,)))
        if found and len(found) * 2 > sum(pieces[at].item is sign for at in shown):
            return found
    return set()


def _gaps(pieces: Sequence[Piece], shown: Sequence[int], starts: set[int]) -> set[int]:
    """Paragraphs after more blank lines than usual; a single one of these needs no share."""
    between = [
        at
        for before, at in pairwise(at for at in shown if not pieces[at].is_picture)
        if pieces[before].is_prose and pieces[at].is_prose and not {before, at} & starts
    ]
    gaps = [pieces[at].gap for at in between]
    larger = gap_breaks(gaps, wrapped=False)
    if not larger and len(gaps) > 2 and gaps.count(min(gaps)) == len(gaps) - 1:
        larger = {gaps.index(max(gaps))}
    return {between[number] for number in larger}
