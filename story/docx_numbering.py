"""The numbers and bullets that Word draws before the items of its lists and before numbered headings."""

import re

from msgspec import Struct, field

from story.docx_names import NAMES
from story.numerals import numeral
from story.xml_events import Attributes, read_xml


class _Level(Struct):
    form: str = "decimal"
    text: str = ""
    start: int = 1


class _List(Struct):
    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Lists by their numbers, and how far each has counted; also reads numbering.xml."""

    def __init__(self, data: bytes = b"") -> None:
        self._abstract: dict[str, _List] = {}
        self._lists: dict[str, _List] = {}
        self._now = _List()
        self._level = _Level()
        self._number = ""
        if data:
            read_xml(data, self, NAMES)

    def start(self, tag: str, attributes: Attributes) -> None:
        value = attributes.get("w:val", "")
        match tag:
            case "w:abstractNum":
                self._now = self._abstract[attributes.get("w:abstractNumId", "")] = _List()
            case "w:lvl":
                self._level = _Level()
                self._now.levels[_number(attributes.get("w:ilvl", ""))] = self._level
            case "w:numFmt":
                self._level.form = value
            case "w:lvlText":
                self._level.text = value
            case "w:start":
                self._level.start = _number(value)
            case "w:num":
                self._number = attributes.get("w:numId", "")
                self._now = _List()  # levels of a w:lvlOverride change no other list
            case "w:abstractNumId" if value in self._abstract:
                self._lists[self._number] = self._abstract[value]

    def end(self, tag: str) -> None:
        """Nothing is left open."""

    def text(self, text: str) -> None:
        """Lists have none."""

    def marker(self, number: str, depth: int) -> str:
        """What stands before the next item of the list `number` at a depth; "" for no mark."""
        listed = self._lists.get(number)
        if listed is None:
            return "•"
        level = listed.levels.get(depth, _Level("bullet"))
        listed.counts[depth] = listed.counts.get(depth, level.start - 1) + 1
        listed.counts = {each: count for each, count in listed.counts.items() if each <= depth}
        if level.form in {"bullet", "none"}:
            return "•" if level.form == "bullet" else ""
        return re.sub(r"%(\d)", lambda match: self._count(listed, int(match[1]) - 1), level.text).strip()

    def _count(self, listed: _List, depth: int) -> str:
        level = listed.levels.get(depth, _Level())
        return numeral(listed.counts.get(depth, level.start), level.form)


def _number(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) < 6 else 0
