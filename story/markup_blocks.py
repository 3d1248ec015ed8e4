"""Blocks put together: tables and lists as lines, groups of headings, stanzas, list items with their markers."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from story.markup_pieces import Piece
from story.model import Block, Kind, Span, Style
from story.slicing import StyledText

CELLS = " | "
_BULLET = "- "
_LARGE_QUOTE = 3_000  # characters; a longer quote is a part of the story: a diary, a chapter of letters
_DEEPEST = 20  # quotes, or lists, inside each other
_ROLES = 256  # that are remembered; a book has a few dozen
_VERSE = ("verse", "poem", "song", "hymn")


def heading(styled: StyledText, level: int) -> Block:
    """A heading, which is bold already."""
    block = styled.block(Block("", Kind.HEADING, level))
    spans = tuple(
        Span(span.start, span.end, span.style & ~Style.BOLD, span.note)
        for span in block.spans
        if span.style & ~Style.BOLD or span.note
    )
    return Block(block.text, Kind.HEADING, level, spans)


def shaped(block: Block, marker: str, lists: int, roles: str) -> Block:
    """A list item's marker before its text, under `lists` lists; lines of a verse as verse.

    A bullet before an item's own number is none of the author's.
    """
    if lists:
        indent = "  " * (min(lists, _DEEPEST) - bool(marker))
        styled = StyledText()
        styled.add(indent if marker == _BULLET and block.text[:1].isdigit() else indent + marker)
        styled.add_block(block)
        block = styled.block(block, keep_start=True)
    if "\n" in block.text or is_verse(roles):
        return Block(block.text, Kind.VERSE, 0, block.spans)
    return block


@lru_cache(_ROLES)
def is_verse(roles: str) -> bool:
    """Whether a book says that it is verse."""
    return any(word in roles for word in _VERSE)


def joined(pieces: list[Piece], kind: Kind, between: Iterable[str]) -> Piece:
    """The blocks as one, with `between` before each but the first."""
    whole = StyledText()
    for piece, glue in zip(pieces, ["", *between], strict=False):
        whole.add(glue)
        if isinstance(piece.item, Block):
            whole.add_block(piece.item)
    first = pieces[0]
    level = first.item.level if isinstance(first.item, Block) else 0
    block = whole.block(Block("", kind, level if kind is Kind.HEADING else 0), keep_start=True)
    linked = sum(piece.linked for piece in pieces)
    return Piece(
        block,
        first.tag,
        first.gap,
        first.roles,
        first.quote,
        linked,
        first.top,
        first.content,
        first.row,
        first.cell,
    )


def table_lines(pieces: list[Piece]) -> list[Piece]:
    """A table as one block of lines; one that only lays out a page is left as its paragraphs."""
    if not pieces or any(not piece.is_prose or len(piece.text) > 300 for piece in pieces):
        return pieces
    between = [
        "\n" if piece.row != before.row else CELLS if piece.cell != before.cell else " "
        for before, piece in pairwise(pieces)
    ]
    if between.count(" ") > len(between) / 2 and sum(len(piece.text) for piece in pieces) > 300:
        return pieces
    return [joined(pieces, Kind.VERSE, between)]


def list_lines(pieces: list[Piece]) -> list[Piece]:
    """A list of short items without paragraphs in them as one block of lines."""
    if len(pieces) < 2 or any(
        not piece.is_prose or piece.tag == "p" or len(piece.text) > 500 for piece in pieces
    ):
        return pieces
    return [joined(pieces, Kind.VERSE, ["\n"] * (len(pieces) - 1))]


def heading_lines(pieces: list[Piece]) -> list[Piece]:
    """The headings of a group as one: number and title."""
    if len(pieces) < 2 or any(not isinstance(piece.item, Block) for piece in pieces):
        return pieces
    level = min((piece.item.level or 6) for piece in pieces if isinstance(piece.item, Block))
    whole = joined(pieces, Kind.HEADING, [": "] * (len(pieces) - 1))
    whole.item = Block(whole.text, Kind.HEADING, level)
    return [whole]


def stanza(pieces: list[Piece]) -> list[Piece]:
    """The lines of a stanza as one block."""
    if len(pieces) < 2 or any(not piece.is_prose for piece in pieces):
        return pieces
    return [joined(pieces, Kind.VERSE, ["\n"] * (len(pieces) - 1))]


def mark_quote(inside: list[Piece], depth: int) -> None:
    """A quote of that depth ends. One that is long, or has breaks and headings in it, is no quote but story."""
    inside = [piece for piece in inside if not piece.is_picture]
    if depth > _DEEPEST:
        return
    size = sum(len(piece.text) for piece in inside)
    whole = size > _LARGE_QUOTE or not all(piece.is_prose for piece in inside)
    if whole and sum(len(piece.text) for piece in inside if piece.quote) * 2 < size:
        return
    for piece in inside:
        if whole:
            piece.quote -= piece.quote == depth + 1
        elif not piece.quote:
            piece.quote = depth
