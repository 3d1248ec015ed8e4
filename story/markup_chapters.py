"""Which headings, or entries of a book's contents, begin chapters: one kind of them per file (FORMATS 3.2)."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct, field

from story.breaks import is_roman
from story.headings import Rank, is_title_line, read_heading
from story.markup_pieces import Piece
from story.numerals import EAST_ASIAN, east_asian

_NUMERAL = re.compile(r"[-–—\s]*(\d{1,4}|[IVXLC]{1,7}|" + EAST_ASIAN + r")[-–—.:、\s]*")
_AT_START = ("PART", "CHAPTER", "NAMED")


class Start(Struct, frozen=True):
    """A heading or an entry at a piece; `taken` are pieces that are the title and so no text."""

    at: int
    title: str
    level: int
    taken: frozenset[int] = field(default_factory=frozenset)


def heading_starts(pieces: Sequence[Piece], left_out: set[int]) -> list[Start]:
    """Every heading that is not in a quote, a table or what is left out."""
    return [
        Start(at, one_line(piece.text), _level(piece), frozenset((at,)))
        for at, piece in enumerate(pieces)
        if piece.is_heading and piece.top and at not in left_out and not is_by_line(piece.text)
    ]


def _level(piece: Piece) -> int:
    return getattr(piece.item, "level", 0)


def paragraph_starts(pieces: Sequence[Piece], left_out: set[int]) -> list[Start]:
    """Paragraphs such as "Chapter 1", for a page without headings."""
    found = [
        Start(at, one_line(piece.text), 1, frozenset((at,)))
        for at, piece in enumerate(pieces)
        if piece.top and at not in left_out and 0 < len(piece.text) <= 100 and "\n" not in piece.text
        and (heading := read_heading(piece.text)) and heading.rank is not Rank.SECTION
    ]  # fmt: skip
    ranks = Counter(heading.rank for start in found if (heading := read_heading(start.title)))
    return found if ranks[Rank.CHAPTER] or ranks[Rank.PART] > 1 else []


def choose(starts: Sequence[Start], pieces: Sequence[Piece], left_out: set[int]) -> list[Start]:
    """The starts of chapters, those with nothing between them as one."""
    prose = [at not in left_out and piece.is_prose for at, piece in enumerate(pieces)]
    chosen = _by_keyword(starts) or _by_level(starts, prose)
    return _merged(_with_subtitles(starts, chosen, prose), prose)


def _by_keyword(starts: Sequence[Start]) -> set[int]:
    """'Chapter 1' with parts, prologue and epilogue; other headings then stand inside chapters."""
    ranked = [(start, heading.rank) for start in starts if (heading := read_heading(start.title))]
    levels = Counter(start.level for start, rank in ranked if rank is Rank.CHAPTER)
    if levels.total() < 2:
        return set()
    level = levels.most_common(1)[0][0]
    outer = {rank for rank in Rank if rank.name in _AT_START}
    return {start.at for start, rank in ranked if rank in outer and start.level <= level}


def _by_level(starts: Sequence[Start], prose: Sequence[bool]) -> set[int]:
    """The highest level; while it only groups, with the next below it."""
    levels = sorted({start.level for start in starts})
    used: list[int] = []
    while levels:
        used.append(levels.pop(0))
        now = [start for start in starts if start.level == used[-1]]
        if not levels or not _only_groups(now, starts, prose):
            break
    return {start.at for start in starts if start.level in used}


def _only_groups(now: Sequence[Start], starts: Sequence[Start], prose: Sequence[bool]) -> bool:
    """Whether most have nothing under them but the next start, or there is but one and more below it."""
    following = dict(pairwise(starts))
    empty = [
        start for start in now if (after := following.get(start)) and not _prose_between(start, after, prose)
    ]
    deeper = sum(start.level > now[0].level for start in starts)
    return len(empty) * 2 >= len(now) or (len(now) == 1 and deeper > 1)


def _with_subtitles(starts: Sequence[Start], chosen: set[int], prose: Sequence[bool]) -> list[Start]:
    """The chosen, each with the heading right under it where it is only a number."""
    kept: list[Start] = []
    for before, start in zip([None, *starts], starts, strict=False):
        under = (
            before is not None and kept and kept[-1] is before and not _prose_between(before, start, prose)
        )
        if start.at in chosen or (
            under and before and is_bare(before.title) and not is_numbered(start.title)
        ):
            kept.append(start)
    return kept


def _merged(starts: Sequence[Start], prose: Sequence[bool]) -> list[Start]:
    merged: list[Start] = []
    for start in starts:
        if merged and not _prose_between(merged[-1], start, prose):
            before = merged.pop()
            glue = ": " if _is_named_by(before, start) else " · "
            title = before.title.rstrip(".:") + glue + _plain(start.title) if start.title else before.title
            start = Start(before.at, title, before.level, before.taken | start.taken)
        merged.append(start)
    return merged


def _is_named_by(before: Start, start: Start) -> bool:
    """Whether the title names the number before it: 'Chapter 1' and 'The Boat', but not 'Part 1' and a chapter."""
    last = before.title.rpartition(" · ")[2]
    heading = read_heading(last)
    part = heading is not None and heading.rank is Rank.PART and start.level > before.level
    return is_bare(last) and not part and not is_numbered(start.title)


def _plain(title: str) -> str:
    """A subtitle without the full stop that old books set after it."""
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def _prose_between(before: Start, after: Start, prose: Sequence[bool]) -> bool:
    last = max(before.taken, default=before.at - 1)
    return any(prose[at] for at in range(last + 1, after.at))


def is_bare(title: str) -> bool:
    """Whether a title is a number only, so that the name may follow."""
    heading = read_heading(title)
    return (heading is not None and heading.bare) or is_numeral(title)


def is_numbered(title: str) -> bool:
    """Whether a title begins with a number of its own."""
    return read_heading(title) is not None or is_numeral(title)


def is_numeral(title: str) -> bool:
    """Whether a title is a Roman, Arabic or East Asian numeral and nothing else."""
    match = _NUMERAL.fullmatch(title)
    return match is not None and (match[1].isdigit() or is_roman(match[1]) or east_asian(match[1]) > 0)


def is_by_line(text: str) -> bool:
    """by Somebody"""
    return len(text) <= 80 and re.match(r"(?:written )?by[:\s]", text, re.IGNORECASE) is not None


def one_line(text: str) -> str:
    """A title of several lines on one; a number on the first of them stands before the rest."""
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and is_bare(lines[0]) and is_title_line(lines[1].rstrip(".")):
        return f"{lines[0].rstrip('.:')}: {' '.join(lines[1:])}"
    return " ".join(lines)
