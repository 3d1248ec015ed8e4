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
_STOPS = ".!?…‽؟۔"
_FULL_STOPS = "。！？｡．।॥።"  # after which no white space is needed
_LAST_WORD = re.compile(r"([^\s\"'“”‘’(\[—–-]+)$")
_QUOTES = frozenset('"”’»›」』')
# A mark may hang on to text before; a cut stays clear of it by looking back this far (code points).
_LOOK_BACK = 64


def sentence_ends(text: str) -> Iterator[tuple[int, bool]]:
    """The offsets right after each sentence and its white space; True where a quotation just closed there.

    A closed quotation is often followed by its "he said", so such an end is a worse place to cut.
    Line ends count as sentence ends. The end of the text is not given.
    """
    for match in _end().finditer(text):
        cut, signs = match.end(), match[0]
        if cut < len(text) and _ends_sentence(text, match.start(), cut, signs):
            yield cut, signs[0] != "\n" and not _QUOTES.isdisjoint(signs)


@cache
def _end() -> re.Pattern[str]:
    """What may end a sentence; made when the first page is cut, because that takes milliseconds of every start.

    It begins with a set of signs, since these are found several times faster than one of several patterns; and only at
    the first of several signs, which are thousands in a row where somebody means harm.
    """
    return re.compile(
        rf"[{_STOPS}{_FULL_STOPS}\n](?:(?<=[{_STOPS}])(?<![{_STOPS}][{_STOPS}])[{_STOPS}]*+[{_CLOSING}]*+\s+"
        rf"|(?<=[{_FULL_STOPS}])[{_FULL_STOPS}]*[{_CLOSING}]*\s*|(?<=\n)\n*)"
    )


def _ends_sentence(text: str, start: int, end: int, signs: str) -> bool:
    """Whether the signs from `start` to `end`, white space included, do."""
    if signs[0] not in ".!?…" or "\n" in signs:
        return True
    following = text[end]
    if following.islower() or following in ",;:)-–—":
        return False
    if signs[0] != "." or not signs.rstrip().endswith("."):
        return True
    word = text[text.rfind(" ", 0, start) + 1 : start]
    if word.isalpha():  # as most are
        return not _is_abbreviation(word)
    last = _LAST_WORD.search(text, max(0, start - 20), start)
    return last is None or not _is_abbreviation(last[1])


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
