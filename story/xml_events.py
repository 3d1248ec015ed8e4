"""XML read once from start to end, without a tree: hostile depth, entities and sizes do no harm."""

from collections.abc import Mapping
from typing import Protocol
from xml.parsers.expat import ExpatError, ParserCreate

from story.model import Unreadable

Attributes = Mapping[str, str]

DAMAGED = "This file is damaged: its text cannot be taken apart; save or download it again."
_ENTITIES = (
    "This file defines entities, which no word processor does and which can be harmful; save it again."
)


class Events(Protocol):
    """What is told of a document, in order. Names are "prefix:local" for known namespaces, else "local"."""

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
    names = _Names(prefixes)
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        known = {names[key]: value for key, value in attributes.items()} if attributes else attributes
        events.start(names[name], known)

    def refuse(*_declaration: object) -> None:
        raise Unreadable(_ENTITIES)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: events.end(names[name])
    parser.CharacterDataHandler = events.text
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (ExpatError, LookupError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise MalformedXml(DAMAGED) from None
