"""Reads the elements of a page, one after the other, into pieces; what opens is remembered until it closes."""

from collections import defaultdict
from collections.abc import Iterable

from story.markup_blocks import heading, heading_lines, list_lines, mark_quote, shaped, stanza, table_lines
from story.markup_links import Links
from story.markup_lists import Lists, are_named, lead_to
from story.markup_pieces import Opened, Piece, Seen, Sign
from story.markup_run import Run, paragraphs, quotation_marks
from story.markup_sightings import Sightings
from story.markup_style import StyleSheet, read_look
from story.markup_tags import (
    BLOCKS,
    HEADINGS,
    NEVER,
    PICTURES,
    STYLES,
    holds_lines,
    indent,
    is_break_class,
    is_hidden,
    roles_of,
    rule_sign,
)
from story.model import Block, Kind, Style
from story.slicing import StyledText

_JOINS = {"table": table_lines, "list": list_lines, "hgroup": heading_lines, "stanza": stanza}
_LISTS = {"ul": "list", "ol": "list", "menu": "list", "dir": "list", "table": "table", "hgroup": "hgroup"}
_PLAIN = frozenset(("p", "div", "body", "html", "center", "main", "article", "header", "footer"))
_DEEPEST = 30  # elements inside each other that say what they are


class MarkupReader:
    """One page: call its methods in the order of the source, then `end`. `anchors` are indices of `pieces`, `ends`
    those after the blocks of that name.

    `content` says whether a chapter of an archive's, which may go over several pages, is open.
    """

    def __init__(self, sheet: StyleSheet, *, content: bool = False, links: int = 0) -> None:
        self.pieces: list[Piece] = []
        self.anchors: list[tuple[str, int]] = []
        self.ends: dict[str, int] = {}
        self.links = Links(links)
        self.tags = 0
        self.content = content
        self._sheet = sheet
        self._stack: list[Opened] = []
        self._blocks: list[str] = []  # the tags of those that are blocks
        self._style = Style(0)
        self._run = Run()
        self._roles: list[str] = []
        self._lists = Lists()
        self._marker = self._role = ""
        self._pictures = Sightings()
        self._depth: defaultdict[str, int] = defaultdict(int)  # how many of each kind of block are open
        self._skipped = self._gap = self._grouped = self._heading = 0
        self._row = self._cell = 0
        self._quoted: list[str] = []  # the end marks of open quotations

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.tags += 2
        if self._skipped or tag in NEVER or (attributes and is_hidden(attributes, self._sheet)):
            self._skipped += 1
            if tag == "image" or (tag in PICTURES and self._skipped == 1):
                self._picture(tag, attributes)
            return
        if tag in BLOCKS:
            self._flush()
        opened = Opened(tag, self._style, len(self.pieces), self._gap)
        self._stack.append(opened)
        if attributes:
            self._read_attributes(opened, attributes)
        if style := STYLES.get(tag):
            self._style |= style
        if tag in BLOCKS:
            self._blocks.append(tag)
            self._open_block(opened, attributes)
        else:
            self._open_inline(tag, attributes)

    def close(self) -> None:
        """The element that began last ends."""
        if self._skipped:
            self._skipped -= 1
            return
        opened = self._stack[-1]
        if opened.tag in BLOCKS:
            self._flush()
            self._stack.pop()
            self._blocks.pop()
            self._close_block(opened)
            self._style = opened.style
            for name in opened.names:
                self.ends[name] = len(self.pieces)
        else:
            self._close_inline(self._stack.pop())
        if opened.role:
            self._roles.pop()
            self._role = " ".join(self._roles)

    def _close_inline(self, opened: Opened) -> None:
        match opened.tag:
            case "rt":
                self._run.add_exactly(")", self._style)
            case "q":
                self._run.add(self._quoted.pop().strip(), self._style)
            case "a":
                self.links.close(self._run)
        self._style = opened.style

    def text(self, data: str) -> None:
        """Text between tags."""
        if self._skipped:
            return
        if self._quoted and not self._quoted[-1] and data.strip():
            mark, self._quoted[-1] = quotation_marks(data, self._quoted)
            self._run.add(mark, self._style)
        if self._depth["pre"]:
            self._run.add_exactly(data, self._style & ~Style.CODE)
        else:
            self._run.add(data, self._style)
        self.links.text(data)

    def comment(self, data: str) -> None:
        """A comment: archives mark with two of them what is a chapter's own text."""
        if (word := data.strip().lower()) in {"chapter content", "/chapter content"}:
            self._flush()
            self.content = word[0] != "/"

    def end(self) -> None:
        """The page ends."""
        while self._stack:
            self._skipped = 0
            self.close()
        self._flush()
        while self.pieces and self.pieces[-1].item is Sign.SECTION:
            self.pieces.pop()

    def _picture(self, tag: str, attributes: dict[str, str]) -> None:
        behind = self._heading > 0 or not self._run.empty
        if self._skipped > 1:
            self._pictures.add_inside(attributes, behind=behind)
        elif is_hidden(attributes, self._sheet):
            return
        elif behind or tag != "img" or not self._pictures.add_initial(attributes, self._run, self._style):
            self._pictures.add(tag, attributes, behind=behind)

    def _read_attributes(self, opened: Opened, attributes: dict[str, str]) -> None:
        for key in ("id", "name"):
            if name := attributes.get(key):
                self.anchors.append((name, len(self.pieces)))
                opened.names = (*opened.names, name)
        names = attributes.get("class", "")
        self._style = self._sheet.look(names).on(self._style) if names else self._style
        if "style" in attributes:
            self._style = read_look(attributes["style"]).on(self._style)
        opened.breaks = names != "" and opened.tag in {"p", "div", "span", "center"} and is_break_class(names)
        if len(self._roles) < _DEEPEST and (roles := roles_of(attributes, names)):
            self._roles.append(roles)
            self._role = " ".join(self._roles)
            opened.role = True
        if names and opened.tag == "span" and self._run.at_line_start and (columns := indent(names)):
            self._run.add_exactly(" " * columns, Style(0))

    def _open_inline(self, tag: str, attributes: dict[str, str]) -> None:
        match tag:
            case "br":
                self._run.line_break(self._style)
            case "rt":
                self._run.add_exactly("(", self._style)
            case "q":
                self._quoted.append("")
            case "a":
                self.links.open(attributes, self._run)

    def _open_block(self, opened: Opened, attributes: dict[str, str]) -> None:
        tag = opened.tag
        if (tag in _LISTS or attributes) and (group := self._group(tag, attributes)):
            opened.group = group
            self._grouped += 1
        if tag in _PLAIN:
            return
        self._depth[tag] += 1
        self._row += tag == "tr"
        self._cell += tag in {"td", "th"}
        match tag:
            case "hr":
                self._emit(rule_sign(attributes))
            case "section" if self.pieces:
                self._emit(Sign.SECTION)
            case "li":
                self._marker = self._lists.next_marker(attributes)
            case "ul" | "ol" | "menu" | "dir":
                self._lists.open(tag, attributes)
            case _ if tag in HEADINGS:
                self._heading = HEADINGS[tag]

    def _group(self, tag: str, attributes: dict[str, str]) -> str:
        """What is put together when it ends; only the outermost of what is nested."""
        if self._grouped:
            return ""
        return "stanza" if holds_lines(attributes.get("class", "")) else _LISTS.get(tag, "")

    def _close_block(self, opened: Opened) -> None:
        if opened.tag in _PLAIN:
            self._close_plain(opened)
            return
        match opened.tag:
            case "blockquote":
                mark_quote(self.pieces[opened.start :], self._depth["blockquote"])
            case "section" if not all(piece.is_picture for piece in self.pieces[opened.start :]):
                self._emit(Sign.SECTION)
            case "ul" | "ol" | "menu" | "dir":
                self._lists.close()
        self._depth[opened.tag] -= 1
        if opened.tag in HEADINGS:
            self._heading = 0
        self._close_plain(opened)

    def _close_plain(self, opened: Opened) -> None:
        """What every block does when it ends; an empty paragraph is a blank line."""
        if opened.breaks:
            self._close_break(opened.start)
        elif opened.tag == "p" and len(self.pieces) == opened.start and self._gap == opened.gap:
            self._gap += 1
        if opened.group:
            self._grouped -= 1
            self._join(opened)

    def _close_break(self, start: int) -> None:
        """An element with a scene break's class: without text it is one, with text there is space before it."""
        if len(self.pieces) == start:
            self._emit(Sign.MARKER)
        elif any(isinstance(piece.item, Block) for piece in self.pieces[start:]):
            self.pieces.insert(start, Piece(Sign.SPACE, roles=self._role))

    def _join(self, opened: Opened) -> None:
        pictures = [piece for piece in self.pieces[opened.start :] if piece.is_picture]
        inside = [piece for piece in self.pieces[opened.start :] if not piece.is_picture]
        if opened.group == "list" and are_named(self.anchors[-2 * len(inside) :], opened.start, len(inside)):
            return  # footnotes, which are told one by one
        joined = _JOINS[opened.group](inside)
        if joined is not inside:
            self.pieces[opened.start :] = joined + pictures
        if len(joined) <= 1:
            lead_to(self.anchors, opened.start)

    def _flush(self) -> None:
        """A block ends or begins: what was collected becomes pieces."""
        some = self._pictures.some
        if some:
            self._pictures.settle(self._run)
            self._show(self._pictures.take_before(alone=self._run.empty and not self._depth["figure"]))
        if not self._run.empty:
            self._take()
        if some:
            self._show(self._pictures.take_behind())

    def _take(self) -> None:
        styled = self._run.take()
        if self._depth["pre"]:
            if text := styled.text.strip("\n").rstrip():
                self._emit(Block(text, Kind.CODE))
        elif self._heading:
            self._emit(heading(styled, self._heading))
        else:
            self._paragraphs(styled)
        self.links.linked = 0

    def _paragraphs(self, styled: StyledText) -> None:
        before = len(self.pieces), self._gap
        for gap, item in paragraphs(styled):
            self._gap += gap
            if isinstance(item, Sign) or item.text:
                self._emit(item)
        if before == (len(self.pieces), self._gap):
            self._gap += 1  # a line with nothing on it but a hard space

    def _show(self, pictures: Iterable[Seen]) -> None:
        """Pictures between blocks; the blank lines around them are as many as without them."""
        gap = self._gap
        for each in pictures:
            self._emit(Sign.ILLUSTRATION, each)
        self._gap = gap

    def _emit(self, item: Block | Sign, picture: Seen | None = None) -> None:
        if isinstance(item, Block) and item.kind is Kind.PARAGRAPH:
            item = shaped(item, self._marker, self._lists.depth, self._role)
            self._marker = ""
        tag = self._blocks[-1] if self._blocks else ""
        top = not self._depth["blockquote"]
        piece = Piece(item, tag, self._gap, self._role, 0, self.links.linked, top, self.content)
        piece.row, piece.cell, piece.seen = self._row, self._cell, picture
        self.pieces.append(piece)
        self._gap = 0
