"""What a book has around its story: title page, copyright, dedication, contents, adverts, notes."""

import re
from collections.abc import Sequence

from story.markup_pieces import Piece

_TYPES = {
    "titlepage": "The title page", "halftitlepage": "The title page", "halftitle": "The title page",
    "cover": "The cover", "frontispiece": "The frontispiece", "copyright-page": "The copyright page",
    "imprint": "The imprint", "imprimatur": "The imprint", "colophon": "The colophon", "dedication": "The dedication",
    "acknowledgments": "The acknowledgements", "contributors": "The contributors", "errata": "The errata",
    "toc": "A list of contents", "landmarks": "A list of contents", "loi": "A list of illustrations",
    "lot": "A list of tables", "index": "The index", "bibliography": "The bibliography", "glossary": "The glossary",
    "seriespage": "Other books", "footnote": "Footnotes", "footnotes": "Footnotes", "rearnote": "Notes",
    "rearnotes": "Notes", "endnote": "Notes", "endnotes": "Notes", ".footnote": "Footnotes", ".footnotes": "Footnotes",
    "frontmatter": "Front matter", "backmatter": "Back matter",
}  # fmt: skip
_TITLES = {
    "title page": "The title page", "titlepage": "The title page", "half title": "The title page",
    "half title page": "The title page", "cover": "The cover", "cover page": "The cover",
    "copyright": "The copyright page",
    "copyright page": "The copyright page", "copyright notice": "The copyright page",
    "uncopyright": "The copyright page",
    "imprint": "The imprint", "colophon": "The colophon", "dedication": "The dedication",
    "acknowledgements": "The acknowledgements", "acknowledgments": "The acknowledgements",
    "about the author": "About the author", "about the publisher": "About the publisher",
    "about the authors": "About the author", "praise": "Praise", "newsletter": "An advert",
    "newsletter sign-up": "An advert", "list of illustrations": "A list of illustrations",
    "contents": "A list of contents",
    "table of contents": "A list of contents", "index": "The index", "bibliography": "The bibliography",
    "endnotes": "Notes", "footnotes": "Footnotes", "full project gutenberg license": "Project Gutenberg's licence",
    "the full project gutenberg license": "Project Gutenberg's licence",
}  # fmt: skip
_ALSO_BY = re.compile(
    r"(?:also|other (?:books|titles|works)|more (?:books )?)(?: (?:by|from))?\b.{0,60}", re.IGNORECASE
)


def matter_by_type(pieces: Sequence[Piece]) -> dict[int, str]:
    """What the book's own types say is not its story. Where it types its body, all else is not."""
    typed = any("bodymatter" in piece.roles for piece in pieces if piece.text)
    found: dict[int, str] = {}
    for at, piece in enumerate(pieces):
        roles = piece.roles.split()
        name = next((_TYPES[role] for role in reversed(roles) if role in _TYPES), "")
        fiction = "bodymatter" in roles or (not typed and "z3998:fiction" in roles)
        if name and not (fiction and name in {"Front matter", "Back matter"}):
            found[at] = name
        elif typed and "bodymatter" not in roles:
            found[at] = "Front and back matter"
    return found


def matter_by_title(title: str) -> str:
    """What a title names that is no story, or ""."""
    key = " ".join(title.casefold().replace("’", "'").strip(" .:").split())
    return _TITLES.get(key, "Other books" if _ALSO_BY.fullmatch(key) else "")


def matter_by_type_name(types: str) -> str:
    """What a landmark's or guide's types name that is no story, or ""."""
    names = {"title-page": "titlepage", "acknowledgements": "acknowledgments"}
    known = (names.get(name, name) for name in types.split())
    found = (_TYPES[name] for name in known if name in _TYPES and not name.endswith("matter"))
    return next(found, "")
