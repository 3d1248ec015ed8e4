"""Plain text to a story's parts: what stands there is what the author wrote, asterisks and all."""

import re
from collections.abc import Iterator

from story import wording
from story.assembly import Break, ChapterTitle, Draft, Item
from story.breaks import gap_breaks, is_long_marker, is_marker, larger_gaps
from story.chapters import ChapterLine, find_chapters
from story.contents_list import contents_list
from story.emphasis import read_emphasis
from story.fanficfare import FanFicFare, read_fanficfare, story_fields
from story.gutenberg import Gutenberg, read_gutenberg
from story.gutenberg_footnotes import take_footnotes
from story.headings import is_title_case, is_title_line, read_heading
from story.languages import language_tag
from story.layout import Layout, Paragraph, lay_out
from story.model import Block
from story.split import Split
from story.title import same_title

_BY = re.compile(r"(?:written )?by:?\s+(?P<author>[^\n]{2,80})", re.IGNORECASE)


def read_plain(text: str, split: Split = Split.AUTO) -> Draft:
    """The parts of a clean text (lines.clean) without front matter."""
    if fanfic := read_fanficfare(text):
        return _fanfiction(fanfic, split)
    if book := read_gutenberg(text):
        return _gutenberg(book, split)
    return _plain(text, split)


def _fanfiction(file: FanFicFare, split: Split) -> Draft:
    items: list[Item] = []
    for title, text in file.chapters:
        if title:
            items.append(ChapterTitle(title))
        items.extend(_items(lay_out(text, hard_breaks=True), {}, set(), split))
    fields = story_fields(file.fields) | {"title": file.title, "author": file.author}
    return Draft(_with_emphasis(items), fields, (wording.FANFICFARE,))


def _gutenberg(book: Gutenberg, split: Split) -> Draft:
    draft = _plain(book.text, split, book.title)
    fields = draft.fields | {
        "title": book.title,
        "author": book.author,
        "language": language_tag(book.language),
        "source": book.source,
    }
    kept = {name: value for name, value in fields.items() if value}
    items, footnotes = take_footnotes(_with_emphasis(draft.items))
    return Draft(items, kept, (wording.LICENCE_AND_CREDITS, *draft.dropped), footnotes=footnotes)


def _with_emphasis(items: list[Item] | tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(read_emphasis(item) if isinstance(item, Block) else item for item in items)


def _plain(text: str, split: Split, known_title: str = "") -> Draft:
    layout = lay_out(text)
    contents = contents_list(layout.paragraphs)
    chapters = find_chapters(layout, contents)
    fields, title_lines = _title_page(layout, chapters, known_title)
    chapters = {at: line for at, line in chapters.items() if at not in title_lines}
    dropped = (wording.LIST_OF_CONTENTS,) if contents else ()
    items = _items(layout, chapters, contents | title_lines, split)
    return Draft(tuple(items), fields, dropped)


def _title_page(
    layout: Layout, chapters: dict[int, ChapterLine], known_title: str
) -> tuple[dict[str, str], set[int]]:
    """Title and author from the first lines, and which paragraphs they take, if they surely are no story."""
    if not layout.paragraphs or read_heading(layout.paragraphs[0].text):
        return {}, set()
    first, *rest = layout.paragraphs[:3]
    title, _, under = first.text.partition("\n")
    if not is_title_line(title) or is_marker(title):
        return {}, set()
    if by := _BY.fullmatch(under):
        return {"title": title, "author": by["author"]}, {0}
    if under or not rest:
        return {}, set()
    if by := _BY.fullmatch(rest[0].text):
        return {"title": title, "author": by["author"].strip()}, {0, 1}
    if 0 in chapters and 1 not in chapters:
        return {}, set()
    if 0 not in chapters and 1 in chapters and first.alone and _is_title(title):
        return {"title": title}, {0}
    return _lone_title(title, first, rest, known_title)


def _is_title(line: str) -> bool:
    """Whether a line right above a first chapter is the story's title, and neither a dedication nor a sentence."""
    if line.upper() == line.lower():  # a script without capitals
        return True
    return is_title_case(line) and " " in line and not line.casefold().startswith(("for ", "to ", "in "))


def _lone_title(
    title: str, first: Paragraph, rest: list[Paragraph], known_title: str
) -> tuple[dict[str, str], set[int]]:
    """A first line without an author is left in the text, unless the gap after it or the file's head names it."""
    if not first.alone or is_marker(rest[0].text):
        return {}, set()
    apart = len(rest) > 1 and rest[0].gap > rest[1].gap and rest[0].gap > 1
    if apart or (known_title and same_title(title, known_title)):
        return {"title": title}, {0}
    words = len(title.split())
    return ({"title": title}, set()) if is_title_case(title) and 1 < words < 12 else ({}, set())


def _items(layout: Layout, chapters: dict[int, ChapterLine], skip: set[int], split: Split) -> Iterator[Item]:
    """The blocks in order, with a break wherever a marker stands, or where the gap says so if no marker does.

    Where markers part nothing they are lines like others.
    """
    paragraphs = layout.paragraphs
    titles = {at + more for at, line in chapters.items() for more in range(line.paragraphs)}
    markers = {
        at for at, paragraph in enumerate(paragraphs) if at not in titles and _is_break(paragraph, layout)
    }
    gaps = _gaps(layout, titles | skip, split, drawn=bool(markers - skip))
    markers = markers if split.parts_at_markers else set()
    for at, paragraph in enumerate(paragraphs):
        if at in chapters:
            yield ChapterTitle(chapters[at].title)
        elif at in markers:
            yield Break.SCENE
        elif at not in titles and at not in skip:
            if at in gaps:
                yield Break.SCENE
            yield Block(paragraph.text, paragraph.kind)


def _is_break(paragraph: Paragraph, layout: Layout) -> bool:
    """A marker alone between blank lines; where lines are paragraphs, a plain one anywhere."""
    if paragraph.lines > 1 or len(paragraph.text) > 200:
        return False
    return (
        is_marker(paragraph.text)
        if paragraph.alone
        else not layout.wrapped and is_long_marker(paragraph.text)
    )


def _gaps(layout: Layout, no_prose: set[int], split: Split, *, drawn: bool) -> set[int]:
    """The paragraphs before which the gap is a scene break; `drawn`: the file has markers."""
    between = [at for at in range(1, len(layout.paragraphs)) if at not in no_prose and at - 1 not in no_prose]
    sizes = [layout.paragraphs[at].gap for at in between]
    match split:
        case Split.BLANKS:
            larger = larger_gaps(sizes)
        case Split.AUTO if not drawn:
            larger = gap_breaks(sizes, wrapped=layout.wrapped)
        case _:
            larger = set()
    return {between[number] for number in larger}
