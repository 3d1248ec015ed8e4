"""Project Gutenberg's licence and credits around a page's or book's text, and what its head says of the book."""

import re
from collections.abc import Sequence

from msgspec import Struct, field

from story.markup_pieces import Piece

_START = re.compile(r"\*\*\*\s*START OF TH(?:E|IS) PROJECT GUTENBERG E-?BOOK", re.IGNORECASE)
_END = re.compile(
    r"\*\*\*\s*END OF TH(?:E|IS) PROJECT GUTENBERG E-?BOOK|^\s*End of (?:the |this )?Project Gutenberg",
    re.IGNORECASE,
)
_FIELD = re.compile(r"^[ \t]*(Title|Author|Language) *: *(.+(?:\n[ \t]+\S.*)*)", re.MULTILINE)
_CREDITS = re.compile(
    r"(?:Produced by|E-?text prepared by|Transcribed by|This eBook was produced by|Credits:)\s", re.IGNORECASE
)
_ROLES = ("#pg-header", "#pg-footer", ".pg-boilerplate", ".pgheader")


class Gutenberg(Struct):
    """What is not of the book, and the fields of its head by the names of Story's."""

    left_out: set[int] = field(default_factory=set)
    fields: dict[str, str] = field(default_factory=dict)


def read_gutenberg_pieces(pieces: Sequence[Piece]) -> Gutenberg | None:
    """None where it is no Gutenberg book."""
    start = next((at for at, piece in enumerate(pieces) if _START.search(piece.text)), None)
    if start is None:
        return None
    ends = [at for at, piece in enumerate(pieces) if at > start and _END.search(piece.text)]
    marked = {at for at, piece in enumerate(pieces) if any(role in piece.roles for role in _ROLES)}
    if not (ends or marked):
        return None
    left_out = marked | set(range(start + 1)) | (set(range(ends[0], len(pieces))) if ends else set())
    for at in range(start + 1, min(start + 6, len(pieces))):
        if _CREDITS.match(pieces[at].text):
            left_out.add(at)
    if len(left_out) == len(pieces):
        return None
    head = "\n".join(pieces[at].text for at in range(start + 1))
    fields = {match[1].lower(): " ".join(match[2].split()) for match in _FIELD.finditer(head)}
    return Gutenberg(left_out, fields)
