"""Parts of a styled block, and blocks put together from styled runs."""

from collections.abc import Iterable

from story.model import Block, Span, Style


def slice_block(block: Block, start: int, end: int) -> Block:
    """The characters `start` to `end` of a block without white space at their ends, spans moved with them."""
    if (
        start == 0
        and end == len(block.text)
        and not block.text[:1].isspace()
        and not block.text[-1:].isspace()
    ):
        return block
    text = block.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return Block(text, block.kind, block.level, clip(block.spans, start, start + len(text)))


def clip(spans: Iterable[Span], start: int, end: int) -> tuple[Span, ...]:
    """The spans inside `start` to `end`, counted from `start`."""
    return tuple(
        Span(max(span.start, start) - start, min(span.end, end) - start, span.style, span.note)
        for span in spans
        if span.start < end and span.end > start
    )


PLAIN = Style(0)


class StyledText:
    """Collects runs of text with their styles; neighbours of one style become one span."""

    __slots__ = ("_length", "_parts", "_spans")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._spans: list[Span] = []
        self._length = 0

    def add(self, text: str, style: Style = PLAIN, note: int = 0) -> None:
        """Append a run, which may be the mark of a footnote; an empty one is nothing."""
        if not text:
            return
        start, self._length = self._length, self._length + len(text)
        self._parts.append(text)
        if not style and not note:
            return
        last = self._spans[-1] if self._spans else None
        if last and last.end == start and last.style == style and last.note == note:
            self._spans[-1] = Span(last.start, self._length, style, note)
        else:
            self._spans.append(Span(start, self._length, style, note))

    def unmark(self, note: int) -> None:
        """What was added last as that footnote's mark is none."""
        marks: list[Span] = []
        while self._spans and self._spans[-1].note == note:
            marks.append(self._spans.pop())
        for mark in reversed(marks):
            last = self._spans[-1] if self._spans else None
            if last and mark.style and last.end == mark.start and (last.style, last.note) == (mark.style, 0):
                self._spans[-1] = Span(last.start, mark.end, mark.style)
            elif mark.style:
                self._spans.append(Span(mark.start, mark.end, mark.style))

    def add_block(self, block: Block) -> None:
        """Append a block's text with its spans."""
        at = 0
        for span in block.spans:
            self.add(block.text[at : span.start])
            self.add(block.text[span.start : span.end], span.style, span.note)
            at = span.end
        self.add(block.text[at:])

    @property
    def last(self) -> str:
        """The last character, or ""."""
        return self._parts[-1][-1] if self._parts else ""

    @property
    def text(self) -> str:
        """What was collected so far."""
        return "".join(self._parts)

    def block(self, like: Block, *, keep_start: bool = False) -> Block:
        """The collected text as a block of the kind and level of `like`, without white space at its ends."""
        whole = Block(self.text, like.kind, like.level, tuple(self._spans))
        if keep_start:
            end = len(whole.text.rstrip())
            return Block(whole.text[:end], like.kind, like.level, clip(whole.spans, 0, end))
        return slice_block(whole, 0, self._length)
