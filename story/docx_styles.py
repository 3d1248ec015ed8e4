"""The styles of a Word document: what a named look means for its paragraphs and its characters."""

import re

from msgspec import Struct, field

from story import wording
from story.docx_names import NAMES, OFF
from story.model import Kind, Style, Unreadable
from story.para import Role
from story.style_names import kind_of, level_of, role_of
from story.xml_events import DEEPEST, Attributes, read_xml

Look = dict[str, str]  # a property's name to its value; "" is on, "0" is off

_TOGGLES = {"w:i": Style.ITALIC, "w:b": Style.BOLD, "w:strike": Style.STRIKE, "w:dstrike": Style.STRIKE}
_WITHOUT_STYLES: dict[str, Look] = {"emphasis": {"w:i": ""}, "strong": {"w:b": ""}}
PROPERTIES = {
    *_TOGGLES, "w:u", "w:vanish", "w:jc", "w:pageBreakBefore", "w:outlineLvl", "w:numId", "w:ilvl",
}  # fmt: skip
BORDERS = {"w:top", "w:bottom", "w:between"}  # children of w:pBdr


class _Named(Struct):
    name: str = ""
    based_on: str = ""
    look: Look = field(default_factory=dict)


def read_property(look: Look, tag: str, attributes: Attributes, parent: str) -> None:
    """Note one child of w:rPr, w:pPr, w:numPr or w:pBdr in `look`."""
    value = attributes.get("w:val", "")
    if tag in PROPERTIES:
        look[tag] = "0" if value in OFF and tag != "w:ilvl" and tag != "w:outlineLvl" else value
    elif tag in BORDERS and parent == "w:pBdr":
        look["border"] = look.get("border", "0") if value in OFF or not value else ""


class Styles:
    """Styles by their ids, with what they inherit; also reads styles.xml."""

    def __init__(self, data: bytes = b"") -> None:
        self._named: dict[str, _Named] = {}
        self._now = _Named()
        self._parents: list[str] = []
        self._whole: dict[str, Look] = {}
        self._paragraphs: dict[str, Look] = {}
        self._meanings: dict[str, tuple[Role, Kind]] = {}
        self._default = ""
        if data:
            read_xml(data, self, NAMES)

    def start(self, tag: str, attributes: Attributes) -> None:
        parent = self._parents[-1] if self._parents else ""
        self._parents.append(tag)
        if len(self._parents) > DEEPEST:
            raise Unreadable(wording.NESTED_FILE)
        value = attributes.get("w:val", "")
        if tag == "w:style":
            self._now = self._named[attributes.get("w:styleId", "")] = _Named()
            if attributes.get("w:default", "0") not in OFF and attributes.get("w:type") == "paragraph":
                self._default = attributes.get("w:styleId", "")
        elif tag == "w:docDefaults":
            self._now = self._named[""] = _Named()
        elif parent == "w:style" and tag == "w:name":
            self._now.name = value.lower()
        elif parent == "w:style" and tag == "w:basedOn":
            self._now.based_on = value
        elif parent in {"w:rPr", "w:pPr", "w:numPr", "w:pBdr"} and "w:tblStylePr" not in self._parents:
            read_property(self._now.look, tag, attributes, parent)

    def end(self, tag: str) -> None:  # noqa: ARG002  # what ends is what began last
        self._parents.pop()

    def text(self, text: str) -> None:
        """Styles have none."""

    def look(self, style: str) -> Look:
        """All that a style says, with what it is based on; "level" is 1 to 9 for a heading."""
        if style not in self._whole:
            whole: Look = {}
            for each in reversed(self._line(style)):
                whole |= each.look
                if level := level_of(each.name):
                    whole["level"] = str(level)
                elif "w:outlineLvl" in each.look:
                    whole["level"] = level_of_outline(each.look)
            self._whole[style] = whole
        return self._whole[style]

    def paragraph(self, style: str, own: Look) -> Look:
        """The look of a paragraph that has a style, or names none, and says something of its own."""
        if style not in self._paragraphs:
            self._paragraphs[style] = self.look("") | self.look(style or self._default)
        return self._paragraphs[style] | own if own else self._paragraphs[style]

    def role_and_kind(self, style: str) -> tuple[Role, Kind]:
        """What paragraphs of a style are for, and the kind of block that they are, headings aside."""
        if style not in self._meanings:
            names = [each.name for each in self._line(style)]
            self._meanings[style] = (
                next((role for name in names if (role := role_of(name))), Role.TEXT),
                next((kind for name in names if (kind := kind_of(name))), Kind.PARAGRAPH),
            )
        return self._meanings[style]

    def _line(self, style: str) -> list[_Named]:
        """The style and those that it is based on, one after the other."""
        if style and style not in self._named:
            name = re.sub(r"(?<=[a-z])(?=[A-Z\d])", " ", style).lower()
            return [_Named(name, "", _WITHOUT_STYLES.get(name, {}))]
        line: list[_Named] = []
        seen: set[str] = set()
        while style in self._named and style not in seen and (style or not seen):
            seen.add(style)
            line.append(self._named[style])
            style = self._named[style].based_on
        return line


def level_of_outline(look: Look) -> str:
    """1 to 9, or "" for text: outline levels count from 0, and 9 is plain."""
    level = look["w:outlineLvl"]
    return str(int(level) + 1) if level.isdigit() and int(level) < 9 else ""


def style_of(paragraph: Look, character: Look, run: Look) -> Style:
    """How characters are set: a run's own word, else its style's, else the paragraph's.

    Italics inside italics are upright, as Word shows them (ECMA-376 17.7.3), if neither is a run's own.
    """
    style = Style(0)
    for tag, one in _TOGGLES.items():
        if tag in run:
            on = run[tag] != "0"
        elif tag in character and character[tag] != "0":
            on = paragraph.get(tag, "0") == "0"
        else:
            on = tag not in character and paragraph.get(tag, "0") != "0"
        if on:
            style |= one
    underline = run.get("w:u", character.get("w:u", paragraph.get("w:u", "0")))
    return style | Style.UNDERLINE if underline != "0" else style


def hidden(paragraph: Look, character: Look, run: Look) -> bool:
    """Whether characters are not shown."""
    return run.get("w:vanish", character.get("w:vanish", paragraph.get("w:vanish", "0"))) != "0"
