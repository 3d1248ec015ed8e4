"""Text as Discord markdown that shows exactly what the author wrote."""

import re
from collections.abc import Iterator
from functools import cache

from story.model import Block, Kind, Span, Style
from story.slicing import PLAIN, clip

# Escaped wherever they stand; a backslash before ASCII punctuation is never shown.
# The set of signs stands first, since these are found several times faster than one of several patterns.
_ALWAYS = re.compile(r"[\\*_~|`<\[@:](?:(?<!:)|(?=//|[^\s:]+:))")
# Escaped where a line begins: heading, subtext, quote, bullet and number signs; a number keeps its digits and has
# its dot escaped. Any Unicode space before them counts as a space.
_LINE_START = re.compile(r"[^\S\n]*(?:(?=[#>])|(?=-(?:[\s#]|$))|\d+(?=\.))", re.MULTILINE)
_EDGE = "\ufeff"  # JavaScript's white space is Python's and this
_BETWEEN_STYLES = "\u200b"  # keeps the markers of two touching runs apart
_HEADING = {1: "# ", 2: "## "}
_MARKS = frozenset("*_~|\\")
DIRECTION_OPENERS = re.compile("[\u202a\u202b\u202d\u202e\u2066\u2067\u2068]")
_MARKERS = ((Style.STRIKE, "~~"), (Style.UNDERLINE, "__"), (Style.BOLD, "**"), (Style.ITALIC, "*"))


def escape(text: str) -> str:
    """`text` so that Discord shows it literally anywhere, line starts included."""
    return _close_directions(_with_escapes(text, 0, len(text), escapes(text)))


def escapes(text: str, kind: Kind = Kind.PARAGRAPH) -> set[int]:
    """Where backslashes are needed. Found on the whole text, since ":" needs one only for what follows it."""
    found = {match.start() for match in _ALWAYS.finditer(text)}
    found.update(sign.end() for line in _line_starts(text) if (sign := _LINE_START.match(text, line)))
    if kind is Kind.HEADING:  # which loses "#" signs at its end
        found.update(at for at, char in enumerate(text) if char == "#")
    return found


def _line_starts(text: str) -> Iterator[int]:
    start = 0
    while True:
        yield start
        start = text.find("\n", start) + 1
        if not start:
            return


def _with_escapes(text: str, start: int, end: int, signs: set[int]) -> str:
    if not signs:
        return text[start:end]
    at, parts = start, []
    for escaped in (
        sorted(signs) if end - start == len(text) else [n for n in range(start, end) if n in signs]
    ):
        parts.append(text[at:escaped])
        at = escaped
    return "\\".join([*parts, text[at:end]])


def render(block: Block, start: int, end: int) -> str:
    """The characters `start` to `end` of a block with its styles, its line prefixes and its fences.

    The slice must not begin or end with white space, since Discord trims messages; nothing else is asked of it.
    """
    text = block.text[start:end]
    if block.kind is Kind.CODE and "```" not in text:
        return f"```\n{text}\n```"
    signs = escapes(text, block.kind)
    if spans := clip(block.spans, start, end):
        shown = "\n".join(_styled_line(text, spans, at, stop, signs) for at, stop in _lines(text))
    else:
        shown = _with_escapes(text, 0, len(text), signs)
    return _prefixed(block, _close_directions(shown))


def _prefixed(block: Block, shown: str) -> str:
    if block.kind is Kind.HEADING:
        prefix = _HEADING.get(block.level, "### ")
    elif block.kind is Kind.QUOTE:
        prefix = "> "
    else:
        return shown
    return prefix + shown.replace("\n", "\n" + prefix)


def _lines(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _styled_line(text: str, spans: tuple[Span, ...], start: int, end: int, signs: set[int]) -> str:
    """One line with its markers; styles are closed at its end, and reopened on the next."""
    shown, touching = "", False
    for at, stop, style in _runs(text, spans, start, end):
        shown += _BETWEEN_STYLES if style and touching else ""
        shown += _marked(text, at, stop, style, signs)
        touching = bool(style)
    return shown


def _runs(text: str, spans: tuple[Span, ...], start: int, end: int) -> list[tuple[int, int, Style]]:
    """The line in runs of one style, the white space at their ends plain."""
    runs: list[tuple[int, int, Style]] = []
    at = start
    for span in spans:
        first, last = _trimmed(text, max(span.start, start), min(span.end, end))
        if first >= last:
            continue
        if first > at:
            runs.append((at, first, PLAIN))
        runs.append((first, last, _showable(text[first:last], span.style)))
        at = last
    if at < end:
        runs.append((at, end, PLAIN))
    return runs


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in _EDGE):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _EDGE):
        end -= 1
    return start, end


def _showable(run: str, style: Style) -> Style:
    """Without what Discord cannot show: struck text that ends in "~", code with backticks in it.

    Nothing can be escaped in code, so that marks in it would end an emphasis around it.
    """
    if run.endswith("~"):
        style &= ~Style.STRIKE
    if "`" in run:
        style &= ~Style.CODE
    if style & Style.CODE and not _MARKS.isdisjoint(run):
        return Style.CODE
    return style


def _marked(text: str, start: int, end: int, style: Style, signs: set[int]) -> str:
    if not style:
        return _with_escapes(text, start, end, signs)
    if sign := _LINE_START.match(text, start, end):
        signs.add(sign.end())  # the first thing inside a marker counts as at a line's start
    shown = f"`{text[start:end]}`" if style & Style.CODE else _with_escapes(text, start, end, signs)
    opening, closing = _markers(style)
    return opening + shown + closing


@cache
def _markers(style: Style) -> tuple[str, str]:
    """What stands before and after text of a style; found once, since flags are slow to tell apart."""
    markers = [marker for one, marker in _MARKERS if style & one]
    return "".join(markers), "".join(reversed(markers))


def _close_directions(shown: str) -> str:
    """With every direction override of a line closed at its end, so that it turns nothing that stands after."""
    if not DIRECTION_OPENERS.search(shown):
        return shown
    return "\n".join(line + _closers(line) for line in shown.split("\n"))


def _closers(line: str) -> str:
    pending: list[str] = []
    for char in line:
        if char in "\u202a\u202b\u202d\u202e":
            pending.append("\u202c")
        elif char in "\u2066\u2067\u2068":
            pending.append("\u2069")
        elif char in pending:
            while pending.pop() != char:
                pass
    return "".join(reversed(pending))
