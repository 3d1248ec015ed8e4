"""The words of a text as an index may keep them, and what of them a search for a word has to find.

An index finds at least the texts in which story/search.py finds the word; it may find more, since those are looked
through.
"""

import re

from story.search import ACCENT, BEGINNING, LONGEST, folded

_LETTERS = re.compile(r"[^\W_]+")
_ACCENTS = re.compile(ACCENT)


def words_of(text: str) -> set[str]:
    """Every word without case and accents, as far as one can be searched for."""
    return {word[:LONGEST] for word in _runs(text)}


def needed(word: str) -> list[tuple[str, bool]]:
    """The words that a text with this one has; of the last, True, maybe only the beginning.

    Signs that are no letters, such as the vowels of Devanagari, part words from each other here.
    """
    runs = _runs(word)
    may_go_on = len(_ACCENTS.sub("", folded(word))) >= BEGINNING
    return [(run, may_go_on and number == len(runs)) for number, run in enumerate(runs, 1)]


def _runs(text: str) -> list[str]:
    return _LETTERS.findall(_ACCENTS.sub("", folded(text)))
