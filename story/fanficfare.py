"""FanFicFare's text files: a head of metadata, a table of contents, chapter titles on indented lines."""

import re
from collections.abc import Iterator

from msgspec import Struct

from story.tags import numbered

_CONTENTS = re.compile(r"^TABLE OF CONTENTS$", re.MULTILINE)
_FIELD = re.compile(r"^([A-Z][\w ]{2,30}): *(.*)$", re.MULTILINE)
_BY = re.compile(r"\s*(?P<title>[^\n]+)\n+by (?P<author>[^\n]+)")
_NAMES = {
    "Language": "language", "Rating": "rating", "Summary": "summary", "Warnings": "content_notes",
    "Story URL": "source",
}  # fmt: skip
_TAGS = ("Fandoms", "Category", "Genre", "Relationships", "Pairing", "Characters", "Tags", "Freeform Tags")
_SERIES = re.compile(r"(.+?)\s*\[(\d+(?:\.\d+)?)\]")
_END = "End file."
_ENTRY = re.compile(r"\s*(\d+)\. (.+)")
_TITLE_LINE = re.compile(r"^(?:\t| {4,})(\S.*)$", re.MULTILINE)


# The converter that FanFicFare uses sets spaces around marks of emphasis that touch quotes and stops.
_SPACE_BEFORE = re.compile(r"(?<=[^\s_][_*]) (?=[,.;:!?…’”)\]—\u2060])")
_SPACE_AFTER = re.compile(r"(?:(?<=‘\s’)|(?<=[“‘(\[—\u2060])) (?=[_*][^\s_*’])")


class FanFicFare(Struct, frozen=True):
    """A FanFicFare file without its head; `chapters` are (title, text)."""

    title: str
    author: str
    fields: dict[str, str]
    chapters: tuple[tuple[str, str], ...]


def read_fanficfare(text: str) -> FanFicFare | None:
    """The story of a file that FanFicFare wrote; None when it is not one."""
    end = text.rfind(_END)
    if end < 0 or text[end + len(_END) :].strip() or not (head := _BY.match(text)):
        return None
    contents = _CONTENTS.search(text)
    fields = {
        match[1]: match[2]
        for match in _FIELD.finditer(text, head.end(), contents.start() if contents else 4000)
    }
    if "Story URL" not in fields and "Packaged" not in fields:
        return None
    chapters = tuple(_chapters(text[:end], contents.end() if contents else head.end()))
    return FanFicFare(head["title"].strip(), head["author"].strip(), fields, chapters) if chapters else None


def story_fields(head: dict[str, str]) -> dict[str, str]:
    """What a head says, by the names of Story's fields."""
    fields = {field: head[name] for name, field in _NAMES.items() if head.get(name)}
    if tags := ", ".join(head[name] for name in _TAGS if head.get(name)):
        fields["tags"] = tags
    if series := _SERIES.match(head.get("Series", "")):
        fields["series"] = numbered(series[1], series[2])
    elif head.get("Series"):
        fields["series"] = head["Series"]
    return fields


def _chapters(text: str, start: int) -> Iterator[tuple[str, str]]:
    """Title lines are indented and among those of the contents, which come first, not indented."""
    titles = [
        match
        for match in _TITLE_LINE.finditer(text, start)
        if text[match.start() - 2 : match.start()] == "\n\n"
    ]
    listed = {line.strip() for line in text[start : titles[0].start()].split("\n")} if titles else set()
    titles = [match for match in titles if match[1].strip() in listed or not listed - {""}]
    if not titles:
        yield "", text[start:]
        return
    for match, following in zip(titles, [*titles[1:], None], strict=True):
        entry = _ENTRY.fullmatch(match[1])
        title = entry[2] if entry else match[1]
        story = text[match.end() : following.start() if following else len(text)]
        yield title.strip(), _SPACE_AFTER.sub("", _SPACE_BEFORE.sub("", story))
