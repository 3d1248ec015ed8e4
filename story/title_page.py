"""What stands before a story in a word processor's document: its title, its author, a date."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from story.headings import is_title_line, read_heading
from story.model import Block, Kind
from story.para import Para, Role
from story.title import same_title

_LENGTH = 8  # paragraphs from the start that may be one
_LONGEST = 200  # code points of a line of it; longer ones are story, unless styled as a summary
_BY = re.compile(r"(?:written |a story |a novel )?by:?\s+(?P<author>[^\n]{2,80})", re.IGNORECASE)
_ROLES = {Role.TITLE: "title", Role.AUTHOR: "author", Role.DATE: "date", Role.SUMMARY: "summary"}


def read_title_page(paras: Sequence[Para], fields: dict[str, str]) -> tuple[dict[str, str], list[Para]]:
    """What the first paragraphs say of the story, and the paragraphs without them.

    `fields` are the document's properties: a line that repeats them is no story either.
    """
    paras = _titles_as_headings(paras)
    page = list(_page(paras))
    said: dict[int, tuple[str, str]] = {}
    for number, at in enumerate(page):
        following = paras[page[number + 1]] if number + 1 < len(page) else None
        seen = any(name == "title" for name, _ in said.values())
        if field := _field(paras[at], following, fields, seen=seen or number == 0):
            said[at] = field
    if (first := _hand_made(paras, page)) is not None and "title" not in {name for name, _ in said.values()}:
        said[first] = "title", paras[first].text
    kept = [para for at, para in enumerate(paras) if at not in said]
    pictures = tuple(figure for at in sorted(said) for figure in paras[at].pictures)
    if pictures and kept:
        kept[0] = replace(kept[0], pictures=pictures + kept[0].pictures)
    return _values(said.values()), kept


def _titles_as_headings(paras: Sequence[Para]) -> list[Para]:
    """Some use the style of titles for every chapter: then only one that another follows at once is the story's."""
    seen = [at for at, para in enumerate(paras) if para.text]
    titles = [number for number, at in enumerate(seen) if paras[at].role is Role.TITLE]
    if len(titles) < 2 or titles[-1] < _LENGTH:
        return list(paras)
    following = paras[seen[titles[0] + 1]]
    first = int(titles[1] == titles[0] + 1 or following.heading or following.role is Role.AUTHOR)
    chapters = {seen[number] for number in titles[first:]}
    return [_as_heading(para) if at in chapters else para for at, para in enumerate(paras)]


def _as_heading(para: Para) -> Para:
    return replace(para, role=Role.TEXT, block=Block(para.text, Kind.HEADING, 1))


def _page(paras: Sequence[Para]) -> Iterator[int]:
    """The paragraphs that may be a title page: up to the first heading or the first that is prose."""
    count = 0
    for at, para in enumerate(paras):
        if not para.text:
            continue
        prose = len(para.text) > _LONGEST and para.role not in _ROLES
        if prose or count == _LENGTH or para.heading or para.role in {Role.RULE, Role.ITEM}:
            return
        count += 1
        yield at


def _field(
    para: Para, following: Para | None, fields: dict[str, str], *, seen: bool
) -> tuple[str, str] | None:
    """What a paragraph of the title page says, if it says nothing else; `seen` that the title is known."""
    text = " ".join(para.text.split())
    if para.role in _ROLES:
        return _ROLES[para.role], _BY.sub(r"\g<author>", text) if para.role is Role.AUTHOR else text
    if by := _BY.fullmatch(text):
        return ("author", by["author"]) if seen and (para.centred or is_title_line(text)) else None
    if fields.get("title") and same_title(text, fields["title"]):
        return "title", text
    if seen and text == fields.get("author"):
        return "author", text
    if seen and following and is_title_line(text) and _BY.fullmatch(following.text):
        return None if read_heading(text) else ("title", text)
    return None


def _hand_made(paras: Sequence[Para], page: Sequence[int]) -> int | None:
    """A first line that only its looks make a title: bold in the middle, and no other line like it under prose."""
    if not page or not paras[page[0]].strong or read_heading(paras[page[0]].text):
        return None
    seen = [at for at, para in enumerate(paras) if para.text]
    others = [at for at in seen[1:] if paras[at].strong or paras[at].heading]
    followed = len(seen) > 1 and (seen[1] in others or paras[seen[1]].page)
    return page[0] if followed or not others else None


def _values(said: Iterable[tuple[str, str]]) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, text in said:
        if same_title(text, values.get(name, "")):
            continue
        between = ", " if name == "author" else ": " if name == "title" else "\n\n"
        values[name] = values[name] + between + text if name in values else text
    values.pop("date", None)
    return values
