"""Where a scene may be cut into pages, how bad each cut is, and how much each piece between two cuts takes."""

from collections.abc import Iterator

from msgspec import Struct

from story.measuring import Measure
from story.model import BETWEEN_BLOCKS, Block, Kind, Scene
from story.sentences import grapheme_end, sentence_ends, word_end

# How bad a cut is, in the measure of pages.py: 0.1 is as bad as a page a third longer or shorter than the others.
PARAGRAPH = 0.0
VERSE_LINE = 0.06
SENTENCE = 0.1
QUOTATION = 0.2  # after a closing quote in a paragraph: its "he said" may follow
LEFTOVER = 0.15  # more, when less than two lines of a paragraph stand apart from the rest of it
LEADS_ON = 0.3  # after a paragraph that ends in the middle of something: "Dear ladies," or "She wrote:"
WORD = 0.5
GRAPHEME = 0.6
AFTER_HEADING = 2.0
INSIDE_GRAPHEME = 5.0

TWO_LINES = 120  # code points, on a phone
MOST_PLATES = 10  # pictures of a page: Discord takes no more files with a message


class Cut(Struct):
    """A cut before the character `at` of the scene's text; `weight` is of the piece before, back to the last cut.

    It can be changed, since a novel has ten thousand of them.
    """

    at: int
    badness: float
    weight: float


def cuts(scene: Scene, longest: float) -> Iterator[Cut]:
    """Cuts of a scene in order, the last at its end; no piece weighs more than a quarter of `longest`.

    Where they stand close, only the best of them are given: there are at most about 100 to a page.
    """
    least = longest / 50
    pending: Cut | None = None
    for cut in _all_cuts(scene, longest / 4):
        if pending:
            both = pending.weight + cut.weight
            if both > least or cut.badness > pending.badness:
                yield pending
            else:
                cut.weight = both
        pending = cut
    if pending:
        yield pending


def _all_cuts(scene: Scene, heaviest: float) -> Iterator[Cut]:
    start = 0
    pictures = _weights(scene, heaviest)
    for block in scene.blocks:
        more = pictures.pop(start, 0.0)
        size = len(block.text)
        more += pictures.pop(start + size, 0.0)  # at the scene's end
        for cut in _block_cuts(block, heaviest):
            between = len(BETWEEN_BLOCKS) if cut.at == size else 0
            cut.at += start + between
            cut.weight += more + between
            more = 0.0
            yield cut
        start += size + len(BETWEEN_BLOCKS)


def _weights(scene: Scene, heaviest: float) -> dict[int, float]:
    """What the pictures weigh that stand before a character: a page can hold no more than MOST_PLATES of them."""
    weights: dict[int, float] = {}
    for each in scene.illustrations:
        weights[each.at] = weights.get(each.at, 0.0) + 4 * heaviest / MOST_PLATES
    return weights


def _block_cuts(block: Block, heaviest: float) -> Iterator[Cut]:
    measure = Measure(block)
    start = 0
    for end, badness in _natural_cuts(block):
        weight = measure.weight(start, end)
        if weight > heaviest:
            yield from _fine_cuts(measure, start, end, heaviest, badness)
        else:
            yield Cut(end, badness, weight)
        start = end


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
    yield size, _after(block)


def _after(block: Block) -> float:
    if block.kind is Kind.HEADING:
        return AFTER_HEADING
    return LEADS_ON if block.text.endswith((",", ":", "，", "、", "：")) else PARAGRAPH


def _fine_cuts(measure: Measure, start: int, end: int, heaviest: float, badness: float) -> Iterator[Cut]:
    """Cuts inside a sentence that is long for a page: between words, else graphemes, else anywhere."""
    step = max(1, int((end - start) * heaviest / 5 / measure.weight(start, end)))
    at = start
    while at < end:
        stop, bad = _fine_cut(measure.text, at, at + step) if at + step < end else (end, badness)
        weight = measure.weight(at, stop)
        if weight > heaviest and step > 1:
            yield from _fine_cuts(measure, at, stop, heaviest, bad)
        else:
            yield Cut(stop, bad, weight)
        at = stop


def _fine_cut(text: str, start: int, near: int) -> tuple[int, float]:
    if cut := word_end(text, start, near):
        return cut, WORD
    if cut := grapheme_end(text, start, near):
        return cut, GRAPHEME
    return near, INSIDE_GRAPHEME
