"""Markdown's footnotes: `[^1]` in the text, and under it `[^1]: what it says`, which may go on in indented lines."""

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from story.footnotes import anchored, note, titled, without_marks
from story.markdown_blocks import Piece
from story.model import Block, Footnote, Kind
from story.slicing import StyledText, clip

_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(.*)")
_REFERENCE = re.compile(r"\[\^([^\]\s]{1,60})\](?!:)")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")


def take_definitions(text: str) -> tuple[str, dict[str, str]]:
    """The text without the footnotes that it refers to, and what these say, as Markdown, by their names."""
    named = set(_REFERENCE.findall(text))
    if not named:
        return text, {}
    kept: list[str] = []
    told: dict[str, list[str]] = {}
    name, fenced = "", False
    for line in text.split("\n"):
        fenced ^= _FENCE.match(line) is not None and not name
        definition = None if fenced else _DEFINITION.fullmatch(line)
        if definition and definition[1] in named and definition[1] not in told:
            name, told[definition[1]] = definition[1], [definition[2]]
        elif name and _goes_on(line, told[name]):
            told[name].append(line.strip())
        else:
            name = ""
            kept.append(line)
    return "\n".join(kept), {name: "\n".join(lines).strip() for name, lines in told.items()}


def _goes_on(line: str, told: Sequence[str]) -> bool:
    """A blank line, an indented one, or one right under the footnote's."""
    return not line.strip() or line.startswith(("    ", "\t")) or told[-1] != ""


def mark(
    pieces: Iterable[Piece], told: Mapping[str, Sequence[Block]]
) -> tuple[list[Piece], dict[int, Footnote]]:
    """The pieces with the marks of footnotes that are told in place of `[^name]`, numbered as they come.

    A mark has no place in a title, so that its footnote goes to the text under it.
    """
    marks = _Marks(told)
    waiting: list[int] = []
    marked = []
    for piece in pieces:
        item = piece.item
        if isinstance(item, Block) and item.kind is not Kind.CODE:
            item = marks.mark(item)
            if item.kind is Kind.HEADING:
                item, numbers = without_marks(item)
                waiting += numbers
            else:
                item = marks.anchor(item, waiting)
                waiting = []
        marked.append(replace(piece, item=item))
    return marked, marks.footnotes


class _Marks:
    """Gives numbers to references, and one mark to all references of a name."""

    def __init__(self, told: Mapping[str, Sequence[Block]]) -> None:
        self.footnotes: dict[int, Footnote] = {}
        self._told = told
        self._shown: dict[str, str] = {}

    def mark(self, block: Block) -> Block:
        if "[^" not in block.text:
            return block
        styled, at = StyledText(), 0
        for reference in _REFERENCE.finditer(block.text):
            if self._told.get(reference[1]):
                styled.add_block(_part(block, at, reference.start()))
                sign = self._shown.setdefault(reference[1], str(len(self._shown) + 1))
                self.footnotes[len(self.footnotes) + 1] = note(sign, self._told[reference[1]])
                styled.add(sign, note=len(self.footnotes))
                at = reference.end()
        styled.add_block(_part(block, at, len(block.text)))
        return styled.block(block, keep_start=True)

    def anchor(self, block: Block, numbers: Sequence[int]) -> Block:
        for number in numbers:
            block = anchored(block, number, last=False)
            self.footnotes[number] = titled(self.footnotes[number])
        return block


def _part(block: Block, start: int, end: int) -> Block:
    return Block(block.text[start:end], block.kind, block.level, clip(block.spans, start, end))
