"""Which of several names is meant by one that was typed with mistakes."""

from collections.abc import Sequence
from difflib import SequenceMatcher

ALIKE = 0.7  # of 1: two letters in a short title may be wrong, but another title is another title
LOOKED_AT = 60  # characters of a name; comparing takes the square of them


def likeliest(wanted: str, names: Sequence[str], most: int = 5) -> list[int]:
    """The indices of the names that are nearly `wanted`, whole or in one of its words' runs, the likeliest first."""
    words = _plain(wanted)
    if len(words) < 3:
        return []
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(words)
    wanted_words = len(words.split())
    scored = [(_likeness(matcher, wanted_words, _plain(name)), -at) for at, name in enumerate(names)]
    return [-at for score, at in sorted(scored, reverse=True)[:most] if score >= ALIKE]


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())[:LOOKED_AT]


def _likeness(matcher: "SequenceMatcher[str]", wanted: int, name: str) -> float:
    """How alike a name is: as a whole, or any run of it with as many words as were typed."""
    words = name.split()
    runs = {name, *(" ".join(words[at : at + wanted]) for at in range(len(words) - wanted + 1))}
    return max(_ratio(matcher, run) for run in runs)


def _ratio(matcher: "SequenceMatcher[str]", name: str) -> float:
    matcher.set_seq1(name)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()
