"""A list of contents at the top of a plain text file: found, so that its lines begin no chapters, and left out."""

import re
from collections.abc import Sequence

from story.headings import is_title_line, read_heading
from story.layout import Paragraph

_NAME = re.compile(
    r"(?:table of )?contents|table des matières|inhalt(?:sverzeichnis)?|índice|indice"
    r"|оглавление|содержание|目次|目录|目錄|차례",
    re.IGNORECASE,
)
_ENTRY = re.compile(r".*(?:\.{3,}|…|·{3,}|\s{2,}|\t)\s*(?:\d{1,4}|[ivxlc]+|page)\s*", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*(?:\d+|[ivxlc]+)[.:)]\s+", re.IGNORECASE)
_FEWEST = 3


def contents_list(paragraphs: Sequence[Paragraph]) -> set[int]:
    """The indices of the paragraphs that are a list of contents."""
    named = next((at for at, paragraph in enumerate(paragraphs) if is_contents_name(paragraph.text)), None)
    start = 0 if named is None else named + 1
    entries = _entries(paragraphs, start) if named is not None else _run_of_entries(paragraphs)
    if not entries:
        return set()
    return entries | ({named} if named is not None else set())


def is_entry(text: str) -> bool:
    """A line with dot leaders or wide space before a page number at its end."""
    return (
        len(text) <= 120
        and (text[-1:].isdigit() or text[-1:] in "ivxlceIVXLCE ")
        and _ENTRY.fullmatch(text) is not None
    )


def is_contents_name(text: str) -> bool:
    """A heading such as "Table of Contents"."""
    return len(text) <= 30 and _NAME.fullmatch(text.strip().strip(".:*_")) is not None


def _entries(paragraphs: Sequence[Paragraph], start: int) -> set[int]:
    """The paragraphs from `start` on that name a page, or a line that stands again later."""
    last = {_key(paragraph.text): at for at, paragraph in enumerate(paragraphs) if len(paragraph.text) <= 100}
    seen: set[str] = set()
    for at in range(start, len(paragraphs)):
        lines = paragraphs[at].text.split("\n")
        keys = {_key(line) for line in lines}
        if seen & keys or not all(is_entry(line) or _comes_again(line, at, last) for line in lines):
            return set(range(start, at))
        seen |= keys
    return set()


def _comes_again(line: str, at: int, last: dict[str, int]) -> bool:
    return last.get(_key(line), 0) > at and (is_title_line(line) or read_heading(line) is not None)


def _run_of_entries(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Three or more lines in a row that are headings with page numbers, or headings that all come again."""
    run: list[int] = []
    for at, paragraph in enumerate(paragraphs):
        if is_entry(paragraph.text) and read_heading(paragraph.text):
            run.append(at)
        elif len(run) >= _FEWEST:
            return set(run)
        else:
            run = []
    return set()


def _key(line: str) -> str:
    return "".join(char for char in _NUMBER.sub("", line).casefold() if char.isalnum())
