"""The styles of a Word document: what a named look means for its paragraphs and its characters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from story.docx_names import NAMES, OFF
from story.model import Kind, Style
from story.para import Role
from story.xml_events import Attributes, read_xml

Look = dict[str, str]  # a property's name to its value; "" is on, "0" is off

_HEADING = re.compile(r"heading ?(\d)", re.IGNORECASE)
_TOGGLES = {"w:i": Style.ITALIC, "w:b": Style.BOLD, "w:strike": Style.STRIKE, "w:dstrike": Style.STRIKE}
_ROLES = {
    "title": Role.TITLE, "author": Role.AUTHOR, "byline": Role.AUTHOR, "date": Role.DATE, "abstract": Role.SUMMARY,
    "toc heading": Role.CONTENTS,
}  # fmt: skip
_KINDS = {
    "quote": Kind.QUOTE, "intense quote": Kind.QUOTE, "block text": Kind.QUOTE, "quotations": Kind.QUOTE,
    "block quote": Kind.QUOTE, "blockquote": Kind.QUOTE, "block quotation": Kind.QUOTE, "verse": Kind.VERSE,
    "poem": Kind.VERSE, "poetry": Kind.VERSE, "source code": Kind.CODE, "html preformatted": Kind.CODE,
    "preformatted text": Kind.CODE, "plain text code": Kind.CODE,
}  # fmt: skip
_WITHOUT_STYLES: dict[str, Look] = {"emphasis": {"w:i": ""}, "strong": {"w:b": ""}}
PROPERTIES = {
    *_TOGGLES, "w:u", "w:vanish", "w:jc", "w:pageBreakBefore", "w:outlineLvl", "w:numId", "w:ilvl",
}  # fmt: skip
BORDERS = {"w:top", "w:bottom", "w:between"}  # children of w:pBdr


@dataclass(slots=True)
class _Named:
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
        self._default = ""
        if data:
            read_xml(data, self, NAMES)

    def start(self, tag: str, attributes: Attributes) -> None:
        parent = self._parents[-1] if self._parents else ""
        self._parents.append(tag)
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
                if heading := _HEADING.fullmatch(each.name):
                    whole["level"] = heading[1]
                elif "w:outlineLvl" in each.look:
                    whole["level"] = _level(each.look)
            self._whole[style] = whole
        return self._whole[style]

    def paragraph(self, style: str) -> Look:
        """The look of a paragraph of that style, or of one that names none."""
        return self.look("") | self.look(style or self._default)

    def role(self, style: str) -> Role:
        """What paragraphs of a style are for."""
        for each in self._line(style):
            if each.name.startswith("toc ") and each.name[4:].isdigit():
                return Role.CONTENTS
            if role := _ROLES.get(each.name):
                return role
            if each.name == "subtitle" or _HEADING.fullmatch(each.name):
                break
        return Role.TEXT

    def kind(self, style: str) -> Kind:
        """The kind of block that paragraphs of a style are, headings aside."""
        return next((_KINDS[each.name] for each in self._line(style) if each.name in _KINDS), Kind.PARAGRAPH)

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


def _level(look: Look) -> str:
    """Outline levels count from 0, and 9 is plain text."""
    level = look["w:outlineLvl"]
    return str(int(level) + 1) if level.isdigit() and int(level) < 9 else ""


def style_of(paragraph: Mapping[str, str], character: Mapping[str, str], run: Mapping[str, str]) -> Style:
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
        style |= one if on else Style(0)
    underline = run.get("w:u", character.get("w:u", paragraph.get("w:u", "0")))
    return style | (Style.UNDERLINE if underline != "0" else Style(0))


def hidden(paragraph: Mapping[str, str], character: Mapping[str, str], run: Mapping[str, str]) -> bool:
    """Whether characters are not shown."""
    return run.get("w:vanish", character.get("w:vanish", paragraph.get("w:vanish", "0"))) != "0"
