"""Markdown as people type it, made safe for a CommonMark parser: no trap swallows or changes the story's text."""

import re
from collections.abc import Iterator

from story.breaks import is_long_marker, is_marker

# Each of these was measured to lose or change text (FORMATS 3.2, Markdown traps).
_SCRIPT = re.compile(r"<(/?)(?:script|style)\b[^<>]{0,300}>", re.IGNORECASE)
_FENCE = re.compile(r"[ \t]*(`{3,})([^`]*)$")
_UNDERLINE = re.compile(r"(=|-)\1{3,}")
_CONTAINERS = re.compile(r"[ \t]*(?:(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)*")
_DEEPEST = 40  # columns of list, quote and indent marks before a line: 20 nested lists, far within the parser's limit
# Parsers take the square of the number of signs in a paragraph as time; no paragraph of a story has as many.
_MOST_SIGNS = 1_000
_SIGN = re.compile(r"[\[*_`!<~]")
# Code, escapes, and brackets that begin no link; the last are escaped, or each is looked at again for every other.
_NO_LINK = re.compile(r"(`+)[^`]*\1(?!`)|\\.|\[(?![^\[\]]{0,1000}\](?:\(|\[|:)|!\[)", re.DOTALL)


def tame(text: str) -> str:
    """The source with scripts dropped, markers as `***` between blank lines, and bounded nesting."""
    lines = _without_scripts(text).split("\n")
    fences = _fenced(lines)
    parts: list[str] = []
    paragraph: list[str] = []
    for at, line in _tamed(lines, fences):
        if line and at not in fences:
            paragraph.append(line)
            continue
        parts += [*_literal(paragraph), line]
        paragraph = []
    return "\n".join([*parts, *_literal(paragraph)])


def _without_scripts(text: str) -> str:
    """Without scripts and styles that are closed; what is never closed is text."""
    parts, at, opened = [], 0, None
    for tag in _SCRIPT.finditer(text):
        if not tag[1]:
            opened = tag if opened is None else opened
        elif opened:
            parts.append(text[at : opened.start()])
            at, opened = tag.end(), None
    return "".join([*parts, text[at:]])


def _literal(paragraph: list[str]) -> list[str]:
    """The lines of a paragraph with brackets that begin no link escaped; with very many signs, all of them."""
    text = "\n".join(paragraph)
    if len(_SIGN.findall(text)) > _MOST_SIGNS:
        return [_SIGN.sub(r"\\\g<0>", text)]
    return [_NO_LINK.sub(lambda match: "\\[" if match[0] == "[" else match[0], text)] if paragraph else []


def _tamed(lines: list[str], fences: set[int]) -> Iterator[tuple[int, str]]:
    for at, line in enumerate(lines):
        stripped = line.strip()
        if at in fences:
            yield at, line
        elif stripped and _is_break(lines, at):
            if not _is_underline(lines, at):
                yield from ((at, ""), (at, "***"), (at, ""))
        elif _FENCE.fullmatch(line):
            yield at, "\\" + stripped  # a fence that nothing closes would swallow the rest
        elif at + 1 < len(lines) and at + 1 not in fences and _is_underline(lines, at + 1):
            yield at, ("# " if lines[at + 1].strip()[0] == "=" else "## ") + stripped
        else:
            yield at, _shallow(line) if stripped else ""


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
    return (
        len(title) == len(line)
        and (at < 2 or not lines[at - 2].strip())
        and not title.endswith((".", ",", ";"))
    )


def _shallow(line: str) -> str:
    """The line without the nesting marks beyond what a parser can follow."""
    marks = _CONTAINERS.match(line)
    if not marks or marks.end() <= _DEEPEST:
        return line
    return line[:_DEEPEST].rstrip() + " " + line[marks.end() :]
