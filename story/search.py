"""What somebody searches for, cut into words, and where a text has them.

A word is found at the beginning of words, whatever its case and accents; what is written without spaces between words
(Chinese, Japanese, Thai) or in short ones (Korean), and what is no word at all, is found anywhere and exactly.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from story.model import BETWEEN_BLOCKS, Block, Span, Style

if TYPE_CHECKING:
    import regex

LONGEST = 50  # code points of a query: a button carries it
BEGINNING = 3  # letters from which on a word also finds longer words that begin so
QUOTED = 220  # code points of a quote, and at most so many of them before its first word:
BEFORE = 70
LOOKED_AT = 40  # marks of a paragraph among which a quote is chosen

_WORD = r"[\p{L}\p{N}\p{M}\p{Co}]+"
_WITHOUT_SPACES = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}]"
ACCENT = "[\u0300-\u036f]"
_FOREIGN = re.compile(r"[^\x00-\x7f\u2000-\u206f]+")  # all but ASCII and the punctuation of books


@cache
def _compiled(pattern: str) -> "regex.Pattern[str]":
    """Compiled by the first search: loading what does it takes as long as thirty modules of this program."""
    import regex

    return regex.compile(pattern)


class Query(Struct, frozen=True):
    """`words` are found where words begin, `pieces` anywhere; `typed` makes the same query again."""

    typed: str
    words: tuple[str, ...]
    pieces: tuple[str, ...]


def query_of(typed: str) -> Query:
    """Any text is a query; one without anything to search for has neither words nor pieces."""
    clean = "".join(
        sign for sign in typed if unicodedata.category(sign) not in ("Cc", "Cs") or sign.isspace()
    )
    clean = " ".join(unicodedata.normalize("NFC", " ".join(clean.split())[:LONGEST]).split())[:LONGEST]
    found = list(dict.fromkeys(_compiled(_WORD).findall(clean)))
    if not found:
        return Query(clean, (), (clean,) if clean else ())
    pieces = [each for each in found if _compiled(_WITHOUT_SPACES).search(each)]
    return Query(clean, tuple(each for each in found if each not in pieces), tuple(pieces))


class _OneForOne(dict[int, str]):
    """Each letter's plain lower-case letter; always one for one, so that offsets stay."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        parts = unicodedata.normalize("NFD", letter)
        is_accented = all(map(unicodedata.combining, parts[1:]))
        folded = (parts[0] if is_accented else letter).casefold()
        self[code] = folded if len(folded) == 1 else letter
        return self[code]


_PLAIN = _OneForOne()


def folded(text: str) -> str:
    """The text without case and accents, as long as it was."""
    lower = text.replace("İ", "I").lower()  # the one letter that would become two
    return _FOREIGN.sub(lambda found: found[0].translate(_PLAIN), lower)


_Mark = tuple[int, int, int]  # start, end, and which word it is


class Passage(Struct, frozen=True):
    """A paragraph with what was searched for in it, from where the words are closest together on."""

    marks: tuple[_Mark, ...]

    @property
    def at(self) -> int:
        return self.marks[0][0]


def passages(text: str, query: Query) -> list[Passage]:
    """The paragraphs that have everything; where none has, the one with most of it, if the text has it all."""
    marks = sorted(_marks(text, query))
    wanted = len(query.words) + len(query.pieces)
    if len({which for _, _, which in marks}) < wanted or not wanted:
        return []
    breaks = [found.start() for found in re.finditer(BETWEEN_BLOCKS, text)]
    groups = [list(group) for _, group in groupby(marks, lambda mark: bisect_left(breaks, mark[1]))]
    whole = [group for group in groups if _variety(group) == wanted]
    return [_passage(group) for group in whole or [max(groups, key=_variety)]]


def _variety(marks: Sequence[_Mark]) -> int:
    return len({which for _, _, which in marks})


def _marks(text: str, query: Query) -> Iterator[_Mark]:
    plain = folded(text) if query.words else ""
    for which, word in enumerate(query.words):
        for found in _pattern(word).finditer(plain):
            yield found.start(), found.end(), which
    for which, piece in enumerate(query.pieces, len(query.words)):
        for found in re.finditer(re.escape(piece), text):
            yield found.start(), found.end(), which


def _pattern(word: str) -> re.Pattern[str]:
    """Finds the whole word that begins so; a text may have its accents as signs of their own."""
    letters = re.sub(ACCENT, "", folded(word))
    spelled = "".join(re.escape(letter) + f"{ACCENT}*" for letter in letters)
    rest = rf"(?:[^\W_]|{ACCENT})*" if len(letters) >= BEGINNING else r"(?![^\W_])"
    return re.compile(rf"(?<![^\W_]){spelled}{rest}")


def _passage(marks: Sequence[_Mark]) -> Passage:
    near = marks[:LOOKED_AT]
    most, closest = _variety(near), 0
    if most > 1:
        closest = max(range(len(near)), key=lambda number: (_variety(_beside(near, number)), -number))
    return Passage(tuple(marks[closest:]))


def _beside(marks: Sequence[_Mark], number: int) -> Sequence[_Mark]:
    """Those from one on that fit into a quote with it."""
    limit = marks[number][0] + QUOTED - BEFORE
    return marks[number : bisect_left(marks, (limit, 0, 0))]


def quoted(text: str, passage: Passage) -> Block:
    """A few words around what was found, set in bold, on one line."""
    first, last = _paragraph(text, passage)
    start = _word_start(text, first, passage.at)
    end = min(last, start + QUOTED)
    if end < last and (space := text.rfind(" ", passage.marks[0][1], end)) > 0:
        end = space
    head = "… " if start > first else ""
    tail = " …" if end < last else ""
    spans = _bold([mark for mark in passage.marks if mark[0] < end], end, len(head) - start)
    return Block(head + re.sub(r"\s", " ", text[start:end]) + tail, spans=spans)


def _paragraph(text: str, passage: Passage) -> tuple[int, int]:
    before = text.rfind(BETWEEN_BLOCKS, 0, passage.at)
    after = text.find(BETWEEN_BLOCKS, passage.marks[0][1])
    start = before + len(BETWEEN_BLOCKS) if before >= 0 else 0
    return start, after if after >= 0 else len(text)


def _bold(marks: Sequence[_Mark], end: int, moved: int) -> tuple[Span, ...]:
    """Marks that overlap are one."""
    spans: list[Span] = []
    for start, stop, _ in marks:
        if not spans or start + moved >= spans[-1].end:
            spans.append(Span(start + moved, min(stop, end) + moved, Style.BOLD))
    return tuple(spans)


def _word_start(text: str, first: int, at: int) -> int:
    """Where the quote begins: at the paragraph's beginning, or at a word not far before its first mark."""
    if at - first <= BEFORE:
        return first
    space = text.find(" ", at - BEFORE, at)
    return space + 1 if space >= 0 else at
