"""The styles of an OpenDocument text: what a named look means for its paragraphs, characters and lists."""

import re

from msgspec import Struct, field

from story.model import Kind, Style
from story.numerals import numeral
from story.para import Role
from story.style_names import kind_of, level_of, role_of
from story.xml_events import Attributes

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = {
    **{f"{_ODF}{each}:1.0": each for each in ("office", "style", "text", "table", "meta")},
    _ODF + "drawing:1.0": "draw",
    _ODF + "xsl-fo-compatible:1.0": "fo",
    _ODF + "svg-compatible:1.0": "svg",
    "http://www.w3.org/1999/xlink": "xlink",
}
Look = dict[str, str]

_PROPERTIES = {"style:text-properties", "style:paragraph-properties"}
_BORDERS = ("fo:border", "fo:border-top", "fo:border-bottom")
_NONE = {"", "none", "normal", "0", "false", "auto"}
_STYLES = {
    "fo:font-style": Style.ITALIC, "fo:font-weight": Style.BOLD, "style:text-underline-style": Style.UNDERLINE,
    "style:text-line-through-style": Style.STRIKE, "style:text-line-through-type": Style.STRIKE,
}  # fmt: skip
_LIGHT = {"100", "200", "300", "400", "500"}
_ESCAPED = re.compile(r"_([0-9a-f]{2})_")


class _Named(Struct):
    name: str = ""
    parent: str = ""
    look: Look = field(default_factory=dict)


class ListLevel(Struct, frozen=True):
    """How one depth of a list is marked."""

    form: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    bullet: str = ""

    def marker(self, number: int) -> str:
        """What stands before an item, "" for nothing."""
        if self.bullet or not self.form:
            return self.bullet
        return f"{self.prefix}{numeral(number, self.form)}{self.suffix}".strip()


class OdtStyles:
    """Styles by family and name, with what they inherit; reads styles.xml and the first part of content.xml."""

    def __init__(self) -> None:
        self._named: dict[tuple[str, str], _Named] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        self._now: _Named | None = None
        self._levels: dict[int, ListLevel] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        self._body = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "office:body":
            self._body = True
        if self._body:
            return
        if tag in {"style:style", "style:default-style"}:
            self._start_style(attributes)
        elif tag in _PROPERTIES and self._now:
            self._now.look.update(attributes)
        elif tag == "text:list-style":
            self._levels = self._lists[attributes.get("style:name", "")] = {}
        elif tag.startswith("text:list-level-style-"):
            self._levels[_number(attributes.get("text:level", ""))] = _list_level(tag, attributes)

    def end(self, tag: str) -> None:
        if tag in {"style:style", "style:default-style"}:
            self._now = None

    def text(self, text: str) -> None:
        """Styles have none."""

    def _start_style(self, attributes: Attributes) -> None:
        name = attributes.get("style:name", "")
        shown = attributes.get("style:display-name") or _ESCAPED.sub(lambda code: chr(int(code[1], 16)), name)
        self._now = _Named(shown.replace("_", " ").lower(), attributes.get("style:parent-style-name", ""))
        if level := attributes.get("style:default-outline-level"):
            self._now.look["level"] = level
        self._named[attributes.get("style:family", ""), name] = self._now

    def look(self, family: str, style: str) -> Look:
        """All that a style says, with what it is based on."""
        key = family, style
        if key not in self._looks:
            whole: Look = {}
            for each in reversed(self._line(family, style)):
                whole |= each.look
            self._looks[key] = whole
        return self._looks[key]

    def role_and_kind(self, style: str) -> tuple[Role, Kind]:
        """What paragraphs of a style are for, and the kind of block that they are."""
        names = [each.name for each in self._line("paragraph", style)]
        return (
            next((role for name in names if (role := role_of(name))), Role.TEXT),
            next((kind for name in names if (kind := kind_of(name))), Kind.PARAGRAPH),
        )

    def level(self, style: str) -> int:
        """1 to 9 for the style of headings."""
        return next((level for each in self._line("paragraph", style) if (level := level_of(each.name))), 0)

    def list_level(self, style: str, depth: int) -> ListLevel:
        """How a depth of a list, counted from 1, is marked; with bullets where nothing says so."""
        return self._lists.get(style, {}).get(depth, ListLevel(bullet="•"))

    def _line(self, family: str, style: str) -> list[_Named]:
        """The style, those that it is based on, and at last what holds for all."""
        if style and (family, style) not in self._named:
            return [_Named(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), style).replace("_", " ").lower())]
        line: list[_Named] = []
        seen: set[str] = set()
        while (family, style) in self._named and style not in seen:
            seen.add(style)
            line.append(self._named[family, style])
            style = line[-1].parent
        return line


def style_of(look: Look) -> Style:
    """How characters of a look are set."""
    style = Style(0)
    for name, one in _STYLES.items():
        value = look.get(name, "")
        if value not in _NONE and not (one is Style.BOLD and value in _LIGHT):
            style |= one
    return style


def has_border(look: Look) -> bool:
    """Whether a line is drawn over or under a paragraph."""
    return any(look.get(border, "none") not in _NONE for border in _BORDERS)


def _list_level(tag: str, attributes: Attributes) -> ListLevel:
    bullet = attributes.get("text:bullet-char", "") if tag.endswith("bullet") else ""
    return ListLevel(
        attributes.get("style:num-format", ""),
        attributes.get("style:num-prefix", ""),
        attributes.get("style:num-suffix", ""),
        _number(attributes.get("text:start-value", "1")),
        "•" if "\ue000" <= bullet <= "\uf8ff" else bullet,
    )


def _number(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) < 6 else 0
