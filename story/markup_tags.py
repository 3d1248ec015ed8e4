"""What the elements of HTML and XHTML mean to a story: which are blocks, which are styles, which are no text."""

import re
from functools import lru_cache

from story.markup_pieces import Seen, Sign
from story.markup_style import StyleSheet, read_look
from story.model import Style

_BLOCKS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre search section summary table "
    "tbody td tfoot th thead tr ul subtitle"
)
BLOCKS = frozenset(_BLOCKS.split())
HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Their text is not the author's, or is shown only by a program that runs.
_SKIPPED = (
    "applet audio base button canvas datalist embed frameset head iframe input link map math meta nav noembed "
    "noframes noscript object optgroup option param rp script select source style svg template textarea title track "
    "video"
)
SKIPPED = frozenset(_SKIPPED.split())
PICTURES = frozenset(("img", "image", "svg"))
NEVER = SKIPPED | PICTURES
STYLES = {
    "i": Style.ITALIC, "em": Style.ITALIC, "cite": Style.ITALIC, "var": Style.ITALIC, "dfn": Style.ITALIC,
    "b": Style.BOLD, "strong": Style.BOLD,
    "u": Style.UNDERLINE, "ins": Style.UNDERLINE,
    "s": Style.STRIKE, "del": Style.STRIKE, "strike": Style.STRIKE,
    "code": Style.CODE, "kbd": Style.CODE, "samp": Style.CODE, "tt": Style.CODE,
}  # fmt: skip

# Class names of real pages and books (FORMATS 3.1).
_BREAK_CLASS = re.compile(
    r"(?:^|[\s_-])(?:(?:scene|section|space|thought|text|line|small|context)[\s_-]?(?:break|sep)|sb|tb|asterism"
    r"|dinkus|fleuron|separator|divider|ornament|transition)(?:$|[\s_\d-])|scenebreak",
    re.IGNORECASE,
)
_PAGE_CLASS = re.compile(r"(?:^|[\s_-])(?:chap|full|pg|footnote|page|pagebreak)(?:$|[\s_\d-])", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?:^|\s)(?:pagenum|page-?number|pageno|linenum|lnum|ln)(?:$|\s)", re.IGNORECASE)
_LINES = re.compile(r"(?:^|[\s_-])(?:stanza|linegroup|line-group|lg|strophe)(?:$|[\s_\d-])", re.IGNORECASE)
_INDENT = re.compile(r"(?:^|\s)(?:i|indent)-?(\d{1,2})(?:$|\s)")
_ID_ROLES = frozenset(("preface", "chapters", "afterword", "pg-header", "pg-footer"))
_ROLE_NAMES = (
    "meta userstuff byline pgheader pg-boilerplate fff_titlepage fff_logpage fff_tocpage footnote footnotes"
    " MsoTitle"
)
_NOTE_NAMES = "fff_chapter_notes fff_foot_notes fff_chapter_summary"
_CLASS_ROLES = frozenset(f"{_ROLE_NAMES} {_NOTE_NAMES}".split())
_AUTHORS_NOTE = re.compile(
    r"(?:^|[\s_-])authors?[_-]?s?[_-]?notes?(?:$|[\s_-])|(?:^|\s)chapter-?notes?(?:$|\s)", re.IGNORECASE
)
_KNOWN = 256  # classes that are remembered; a page has a few dozen
_WIDTH = re.compile(r"width\s*:\s*(\d{1,3})(?:\.\d+)?\s*%", re.IGNORECASE)


@lru_cache(_KNOWN)
def is_break_class(names: str) -> bool:
    """Whether a class is one that makers of pages give to a scene break."""
    return _BREAK_CLASS.search(names) is not None


def is_hidden(attributes: dict[str, str], sheet: StyleSheet) -> bool:
    """Whether an element is not shown, or is a number in the margin."""
    if "hidden" in attributes:
        return True
    names = attributes.get("class", "")
    return (
        "pagebreak" in attributes.get("epub:type", "")
        or (names != "" and (_is_page_number(names) or sheet.look(names).hides))
        or ("style" in attributes and read_look(attributes["style"]).hides)
    )


def seen(tag: str, attributes: dict[str, str]) -> Seen:
    """A picture as an element names it."""
    source = attributes.get("src") or attributes.get("href") or attributes.get("xlink:href") or ""
    alt = attributes.get("alt") or attributes.get("title") or attributes.get("aria-label") or ""
    return Seen(source.strip(), alt, drawn=tag == "svg")


@lru_cache(_KNOWN)
def _is_page_number(names: str) -> bool:
    return _PAGE_NUMBER.search(names) is not None


def says_nothing(alternative: str) -> bool:
    """Whether a picture's alternative text is none, symbols, or only names a divider."""
    return not any(map(str.isalnum, alternative)) or is_break_class(alternative)


@lru_cache(_KNOWN)
def holds_lines(names: str) -> bool:
    """Whether the blocks inside are the lines of a stanza."""
    return _LINES.search(names) is not None


def indent(names: str) -> int:
    """How many columns a line of verse is moved in by its class."""
    match = _INDENT.search(names)
    return min(2 * int(match[1]), 16) if match else 0


def rule_sign(attributes: dict[str, str]) -> Sign:
    """What a rule is by its class and width: 60 % and more of the page is a page's end, below 30 % an ornament."""
    names = attributes.get("class", "")
    if names and _PAGE_CLASS.search(names):
        return Sign.WIDE_RULE
    width = _width(attributes)
    if width is None or 30 <= width < 60 or (names and is_break_class(names)):
        return Sign.RULE
    return Sign.WIDE_RULE if width >= 60 else Sign.NARROW_RULE


def _width(attributes: dict[str, str]) -> int | None:
    """Of a rule, in per cent; None where it has none."""
    if match := _WIDTH.search(attributes.get("style", "")):
        return int(match[1])
    width = attributes.get("width", "").strip()
    return int(width[:-1]) if re.fullmatch(r"[0-9]{1,3}%", width) else None


def roles_of(attributes: dict[str, str], names: str) -> str:
    """What an element says it is: its types in a book, and the few ids and classes that say the same."""
    roles = [attributes["epub:type"]] if "epub:type" in attributes else []
    if (role := attributes.get("role", "")).startswith("doc-"):
        roles.append(role[4:])
    identity = attributes.get("id", "")
    if identity in _ID_ROLES or identity.startswith("endnotes"):
        roles.append(f"#{identity}")
    if names:
        roles += _class_roles(names)
    return " ".join(roles)


@lru_cache(_KNOWN)
def _class_roles(names: str) -> tuple[str, ...]:
    roles = [f".{name}" for name in names.split() if name in _CLASS_ROLES]
    if "note" in names.lower() and _AUTHORS_NOTE.search(names):
        roles.append(".author-note")
    return tuple(roles)


def number_of(attributes: dict[str, str], key: str) -> int:
    """A list's or item's number as it is written, 1 where it is none."""
    digits = attributes.get(key, "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else 1
