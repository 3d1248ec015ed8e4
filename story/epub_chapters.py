"""Where the chapters of an EPUB begin: at what its contents name, else at its headings, else at its pages."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from story.epub_contents import Entry
from story.epub_pages import Pages
from story.headings import LONGEST, is_title_case, is_title_line
from story.markup_chapters import Start, choose, heading_starts, is_bare, is_numbered, one_line
from story.markup_matter import matter_by_title, matter_by_type_name
from story.markup_pieces import Piece, Sign
from story.title import same_title


def entry_starts(entries: Sequence[Entry], pages: Pages, title: str) -> list[Start]:
    """The lines of the contents that point at something to read, in the order of the text."""
    found = [
        Start(at, one_line(entry.title), entry.depth)
        for entry in entries
        if (at := pages.at(entry.page, entry.fragment)) is not None
    ]
    found.sort(key=lambda start: (start.at, start.level))
    ends = _ends(found, pages)
    return [_with_headings(start, end, pages.pieces, title) for start, end in zip(found, ends, strict=True)]


def _ends(starts: Sequence[Start], pages: Pages) -> list[int]:
    """Where each start's part ends."""
    return [start.at for start in starts[1:]] + [len(pages.pieces)] * bool(starts)


def _with_headings(start: Start, end: int, pieces: Sequence[Piece], book: str) -> Start:
    """The start with the headings that say its title or the book's again, or its number, or under that its title."""
    title = start.title
    taken = _spelled(title, start.at, end, pieces)
    for at in range(max(taken, default=start.at - 1) + 1, end):
        if isinstance(pieces[at].item, Sign):
            continue
        heading = one_line(pieces[at].text)
        known = _key(heading) in _key(title) or same_title(heading, book)
        if not pieces[at].is_heading or not (known or _join(title, heading)):
            break
        title = title if known else _join(title, heading)
        taken.add(at)
    return replace(start, title=title, taken=frozenset(taken))


def _spelled(title: str, start: int, end: int, pieces: Sequence[Piece]) -> set[int]:
    """The first paragraphs, where they are the title's words and no more: a heading that only its looks make one."""
    rest = _key(title)
    taken: set[int] = set()
    for at in range(start, end):
        if isinstance(pieces[at].item, Sign):
            continue
        words = _key(pieces[at].text)
        if pieces[at].is_heading or not words or not rest.startswith(words):
            break
        taken.add(at)
        rest = rest[len(words) :]
    return taken if not rest else set()


def _join(title: str, heading: str) -> str:
    """Both in one, where they belong together; else ""."""
    if _key(title) in _key(heading):
        return heading
    if is_bare(title) and not is_numbered(heading):
        return f"{title.rstrip('.:')}: {heading}"
    return f"{heading.rstrip('.:')}: {title}" if is_bare(heading) and not is_numbered(title) else ""


def _key(title: str) -> str:
    return "".join(re.findall(r"\w", title.casefold()))


def find_matter(
    entries: Sequence[Start], landmarks: Sequence[Entry], guide: dict[str, str], pages: Pages
) -> dict[int, str]:
    """What is no story by its title in the contents, by its page's only heading, or by a landmark."""
    found: dict[int, str] = {}
    ends = _ends(entries, pages)
    for start, end in zip(entries, ends, strict=True):
        if name := matter_by_title(start.title):
            found |= dict.fromkeys(range(start.at, end), name)
    marked = {entry.page: entry.type for entry in landmarks if not entry.fragment} | guide
    for page, (first, last) in pages.spans.items():
        headings = [piece.text for piece in pages.pieces[first:last] if piece.is_heading]
        name = matter_by_title(headings[0]) if len(headings) == 1 else ""
        if name := name or matter_by_type_name(marked.get(page, "")):
            found |= dict.fromkeys(range(first, last), name)
    return found


def find_chapters(entries: Sequence[Start], pages: Pages, left_out: set[int], title: str) -> list[Start]:
    """The chapters; headings where the contents say less than they do, pages where there are no headings."""
    pieces = pages.pieces
    listed = choose(_without_title(_shown(entries, left_out), title), pieces, left_out)
    headings = choose(_without_title(heading_starts(pieces, left_out), title), pieces, left_out)
    if listed and (len(listed) > 1 or len(headings) < 2):
        return listed
    return headings or _page_starts(pages, left_out)


def _shown(starts: Sequence[Start], left_out: set[int]) -> list[Start]:
    return [start for start in starts if start.at not in left_out]


def _without_title(starts: list[Start], title: str) -> list[Start]:
    """Without the book's own title at its head; a story that has no more is one chapter without a name."""
    if not starts or not same_title(starts[0].title, title):
        return starts
    return starts[1:] or [replace(starts[0], title="")]


def _page_starts(pages: Pages, left_out: set[int]) -> list[Start]:
    starts = [
        _told(start, end, pages.pieces, left_out)
        for start, end in pages.spans.values()
        if any(pages.pieces[at].is_prose and at not in left_out for at in range(start, end))
    ]
    return starts if len(starts) > 1 else []


def _told(start: int, end: int, pieces: Sequence[Piece], left_out: set[int]) -> Start:
    """The start of a page, with its number and name where its first paragraphs are those."""
    texts = [at for at in range(start, end) if pieces[at].text and at not in left_out]
    title, name, rest, *_ = [*(pieces[at].text for at in texts[:3]), "", "", ""]
    if not name or len(title) > LONGEST or not is_numbered(title):
        return Start(start, "", 1)
    if rest and is_bare(title) and is_title_line(name) and is_title_case(name):
        return Start(start, _join(one_line(title), one_line(name)), 1, frozenset(texts[:2]))
    return Start(start, one_line(title), 1, frozenset(texts[:1]))
