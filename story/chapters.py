"""Where the chapters of a plain text file begin: one kind of heading per file, the surest there is (FORMATS 3.2)."""

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from story.breaks import is_roman, usual_gap
from story.headings import Heading, Rank, is_title_case, is_title_line, read_heading
from story.layout import Layout, Paragraph
from story.numerals import EAST_ASIAN, east_asian

_NUMERAL = re.compile(
    rf"[-–—\s]*(\d{{1,3}}|[IVXLC]{{1,7}}|{EAST_ASIAN})[.:)、．]?"
    r"(?:[-–—\s]*|(?:(?<=[.:)])\s+|(?<=[、．])\s*)(\S.{0,70}))"
)
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


class ChapterLine(Struct, frozen=True):
    """A chapter's title and how many paragraphs (heading and subtitle) it is made of."""

    title: str
    paragraphs: int = 1


def find_chapters(layout: Layout, skip: set[int]) -> dict[int, ChapterLine]:
    """The chapter titles by the index of their paragraph; `skip` are paragraphs that begin none."""
    paragraphs = layout.paragraphs
    headings = {
        at: heading
        for at, paragraph in enumerate(paragraphs)
        if at not in skip and (heading := _heading(paragraph))
    }
    return (
        _by_keyword(paragraphs, headings)
        or _by_numeral(paragraphs, skip)
        or _by_gap(paragraphs, skip)
        or _by_name(paragraphs, headings)
    )


def _heading(paragraph: Paragraph) -> Heading | None:
    """A heading of one line, or of one line and its subtitle under it."""
    if paragraph.lines > 3 or len(paragraph.text) > 160:
        return None
    first, _, under = paragraph.text.partition("\n")
    heading = read_heading(first)
    if heading is None or not under:
        return heading
    if not heading.bare or not all(map(is_title_line, under.split("\n"))):
        return None
    return Heading(_with_subtitle(heading.title, under), heading.rank, bare=False)


def _by_keyword(paragraphs: Sequence[Paragraph], headings: dict[int, Heading]) -> dict[int, ChapterLine]:
    """'Chapter 1', with the parts and the prologue around it; parts alone; at last acts, letters, cantos."""
    ranks = [heading.rank for heading in headings.values()]
    if Rank.CHAPTER in ranks or Rank.PART in ranks:
        used = {Rank.CHAPTER, Rank.PART, Rank.NAMED}
    elif ranks.count(Rank.SECTION) > 1:
        used = {Rank.SECTION, Rank.NAMED}
    else:
        return {}
    return {
        at: _chapter_line(paragraphs, headings, at)
        for at, heading in headings.items()
        if heading.rank in used
    }


def _by_name(paragraphs: Sequence[Paragraph], headings: dict[int, Heading]) -> dict[int, ChapterLine]:
    named = [at for at, heading in headings.items() if heading.rank is Rank.NAMED]
    return {at: _chapter_line(paragraphs, headings, at) for at in named} if len(named) > 1 else {}


def _chapter_line(paragraphs: Sequence[Paragraph], headings: dict[int, Heading], at: int) -> ChapterLine:
    heading = headings[at]
    under = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
    is_subtitle = heading.bare and under and at + 1 not in headings and at + 2 < len(paragraphs)
    if under and is_subtitle and _is_subtitle(under):
        return ChapterLine(_with_subtitle(heading.title, under.text), 2)
    return ChapterLine(heading.title)


def _is_subtitle(paragraph: Paragraph) -> bool:
    """A short line in capitals, or in the capitals of a title."""
    text = paragraph.text
    if paragraph.lines > 2 or len(text) > 80 or not any(map(str.isalpha, text)):
        return False
    return text.isupper() or (is_title_line(text) and is_title_case(text) and text[-1] not in "\"'”’»")


def _with_subtitle(title: str, under: str) -> str:
    return f"{title}: {' '.join(under.rstrip('.').split())}"


def _by_numeral(paragraphs: Sequence[Paragraph], skip: set[int]) -> dict[int, ChapterLine]:
    """Numerals that stand alone and count up from 1; one that does not continue the count is text."""
    found: dict[int, ChapterLine] = {}
    number, last, runs = 0, -2, 0
    for at, paragraph in enumerate(paragraphs):
        match = _NUMERAL.fullmatch(paragraph.text) if len(paragraph.text) < 90 and paragraph.alone else None
        if not match or at in skip or last == at - 1 or (match[2] and not is_title_line(match[2])):
            continue
        value = _value(match[1])
        if value == number + 1 or (value == 1 and number > 1):
            runs += value == 1
            found[at] = ChapterLine(" ".join(paragraph.text.strip(" -–—.").split()))
            number, last = value, at
    if runs > 1 and _each_run_is_titled(paragraphs, found):
        return {}
    return found if len(found) > 1 else {}


def _each_run_is_titled(paragraphs: Sequence[Paragraph], found: dict[int, ChapterLine]) -> bool:
    """Numerals that start again under titles are parts of what the titles name, not chapters."""
    firsts = [at for at, line in found.items() if re.match(r"(?:1|I)\b", line.title)]
    return all(at and paragraphs[at - 1].alone and is_title_line(paragraphs[at - 1].text) for at in firsts)


def _value(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    if re.fullmatch(EAST_ASIAN, numeral):
        return east_asian(numeral)
    if not is_roman(numeral):
        return 0
    digits = [_ROMAN_DIGITS[letter] for letter in numeral]
    return sum(
        -one if one < following else one for one, following in zip(digits, [*digits[1:], 0], strict=True)
    )


def _by_gap(paragraphs: Sequence[Paragraph], skip: set[int]) -> dict[int, ChapterLine]:
    """Short lines with at least two more blank lines than usual before them, and one more after them."""
    usual = usual_gap([paragraph.gap for paragraph in paragraphs[1:]])
    found = {
        at: ChapterLine(" ".join(paragraph.text.split()))
        for at, (paragraph, following) in enumerate(pairwise(paragraphs))
        if (paragraph.gap >= usual + 2 or at == 0)
        and following.gap >= usual + 1
        and at not in skip
        and paragraph.lines <= 2
        and is_title_line(paragraph.text)
    }
    return found if len(found) > 1 else {}
