"""The running text of an OpenDocument text to paragraphs: styles, lists, tables, changes, page breaks."""

import re
from collections import Counter

from msgspec import Struct, field

from story.album import Album, Frame
from story.footnotes import note
from story.left_out import sentences
from story.lines import clean
from story.model import Block, Footnote, Kind, Style
from story.odt_styles import ListLevel, OdtStyles, has_border, style_of
from story.para import Para, Role
from story.slicing import StyledText
from story.tables import Table
from story.xml_events import Attributes

# Elements that are no running text, with all that is in them.
_SKIPPED = {
    "text:tracked-changes", "office:annotation", "text:variable-decls", "text:sequence-decls",
    "text:user-field-decls", "office:forms", "svg:title", "svg:desc", "text:number", "text:script", "office:scripts",
    "text:index-title-template", "text:table-of-content", "text:alphabetical-index", "text:illustration-index",
    "text:table-index", "text:object-index", "text:user-index", "text:dde-connection-decls", "table:shapes",
}  # fmt: skip
_COUNTED = {"office:annotation": "comment"}
_WORDS = {"svg:title", "svg:desc"}  # what is in a frame, in words
_TABLE = {"table:table", "table:table-row", "table:table-cell", "table:covered-table-cell"}
_WHITE = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 100


class _Open(Struct):
    """A paragraph being read."""

    style: str
    level: int
    text: StyledText = field(default_factory=StyledText)
    shown: list[Style | None] = field(default_factory=list)


class _List(Struct):
    style: str
    level: ListLevel
    number: int
    marker: str | None = None  # of an item that has shown no text yet


class _Note(Struct):
    """A note that is open."""

    mark: list[str] = field(default_factory=list)
    in_mark: bool = False
    blocks: list[Block] = field(default_factory=list)


class OdtText:
    """Reads office:text; `paras` are its paragraphs."""

    def __init__(self, styles: OdtStyles, album: Album) -> None:
        self.paras: list[Para] = []
        self._counts: Counter[str] = Counter()
        self._styles = styles
        self._started = False
        self._skipped = 0
        self._paragraphs: list[_Open] = []
        self._lists: list[_List] = []
        self._tables: list[Table] = []
        self._ruby: list[str] = []
        self._in_ruby_text = False
        self._page = False
        self._notes: list[_Note] = []
        self.footnotes: dict[int, Footnote] = {}
        self._album = album
        self._frames: list[Frame] = []
        self._heard: list[str] | None = None  # text that is for the frame

    @property
    def left_out(self) -> tuple[str, ...]:
        """What is not in `paras`, in words."""
        return sentences(self._counts)

    def start(self, tag: str, attributes: Attributes) -> None:
        if not self._started:
            self._started = tag == "office:text"
            return
        if not self._skipped and tag in _COUNTED:
            self._counts[_COUNTED[tag]] += 1
        if self._frames and tag in _WORDS | {"office:binary-data"}:
            self._heard = []
        if self._skipped or tag in _SKIPPED:
            self._skipped += 1
            if tag == "text:table-of-content":
                self._add(Para(Block(""), Role.CONTENTS))
            return
        self._start(tag, attributes)

    def _start(self, tag: str, attributes: Attributes) -> None:
        style = attributes.get("text:style-name", "")
        if tag in {"text:p", "text:h"}:
            level = _count(attributes.get("text:outline-level", "1")) if tag == "text:h" else 0
            paragraph = _Open(style, level or self._styles.level(style))
            paragraph.shown.append(self._shown("paragraph", style, Style(0)))
            self._paragraphs.append(paragraph)
        elif tag == "text:list":
            self._start_list(style)
        elif tag == "text:list-item" and self._lists:
            listed = self._lists[-1]
            listed.number += 1
            listed.marker = listed.level.marker(listed.number)
        elif tag in _TABLE:
            self._start_table(tag)
        elif tag == "draw:frame":
            self._frames.append(Frame(bool(self._paragraphs and self._paragraphs[-1].text.text.strip())))
        elif tag == "draw:image" and self._frames:
            self._frames[-1].sources.append(attributes.get("xlink:href", ""))
        elif self._paragraphs:
            self._in_paragraph(tag, attributes, style)

    def _in_paragraph(self, tag: str, attributes: Attributes, style: str) -> None:
        paragraph = self._paragraphs[-1]
        match tag:
            case "text:span":
                before = paragraph.shown[-1]
                paragraph.shown.append(None if before is None else self._shown("text", style, before))
            case "text:s":
                self._write(" " * min(_count(attributes.get("text:c", "1")) or 1, _MOST_SPACES))
            case "text:tab":
                self._write(" ")
            case "text:line-break":
                self._write("\n")
            case "text:ruby-text":
                self._in_ruby_text = True
            case "text:note":
                self._notes.append(_Note())
            case "text:note-citation" if self._notes:
                self._notes[-1].in_mark = True

    def end(self, tag: str) -> None:
        if self._heard is not None:
            self._frames[-1].hear(tag, self._heard)
            self._heard = None
        if self._skipped:
            self._skipped -= 1
            return
        if tag in {"text:p", "text:h"} and self._paragraphs:
            self._add(self._album.beside(self._para(self._paragraphs.pop())))
        elif tag == "text:span" and self._paragraphs and len(self._paragraphs[-1].shown) > 1:
            self._paragraphs[-1].shown.pop()
        elif tag == "text:list" and self._lists:
            self._lists.pop()
        elif tag == "table:table" and self._tables:
            for para in self._tables.pop().paras():
                self._add(para)
        elif tag in {"text:note-citation", "text:note"} and self._notes:
            self._end_note(tag, self._notes[-1])
        elif tag == "text:ruby-text":
            self._end_ruby()
        else:
            self._end_picture(tag)

    def _end_ruby(self) -> None:
        self._in_ruby_text = False
        if reading := "".join(self._ruby).strip():
            self._write(f"({reading})")
        self._ruby = []

    def _end_picture(self, tag: str) -> None:
        """A frame's pictures stand before or behind the paragraph; behind the last one, they stand alone."""
        if tag == "draw:frame" and self._frames:
            self._frames.pop().tell(self._album)
        elif tag == "office:text" and self._album.rest:
            self._add(self._album.beside(Para(Block(""))))

    def text(self, text: str) -> None:
        if self._heard is not None:
            self._heard.append(text)
            return
        if not self._paragraphs or self._skipped:
            return
        if self._in_ruby_text or (self._notes and self._notes[-1].in_mark):
            (self._ruby if self._in_ruby_text else self._notes[-1].mark).append(text)
            return
        text = _WHITE.sub(" ", text if text.isprintable() else clean(text))
        collected = self._paragraphs[-1].text
        self._write(text[1:] if text[0] == " " and collected.last in {"", " ", "\n"} else text)

    def _write(self, text: str, number: int = 0) -> None:
        if self._paragraphs and (shown := self._paragraphs[-1].shown[-1]) is not None:
            self._paragraphs[-1].text.add(text, shown, number)

    def _end_note(self, tag: str, ended: _Note) -> None:
        """A note without text is left out, the mark of any other stands in the text."""
        ended.in_mark = False
        if tag == "text:note-citation":
            return
        self._notes.pop()
        number = len(self.footnotes) + 1
        each = note("".join(ended.mark).strip() or str(number), ended.blocks)
        if each.blocks:
            self.footnotes[number] = each
            self._write(each.mark, number)
        else:
            self._counts["footnote"] += 1

    def _shown(self, family: str, style: str, around: Style) -> Style | None:
        """How text of a style is set inside what is `around`; None for hidden text."""
        look = self._styles.look(family, style)
        if look.get("text:display") == "none":
            return None
        shown = style_of(look)
        for name, one in (("fo:font-style", Style.ITALIC), ("fo:font-weight", Style.BOLD)):
            if name not in look:
                shown |= around & one
        return shown | (around & (Style.UNDERLINE | Style.STRIKE))

    def _start_list(self, style: str) -> None:
        style = style or (self._lists[-1].style if self._lists else "")
        level = self._styles.list_level(style, len(self._lists) + 1)
        self._lists.append(_List(style, level, level.start - 1))

    def _start_table(self, tag: str) -> None:
        if tag == "table:table":
            self._tables.append(Table())
        elif self._tables:
            self._tables[-1].start_row() if tag == "table:table-row" else self._tables[-1].start_cell()

    def _para(self, paragraph: _Open) -> Para:
        look = self._styles.look("paragraph", paragraph.style)
        role, kind = self._styles.role_and_kind(paragraph.style)
        page = self._page or look.get("fo:break-before") == "page"
        self._page = look.get("fo:break-after") == "page"
        if not paragraph.text.text.strip():
            rule = role is Role.RULE or has_border(look)
            return Para(Block(""), Role.RULE if rule else Role.TEXT, page=page)
        role = Role.TEXT if role is Role.RULE else role
        if paragraph.level and role is Role.TEXT:
            return Para(paragraph.text.block(Block("", Kind.HEADING, min(paragraph.level, 6))), page=page)
        if self._lists and not self._notes and role is Role.TEXT and (marker := self._marker()):
            text = StyledText()
            text.add(marker)
            text.add_block(paragraph.text.block(Block("")))
            return Para(text.block(Block("", kind), keep_start=True), Role.ITEM, page=page)
        return Para(paragraph.text.block(Block("", kind)), role, look.get("fo:text-align") == "center", page)

    def _marker(self) -> str:
        """What stands before the text of a list's item: its mark, or as much space under it."""
        indent = "  " * (len(self._lists) - 1)
        listed = self._lists[-1]
        marker, listed.marker = listed.marker, None
        if marker is None:
            return indent + "  "
        return f"{indent}{marker} " if marker else ""

    def _add(self, para: Para) -> None:
        if self._notes:
            self._notes[-1].blocks.append(para.block)
        elif self._tables:
            self._tables[-1].add(para)
        else:
            self.paras.append(para)


def _count(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) < 6 else 0
