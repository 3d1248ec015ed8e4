"""A .po file's entries: gettext's format as translators' programs write it, in a fraction of polib's time.

A bot's first start looks through every catalogue to tell Discord its commands, and somebody waits for that.
Source of the format: https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
"""

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

_STRING = r'[ \t]+"(.*(?:"\n".*)*)"\n'
_COMMENTS = r"((?:(?:#.*)?\n)*)"
_ENTRY = re.compile(
    rf"{_COMMENTS}(?:msgctxt{_STRING})?msgid{_STRING}(?:msgid_plural{_STRING})?"
    rf"(?:msgstr{_STRING}|((?:msgstr\[\d\]{_STRING})+))"
)
_ENDING = re.compile(_COMMENTS)
_FORM = re.compile(rf"msgstr\[\d\]{_STRING}")
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


class Entry(NamedTuple):
    """`said` are the forms of what is counted, else one."""

    context: str
    english: str
    is_counted: bool
    said: tuple[str, ...]


def translated(text: str, among: Container[str] | None = None) -> Iterator[Entry]:
    """What is translated, the file's head included. Raises ValueError where the text is no .po file.

    Of the English texts only those `among` the given ones, which is quicker; None: all of them.
    Entries that a program has guessed ("fuzzy") or that are not used any more ("#~") are left out.
    """
    text, at = "\n".join(map(str.strip, text.split("\n"))) + "\n", 0
    while match := _ENTRY.match(text, at):
        english = _unquoted(match[3])
        if among is None or not english or english in among:
            yield from _entry(match, english)
        at = match.end()
    if not _ENDING.fullmatch(text, at):
        raise ValueError(f"line {text.count(chr(10), 0, at) + 1} is not one of a .po file")


def _entry(match: re.Match[str], english: str) -> Iterator[Entry]:
    """It, if it is translated."""
    comments, context, _, plural, one, forms, _ = match.groups()
    said = (_unquoted(one),) if forms is None else tuple(map(_unquoted, _FORM.findall(forms)))
    if all(said) and "fuzzy" not in _flags(comments):
        yield Entry(_unquoted(context or ""), english, plural is not None, said)


def _flags(comments: str) -> str:
    return (
        "".join(line for line in comments.splitlines() if line.startswith("#,")) if "#," in comments else ""
    )


def _unquoted(lines: str) -> str:
    joined = lines.replace('"\n"', "")
    return _ESCAPED.sub(_meant, joined) if "\\" in joined else joined


def _meant(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[1], match[1])
