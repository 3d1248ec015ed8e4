"""Which headings of a Markdown file are its title, its chapters, and headings inside chapters."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from story.assembly import Break, ChapterTitle, Item
from story.breaks import gap_breaks
from story.contents_list import is_contents_name
from story.headings import Rank, read_heading
from story.markdown_blocks import Piece
from story.model import Block, Kind
from story.title import same_title


def begin_chapters(pieces: Sequence[Piece], known_title: str) -> tuple[list[Item], str, bool]:
    """The items with chapter titles, the story's title or "", and whether a list of contents was left out."""
    kept = _without_contents(pieces)
    dropped = len(kept) < len(pieces)
    title, kept = _title(kept, known_title)
    levels = _chapter_levels(kept)
    chapters = {at for at, piece in enumerate(kept) if _level(piece) in levels} or _by_keyword(kept)
    return list(_items(kept, chapters)), title, dropped


def _level(piece: Piece) -> int:
    """The level of a heading that may begin a chapter, else 0."""
    item = piece.item
    return item.level if piece.top and isinstance(item, Block) and item.kind is Kind.HEADING else 0


def _text(piece: Piece) -> str:
    return piece.item.text if isinstance(piece.item, Block) else ""


def _without_contents(pieces: Sequence[Piece]) -> list[Piece]:
    """Without a heading named Contents and what stands under it."""
    kept: list[Piece] = []
    skipping = False
    for piece in pieces:
        if _level(piece):
            skipping = is_contents_name(_text(piece))
        if not skipping:
            kept.append(piece)
    return kept


def _title(pieces: list[Piece], known_title: str) -> tuple[str, list[Piece]]:
    """The story's title: the one heading of its level that comes first and begins no chapter by its words."""
    levels = [_level(piece) for piece in pieces if _level(piece)]
    if not levels or not _level(pieces[0]) or levels[0] != min(levels) or levels.count(levels[0]) > 1:
        return "", pieces
    title = " ".join(_text(pieces[0]).split())
    if same_title(title, known_title) or (not known_title and not read_heading(title)):
        rest = pieces[1:]
        if pieces[0].pictures and rest:
            rest[0] = replace(rest[0], pictures=pieces[0].pictures + rest[0].pictures)
        return title, rest
    return "", pieces


def _chapter_levels(pieces: Sequence[Piece]) -> set[int]:
    """The highest level; with it the next, where the highest only groups (parts, or a single heading)."""
    levels = sorted({_level(piece) for piece in pieces} - {0})
    if len(levels) < 2:
        return set(levels)
    top = [at for at, piece in enumerate(pieces) if _level(piece) == levels[0]]
    next_count = sum(_level(piece) == levels[1] for piece in pieces)
    empty = sum(at + 1 < len(pieces) and _level(pieces[at + 1]) == levels[1] for at in top)
    groups = empty * 2 >= len(top) or (len(top) == 1 and next_count > 1)
    return set(levels[:2]) if groups else {levels[0]}


def _by_keyword(pieces: Sequence[Piece]) -> set[int]:
    """Paragraphs such as "Chapter 1", in a file without headings."""
    found = {
        at: heading
        for at, piece in enumerate(pieces)
        if piece.top and (heading := read_heading(_text(piece)))
    }
    if any(_level(piece) for piece in pieces) or Rank.CHAPTER not in {
        heading.rank for heading in found.values()
    }:
        return set()
    return {at for at, heading in found.items() if heading.rank is not Rank.SECTION}


def _items(pieces: Sequence[Piece], chapters: set[int]) -> Iterator[Item]:
    explicit = any(piece.item is Break.SCENE for piece in pieces)
    gaps = set() if explicit else _gaps(pieces, chapters)
    for at, piece in enumerate(pieces):
        if at in gaps:
            yield Break.SCENE
        yield from piece.pictures
        yield ChapterTitle(" ".join(_text(piece).split())) if at in chapters else piece.item


def _gaps(pieces: Sequence[Piece], chapters: set[int]) -> set[int]:
    """The pieces before which an unusually large gap breaks the scene, in a file that marks none."""
    between = [
        at
        for at in range(1, len(pieces))
        if not {at, at - 1} & chapters and pieces[at].first >= pieces[at - 1].last
    ]
    larger = gap_breaks([pieces[at].first - pieces[at - 1].last for at in between], wrapped=False)
    return {between[number] for number in larger}
