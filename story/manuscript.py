"""A word processor's paragraphs to a story's parts: chapters, scene breaks, verse and lists."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from story import wording
from story.assembly import Break, Draft, Figure
from story.breaks import is_marker
from story.chapters import ChapterLine, find_chapters
from story.contents_list import contents_list
from story.footnotes import anchored, titled, without_marks
from story.headings import read_heading
from story.layout import Layout, Paragraph
from story.markdown_blocks import Piece
from story.markdown_chapters import begin_chapters
from story.model import Block, Footnote, Kind, Unreadable
from story.para import Para, Role
from story.slicing import StyledText, slice_block
from story.title import tidy_title
from story.title_page import read_title_page

MOST_PARAGRAPHS = 300_000  # with text; the longest novels have 30,000
_PAGE = 3  # blank lines that a page break is worth
_LONGEST_LINE = (
    120  # code points; lines longer on average are paragraphs between which line breaks were typed
)
_NOT_ITS_TITLE = (
    "\0"  # known as the title of a document, so that its only heading stays the head of a chapter
)
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


def read_manuscript(
    paras: Sequence[Para],
    fields: dict[str, str],
    dropped: Iterable[str] = (),
    footnotes: Mapping[int, Footnote] | None = None,
) -> Draft:
    """The parts of a document; `fields` are what its properties say, by the names of Story's fields."""
    known_notes = dict(footnotes or {})
    paras = _marks_out_of_headings(paras, known_notes)
    if sum(para.text != "" for para in paras) > MOST_PARAGRAPHS:
        raise Unreadable(wording.TOO_MANY_PARAGRAPHS, most=MOST_PARAGRAPHS)
    kept = [para for para in paras if para.role is not Role.CONTENTS]
    found, kept = read_title_page(kept, fields)
    headings = [para for para in kept if para.heading]
    levels = {para.block.level for para in headings}
    if not levels:
        kept = list(_with_headings(kept))
    known = found.get("title") or ("" if len(levels) > 1 else fields.get("title", ""))
    if len(headings) == 1:
        known = known or _NOT_ITS_TITLE
        if not read_heading(headings[0].text):
            fields = {"title": tidy_title(headings[0].text)} | fields
    pieces, pictures = _pieces(kept)
    items, title, without_contents = begin_chapters(pieces, known)
    left_out = (
        [wording.LIST_OF_CONTENTS] if without_contents or any(p.role is Role.CONTENTS for p in paras) else []
    )
    about = fields | ({"title": title} if title else {}) | found
    return Draft((*items, *pictures), about, (*left_out, *dropped), footnotes=known_notes)


def _marks_out_of_headings(paras: Sequence[Para], footnotes: dict[int, Footnote]) -> list[Para]:
    """A mark has no place in a title, so that its footnote goes to the text under it."""
    told: list[Para] = []
    waiting: list[int] = []
    for para in paras:
        block = para.block
        if para.heading or para.role is Role.TITLE or para.strong:
            block, marks = without_marks(block)
            waiting += marks
        elif para.text:
            for number in waiting:
                block = anchored(block, number, last=False)
                footnotes[number] = titled(footnotes[number])
            waiting = []
        told.append(replace(para, block=block) if block is not para.block else para)
    return told


def _with_headings(paras: list[Para]) -> Iterator[Para]:
    """The paragraphs of a document without heading styles; lines that begin chapters all the same are headings.

    They are found as in plain text, but that a bold line in the middle stands out like one with wide gaps.
    """
    layout, numbers = _layout(paras)
    listed = contents_list(layout.paragraphs)
    strong = [number for number, at in enumerate(numbers) if paras[at].strong and number not in listed]
    found = find_chapters(layout, listed) or _by_strong_lines(layout, strong)
    contents = {numbers[at] for at in listed}
    chapters = {numbers[at]: line for at, line in found.items()}
    subtitles = {numbers[at + more] for at, line in found.items() for more in range(1, line.paragraphs)}
    for at, para in enumerate(paras):
        if at in chapters:
            yield replace(para, block=Block(chapters[at].title, Kind.HEADING, 1))
        elif at not in subtitles and at not in contents:
            yield para


def _by_strong_lines(layout: Layout, strong: list[int]) -> dict[int, ChapterLine]:
    """Two or more bold lines in the middle, in a story so short that gaps tell nothing; the next ones are subtitles."""
    found: dict[int, ChapterLine] = {}
    last = first = -2
    for at in strong:
        text = " ".join(layout.paragraphs[at].text.split())
        if is_marker(text):
            continue
        if at == last + 1:
            found[first] = ChapterLine(f"{found[first].title}: {text}", at - first + 1)
        else:
            first, found[at] = at, ChapterLine(text)
        last = at
    return found if len(found) > 1 else {}


def _layout(paras: list[Para]) -> tuple[Layout, list[int]]:
    """The paragraphs as those of a plain text, and which of `paras` each of them is."""
    paragraphs: list[Paragraph] = []
    numbers: list[int] = []
    gap, after = 0, 0
    for at, para in enumerate(paras):
        gap += _PAGE * para.page
        if para.text and para.role is Role.TEXT:
            whole = gap + after + 2 * para.strong
            lines = para.text.count("\n") + 1
            paragraphs.append(Paragraph(para.text, para.block.kind, whole, lines, alone=True))
            numbers.append(at)
            gap, after = 0, int(para.strong)
        else:
            gap += not para.pictures
    return Layout(tuple(paragraphs), wrapped=False), numbers


def _pieces(paras: Iterable[Para]) -> tuple[list[Piece], list[Figure]]:
    """The items with blank lines between them counted, as if the document were typed; the pictures at its end."""
    found: list[Piece] = []
    waiting: list[Figure] = []
    line = 0
    items: list[Block] = []

    def tell(item: Block | Break) -> None:
        found.append(Piece(item, line, line, True, tuple(waiting)))
        waiting.clear()

    for para in paras:
        if items and para.role is not Role.ITEM:
            tell(_list(items))
            items = []
        line += _PAGE * para.page
        waiting += para.pictures
        if para.role is Role.ITEM:
            items.append(para.block)
            continue
        for item, blank in _read(para):
            line += blank
            if item:
                tell(item)
    if items:
        tell(_list(items))
    return found, waiting


def _read(para: Para) -> Iterator[tuple[Block | Break | None, int]]:
    """What a paragraph is, after so many blank lines; one of pictures alone is nothing."""
    if para.role is Role.RULE:
        yield Break.SCENE, 0
    elif para.heading:
        yield _on_one_line(para.block), 0
    elif para.text and "\n" not in para.text:
        yield (Break.SCENE if is_marker(para.text) else para.block), 0
    elif para.text or not para.pictures:
        yield from _parts(para.block)


def _list(items: list[Block]) -> Block:
    """A list as lines of one block."""
    lines = StyledText()
    for number, block in enumerate(items):
        lines.add("\n" if number else "")
        lines.add_block(block)
    return lines.block(Block("", Kind.VERSE if len(items) > 1 else Kind.PARAGRAPH))


def _on_one_line(block: Block) -> Block:
    return Block(" ".join(block.text.split()), block.kind, block.level)


def _parts(block: Block) -> Iterator[tuple[Block | Break | None, int]]:
    """What a paragraph is, after so many blank lines: itself, a break, or several where it has blank lines in it."""
    if not block.text:
        yield None, 1
        return
    start = 0
    blank = 0
    for gap in _BLANK_LINES.finditer(block.text) if block.kind is not Kind.CODE else ():
        yield from _part(_slice(block, start, gap.start()), blank)
        start, blank = gap.end(), gap[0].count("\n") - 2
    yield from _part(_slice(block, start, len(block.text)), blank)


def _part(block: Block, blank: int) -> Iterator[tuple[Block | Break, int]]:
    if "\n" not in block.text:
        yield (Break.SCENE if is_marker(block.text) else block), blank
    elif block.kind is Kind.PARAGRAPH and len(block.text) > _LONGEST_LINE * (block.text.count("\n") + 1):
        yield from ((line, blank) for line in _lines(block))
    else:
        kind = Kind.VERSE if block.kind is Kind.PARAGRAPH else block.kind
        yield Block(block.text, kind, block.level, block.spans), blank


def _lines(block: Block) -> Iterator[Block | Break]:
    start = 0
    for line in block.text.split("\n"):
        part = _slice(block, start, start + len(line))
        start += len(line) + 1
        if part.text:
            yield Break.SCENE if is_marker(part.text) else part


def _slice(block: Block, start: int, end: int) -> Block:
    """slice_block, but that a paragraph of very many parts and spans does not take the product of both as time."""
    first = bisect_right(block.spans, start, key=lambda span: span.end)
    after = bisect_left(block.spans, end, key=lambda span: span.start)
    return slice_block(Block(block.text, block.kind, block.level, block.spans[first:after]), start, end)
