"""A place in a story, and where it went when the story got a corrected edition."""

import enum
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec import Struct

QUOTE_LENGTH = 80  # code points: enough words to be unique in a novel, short enough to show

FEWEST = 8  # code points: less is found anywhere
SURE = 20  # code points: as much is hardly found elsewhere


class Place(Struct, frozen=True, order=True):
    """The character `at` of the scene numbered `scene` (both from 0); the end is (number of scenes, 0)."""

    scene: int
    at: int


class How(enum.StrEnum):
    """By what a place was found again, from the surest to the least sure."""

    SCENE = "scene"
    QUOTE = "quote"
    ORDINAL = "ordinal"


def quote(text: str, at: int) -> str:
    """A few whole words of `text` from `at` on, at most 80 characters; "" at the end of the text."""
    rest = text[at : at + QUOTE_LENGTH + 1]
    if len(rest) <= QUOTE_LENGTH:
        return rest.rstrip()
    cut = max(rest.rfind(" "), rest.rfind("\n"))
    return rest[: cut if cut > 0 else QUOTE_LENGTH].rstrip()


def relocate(place: Place, quote: str, old: Sequence[str], new: Sequence[str]) -> tuple[Place, How]:
    """Where `place` of the edition `old` (its scene texts) is in the edition `new`, and how it was found.

    A reader at the end of `old` goes on with what `new` has after its last scene, if anything.
    """
    if not new:
        return Place(0, 0), How.ORDINAL
    if place.scene < len(old):
        return _relocate_inside(place, quote, old, new)
    if not old:
        return Place(0, 0), How.ORDINAL
    last, how = _relocate_inside(Place(len(old) - 1, len(old[-1])), "", old, new)
    return (Place(last.scene + 1, 0), how) if last.at >= len(new[last.scene]) else (last, how)


def _relocate_inside(place: Place, quote: str, old: Sequence[str], new: Sequence[str]) -> tuple[Place, How]:
    text = old[place.scene]
    at = min(place.at, len(text))
    same = [number for number, other in enumerate(new) if other == text]
    if same:
        expected = _expected_scene(place.scene, old, new)
        return Place(min(same, key=lambda number: abs(number - expected)), at), How.SCENE
    expected_at = _expected_position(place.scene, at, old, new)
    for words, offset in _clues(quote, text, at):
        found = _nearest(words, offset, expected_at, new)
        if found is not None:
            return found, How.QUOTE
    number = min(place.scene, len(new) - 1)
    return Place(number, len(new[number]) * at // max(1, len(text))), How.ORDINAL


def _clues(quote: str, text: str, at: int) -> Iterator[tuple[str, int]]:
    """Words to look for, and how far from their start the place is: after it or before it, then fewer of each.

    Near the ends of a scene one of the two is short, and few letters may stand anywhere: then the other is first.
    """
    for length in (QUOTE_LENGTH, QUOTE_LENGTH // 2, QUOTE_LENGTH // 4):
        after = (quote or text[at : at + QUOTE_LENGTH])[:length].rstrip()
        before = text[max(0, at - length) : at].lstrip()
        for words, offset in sorted(
            ((after, 0), (before, len(before))), key=lambda clue: -min(len(clue[0]), SURE)
        ):
            if len(words) >= FEWEST:
                yield words, offset


def _nearest(words: str, offset: int, expected: int, new: Sequence[str]) -> Place | None:
    """The place `offset` into the occurrence of `words` that is nearest to the flat position `expected`."""
    best: tuple[int, Place] | None = None
    for number, (text, start) in enumerate(zip(new, _starts(new), strict=True)):
        found = text.find(words)
        while found >= 0:
            distance = abs(start + found + offset - expected)
            if best is None or distance < best[0]:
                best = distance, Place(number, found + offset)
            found = text.find(words, found + 1)
    return best[1] if best else None


def _starts(texts: Sequence[str]) -> list[int]:
    return list(accumulate((len(text) for text in texts), initial=0))[: len(texts)]


def _expected_scene(scene: int, old: Sequence[str], new: Sequence[str]) -> int:
    """The number that `scene` would have if the scenes before it were only moved by those added or removed."""
    anchor = _anchor(scene, old, new)
    return scene if anchor is None else anchor[1] + scene - anchor[0]


def _expected_position(scene: int, at: int, old: Sequence[str], new: Sequence[str]) -> int:
    """The flat position in `new` that keeps the distance to the last unchanged scene before."""
    starts = _starts(old)
    anchor = _anchor(scene, old, new)
    shift = 0 if anchor is None else _starts(new)[anchor[1]] - starts[anchor[0]]
    return starts[scene] + at + shift


def _anchor(scene: int, old: Sequence[str], new: Sequence[str]) -> tuple[int, int] | None:
    """The nearest earlier scene that is in both editions exactly once: (number in old, number in new)."""
    in_old, in_new = Counter(old), Counter(new)
    for number in range(scene - 1, -1, -1):
        if in_old[old[number]] == 1 == in_new[old[number]]:
            return number, new.index(old[number])
    return None
