"""What goes wrong in a document that stays well formed: elements lost, doubled, moved, renamed, with other values."""

import random
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser, tostring

from tests.fuzz.elements import WORDS

_VALUES = (
    "",
    "-1",
    "0",
    "99999999999",
    "true",
    "#n1",
    "../a",
    "x" * 5_000,
    "1.5",
    "\u202e",
    "none",
    "i1",
    "0x1F",
)


def change(data: bytes, chance: random.Random) -> bytes:
    """Up to a dozen things. Raises ValueError for what is no XML document."""
    root = _parsed(data)
    for _ in range(chance.choice((1, 1, 2, 12))):
        _change_one(root, chance)
    changed: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return changed


def _parsed(data: bytes) -> Element:
    if b"<!ENTITY" in data:
        raise ValueError("a document of the hostile, which nobody but its reader should open")
    parser = XMLParser(target=TreeBuilder())
    try:
        parser.feed(data)
        root = parser.close()
    except (ParseError, LookupError):
        raise ValueError("no XML") from None
    assert isinstance(root, Element)
    return root


def _change_one(root: Element, chance: random.Random) -> None:
    every = list(root.iter())
    one, other = chance.choice(every), chance.choice(every)
    match chance.randrange(8):
        case 0 if len(one):
            del one[chance.randrange(len(one))]
        case 1 if len(one) > 1:
            one.insert(chance.randrange(len(one)), piece := one[chance.randrange(len(one))])
            del one[chance.choice([at for at, child in enumerate(one) if child is piece])]
        case 2:
            _add(one, other, chance)
        case 3:
            one.tag = other.tag
        case 4:
            one.attrib, other.attrib = other.attrib, one.attrib
        case 5 if one.attrib:
            one.set(chance.choice(sorted(one.attrib)), chance.choice(_VALUES))
        case 6:
            one.text = chance.choice(WORDS).decode()
        case _:
            one.text, one.tail = other.tail, other.text


def _add(place: Element, element: Element, chance: random.Random) -> None:
    """An element more, once or often; each is one of its own, since none may stand in itself."""
    for _ in range(chance.choice((1, 1, 3, 200))):
        copy = Element(element.tag, element.attrib)
        copy.text, copy.tail = element.text, element.tail
        place.insert(chance.randrange(len(place) + 1), copy)
