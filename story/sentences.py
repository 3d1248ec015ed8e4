"""Where text may be cut: after sentences, between words, between graphemes."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

# Words whose full stop ends no sentence; single capitals (initials) are handled apart.
_ABBREVIATIONS = (
    "mr mrs ms dr prof st jr sr messrs mme mlle m rev hon capt col gen lt sgt maj cmdr gov pres sen rep no vol ch pp "
    "fig vs cf al etc viz e.g i.e approx inc ltd co corp dept est ave blvd jan feb mar apr jun jul aug sep sept oct "
    "nov dec mt ft sta sra srta dña d ud uds hr fr nr bzw usw z.b d.h ca bd г гг ул т.е т.д"
)
_KNOWN = frozenset(_ABBREVIATIONS.split())
_CLOSING = "\"'”’»›)\\]*_」』）】》〉"
_END = re.compile(rf"(?:[.!?…‽؟۔]+[{_CLOSING}]*(?=\s)\s*)|(?:[。！？｡．।॥።]+[{_CLOSING}]*\s*)|(?:\n+)")
_STOP = re.compile("[.!?…‽؟۔。！？｡．।॥\n]")  # what _END begins with, found several times faster
_LAST_WORD = re.compile(r"([^\s\"'“”‘’(\[—–-]+)$")
_QUOTES = frozenset('"”’»›」』')
# A mark may hang on to text before; a cut stays clear of it by looking back this far (code points).
_LOOK_BACK = 64


def sentence_ends(text: str) -> Iterator[tuple[int, bool]]:
    """The offsets right after each sentence and its white space; True where a quotation just closed there.

    A closed quotation is often followed by its "he said", so such an end is a worse place to cut.
    Line ends count as sentence ends. The end of the text is not given.
    """
    cut = 0
    for stop in _STOP.finditer(text):
        if stop.start() < cut or not (match := _END.match(text, stop.start())):
            continue
        cut = match.end()
        if 0 < cut < len(text) and _ends_sentence(text, match):
            yield cut, not match[0].startswith("\n") and not _QUOTES.isdisjoint(match[0])


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    signs = match[0]
    if signs[0] not in ".!?…":
        return True
    if "\n" in signs:
        return True
    following = text[match.end()]
    if following.islower() or following in ",;:)-–—":
        return False
    if signs[0] != "." or not signs.rstrip().endswith("."):
        return True
    word = _LAST_WORD.search(text, max(0, match.start() - 20), match.start())
    return word is None or not _is_abbreviation(word[1])


def _is_abbreviation(word: str) -> bool:
    return word.casefold() in _KNOWN or (len(word) == 1 and word.isupper() and word != "I")


def word_end(text: str, start: int, near: int) -> int | None:
    """The offset after the last white space in `start` to `near`, or None where there is none."""
    cut = near
    while cut > start and not text[cut - 1].isspace():
        cut -= 1
    return cut if cut > start else None


def grapheme_end(text: str, start: int, near: int) -> int | None:
    """The last grapheme boundary after `start` and up to `near`; None inside one long grapheme.

    Prefers one where neither a closing sign begins nor an opening sign ends a page (East Asian line rules).
    """
    since = max(start, near - _LOOK_BACK)
    while since > start and not _surely_between(text[since - 1], text[since]):
        since -= 1
    cuts = [
        match.start()
        for match in _graphemes().finditer(text, since, min(len(text), near + 1))
        if start < match.start() <= near
    ]
    good = [cut for cut in cuts if text[cut] not in _NEVER_FIRST and text[cut - 1] not in _NEVER_LAST]
    return max(good or cuts, default=None)


@cache
def _graphemes() -> "regex.Pattern[str]":
    """Loaded only for a word that is long for a page, as hardly any story has one."""
    import regex

    return regex.compile(r"\X")


_NEVER_FIRST = frozenset(
    "、。，．・：；？！」』）】〉》”’»!?.,;:)]}…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
_NEVER_LAST = frozenset("「『（【〈《“‘«([{")
_PLAIN = frozenset(("Lu", "Ll", "Lo", "Nd", "Zs", "Po", "Pd", "Ps", "Pe"))
# Letters by name that join what stands before or after: Hangul jamo, Thai and Lao AM, a Malayalam prefix.
_JOINING = re.compile("[\u0d4e\u0e33\u0eb3\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\U00010000-\U0010ffff]")


def _surely_between(before: str, after: str) -> bool:
    """Whether two neighbours are of different graphemes, told without looking further."""
    if unicodedata.category(before) not in _PLAIN or unicodedata.category(after) not in _PLAIN:
        return False
    return not _JOINING.match(before) and not _JOINING.match(after)
