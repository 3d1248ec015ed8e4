"""The source of a page, HTML or XHTML, as bytes, to a reader's calls; walked without recursion."""

import re
from collections.abc import Callable
from html.entities import html5
from typing import Protocol, TypeVar
from xml.parsers.expat import ExpatError, ParserCreate

from selectolax.lexbor import LexborHTMLParser, LexborNode

from story import wording
from story.encoding import Decoded, decode
from story.lines import clean
from story.model import Unreadable

MOST_TAGS = 300_000  # opening and closing; the longest novels have 100,000
_DECLARED = re.compile(
    rb"""<(?:meta\s[^>]{0,300}?charset|\?xml\s[^>]{0,300}?encoding)\s*=\s*["']?([\w.:-]{2,30})""", re.I
)
_ENTITY = re.compile(r"&(?:([A-Za-z][A-Za-z0-9]{0,40})|#(1[2-5][0-9]));")
_XML_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_SELF_CLOSED = re.compile(r"<([A-Za-z][\w:.-]{0,60})(?=[\s/])([^<>]*)/>")
_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
_VOID = frozenset(_VOID_NAMES.split())
_CONTAINER = re.compile(
    r"<(/?)(?:address|article|aside|blockquote|center|details|dialog|dir|div|dl|fieldset|figure|footer|form|header|main"
    r"|menu|nav|ol|section|summary|ul)\b",
    re.IGNORECASE,
)
_DEEPEST = 12_000  # containers inside each other; the parser takes the square of it as time
_OPS = "http://www.idpf.org/2007/ops"
_XML = "http://www.w3.org/XML/1998/namespace"


def refuse_too_many(tags: int) -> None:
    """Raises Unreadable for more tags than any story has: they would take all memory and minutes."""
    if tags > MOST_TAGS:
        raise Unreadable(wording.TOO_MANY_TAGS, most=MOST_TAGS)


class Reader(Protocol):
    """What is told of a page, in the order of its source."""

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def close(self) -> None:
        """The element that began last ends."""

    def text(self, data: str) -> None:
        """Text between tags."""

    def comment(self, data: str) -> None:
        """A comment."""

    def end(self) -> None:
        """The page ends."""


_AnyReader = TypeVar("_AnyReader", bound=Reader)


def read_markup(data: bytes, make: Callable[[], _AnyReader]) -> _AnyReader:
    """Tell a new reader of a file that should be XML; where it is none, another one, by the rules of HTML."""
    text = clean(decode_page(data).text)
    refuse_too_many(text.count("<"))
    reader = make()
    try:
        read_xhtml(text, reader)
    except ExpatError:
        reader = make()
        read_html(parse_html(tame_xml(text), xhtml=True), reader)
    return reader


def decode_page(data: bytes, encoding: str | None = None) -> Decoded:
    """A mark, UTF-8, what the page declares, a guess, in this order (FORMATS 3.4)."""
    declared = _DECLARED.search(data[:4096])
    if encoding or declared is None or _is_utf8(data) or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return decode(data, encoding)
    name = declared[1].decode("ascii").lower()
    if name in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "utf-8", "utf8"}:
        name = "cp1252"  # as browsers read them
    try:
        return Decoded(data.decode(name, errors="replace"), name)
    except (LookupError, ValueError):
        return decode(data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def read_html(tree: LexborHTMLParser, reader: Reader) -> None:
    """Every node of an HTML tree in document order."""
    node = tree.body or tree.root
    if node is None:
        return
    top = node.mem_id
    while True:
        element = _enter(node, reader)
        child = node.child if element else None
        if child is not None:
            node = child
            continue
        if element:
            reader.close()
        while node.mem_id != top and node.next is None and node.parent is not None:
            node = node.parent
            reader.close()
        following = node.next
        if node.mem_id == top or following is None:
            break
        node = following
    reader.end()


def _enter(node: LexborNode, reader: Reader) -> bool:
    """Tell the reader of a node; whether it is an element."""
    tag = node.tag
    if tag == "-text":
        reader.text(node.text_content or "")
    elif tag == "-comment":
        reader.comment(node.comment_content or "")
    elif tag is not None and tag[0] not in "-!":
        reader.open(tag, {key: value or "" for key, value in node.attributes.items()})
        return True
    return False


class _Names(dict[str, str]):
    """Each name of the parser's without its namespace, but for the two whose attributes count."""

    def __missing__(self, name: str) -> str:
        space, _, local = name.rpartition(" ")
        self[name] = f"epub:{local}" if space == _OPS else f"xml:{local}" if space == _XML else local
        return self[name]


def read_xhtml(text: str, reader: Reader) -> None:
    """An XHTML page. Raises ExpatError where it is none; the reader is then of no use."""
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    names, tags = _Names(), dict[str, str]()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if attributes:
            attributes = {names[key]: value for key, value in attributes.items()}
        reader.open(tags.get(tag) or tags.setdefault(tag, names[tag].lower()), attributes)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _tag: reader.close()
    parser.CharacterDataHandler = reader.text
    parser.CommentHandler = reader.comment
    parser.Parse(tame_xml(text), True)
    reader.end()


def tame_xml(text: str) -> str:
    """XML without its declaration and document type, so that no entity is defined in it, and with HTML's in letters."""
    start = text.find("<!DOCTYPE", 0, 5_000)
    defines = False
    if start >= 0:
        subset, end = text.find("[", start), text.find(">", start)
        if 0 <= subset < end:
            defines = "<!ENTITY" in text
            end = text.find("]>", subset) + 1 or len(text) - 1
        text = text[:start] + text[end + 1 :]
    text = re.sub(r"^\ufeff?\s*<\?xml[^>]{0,300}\?>", "", text, count=1)
    if "&" not in text:
        return text

    def letter(match: re.Match[str]) -> str:
        if match[2]:
            return (
                bytes([int(match[2])]).decode("cp1252", errors="ignore") if int(match[2]) > 127 else match[0]
            )
        if match[1] in _XML_ENTITIES:
            return match[0]
        return html5.get(f"{match[1]};", "" if defines else f"&amp;{match[1]};")

    return _ENTITY.sub(letter, text)


def parse_html(text: str, *, xhtml: bool = False) -> LexborHTMLParser:
    """A tree by the rules of HTML; of an XHTML page, what is closed in its own tag is closed first."""
    if xhtml:
        text = _SELF_CLOSED.sub(
            lambda match: match[0] if match[1].lower() in _VOID else f"<{match[1]}{match[2]}></{match[1]}>",
            text,
        )
    depth = 0
    for tag in _CONTAINER.finditer(text):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > _DEEPEST:
            raise Unreadable(wording.NESTED_PAGE)
    return LexborHTMLParser(text)
