"""What a book has around its story: title page, copyright, dedication, contents, adverts, notes."""

import re
from collections.abc import Sequence

from story import wording
from story.markup_pieces import Piece

_TYPES = {
    "titlepage": wording.TITLE_PAGE, "halftitlepage": wording.TITLE_PAGE, "halftitle": wording.TITLE_PAGE,
    "cover": wording.COVER, "frontispiece": wording.FRONTISPIECE, "copyright-page": wording.COPYRIGHT_PAGE,
    "imprint": wording.IMPRINT, "imprimatur": wording.IMPRINT, "colophon": wording.COLOPHON,
    "dedication": wording.DEDICATION, "acknowledgments": wording.ACKNOWLEDGEMENTS,
    "contributors": wording.CONTRIBUTORS, "errata": wording.ERRATA, "toc": wording.LIST_OF_CONTENTS,
    "landmarks": wording.LIST_OF_CONTENTS, "loi": wording.LIST_OF_ILLUSTRATIONS, "lot": wording.LIST_OF_TABLES,
    "index": wording.INDEX, "bibliography": wording.BIBLIOGRAPHY, "glossary": wording.GLOSSARY,
    "seriespage": wording.OTHER_BOOKS, "footnote": wording.FOOTNOTES, "footnotes": wording.FOOTNOTES,
    "rearnote": wording.NOTES, "rearnotes": wording.NOTES, "endnote": wording.NOTES, "endnotes": wording.NOTES,
    ".footnote": wording.FOOTNOTES, ".footnotes": wording.FOOTNOTES, "frontmatter": wording.FRONT_MATTER,
    "backmatter": wording.BACK_MATTER,
}  # fmt: skip
_TITLES = {
    "title page": wording.TITLE_PAGE, "titlepage": wording.TITLE_PAGE, "half title": wording.TITLE_PAGE,
    "half title page": wording.TITLE_PAGE, "cover": wording.COVER, "cover page": wording.COVER,
    "copyright": wording.COPYRIGHT_PAGE, "copyright page": wording.COPYRIGHT_PAGE,
    "copyright notice": wording.COPYRIGHT_PAGE, "uncopyright": wording.COPYRIGHT_PAGE, "imprint": wording.IMPRINT,
    "colophon": wording.COLOPHON, "dedication": wording.DEDICATION, "acknowledgements": wording.ACKNOWLEDGEMENTS,
    "acknowledgments": wording.ACKNOWLEDGEMENTS, "about the author": wording.ABOUT_THE_AUTHOR,
    "about the publisher": wording.ABOUT_THE_PUBLISHER, "about the authors": wording.ABOUT_THE_AUTHOR,
    "praise": wording.PRAISE, "newsletter": wording.ADVERT, "newsletter sign-up": wording.ADVERT,
    "list of illustrations": wording.LIST_OF_ILLUSTRATIONS, "contents": wording.LIST_OF_CONTENTS,
    "table of contents": wording.LIST_OF_CONTENTS, "index": wording.INDEX, "bibliography": wording.BIBLIOGRAPHY,
    "endnotes": wording.NOTES, "footnotes": wording.FOOTNOTES, "full project gutenberg license": wording.LICENCE,
    "the full project gutenberg license": wording.LICENCE,
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
        if name and not (fiction and name in {wording.FRONT_MATTER, wording.BACK_MATTER}):
            found[at] = name
        elif typed and "bodymatter" not in roles:
            found[at] = wording.AROUND
    return found


def matter_by_title(title: str) -> str:
    """What a title names that is no story, or ""."""
    key = " ".join(title.casefold().replace("’", "'").strip(" .:").split())
    return _TITLES.get(key, wording.OTHER_BOOKS if _ALSO_BY.fullmatch(key) else "")


def matter_by_type_name(types: str) -> str:
    """What a landmark's or guide's types name that is no story, or ""."""
    names = {"title-page": "titlepage", "acknowledgements": "acknowledgments"}
    known = (names.get(name, name) for name in types.split())
    found = (_TYPES[name] for name in known if name in _TYPES and not name.endswith("matter"))
    return next(found, "")
