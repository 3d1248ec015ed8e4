"""How much of a page a piece of a block takes, without rendering it."""

from bisect import bisect_left

from story.discord_markdown import DIRECTION_OPENERS, escapes
from story.model import Block, Kind

# Bytes weigh as much as the limits say: 9,000 bytes are as much as 3,600 code points.
BYTE_WEIGHT = 0.4
# What a page may need besides its pieces, since a block or a style goes on from the page before: a prefix or a
# fence, markers closed and opened again, an escape.
RESERVE = 24

_PREFIX = {Kind.HEADING: 4, Kind.QUOTE: 2}
_FENCES = 8
_MARKERS = 17  # all styles opened and closed, and the sign between two styled runs


class Measure:
    """Weighs pieces of one block; the sum of the pieces is never less than what Discord is sent for them."""

    def __init__(self, block: Block) -> None:
        self.text = block.text
        # A piece of at least so many code points weighs as many, since its bytes cannot weigh more.
        self._long = (len(block.text.encode()) - len(block.text)) * BYTE_WEIGHT / (1 - BYTE_WEIGHT)
        self._prefix = _PREFIX.get(block.kind, 0)
        self._extra = self._extras(block)

    def _extras(self, block: Block) -> list[int]:
        """The offset of every code point that is sent besides the text's own, sorted."""
        text = block.text
        extra = list(escapes(text, block.kind))
        extra += [0] * (_FENCES if block.kind is Kind.CODE else self._prefix)
        for opener in DIRECTION_OPENERS.finditer(text):
            extra += [opener.start()] * 2
        for span in block.spans:
            extra += [span.start] * _MARKERS
        if "\n" in text and (again := self._prefix + (_MARKERS if block.spans else 0)):
            for at, char in enumerate(text):
                if char == "\n":
                    extra += [at] * again
        return sorted(extra)

    def weight(self, start: int, end: int) -> float:
        """In code points, or in bytes times BYTE_WEIGHT, whichever is more."""
        extra = bisect_left(self._extra, end) - bisect_left(self._extra, start) if self._extra else 0
        size = end - start + extra
        if end - start >= self._long:
            return size
        return max(size, BYTE_WEIGHT * (len(self.text[start:end].encode()) + 2 * extra))
