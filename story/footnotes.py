"""Footnotes and authors' notes, from where a file has them to the places in the scenes where they belong.

An importer gives its draft a number for each note, and marks with it what stands in the text: the footnote's own mark,
or, for what an author says before or after a chapter, the first or last character of a block. A mark so goes with its
text, however the text is cut and put together; when all scenes are there, the marks become places.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from story.model import BETWEEN_BLOCKS, Block, Chapter, Footnote, Scene, Style
from story.slicing import PLAIN, StyledText, slice_block

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# A list's own number, or a word.
_BEFORE_A_LABEL = ("", r"\d{1,4}[.)]\s+", r"(?:foot|end)?note\s+")
LONGEST = 20_000  # code points of a footnote; what is longer is a part of the book


def note(mark: str, blocks: Iterable[Block], title: str = "") -> Footnote:
    """A footnote without a place yet; number it in a draft."""
    return Footnote(0, mark, title, tuple(plain(block) for block in blocks if block.text.strip()))


def raised(mark: str) -> str:
    """A number as it is set above the line, in as many characters; other marks as they are."""
    return mark.translate(_RAISED) if mark.isascii() and mark.isdigit() else mark


def titled(each: Footnote) -> Footnote:
    """The footnote of a title: its mark does not stand in the text."""
    return replace(each, mark="", title=raised(each.mark))


def settle(chapters: Iterable[Chapter], notes: Mapping[int, Footnote]) -> tuple[Chapter, ...]:
    """The chapters with their footnotes where they belong, and no numbers left in their spans."""
    return tuple(
        replace(chapter, scenes=tuple(_settled(scene, notes) for scene in chapter.scenes))
        for chapter in chapters
    )


def _settled(scene: Scene, notes: Mapping[int, Footnote]) -> Scene:
    if not any(span.note for block in scene.blocks for span in block.spans):
        return scene
    found: dict[int, Footnote] = {}
    start = 0
    for block in scene.blocks:
        for span in block.spans:
            if (each := notes.get(span.note)) and span.note not in found:
                found[span.note] = replace(each, at=start + span.start, mark=raised(each.mark))
        start += len(block.text) + len(BETWEEN_BLOCKS)
    blocks = tuple(_with_marks(block, notes) for block in scene.blocks)
    return replace(scene, blocks=blocks, footnotes=tuple(found.values()))


def _with_marks(block: Block, notes: Mapping[int, Footnote]) -> Block:
    """The block without numbers; marks that are digits are raised."""
    if not any(span.note for span in block.spans):
        return block
    styled = StyledText()
    for start, end, style, number in _runs(block, 0, len(block.text)):
        each = notes.get(number)
        told = block.text[start:end]
        styled.add(raised(told) if each and each.mark else told, style)
    return styled.block(block, keep_start=True)


def plain(block: Block) -> Block:
    """The block without numbers in its spans."""
    return _with_marks(block, {})


def anchored(block: Block, number: int, *, last: bool) -> Block:
    """The block with a note at its first character, or at its last, that is no mark already."""
    taken = {at for span in block.spans if span.note for at in range(span.start, span.end)}
    free = [at for at in range(len(block.text)) if at not in taken]
    if not free:
        return block
    at = free[-1] if last else free[0]
    styled = StyledText()
    for first, stop in ((0, at), (at, at + 1), (at + 1, len(block.text))):
        for start, end, style, known in _runs(block, first, stop):
            styled.add(block.text[start:end], style, number if first == at and stop == at + 1 else known)
    return styled.block(block, keep_start=True)


def without_marks(block: Block) -> tuple[Block, list[int]]:
    """A title without the marks in it, and their numbers."""
    kept = StyledText()
    for start, end, style, number in _runs(block, 0, len(block.text)):
        kept.add("" if number else block.text[start:end], style)
    return kept.block(block), list(dict.fromkeys(span.note for span in block.spans if span.note))


def _runs(block: Block, start: int, end: int) -> Iterator[tuple[int, int, Style, int]]:
    """All runs from `start` to `end`, the plain ones too."""
    for span in block.spans:
        first, stop = max(span.start, start), min(span.end, end)
        if first < stop:
            if start < first:
                yield start, first, PLAIN, 0
            yield first, stop, span.style, span.note
            start = stop
    if start < end:
        yield start, end, PLAIN, 0


def without_label(block: Block, mark: str) -> Block:
    """A footnote's first block without its mark, which stands before it."""
    core = mark.strip("[](){}.: \u200b\u00a0")
    if not core:
        return block
    sign = rf"[\[({{]?{re.escape(core)}[\])}}]?(?:[.:)]|\s+[-–—]\s)?(?!\w)\s*"
    labels = (re.match(rf"\s*{before}{sign}", block.text, re.IGNORECASE) for before in _BEFORE_A_LABEL)
    label = next(filter(None, labels), None)
    return slice_block(block, label.end(), len(block.text)) if label else block
