"""The footnotes of Gutenberg's text files: [1] or [A] in the text, and [Footnote 1: what it says] somewhere below."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from story.assembly import Item
from story.footnotes import note
from story.model import Block, Footnote
from story.slicing import StyledText, clip, slice_block

_BEGINNING = re.compile(r"\[Footnote (\w{1,3}|\*{1,3}): *")
_LONGEST = 12  # paragraphs of a footnote; where none of them closes the bracket, it is text


class _Told(Struct, frozen=True):
    """A footnote that stands in some of the items, from `first` on, before `end`."""

    label: str
    first: int
    end: int
    blocks: tuple[Block, ...]


class _Mark(Struct, frozen=True):
    start: int
    end: int
    label: str
    number: int


def take_footnotes(items: Sequence[Item]) -> tuple[tuple[Item, ...], dict[int, Footnote]]:
    """The items without footnotes, their marks numbered in the text; a footnote without a mark above it stays."""
    footnotes: dict[int, Footnote] = {}
    marks: dict[int, list[_Mark]] = {}
    taken: set[int] = set()
    for told in _told(items):
        if found := _last_mark(items, told, marks, taken):
            at, start = found
            footnotes[len(footnotes) + 1] = note(told.label, told.blocks)
            mark = _Mark(start, start + len(told.label) + 2, told.label, len(footnotes))
            marks.setdefault(at, []).append(mark)
            taken.update(range(told.first, told.end))
    kept = (_marked(item, marks.get(at, [])) for at, item in enumerate(items) if at not in taken)
    return tuple(kept), footnotes


def _told(items: Sequence[Item]) -> Iterator[_Told]:
    for at, item in enumerate(items):
        beginning = _BEGINNING.match(item.text) if isinstance(item, Block) else None
        if beginning and (blocks := _blocks(items, at)):
            first = slice_block(blocks[0], beginning.end(), len(blocks[0].text))
            last = at + len(blocks)
            blocks = [first, *blocks[1:]]
            blocks[-1] = slice_block(blocks[-1], 0, len(blocks[-1].text) - 1)
            yield _Told(beginning[1], at, last, tuple(blocks))


def _blocks(items: Sequence[Item], at: int) -> list[Block]:
    """Those from one on to the one that closes its bracket."""
    blocks: list[Block] = []
    for item in items[at : at + _LONGEST]:
        if not isinstance(item, Block) or (blocks and _BEGINNING.match(item.text)):
            break
        blocks.append(item)
        if item.text.endswith("]"):
            return blocks
    return []


def _last_mark(
    items: Sequence[Item], told: _Told, marks: dict[int, list[_Mark]], taken: set[int]
) -> tuple[int, int] | None:
    """Where the nearest mark above the footnote stands that is no other's: item and character."""
    for at in range(told.first - 1, -1, -1):
        item = items[at]
        if isinstance(item, Block) and at not in taken:
            used = {mark.start for mark in marks.get(at, [])}
            start = item.text.rfind(f"[{told.label}]")
            if start >= 0:
                return (at, start) if start not in used else None
    return None


def _marked(item: Item, marks: Sequence[_Mark]) -> Item:
    if not marks or not isinstance(item, Block):
        return item
    styled, at = StyledText(), 0
    for mark in sorted(marks, key=lambda each: each.start):
        styled.add_block(_part(item, at, mark.start))
        styled.add(mark.label, note=mark.number)
        at = mark.end
    styled.add_block(_part(item, at, len(item.text)))
    return styled.block(item, keep_start=True)


def _part(block: Block, start: int, end: int) -> Block:
    return Block(block.text[start:end], block.kind, block.level, clip(block.spans, start, end))
