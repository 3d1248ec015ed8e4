"""Markdown as people type it, made safe for a CommonMark parser: no trap swallows or changes the story's text."""

import re
from collections.abc import Iterator

from story.breaks import is_long_marker, is_marker

# Each of these was measured to lose or change text (FORMATS 3.2, Markdown traps).
_SCRIPT = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_FENCE = re.compile(r" {0,3}(`{3,})([^`]*)$")
_UNDERLINE = re.compile(r"(=|-)\1{3,}")
_CONTAINERS = re.compile(r"[ \t]*(?:(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)*")
_DEEPEST = 40  # columns of list, quote and indent marks before a line: 20 nested lists, far within the parser's limit


def tame(text: str) -> str:
    """The source with scripts dropped, markers as `***` between blank lines, and bounded nesting."""
    return "\n".join(_tamed(_SCRIPT.sub("", text).split("\n")))


def _tamed(lines: list[str]) -> Iterator[str]:
    fences = _fenced(lines)
    for at, line in enumerate(lines):
        stripped = line.strip()
        if at in fences:
            yield line
        elif stripped and _is_break(lines, at):
            if _is_underline(lines, at):
                continue
            yield from ("", "***", "")
        elif _FENCE.fullmatch(line):
            yield "\\" + stripped  # a fence that nothing closes would swallow the rest
        elif at + 1 < len(lines) and at + 1 not in fences and _is_underline(lines, at + 1):
            yield ("# " if lines[at + 1].strip()[0] == "=" else "## ") + stripped
        else:
            yield _shallow(line)


def _fenced(lines: list[str]) -> set[int]:
    """The lines of code blocks that are closed; backticks only, since `~~~` alone is a scene break."""
    inside: set[int] = set()
    opened: tuple[int, str] | None = None
    for at, line in enumerate(lines):
        match = _FENCE.fullmatch(line)
        if match and opened is None:
            opened = at, match[1]
        elif match and opened and not match[2].strip() and len(match[1]) >= len(opened[1]):
            inside.update(range(opened[0], at + 1))
            opened = None
    return inside


def _is_break(lines: list[str], at: int) -> bool:
    """A line that is only a marker; a single sign only between blank lines."""
    if not is_marker(lines[at]):
        return False
    around = lines[max(at - 1, 0) : at] + lines[at + 1 : at + 2]
    return is_long_marker(lines[at]) or not any(line.strip() for line in around)


def _is_underline(lines: list[str], at: int) -> bool:
    """A title's underline, exactly as long as the title, which stands alone; any other is a scene break."""
    line = lines[at].strip()
    if at == 0 or not _UNDERLINE.fullmatch(line):
        return False
    title = lines[at - 1].strip()
    return len(title) == len(line) and (at < 2 or not lines[at - 2].strip()) and not title.endswith((".", ",", ";"))


def _shallow(line: str) -> str:
    """The line without the nesting marks beyond what a parser can follow."""
    marks = _CONTAINERS.match(line)
    if not marks or marks.end() <= _DEEPEST:
        return line
    kept = line[:_DEEPEST].rstrip() + " "
    return kept + line[marks.end() :]
