"""A parser's Markdown tokens to blocks, headings, breaks and notes, in order, with the lines they stand on."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from markdown_it.token import Token
from msgspec import Struct

from story.assembly import Break, Figure, SceneNote
from story.breaks import is_marker
from story.markdown_inline import HORIZONTAL_RULE, read_inline
from story.model import Block, Kind
from story.slicing import StyledText, slice_block

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_NOTE = re.compile(r"\s*(title|recap|question)\s*:\s*(.+)", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_CELLS = " | "


class Piece(Struct, frozen=True):
    """An item and its lines in the source, `last` excluded; a HEADING block outside of lists and quotes is `top`."""

    item: Block | Break | SceneNote
    first: int
    last: int
    top: bool = False
    pictures: tuple[Figure, ...] = ()  # before it


class Walk:
    """Goes through the tokens once; holds what is open: quotes, list items, the list or table being put together."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._quotes = 0
        self._lists = 0
        self._markers: list[str] = []  # of list items that have shown no text yet
        self._shown = 0  # how many open list items have
        self._rows: list[StyledText] = []
        self._listed: list[Block] = []
        self._tight = True
        self._lines = (0, 0)

    def pieces(self) -> Iterator[Piece]:
        """All of the document."""
        for at, token in enumerate(self._tokens):
            if token.map and token.level == 0:
                self._lines = token.map[0], token.map[1]
            for item in self._read(at, token):
                top = self._quotes == 0 and self._lists == 0
                yield Piece(item, *self._lines, top)

    def _read(self, at: int, token: Token) -> Iterator[Block | Break | SceneNote]:
        match token.type:
            case "inline":
                yield from self._inline(token, self._tokens[at - 1])
            case "hr":
                yield from self._end_list()
                yield Break.SCENE
            case "fence":
                yield from self._end_list()
                yield Block(token.content.strip("\n"), Kind.CODE)
            case "html_block":
                yield from _comments(token.content)
            case "blockquote_open":
                self._quotes += 1
            case "blockquote_close":
                self._quotes -= 1
            case "table_close":
                yield from self._end_table()
            case "tr_open":
                self._rows.append(StyledText())
            case _:
                yield from self._read_list(token)

    def _read_list(self, token: Token) -> Iterator[Block]:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._lists += 1
            case "bullet_list_close" | "ordered_list_close":
                self._lists -= 1
                if not self._lists:
                    yield from self._end_list()
            case "list_item_open":
                self._markers.append(f"{token.info}{token.markup} ")
            case "list_item_close":
                if self._markers:
                    self._listed.append(Block(self._prefix().rstrip(), self._kind()))
                self._shown -= 1

    def _inline(self, token: Token, opening: Token) -> Iterator[Block | Break]:
        if opening.type in {"td_open", "th_open"}:
            row = self._rows[-1]
            row.add(_CELLS if row.text else "")
            read_inline(token.children or (), row)
            return
        styled = StyledText()
        styled.add(self._prefix())
        read_inline(token.children or (), styled)
        if opening.type == "heading_open":
            yield from self._end_list()
            yield styled.block(Block("", Kind.HEADING, int(opening.tag[1:])))
        elif self._lists:
            self._tight = self._tight and opening.hidden
            self._listed.append(styled.block(Block("", self._kind()), keep_start=True))
        else:
            yield from _paragraph(styled.block(Block("", self._kind())))

    def _kind(self) -> Kind:
        return Kind.QUOTE if self._quotes else Kind.PARAGRAPH

    def _prefix(self) -> str:
        """A list item's own markers; what stands in it further down is moved in under them."""
        if not self._lists:
            return ""
        indent = "  " * self._shown
        self._shown += len(self._markers)
        prefix = indent + "".join(self._markers)
        self._markers.clear()
        return prefix

    def _end_list(self) -> Iterator[Block]:
        """A list without blank lines is one block of lines, else a block for each item."""
        if self._tight and len(self._listed) > 1:
            lines = StyledText()
            for number, block in enumerate(self._listed):
                lines.add("\n" if number else "")
                lines.add_block(block)
            yield lines.block(Block("", Kind.QUOTE if self._quotes else Kind.VERSE))
        else:
            yield from (slice_block(block, 0, len(block.text)) for block in self._listed)
        self._listed, self._tight = [], True

    def _end_table(self) -> Iterator[Block]:
        table = StyledText()
        for number, row in enumerate(self._rows):
            table.add("\n" if number else "")
            table.add_block(row.block(Block("")))
        yield table.block(Block("", Kind.VERSE))
        self._rows = []


def _paragraph(block: Block) -> Iterator[Block | Break]:
    if block.text == HORIZONTAL_RULE or is_marker(block.text):
        yield Break.SCENE
        return
    if HORIZONTAL_RULE in block.text:
        block = Block(block.text.replace(HORIZONTAL_RULE, " "), block.kind, block.level, block.spans)
    if "\n" in block.text and block.kind is Kind.PARAGRAPH:
        block = Block(block.text, Kind.VERSE, block.level, block.spans)
    yield block


def _comments(content: str) -> Iterator[Block | SceneNote]:
    """Comments are dropped, but for what they say of the scene; text beside them stays."""
    for comment in _COMMENT.finditer(content):
        if note := _NOTE.fullmatch(comment[1]):
            yield SceneNote(note[1], " ".join(note[2].split()))
    text = " ".join(unescape(_TAG.sub("", _COMMENT.sub("", content))).split())
    if text:
        yield Block(text)
