"""The running text of a Word document to paragraphs: styles, lists, tables, tracked changes, page breaks."""

from collections import Counter

from msgspec import Struct, field

from story.album import Album
from story.docx_marks import Marks, Told
from story.docx_numbering import Numbering
from story.docx_settings import Setting, read_setting
from story.docx_styles import Look, Styles, hidden, read_property, style_of
from story.left_out import sentences
from story.lines import clean
from story.model import Block, Footnote, Style
from story.para import Para, Role
from story.slicing import StyledText
from story.tables import Table
from story.xml_events import Attributes

# Elements that are no text of the story, with all that is in them: deleted text, old formatting, field codes,
# and the second telling of what mc:Choice told.
_SKIPPED = {
    "w:del", "w:moveFrom", "w:rPrChange", "w:pPrChange", "w:numberingChange", "w:instrText", "w:delText",
    "mc:Fallback", "w:sectPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:rubyPr", "w:sdtPr", "w:ffData",
}  # fmt: skip
_TEXTS = {"w:t", "m:t"}
_CONTAINERS = {"w:pPr", "w:rPr", "w:numPr", "w:pBdr"}
_TABLE = {"w:tbl", "w:tr", "w:tc"}
_PARAGRAPH_PROPERTIES = {"w:pPr", "w:numPr", "w:pBdr"}
_SIGNS = {"w:tab": " ", "w:cr": "\n", "w:noBreakHyphen": "-", "w:ptab": " "}
_COUNTED = {
    "w:footnoteReference": "footnote",
    "w:endnoteReference": "endnote",
    "w:commentReference": "comment",
}
_PICTURES = {"a:blip": "r:embed", "v:imagedata": "r:id"}  # and what names their part
_FRAMES = {"wp:docPr": "descr", "v:shape": "alt"}  # and what says in words what is in them
# Word turns ":)" into a letter of a font of symbols.
_SYMBOLS = {
    "F04A": "☺",
    "F04B": "😐",
    "F04C": "☹",
    "F0E0": "→",
    "F0DF": "←",
    "F0F3": "↔",
    "F0B7": "•",
    "F02A": "*",
}
_CONTENTS_GALLERY = "Table of Contents"


class _Open(Struct):
    """A paragraph being read; `look` is what it says itself, without its style."""

    page: bool = False
    text: StyledText = field(default_factory=StyledText)
    style: str = ""
    look: Look = field(default_factory=dict)
    rule: bool = False
    continues: bool = False  # the next paragraph goes on in it: a dropped capital, or a deleted paragraph end


class DocumentText:
    """Reads document.xml; `paras` are its paragraphs, `counts` what was left out, `told` its notes."""

    def __init__(self, styles: Styles, numbering: Numbering, told: Told, album: Album) -> None:
        self.paras: list[Para] = []
        self.counts: Counter[str] = Counter()
        self._marks = Marks(told)
        self._styles = styles
        self._numbering = numbering
        self._album = album
        self._alt = ""
        self._skipped = 0
        self._tags: list[str] = []
        self._paragraphs: list[_Open] = []
        self._tables: list[Table] = []
        self._carried: StyledText | None = None
        self._page = False
        self._links = 0
        self._contents = 0  # depth of elements at which a list of contents began
        self._run: Look = {}
        self._run_style = ""
        self._shown: Style | None = Style(0)
        self._looks: dict[tuple[object, ...], Style | None] = {}
        self._settings: dict[tuple[object, ...], Setting] = {}
        self._fresh = False
        self._in_text = False
        self._ruby: list[str] | None = None

    def start(self, tag: str, attributes: Attributes) -> None:
        if self._skipped or tag in _SKIPPED:
            self._skipped += 1
            self._look_inside(tag, attributes)
            return
        parent = self._tags[-1] if self._tags else ""
        self._tags.append(tag)
        if tag in _TEXTS:
            self._in_text = True
        elif tag in _CONTAINERS:
            return
        elif tag == "w:r":
            self._marks.end()
            self._run, self._run_style, self._fresh = {}, "", True
        elif tag == "w:p":
            self._paragraphs.append(_Open(self._page))
            self._page = False
        elif tag in _TABLE:
            self._start_table(tag)
        elif self._paragraphs:
            self._in_paragraph(tag, attributes, parent, self._paragraphs[-1])

    def end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        self._tags.pop()
        if self._contents > len(self._tags):
            self._contents = 0
        if tag in _TEXTS:
            self._in_text = False
        elif tag == "w:p":
            self._end_paragraph(self._paragraphs.pop())
        elif tag == "w:tbl":
            for para in self._tables.pop().paras():
                self._add(para)
        elif tag == "w:hyperlink":
            self._links = max(0, self._links - 1)
        elif tag == "w:rt" and self._ruby is not None:
            self._ruby.append("")
        elif tag == "w:ruby" and self._ruby:
            self._end_ruby("".join(self._ruby))

    def text(self, text: str) -> None:
        if self._in_text and not self._skipped and self._paragraphs:
            if self._ruby is not None and "w:rt" in self._tags[-4:]:
                self._ruby.append(text)
            else:
                self._write(text if text.isprintable() else clean(text).replace("\n", " "))

    def _look_inside(self, tag: str, attributes: Attributes) -> None:
        """What is skipped may still say what is around it."""
        if tag == "w:docPartGallery" and attributes.get("w:val") == _CONTENTS_GALLERY:
            self._contents = self._contents or len(self._tags)
        elif tag in {"w:del", "w:moveFrom"} and self._tags[-2:] == ["w:pPr", "w:rPr"] and self._paragraphs:
            self._paragraphs[-1].continues = True

    def _start_table(self, tag: str) -> None:
        if tag == "w:tbl":
            self._tables.append(Table())
        elif self._tables:
            self._tables[-1].start_row() if tag == "w:tr" else self._tables[-1].start_cell()

    def _in_paragraph(self, tag: str, attributes: Attributes, parent: str, paragraph: _Open) -> None:
        if tag == "w:pStyle":
            paragraph.style = attributes.get("w:val", "")
        elif tag == "w:rStyle":
            self._run_style = attributes.get("w:val", "")
        elif parent == "w:rPr" and self._tags[-3:-2] != ["w:pPr"]:
            read_property(self._run, tag, attributes, parent)
        elif parent in _PARAGRAPH_PROPERTIES:
            read_property(paragraph.look, tag, attributes, parent)
            paragraph.continues |= tag == "w:framePr" and "w:dropCap" in attributes
        elif tag in _SIGNS:
            if parent == "w:r":  # in w:tabs, it is where tabs stop
                self._write(_SIGNS[tag])
        elif tag == "w:br":
            self._break(attributes.get("w:type", ""), paragraph)
        else:
            self._read_other(tag, attributes, paragraph)

    def _read_other(self, tag: str, attributes: Attributes, paragraph: _Open) -> None:
        if mark := self._marks.refer(tag, attributes):
            self._write(mark)
            self._marks.end()
        elif tag in _COUNTED and not self._marks.number:
            self.counts[_COUNTED[tag]] += 1
        elif tag in _PICTURES:
            self._album.add(
                attributes.get(_PICTURES[tag], ""), self._alt, behind=bool(paragraph.text.text.strip())
            )
        elif tag in _FRAMES:
            self._alt = attributes.get(_FRAMES[tag], "")
        elif tag == "w:sym":
            self._write(_symbol(attributes.get("w:char", "")))
        elif tag == "w:ruby":
            self._ruby = []
        elif tag == "w:hyperlink":
            self._links += 1
        elif attributes.get("o:hr", "f") in {"t", "true", "1"}:
            paragraph.rule = True

    def _break(self, kind: str, paragraph: _Open) -> None:
        if kind != "page":
            self._write("\n")
        elif paragraph.text.last:
            self._page = True
        else:
            paragraph.page = True

    def _write(self, text: str) -> None:
        paragraph = self._paragraphs[-1]
        if self._fresh:
            self._fresh = False
            self._shown = self._run_look(paragraph)
        if self._shown is not None:
            paragraph.text.add(text, self._shown, self._marks.write(text))

    def _run_look(self, paragraph: _Open) -> Style | None:
        """The style of the run that begins, or None for a hidden one."""
        key = (paragraph.style, self._run_style, *self._run.items())
        if key not in self._looks:
            whole = self._styles.paragraph(paragraph.style, {})
            character = self._styles.look(self._run_style) if self._run_style else {}
            shown = not hidden(whole, character, self._run)
            self._looks[key] = style_of(whole, character, self._run) if shown else None
        style = self._looks[key]
        return style & ~Style.UNDERLINE if style and self._links else style

    def _end_ruby(self, reading: str) -> None:
        self._ruby = None
        if reading:
            self._write(f"({reading})")

    def _end_paragraph(self, paragraph: _Open) -> None:
        if not self._paragraphs:
            self._in_text = False
        if self._carried is not None:
            self._carried.add_block(paragraph.text.block(Block(""), keep_start=True))
            paragraph.text, self._carried = self._carried, None
        if paragraph.continues and paragraph.text.text:
            self._carried = paragraph.text
            self._page |= paragraph.page
            return
        if self._contents:
            self._add(Para(Block(""), Role.CONTENTS))
        else:
            self._add(self._album.beside(self._para(paragraph)))

    def close(self) -> None:
        """The document ends."""
        if self._album.rest:
            self._add(self._album.beside(Para(Block(""))))

    def _para(self, paragraph: _Open) -> Para:
        key = (paragraph.style, *paragraph.look.items())
        setting = self._settings.get(key)
        if setting is None:
            setting = self._settings[key] = read_setting(self._styles, paragraph.style, paragraph.look)
        page = paragraph.page or setting.page
        if not paragraph.text.text.strip():
            return Para(Block(""), Role.RULE if paragraph.rule or setting.border else Role.TEXT, page=page)
        marker = self._marker(setting) if setting.number and setting.role is Role.TEXT else ""
        if setting.role is not Role.TEXT or not (setting.level or marker):
            return Para(paragraph.text.block(setting.like), setting.role, setting.centred, page)
        if setting.level:
            return Para(_marked(paragraph.text, marker, setting.like), page=page)
        return Para(
            _marked(paragraph.text, "  " * setting.depth + marker, setting.like), Role.ITEM, page=page
        )

    def _marker(self, setting: Setting) -> str:
        return self._numbering.marker(setting.number, setting.depth)

    def _add(self, para: Para) -> None:
        if self._tables:
            self._tables[-1].add(para)
        else:
            self.paras.append(para)

    def footnotes(self) -> dict[int, Footnote]:
        """The notes that the text refers to, by the numbers of their marks."""
        return self._marks.footnotes()

    @property
    def left_out(self) -> tuple[str, ...]:
        """What is not in `paras`, in words."""
        return sentences(self.counts)


def _symbol(code: str) -> str:
    """A sign given by its number; most of those in a font's private area mean nothing without the font."""
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return _SYMBOLS.get(code.upper(), sign if sign.isprintable() and not "\ue000" <= sign <= "\uf8ff" else "")


def _marked(text: StyledText, marker: str, like: Block) -> Block:
    if not marker:
        return text.block(like)
    marked = StyledText()
    marked.add(marker + " ")
    marked.add_block(text.block(like))
    return marked.block(like, keep_start=True)
