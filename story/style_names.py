"""What the names that word processors give their styles say of a paragraph."""

import re

from story.model import Kind
from story.para import Role

_HEADING = re.compile(r"heading ?([1-9])")
_CONTENTS = re.compile(r"toc (?:heading|\d+)|contents (?:heading|\d+)|table of contents.*")
_ROLES = {
    "title": Role.TITLE, "author": Role.AUTHOR, "byline": Role.AUTHOR, "date": Role.DATE, "abstract": Role.SUMMARY,
    "horizontal line": Role.RULE, "subtitle": Role.TEXT,
}  # fmt: skip
_KINDS = {
    "quote": Kind.QUOTE, "intense quote": Kind.QUOTE, "block text": Kind.QUOTE, "quotations": Kind.QUOTE,
    "block quote": Kind.QUOTE, "blockquote": Kind.QUOTE, "block quotation": Kind.QUOTE, "verse": Kind.VERSE,
    "poem": Kind.VERSE, "poetry": Kind.VERSE, "source code": Kind.CODE, "html preformatted": Kind.CODE,
    "preformatted text": Kind.CODE,
}  # fmt: skip


def level_of(name: str) -> int:
    """1 to 9 for the name, in small letters, of a heading's style, else 0."""
    heading = _HEADING.fullmatch(name)
    return int(heading[1]) if heading else 0


def role_of(name: str) -> Role | None:
    """What a style is for, if its name says so."""
    if _CONTENTS.fullmatch(name):
        return Role.CONTENTS
    return Role.TEXT if level_of(name) else _ROLES.get(name)


def kind_of(name: str) -> Kind | None:
    """The kind of block that a style is for, if its name says so."""
    return _KINDS.get(name)
