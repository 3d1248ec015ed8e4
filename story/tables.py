"""A document's table as lines of text, a row a line; one that only arranges a page is its paragraphs."""

from collections.abc import Iterator

from story.model import Block, Kind
from story.para import Para
from story.slicing import StyledText

_BETWEEN_CELLS = " | "
_LONGEST_CELL = 600  # code points; a table of longer ones arranges paragraphs side by side


class Table:
    """Collects paragraphs into cells and rows."""

    def __init__(self) -> None:
        self._rows: list[list[list[Para]]] = []

    def start_row(self) -> None:
        self._rows.append([])

    def start_cell(self) -> None:
        if not self._rows:
            self.start_row()
        self._rows[-1].append([])

    def add(self, para: Para) -> None:
        """Another paragraph of the last cell."""
        if not self._rows or not self._rows[-1]:
            self.start_cell()
        self._rows[-1][-1].append(para)

    def paras(self) -> Iterator[Para]:
        """The table in paragraphs; as lines, its pictures stand before it."""
        if self._arranges():
            yield from (para for row in self._rows for cell in row for para in cell)
            return
        lines = StyledText()
        for number, row in enumerate(row for row in self._rows if any(map(_length, row))):
            lines.add("\n" if number else "")
            _add_row(lines, row)
        cells = (para for row in self._rows for cell in row for para in cell)
        pictures = tuple(figure for para in cells for figure in para.pictures)
        if lines.text or pictures:
            yield Para(lines.block(Block("", Kind.VERSE)), pictures=pictures)

    def _arranges(self) -> bool:
        return max(map(len, self._rows), default=0) < 2 or any(
            _length(cell) > _LONGEST_CELL for row in self._rows for cell in row
        )


def _length(cell: list[Para]) -> int:
    return sum(len(para.text) for para in cell)


def _add_row(lines: StyledText, row: list[list[Para]]) -> None:
    for number, cell in enumerate(row):
        lines.add(_BETWEEN_CELLS if number else "")
        between = ""
        for para in cell:
            if para.text:
                lines.add(between)
                lines.add_block(_on_one_line(para.block))
                between = " "


def _on_one_line(block: Block) -> Block:
    """Line breaks become spaces, so that the spans still fit."""
    return Block(block.text.replace("\n", " "), block.kind, block.level, block.spans)
