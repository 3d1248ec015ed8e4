"""XML read once from start to end, without a tree: hostile depth, entities and sizes do no harm."""

import re
from collections.abc import Mapping
from typing import Protocol
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from story import wording
from story.model import Unreadable

Attributes = Mapping[str, str]

DEEPEST = 1_000  # elements inside each other, where a reader looks through all that are open


_DECLARATION = re.compile(rb"""xmlns(?::([\w.-]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')""")


class Events(Protocol):
    """What is told of a document, in order. Names in known namespaces are "prefix:local"; others may have any."""

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Characters inside the innermost open element."""


class _Names(dict[str, str]):
    """The parser's "uri local" to "prefix:local", each worked out once."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self._prefixes = prefixes

    def __missing__(self, name: str) -> str:
        uri, _, local = name.rpartition(" ")
        prefix = self._prefixes.get(uri, "")
        self[name] = short = f"{prefix}:{local}" if prefix else local
        return short


class MalformedXml(Unreadable):
    """The document breaks the rules of XML somewhere; what stood before has been told already."""


def read_xml(data: bytes, events: Events, prefixes: Mapping[str, str]) -> None:
    """Tell `events` all of the document. Raises MalformedXml, or Unreadable for one that declares entities.

    The whole document is given to the parser at once: pieces would make it look at an endless name or
    attribute again and again.
    """
    plain = _uses(data, prefixes)
    parser = ParserCreate() if plain else ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = events.start, events.end
    if not plain:
        _translate(parser, events, _Names(prefixes))
    parser.CharacterDataHandler = events.text
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except (ExpatError, LookupError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise MalformedXml(wording.DAMAGED_TEXT) from None


def _uses(data: bytes, prefixes: Mapping[str, str]) -> bool:
    """Whether the document names all namespaces as `prefixes` does, so that its names need no translation.

    Nearly all do, and a third of the time of reading them is saved.
    """
    declared = {(match[1] or b"", match[2] or match[3] or b"") for match in _DECLARATION.finditer(data)}
    known = {prefix: uri for uri, prefix in prefixes.items()}
    for prefix, uri in ((prefix.decode("latin-1"), uri.decode("latin-1")) for prefix, uri in declared):
        if prefixes.get(uri, prefix) != prefix or (prefix in known and uri not in prefixes) or not prefix:
            return False
    return bool(declared)


def _translate(parser: XMLParserType, events: Events, names: _Names) -> None:
    """Have the parser tell names in their short form."""

    def start(name: str, attributes: dict[str, str]) -> None:
        known = {names[key]: value for key, value in attributes.items()} if attributes else attributes
        events.start(names[name], known)

    def end(name: str) -> None:
        events.end(names[name])

    parser.StartElementHandler, parser.EndElementHandler = start, end


def _refuse(*_declaration: object) -> None:
    raise Unreadable(wording.ENTITIES)
