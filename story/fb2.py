"""FB2 books to a story's parts."""

import re
from collections import Counter
from collections.abc import Mapping

from story import wording
from story.assembly import Draft, Figure
from story.encoding import decode
from story.fb2_items import Body, chapters_and_scenes
from story.fb2_notes import Notes
from story.gallery import Gallery, data_of, show
from story.left_out import sentences
from story.lines import clean
from story.model import Block, Kind, Style, Unreadable
from story.slicing import StyledText
from story.tags import numbered
from story.title import same_title
from story.xml_events import DEEPEST, Attributes, MalformedXml, read_xml

_NAMES: Mapping[str, str] = {"http://www.w3.org/1999/xlink": "l"}
_STYLES = {"emphasis": Style.ITALIC, "strong": Style.BOLD, "strikethrough": Style.STRIKE, "code": Style.CODE}
_BLOCKS = {"p", "v", "subtitle", "text-author", "date", "th", "td"}
_QUOTED = {"cite", "epigraph", "annotation"}
_NOTES = {"notes", "comments", "footnotes"}
_ABOUT = {"keywords", "book-title", "lang", "first-name", "middle-name", "last-name", "nickname"}
_BARE_AMPERSAND = re.compile(r"&(?!#?\w{1,31};)")
_WHITE = re.compile(r"[ \t\r\n]+")


def read_fb2(data: bytes) -> Draft:
    """The parts of the story in an FB2 book. Raises Unreadable."""
    book = _Book()
    try:
        read_xml(data, book, _NAMES)
    except MalformedXml:
        book = _Book()
        read_xml(_mended(data), book, _NAMES)
    return book.draft()


def _mended(data: bytes) -> bytes:
    """With what programs most often get wrong: lone ampersands, control characters, a wrong name of the encoding."""
    text = clean(decode(data, None).text)
    return _BARE_AMPERSAND.sub("&amp;", re.sub(r"^\s*<\?xml[^>]*\?>", "", text)).encode("utf-8", "replace")


class _Book:
    """Reads the elements of a book, one after the other."""

    def __init__(self) -> None:
        self._body = Body()
        self._counts: Counter[str] = Counter()
        self._open: list[str] = []
        self._skipped = 0
        self._about: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._authors: list[str] = []
        self._summary: list[str] = []
        self._bodies = 0
        self._notes = Notes()
        self._in_notes = False
        self._text: StyledText | None = None
        self._shown: list[Style] = []
        self._title: list[str] | None = None
        self._stanza: list[Block] = []
        self._rows: list[Block] = []
        self._binaries: dict[str, list[str]] = {}
        self._binary: list[str] | None = None  # the letters of the one that is open
        self._cover = ""
        self._inline: set[str] = set()
        self._pictures: list[Figure] = []  # in the text that is open, to stand behind it

    def draft(self) -> Draft:
        """What was read. Where pictures stand was kept with their addresses in the file; they come at its end."""
        footnotes = self._notes.footnotes(self._counts)
        gallery = Gallery(self._picture)
        items = show(chapters_and_scenes(self._body.items), gallery, self._inline)
        cover = gallery.cover(self._cover)
        fields = self._about | {"author": ", ".join(self._authors), "summary": "\n\n".join(self._summary)}
        return Draft(
            items,
            {name: value for name, value in fields.items() if value},
            (*sentences(self._counts), *gallery.left_out),
            footnotes=footnotes,
            pictures=gallery.pictures,
            cover=cover,
        )

    def _picture(self, address: str) -> bytes | None:
        letters = self._binaries.get(address.removeprefix("#"))
        return None if letters is None else data_of(f"data:;base64,{''.join(letters)}")

    def start(self, tag: str, attributes: Attributes) -> None:
        if self._skipped or self._is_skipped(tag, attributes):
            self._skipped += 1
            return
        self._open.append(tag)
        if len(self._open) > DEEPEST:
            raise Unreadable(wording.NESTED_FILE)
        if self._text is not None:
            self._start_inline(tag, attributes)
        elif tag in _BLOCKS:
            self._text, self._shown = StyledText(), [Style(0)]
        else:
            self._start_group(tag, attributes)

    def _start_inline(self, tag: str, attributes: Attributes) -> None:
        if tag == "a":
            self._notes.refer(attributes)
        self._shown.append(self._shown[-1] | _STYLES.get(tag, Style(0)))

    def _start_group(self, tag: str, attributes: Attributes) -> None:
        match tag:
            case "section" if self._in_notes:
                self._notes.start_section(attributes)
            case "section" if self._bodies:
                self._body.start_section()
            case "sequence" if "title-info" in self._open and not self._about.get("series"):
                self._about["series"] = numbered(attributes.get("name", ""), attributes.get("number", ""))
            case "body":
                self._in_notes = attributes.get("name", "").lower() in _NOTES
                self._bodies += not self._in_notes
            case "title":
                self._title = []
            case "empty-line" if not self._in_notes:
                self._body.add_empty_line()

    def _is_skipped(self, tag: str, attributes: Attributes) -> bool:
        """Pictures and what is said of other books and of the file, with all that is in them."""
        if tag == "image":
            self._see(attributes)
            return True
        if tag == "binary":
            self._binary = self._binaries.setdefault(attributes.get("id", ""), [])
            return True
        return tag in {
            "stylesheet",
            "document-info",
            "src-title-info",
            "publish-info",
            "custom-info",
        }

    def _see(self, attributes: Attributes) -> None:
        """A picture between paragraphs, or in one, behind which it then stands; or the cover."""
        address = attributes.get("l:href") or attributes.get("href", "")
        if "coverpage" in self._open:
            self._cover = self._cover or address
        elif self._bodies:
            figure = Figure(address, attributes.get("alt") or attributes.get("title", ""))
            if self._text is None and self._title is None:
                self._body.add_picture(figure)
            else:
                self._pictures.append(figure)
                self._inline.add(address)

    def _show(self) -> None:
        for figure in self._pictures:
            self._body.add_picture(figure)
        self._pictures = []

    def end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
            self._binary = None
            return
        self._open.pop()
        if self._text is not None and tag in _BLOCKS and not _BLOCKS.intersection(self._open):
            text, self._text = self._text, None
            self._end_block(tag, text)
            if self._title is None:
                self._show()
        elif self._text is not None:
            self._shown = self._shown[:-1] or [Style(0)]
            if tag == "a":
                self._notes.end()
        elif tag in _ABOUT or tag == "author":
            self._end_about(tag)
        else:
            self._end_group(tag)

    def text(self, text: str) -> None:
        if self._binary is not None:
            self._binary.append(text)
        if self._skipped or not self._open:
            return
        text = _WHITE.sub(" ", text if text.isprintable() else clean(text))
        if self._text is not None:
            text = text[1:] if text[:1] == " " and self._text.last in {"", " "} else text
            self._text.add(text, self._shown[-1], self._notes.write(text))
        elif self._open[-1] in _ABOUT and not self._bodies:
            self._names[self._open[-1]] = self._names.get(self._open[-1], "") + text

    def _end_about(self, tag: str) -> None:
        if "title-info" not in self._open:
            return
        names = {name: " ".join(value.split()) for name, value in self._names.items()}
        if tag == "author":
            parts = [names.get(name, "") for name in ("first-name", "middle-name", "last-name")]
            author = " ".join(filter(None, parts)) or names.get("nickname", "")
            self._authors += [author] if author else []
            self._names = {}
        elif tag == "book-title":
            self._about["title"] = names.get(tag, "")
        elif tag == "lang":
            self._about["language"] = names.get(tag, "")
        elif tag == "keywords":
            self._about["tags"] = names.get(tag, "")
        elif "translator" in self._open:
            self._names = {}

    def _end_group(self, tag: str) -> None:
        match tag:
            case "section" if self._in_notes:
                self._notes.end_section()
            case "section":
                self._body.end_section()
            case "title":
                self._end_title()
                self._show()
            case "stanza" | "poem":
                self._end_lines(self._stanza)
                self._stanza = []
            case "tr":
                self._rows += [_row(self._stanza)] if self._stanza else []
                self._stanza = []
            case "table":
                self._end_lines(self._rows)
                self._rows = []

    def _end_block(self, tag: str, text: StyledText) -> None:
        block = text.block(Block("", Kind.QUOTE if _QUOTED.intersection(self._open) else Kind.PARAGRAPH))
        if not block.text:
            return
        if not self._bodies and not self._in_notes:
            self._summary += [block.text] if "annotation" in self._open and "title-info" in self._open else []
        elif self._title is not None:
            self._title.append(block.text)
        elif tag in {"v", "td", "th"}:
            self._stanza.append(block)
        elif tag == "subtitle":
            self._add(Block(block.text, Kind.HEADING, 3, block.spans))
        else:
            self._add(block)

    def _add(self, block: Block) -> None:
        if self._in_notes:
            self._notes.add(block)
        elif {"epigraph", "annotation"}.intersection(self._open):
            self._body.add_opening(block)
        else:
            self._body.add(block)

    def _end_lines(self, lines: list[Block]) -> None:
        if not lines:
            return
        joined = StyledText()
        for number, line in enumerate(lines):
            joined.add("\n" if number else "")
            joined.add_block(line)
        self._add(joined.block(Block("", Kind.VERSE)))

    def _end_title(self) -> None:
        """A section's title; of a poem's a line above it; of the book's only what its description lacks."""
        lines, self._title = self._title or [], None
        if not lines or self._in_notes:
            return
        if "poem" in self._open or _QUOTED.intersection(self._open):
            self._add(Block(" ".join(lines), Kind.HEADING, 4))
        elif "section" in self._open:
            self._body.add_title(_on_one_line(lines))
        elif not self._about.get("title"):
            self._about["title"] = lines[-1]
        elif not any(same_title(line, self._about["title"]) for line in lines) and self._bodies > 1:
            self._body.add_title(_on_one_line(lines))


def _on_one_line(lines: list[str]) -> str:
    """ "Chapter 1" and "The Door" as one title."""
    return ". ".join(line.rstrip(".") for line in lines[:-1]) + (": " if len(lines) > 1 else "") + lines[-1]


def _row(cells: list[Block]) -> Block:
    row = StyledText()
    for number, cell in enumerate(cells):
        row.add(" | " if number else "")
        row.add_block(cell)
    return row.block(Block(""))
