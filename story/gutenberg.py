"""Project Gutenberg's text files: the story between its START and END lines, and what the head says of it."""

import re

from msgspec import Struct

_START = re.compile(
    r"^[ \t]*\*\*\*[ \t]*START OF TH(?:E|IS) PROJECT GUTENBERG E-?BOOK.*$", re.MULTILINE | re.IGNORECASE
)
_END = re.compile(
    r"^[ \t]*\*\*\*[ \t]*END OF TH(?:E|IS) PROJECT GUTENBERG E-?BOOK.*$", re.MULTILINE | re.IGNORECASE
)
_FIELD = re.compile(r"^(Title|Author|Language|Translator): *(.+(?:\n[ \t]+\S.*)*)", re.MULTILINE)
_NUMBER = re.compile(r"\[e-?(?:book|text) #(\d{1,6})\]", re.IGNORECASE)
_CREDITS = re.compile(
    r"\s*(?:Produced by|E-text prepared by|Etext prepared by|Transcribed by)\s(?:.+\n)+", re.IGNORECASE
)


class Gutenberg(Struct, frozen=True):
    """A Gutenberg file without its licence."""

    text: str
    title: str
    author: str
    language: str
    source: str


def read_gutenberg(text: str) -> Gutenberg | None:
    """The story of a Gutenberg file; None when it is not one, or lacks one of the two lines."""
    start = _START.search(text)
    ends = [match for match in _END.finditer(text) if start and match.start() > start.end()]
    if not start or not ends:
        return None
    fields = {match[1]: " ".join(match[2].split()) for match in _FIELD.finditer(text, 0, start.start())}
    story = text[start.end() : ends[-1].start()]
    credits = _CREDITS.match(story)
    number = _NUMBER.search(text, 0, start.start())
    return Gutenberg(
        story[credits.end() :] if credits else story,
        fields.get("Title", ""),
        fields.get("Author", ""),
        fields.get("Language", ""),
        f"https://www.gutenberg.org/ebooks/{number[1]}" if number else "",
    )
