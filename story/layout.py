"""How a plain text file is laid out: wrapped or not, and which of its lines belong to one paragraph."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from story.breaks import is_long_marker
from story.headings import read_heading
from story.model import Kind

_SENTENCE_END = re.compile(r"[.!?…。！？\"'”’»」』)*_]$")
_VERSE_WIDTH = 60  # columns; longer lines without wrapping are paragraphs


class Lines(Struct, frozen=True):
    """Lines with no blank one between, and how many blank ones stood before them.

    `hard` means that two spaces ended one of them, which is a line break of the author's in converted files.
    """

    lines: tuple[str, ...]
    gap: int
    hard: bool = False


class Paragraph(Struct, frozen=True):
    """A paragraph as the author meant it: `gap` blank lines before it, `lines` of the file in it.

    `alone` means that blank lines (or the file's ends) stand on both sides.
    """

    text: str
    kind: Kind
    gap: int
    lines: int = 1
    alone: bool = False


class Layout(Struct, frozen=True):
    """A file's paragraphs, and whether its lines are wrapped at `width` columns."""

    paragraphs: tuple[Paragraph, ...]
    wrapped: bool


def lay_out(text: str, *, hard_breaks: bool = False) -> Layout:
    """The paragraphs of a clean text (lines.clean); `hard_breaks` where two spaces end a line on purpose."""
    groups = tuple(group if hard_breaks else Lines(group.lines, group.gap) for group in _groups(text))
    lines = [line for group in groups for line in group.lines]
    wrapped = _is_wrapped(groups, lines)
    if wrapped:
        width = _percentile([len(line) for line in lines], 0.95)
        middle = _percentile([len(line) for line in lines], 0.5)
        return Layout(tuple(_wrapped(group, width, middle) for group in groups), wrapped=True)
    return Layout(tuple(paragraph for group in groups for paragraph in _unwrapped(group)), wrapped=False)


def _groups(text: str) -> Iterator[Lines]:
    group: list[str] = []
    gap = blank = 0
    hard = False
    for raw in text.split("\n"):
        line = raw.rstrip()
        if line:
            hard = hard or raw.endswith("  ")
            if not group:
                gap, blank = blank, 0
            group.append(line)
        elif group:
            yield Lines(tuple(group), gap, hard)
            group, blank, hard = [], 1, False
        else:
            blank += 1
    if group:
        yield Lines(tuple(group), gap, hard)


def _is_wrapped(groups: tuple[Lines, ...], lines: list[str]) -> bool:
    """Whether line ends are only where the line was full (FORMATS 3.2, 2)."""
    lengths = [len(line) for line in lines]
    if not lines or _percentile(lengths, 0.95) > 85 or _percentile(lengths, 0.5) < 45:
        return False
    if len(lines) > 30:
        return sum(_SENTENCE_END.search(line) is not None for line in lines) < 0.75 * len(lines)
    width = max(lengths)
    pairs = [_is_full(first, second, width) for group in groups for first, second in _pairs(group.lines)]
    return len(pairs) > 1 and sum(pairs) >= 0.8 * len(pairs)


def _wrapped(group: Lines, width: float, middle: float) -> Paragraph:
    """One paragraph: its lines joined, or kept where they end on purpose."""
    lines = tuple(line.expandtabs(4) for line in group.lines)
    verse = len(lines) > 1 and (group.hard or _is_indented(lines) or _ends_on_purpose(lines, width, middle))
    text = _verse(lines) if verse else join_lines(lines)
    kind = Kind.VERSE if verse else Kind.PARAGRAPH
    return Paragraph(text, kind, group.gap, len(lines), alone=len(lines) == 1)


def _is_indented(lines: tuple[str, ...]) -> bool:
    return all(line.startswith("  ") for line in lines)


def _ends_on_purpose(lines: tuple[str, ...], width: float, middle: float) -> bool:
    """Short lines, most of which had room for the next word."""
    if sum(map(len, lines)) / len(lines) >= 0.75 * middle:
        return False
    full = sum(_is_full(first, second, width) for first, second in _pairs(lines))
    return full * 2 < len(lines)


def _is_full(line: str, following: str, width: float) -> bool:
    return len(line) + 1 + len(following.split(None, 1)[0]) > width


def _pairs(lines: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return pairwise(lines)


def join_lines(lines: tuple[str, ...]) -> str:
    """Wrapped lines as one: a space between, none after a hyphen or dash, nor between characters of East Asia."""
    text = lines[0].strip()
    for line in lines[1:]:
        line = line.strip()
        glue = "" if text[-1] in "-—" or (_is_wide(text[-1]) and _is_wide(line[0])) else " "
        text += glue + line
    return text


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _verse(lines: tuple[str, ...]) -> str:
    indent = min(len(line) - len(line.lstrip()) for line in lines)
    return "\n".join(line[indent:] for line in lines)


def _unwrapped(group: Lines) -> Iterator[Paragraph]:
    """Each line is a paragraph, but short lines that do not end like sentences are a verse, a list, an address."""
    if len(group.lines) == 1:
        yield Paragraph(_one_line(group.lines[0]), Kind.PARAGRAPH, group.gap, alone=True)
        return
    gap = group.gap
    for run in _runs(group.lines):
        for paragraph in _paragraphs(run):
            yield replace(paragraph, gap=gap)
            gap = 0


def _runs(lines: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Lines between those that are headings or markers; these stand alone."""
    run: list[str] = []
    for line in lines:
        if read_heading(line) or is_long_marker(line):
            if run:
                yield tuple(run)
            yield (line,)
            run = []
        else:
            run.append(line)
    if run:
        yield tuple(run)


def _paragraphs(lines: tuple[str, ...]) -> Iterator[Paragraph]:
    if len(lines) > 1 and _is_verse(lines):
        yield Paragraph(_verse(tuple(line.expandtabs(4) for line in lines)), Kind.VERSE, 0, len(lines))
        return
    for line in lines:
        yield Paragraph(_one_line(line), Kind.PARAGRAPH, 0)


def _one_line(line: str) -> str:
    return line.strip().replace("\t", " ")


def _is_verse(lines: tuple[str, ...]) -> bool:
    if max(map(len, lines)) > _VERSE_WIDTH or any(
        sum(map(_is_wide, line)) > _VERSE_WIDTH // 2 for line in lines
    ):
        return False
    return sum(_SENTENCE_END.search(line) is not None for line in lines) < 0.6 * len(lines)


def _percentile(numbers: list[int], share: float) -> int:
    return sorted(numbers)[min(len(numbers) - 1, int(share * len(numbers)))]
