"""The text between two block ends of a page: white space collapsed, line breaks kept, cut into paragraphs."""

import re
from collections.abc import Iterator

from story.breaks import is_long_marker, is_marker
from story.markup_pieces import Sign
from story.model import Block, Style
from story.slicing import StyledText, slice_block

_SPACE = re.compile(r"[ \t\n\r\f]+")
_UNEVEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# A wrapped line's end between characters of East Asia is no space.
_EAST_ASIAN_WRAP = re.compile(
    r"(?<=[\u2e80-\ud7ff\uf900-\uffef])[ \t]*[\r\n][ \t\r\n]*(?=[\u2e80-\ud7ff\uf900-\uffef])"
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_PARAGRAPH = 90  # characters: lines that are usually longer are paragraphs, set apart by single breaks


def _is_even(text: str) -> bool:
    """Most texts are printable, and are told so several times faster than by a pattern."""
    return "  " not in text and (text.isprintable() or not _UNEVEN.search(text))


def _even(text: str) -> str:
    """White space as one space, and no control characters."""
    text = _CONTROL.sub("", text)
    if "\n" in text and not text.isascii():
        text = _EAST_ASIAN_WRAP.sub("", text)
    return _SPACE.sub(" ", text)


class Run:
    """Collects text; a space is held back until something follows it on the same line."""

    def __init__(self) -> None:
        self._styled = StyledText()
        self._space: Style | None = None
        self.empty = True
        self.note = 0  # the number of the link that is open

    def add(self, text: str, style: Style) -> None:
        """Text as it stands in the source; white space is one space, none at the start of a line."""
        if text.isspace() and text.isascii():  # what stands between the tags of two paragraphs
            self._hold(style)
            return
        words = text if _is_even(text) else _even(text)
        if words == " " or not words:
            self._hold(style if words else None)
            return
        if words[0] == " ":
            self._hold(style)
            words = words[1:]
        ends = words[-1] == " "
        self._release()
        self.empty = False
        self._styled.add(words[:-1] if ends else words, style, self.note)
        if ends:
            self._space = style

    def add_exactly(self, text: str, style: Style) -> None:
        """Text whose white space counts: preformatted, or our own."""
        self._release()
        self.empty = self.empty and not text
        self._styled.add(_CONTROL.sub("", text.replace("\r\n", "\n").expandtabs(4)), style)

    def unmark(self, note: int) -> None:
        """A link's text is no mark of a footnote."""
        self._styled.unmark(note)

    def line_break(self, style: Style) -> None:
        """A break of the author's."""
        self._space = None
        self.empty = False
        self._styled.add("\n", style if self._styled.last not in {"", "\n"} else Style(0))

    def _hold(self, style: Style | None) -> None:
        if style is not None and self._styled.last not in {"", "\n"} and self._space is None:
            self._space = style

    def _release(self) -> None:
        if self._space is not None:
            self._styled.add(" ", self._space)
            self._space = None

    @property
    def at_line_start(self) -> bool:
        """Whether the next text begins a line."""
        return self._styled.last in {"", "\n"}

    @property
    def text(self) -> str:
        """What was collected so far."""
        return self._styled.text

    def take(self) -> StyledText:
        """What was collected; the next run begins."""
        styled, self._styled, self._space, self.empty = self._styled, StyledText(), None, True
        return styled


def quotation_marks(text: str, ends: list[str]) -> tuple[str, str]:
    """The marks before and after an inline quotation, whose outer ones end with `ends`; " " for its own in the text."""
    if text.lstrip()[0] in "\"'“‘«„‚「『":
        return "", " "
    inner = sum(end in {"”", "’"} for end in ends) % 2
    return ("‘", "’") if inner else ("“", "”")


def paragraphs(styled: StyledText) -> Iterator[tuple[int, Block | Sign]]:
    """The paragraphs of a run with the blank lines before each; at the end 0 or more blank lines and no block.

    Two line breaks end a paragraph and are no blank line yet, as one paragraph's end is none.
    """
    text = styled.text
    if "\n" not in text:
        yield (0, Sign.MARKER if is_marker(text) else styled.block(Block("")))
        return
    whole = styled.block(Block(""), keep_start=True)
    gap = blank = 0
    group: list[tuple[int, int]] = []
    start, first = 0, True
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            if not group:
                gap, blank = (blank if first else max(0, blank - 1)), 0
                first = False
            group.append((start, end))
        else:
            if group:
                yield from _group(whole, group, gap)
                group = []
            blank += 1
        start = end + 1
    if group:
        yield from _group(whole, group, gap)
    yield max(0, blank - 1), Block("")


def _group(whole: Block, lines: list[tuple[int, int]], gap: int) -> Iterator[tuple[int, Block | Sign]]:
    """Lines with no blank one between: one verse or paragraph, or several where a marker or their length says so."""
    part: list[tuple[int, int]] = []
    for part, marker in _parts(whole.text, lines):
        if marker:
            yield gap, Sign.MARKER
        elif len(part) > 3 and sorted(end - start for start, end in part)[len(part) // 2] >= _PARAGRAPH:
            for start, end in part:
                yield gap, slice_block(whole, start, end)
                gap = 0
        else:
            yield gap, slice_block(whole, part[0][0], part[-1][1])
        gap = 0


def _parts(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[list[tuple[int, int]], bool]]:
    part: list[tuple[int, int]] = []
    for start, end in lines:
        line = text[start:end]
        if is_long_marker(line) or (len(lines) == 1 and is_marker(line)):
            if part:
                yield part, False
            yield [(start, end)], True
            part = []
        else:
            part.append((start, end))
    if part:
        yield part, False
