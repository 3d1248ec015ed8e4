"""A small model of what Discord's client displays for a message: each visible character and how it is set.

It knows no code of the bot, and is stricter than the client where that is unsure: whatever might be replaced,
linked or swallowed is taken for replaced, linked and swallowed, so that text which passes here is safe there.
"""

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass


class Look(enum.IntFlag):
    """How a character looks; SPECIAL is whatever is no longer the author's plain character."""

    ITALIC = 1
    BOLD = 2
    UNDERLINE = 4
    STRIKE = 8
    CODE = 16
    HEADING = 32
    QUOTE = 64
    SPECIAL = 128


@dataclass(frozen=True, slots=True)
class Shown:
    """One visible character."""

    char: str
    look: Look


_HEADING = re.compile(r"[^\S\n]*(#{1,3})\s+([^\n]*)\n?")
_SUBTEXT = re.compile(r"[^\S\n]*-#\s+([^\n]*)\n?")
_QUOTE = re.compile(r"[^\S\n]*>[^\S\n]+([^\n]*)(\n|$)")
_LONG_QUOTE = re.compile(r"[^\S\n]*>>>\s*(.*)", re.DOTALL)
_BULLET = re.compile(r"[^\S\n]*(?:[-*]|\d+\.)(?=[^\S\n]|\n|$)")
_FENCE = re.compile(r"```(?:[a-z0-9_+\-.#]+\n)?\n*([^\n].*?)\n*```", re.DOTALL | re.IGNORECASE)
_CODE = re.compile(r"(`+)(.*?[^`])\1(?!`)", re.DOTALL)
_ESCAPE = re.compile(r"\\([^A-Za-z0-9\s])")
_SHRUG = "¯\\_(ツ)_/¯"
_REPLACED = re.compile(
    r"@everyone|@here|<[@#&:/at][^>\n]*>|<https?:[^>\n]*>|<[^\s<>]+@[^\s<>]+>|https?://\S+|steam://\S+"
    r"|:[\w+-]+:|\[[^\]\n]*\]\([^)\n]*\)"
)
_STYLED = (
    (Look.BOLD, re.compile(r"\*\*((?:\\.|[^\\])+?)\*\*(?!\*)", re.DOTALL)),
    (Look.UNDERLINE, re.compile(r"__((?:\\.|[^\\])+?)__(?!_)", re.DOTALL)),
    (
        Look.ITALIC,
        re.compile(r"\*(?=\S)((?:\*\*|\\.|\s+(?:\\.|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)", re.DOTALL),
    ),
    (Look.ITALIC, re.compile(r"_((?:__|\\.|[^\\_])+?)_(?!\w)", re.DOTALL)),
    (Look.STRIKE, re.compile(r"~~(.+?)~~(?!_)", re.DOTALL)),
    (Look.SPECIAL, re.compile(r"\|\|(.+?)\|\|", re.DOTALL)),
)


def display(message: str) -> list[Shown]:
    """The visible characters of a message as the API keeps it: trimmed, without spaces before line ends."""
    message = re.sub(r"[^\S\n]+(?=\n)", "", message.strip())
    return list(_blocks(message, Look(0)))


def text_of(shown: list[Shown]) -> str:
    """What one reads."""
    return "".join(one.char for one in shown)


def _blocks(text: str, look: Look) -> Iterator[Shown]:
    at = 0
    while at < len(text):
        at_line_start = at == 0 or text[at - 1] == "\n"
        step = _block(text, at, look) if at_line_start else None
        shown, at = step or _inline(text, at, look, at_line_start)
        yield from shown


def _block(text: str, at: int, look: Look) -> tuple[list[Shown], int] | None:
    """What only begins at the beginning of a line, or of what an emphasis encloses."""
    if match := _HEADING.match(text, at):
        title = re.sub(r"(?<!\\)#+\s*$", "", match[2])
        return [*_blocks(title.strip(), look | Look.HEADING), *_newline(match[0])], match.end()
    if match := _SUBTEXT.match(text, at):
        return [*_blocks(match[1], look | Look.SPECIAL), *_newline(match[0])], match.end()
    if not look & Look.QUOTE and (match := _LONG_QUOTE.match(text, at)):
        return list(_blocks(match[1], look | Look.QUOTE)), match.end()
    if not look & Look.QUOTE and (match := _QUOTE.match(text, at)):
        return [*_blocks(match[1], look | Look.QUOTE), *_newline(match[0])], match.end()
    if match := _BULLET.match(text, at):
        return [Shown("•", look | Look.SPECIAL)], match.end()
    return None


def _newline(matched: str) -> list[Shown]:
    """The line end of a heading or quote is swallowed; it is shown here, since the next line is a line still."""
    return [Shown("\n", Look(0))] if matched.endswith("\n") else []


def _inline(text: str, at: int, look: Look, at_line_start: bool) -> tuple[list[Shown], int]:
    if text.startswith(_SHRUG, at):
        return [Shown(char, look) for char in _SHRUG], at + len(_SHRUG)
    if match := _ESCAPE.match(text, at):
        return [Shown(match[1], look)], match.end()
    if match := _FENCE.match(text, at) or _CODE.match(text, at):
        return [Shown(char, look | Look.CODE) for char in match[match.lastindex or 1]], match.end()
    if match := _REPLACED.match(text, at):
        return [Shown("\N{REPLACEMENT CHARACTER}", look | Look.SPECIAL)], match.end()
    for style, pattern in _STYLED:
        if match := pattern.match(text, at):
            inside = _blocks(match[1], look | style) if at_line_start else _inside(match[1], look | style)
            return list(inside), match.end()
    return [Shown(text[at], look)], at + 1


def _inside(text: str, look: Look) -> Iterator[Shown]:
    at = 0
    while at < len(text):
        shown, at = _inline(text, at, look, at_line_start=False)
        yield from shown
