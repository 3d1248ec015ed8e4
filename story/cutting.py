"""Where a scene may be cut into pages, how bad each cut is, and how much every piece between two cuts takes."""

from collections.abc import Iterator
from dataclasses import dataclass

from story.discord_markdown import render
from story.model import BETWEEN_BLOCKS, Block, Kind, Scene
from story.sentences import grapheme_end, sentence_ends, word_end

# How bad a cut is, in the measure of pages.py: 0.1 is as bad as a page a third longer or shorter than the others.
PARAGRAPH = 0.0
VERSE_LINE = 0.06
SENTENCE = 0.1
QUOTATION = 0.2  # after a closing quote in a paragraph: its "he said" may follow
LEFTOVER = 0.15  # more, when less than two lines of a paragraph stand apart from the rest of it
WORD = 0.5
GRAPHEME = 0.6
AFTER_HEADING = 2.0
INSIDE_GRAPHEME = 5.0

TWO_LINES = 120  # code points, on a phone

# Bytes weigh as much as the limits say: 9,000 bytes are as much as 3,600 code points.
BYTE_WEIGHT = 0.4


@dataclass(frozen=True, slots=True)
class Cut:
    """A cut before the character `at` of the scene's text; `weight` is of the piece before, back to the last cut."""

    at: int
    badness: float
    weight: float


def cuts(scene: Scene, longest: float) -> Iterator[Cut]:
    """All cuts of a scene in order, the last at its end; no piece weighs more than a quarter of `longest`."""
    start = 0
    for block in scene.blocks:
        for cut in _block_cuts(block, longest / 4):
            at = start + cut.at
            if cut.at == len(block.text):
                yield Cut(at + len(BETWEEN_BLOCKS), cut.badness, cut.weight + len(BETWEEN_BLOCKS))
            else:
                yield Cut(at, cut.badness, cut.weight)
        start += len(block.text) + len(BETWEEN_BLOCKS)


def _block_cuts(block: Block, heaviest: float) -> Iterator[Cut]:
    start = 0
    for end, badness in _natural_cuts(block):
        weight = _weight(block, start, end)
        if weight > heaviest:
            yield from _fine_cuts(block, start, end, heaviest, weight, badness)
        else:
            yield Cut(end, badness, weight)
        start = end


def _weight(block: Block, start: int, end: int) -> float:
    """What showing these characters takes of a page; never less than they take as a part of more."""
    shown = render(block, start, end)
    return max(len(shown), BYTE_WEIGHT * len(shown.encode()))


def _natural_cuts(block: Block) -> Iterator[tuple[int, float]]:
    size = len(block.text)
    if block.kind is Kind.VERSE or block.kind is Kind.CODE:
        at = block.text.find("\n") + 1
        while at:
            yield at, VERSE_LINE
            at = block.text.find("\n", at) + 1
    elif block.kind is not Kind.HEADING:
        for at, quoted in sentence_ends(block.text):
            leftover = LEFTOVER if min(at, size - at) < TWO_LINES else 0.0
            yield at, (QUOTATION if quoted else SENTENCE) + leftover
    yield size, AFTER_HEADING if block.kind is Kind.HEADING else PARAGRAPH


def _fine_cuts(
    block: Block, start: int, end: int, heaviest: float, weight: float, badness: float
) -> Iterator[Cut]:
    """Cuts inside a sentence that is long for a page: between words, else graphemes, else anywhere."""
    step = max(1, int((end - start) * heaviest / 5 / weight))
    at = start
    while at < end:
        stop, bad = _fine_cut(block.text, at, at + step) if at + step < end else (end, badness)
        weight = _weight(block, at, stop)
        if weight > heaviest and stop - at > 1 and step > 1:
            yield from _fine_cuts(block, at, stop, heaviest, weight, bad)
        else:
            yield Cut(stop, bad, weight)
        at = stop


def _fine_cut(text: str, start: int, near: int) -> tuple[int, float]:
    if cut := word_end(text, start, near):
        return cut, WORD
    if cut := grapheme_end(text, start, near):
        return cut, GRAPHEME
    return near, INSIDE_GRAPHEME
