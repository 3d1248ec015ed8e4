"""Pieces, with what is known of chapters and breaks, to the items of a draft."""

from collections.abc import Iterator, Sequence

from story.assembly import PROSE, Break, ChapterTitle, Figure, Item
from story.gallery import Gallery
from story.markup_blocks import is_verse
from story.markup_breaks import find_breaks
from story.markup_chapters import Start
from story.markup_pictures import judge_pictures
from story.markup_pieces import Piece, Sign
from story.model import Block, Kind

_FEW = 1_500  # characters: below, a chapter that is all quotes is a chapter of quotes


def items(
    pieces: Sequence[Piece],
    starts: Sequence[Start],
    left_out: set[int],
    gallery: Gallery,
    cover: str = "",
) -> list[Item]:
    """All that is not left out, in order; the cover is not shown again before the text begins."""
    begins = {start.at: start for start in starts}
    taken = {at for start in starts for at in start.taken}
    shown = [at for at in range(len(pieces)) if at not in left_out]
    judge_pictures([pieces[at] for at in shown], gallery)
    breaks = find_breaks(pieces, shown, taken | set(begins))
    _unquote_chapters(pieces, shown, begins)
    found = list(_items(pieces, shown, begins, taken, breaks))
    opening = next((at for at, item in enumerate(found) if isinstance(item, Block)), 0)
    return [
        item
        for at, item in enumerate(found)
        if at > opening or not (isinstance(item, Figure) and item.picture == cover)
    ]


def _items(
    pieces: Sequence[Piece], shown: Sequence[int], begins: dict[int, Start], taken: set[int], breaks: set[int]
) -> Iterator[Item]:
    opening = _opening(pieces, shown, begins)
    for at in shown:
        if at in begins:
            yield ChapterTitle(begins[at].title)
        if at in breaks and at >= opening:
            yield Break.SCENE
        item = pieces[at].item
        if figure := pieces[at].figure:
            yield figure
        if isinstance(item, Block) and at not in taken:
            yield _block(item, pieces[at])


def _opening(pieces: Sequence[Piece], shown: Sequence[int], begins: dict[int, Start]) -> int:
    """Where the text begins: lines before the first chapter that are no prose have no scenes of their own."""
    first = min(begins, default=0)
    prose = any(len(pieces[at].text) >= PROSE for at in shown if at < first)
    return 0 if prose else first


def _block(block: Block, piece: Piece) -> Block:
    if block.kind is Kind.HEADING and "\n" in block.text:
        return Block(block.text.replace("\n", " "), Kind.HEADING, block.level, block.spans)
    if piece.quote and not is_verse(piece.roles) and block.kind in {Kind.PARAGRAPH, Kind.VERSE}:
        return Block(block.text, Kind.QUOTE, 0, block.spans)
    return block


def _unquote_chapters(pieces: Sequence[Piece], shown: Sequence[int], begins: dict[int, Start]) -> None:
    """A chapter that is mostly quotes (letters, diaries) is not quoted, only what is quoted inside them is."""
    chapter: list[Piece] = []
    for at in [*shown, None]:
        if at is None or at in begins:
            size = sum(len(piece.text) for piece in chapter)
            quoted = sum(len(piece.text) for piece in chapter if piece.quote)
            if quoted > _FEW and quoted * 2 > size:
                for piece in chapter:
                    piece.quote -= piece.quote > 0
            chapter = []
        if at is not None and not isinstance(pieces[at].item, Sign):
            chapter.append(pieces[at])
