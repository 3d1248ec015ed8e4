"""A list of contents on a page: under its name, or by its links; found, so that it is left out."""

import re
from collections.abc import Sequence

from story.contents_list import is_contents_name
from story.markup_pieces import Piece
from story.model import Kind

_LONG = 200  # characters of a paragraph that no list of contents has
_FEWEST = 3
_ILLUSTRATIONS = re.compile(r"(?:list of )?illustrations|abbildungen|table des illustrations", re.IGNORECASE)


def contents(pieces: Sequence[Piece], left_out: set[int]) -> set[int]:
    """The pieces of lists of contents and of illustrations."""
    found: set[int] = set()
    run: list[int] = []
    named = False
    for at, piece in enumerate(pieces):
        if at in left_out:
            continue
        if piece.is_heading or (len(piece.text) <= 30 and is_contents_name(piece.text)):
            named = _is_name(piece.text)
        elif named and piece.is_prose and _is_text(piece):
            named = False
        if named:
            found.add(at)
        if piece.is_prose and _is_linked(piece):
            run.append(at)
        elif piece.text:
            found.update(_if_list(pieces, run))
            run = []
    return found | _if_list(pieces, run)


def _is_name(text: str) -> bool:
    text = re.sub(r"^the ", "", text.strip().strip(".:"), flags=re.IGNORECASE)
    return is_contents_name(text) or _ILLUSTRATIONS.fullmatch(text) is not None


def _is_text(piece: Piece) -> bool:
    return len(piece.text) >= _LONG and not _is_linked(piece) and _kind(piece) is not Kind.VERSE


def _kind(piece: Piece) -> Kind:
    return getattr(piece.item, "kind", Kind.PARAGRAPH)


def _is_linked(piece: Piece) -> bool:
    """Whether nearly all its letters are links inside the book."""
    return piece.linked > 0 and piece.linked * 10 >= 7 * len(piece.text.replace("\n", ""))


def _if_list(pieces: Sequence[Piece], run: Sequence[int]) -> set[int]:
    lines = sum(pieces[at].text.count("\n") + 1 for at in run)
    return set(run) if lines >= _FEWEST else set()
