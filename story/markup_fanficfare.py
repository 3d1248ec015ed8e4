"""FanFicFare's pages and books: the head with the story's fields, and numbers that it sets before chapter titles."""

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from story.fanficfare import story_fields
from story.markup_chapters import Start
from story.markup_pieces import Piece

_FIELD = re.compile(r"^([A-Z][\w ]{2,30}?)\s*:\s*(?:\|\s*)?(.+)$", re.MULTILINE)
_NUMBER = re.compile(r"(\d{1,4})\. (\S.*)")
_ROLES = (".fff_titlepage", ".fff_logpage", ".fff_tocpage")


class Head(Struct, frozen=True):
    """The fields of the head, and the pieces it is made of."""

    fields: dict[str, str]
    left_out: set[int]


def read_head(pieces: Sequence[Piece], starts: Sequence[Start]) -> Head | None:
    """None where FanFicFare did not write these pieces."""
    marked = {at for at, piece in enumerate(pieces) if any(role in piece.roles for role in _ROLES)}
    first = next((start.at for start in starts if _NUMBER.match(start.title) and start.at not in marked), 0)
    head = sorted(marked) or list(range(first))
    text = "\n".join(pieces[at].text for at in head)
    if not re.search(r"^Packaged\s*:", text, re.MULTILINE) or not head:
        return None
    fields = story_fields({match[1]: match[2].strip() for match in _FIELD.finditer(text)})
    title, by, author = pieces[head[0]].text.rpartition(" by ")
    if pieces[head[0]].is_heading and by:
        fields |= {"title": title, "author": author}
    return Head(fields, set(head))


def without_numbers(starts: Sequence[Start]) -> list[Start]:
    """The starts without FanFicFare's own numbers, where these count up from one."""
    matches = [_NUMBER.fullmatch(start.title) for start in starts]
    if [match and int(match[1]) for match in matches] != list(range(1, len(starts) + 1)):
        return list(starts)
    return [replace(start, title=match[2]) for start, match in zip(starts, matches, strict=True) if match]
