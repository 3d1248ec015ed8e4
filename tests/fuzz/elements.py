"""What goes wrong with the elements of XML and HTML: lost, doubled, moved, renamed, unclosed, or far too deep."""

import random
import re

from tests.fuzz.damage import HOSTILE, Mutator

_TAG = re.compile(rb"<[^<>]{1,400}>")
_VALUE = re.compile(rb'="([^"<>]{0,200})"')
_NAME = re.compile(rb"</?([\w:.-]+)")
WORDS = (
    b"x" * 20_000, b"\xe2\x80\xae\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
    b"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80" * 200,
    b"&amp;&lt;&nbsp;&#x41;", b"* * *", b"[1]", b"Chapter 3", b"\xc2\xa0", b"", b" ",
    b"a\xcc\x81\xcc\x82\xcc\x83" * 3_000, b"Contents", b"THE END",
)  # fmt: skip
_FAR = 12  # tags that an element which is moved may have in it
_DEEPEST = 4_000


def tags(data: bytes) -> list[tuple[int, int]]:
    """Where its tags begin and end."""
    return [match.span() for match in _TAG.finditer(data)]


def lose(data: bytes, chance: random.Random) -> bytes:
    """A tag is missing."""
    start, end = chance.choice(tags(data))
    return data[:start] + data[end:]


def empty(data: bytes, chance: random.Random) -> bytes:
    """Between two tags is nothing."""
    start, end, _ = _piece(data, chance)
    return data[:start] + data[end:]


def move(data: bytes, chance: random.Random) -> bytes:
    """What stands between two tags stands somewhere else, perhaps in several places."""
    start, end, found = _piece(data, chance)
    at = chance.choice(found)[chance.randrange(2)]
    piece = data[start:end] * chance.choice((1, 1, 2, 50))
    if chance.random() < 0.5:
        return data[:at] + piece + data[at:]
    return data[:at] + piece + data[at:start] + data[end:] if at <= start else data[:at] + piece + data[at:]


def rename(data: bytes, chance: random.Random) -> bytes:
    """A tag, or every one of its name, has the name of another."""
    names = [match[1] for match in _NAME.finditer(data)]
    old, new = chance.choice(names), chance.choice(names)
    often = chance.choice((1, 2, -1))
    return data.replace(b"<" + old, b"<" + new, often).replace(b"</" + old, b"</" + new, often)


def unclose(data: bytes, chance: random.Random) -> bytes:
    """No element of a name is closed, or none opened."""
    name = re.escape(chance.choice([match[1] for match in _NAME.finditer(data)]))
    return re.sub(chance.choice((rb"</" + name + rb"\s*>", rb"<" + name + rb"\b[^<>]*>")), b"", data)


def nest(data: bytes, chance: random.Random) -> bytes:
    """Elements stand inside each other, up to thousands of them; not always are they closed."""
    start, end, _ = _piece(data, chance)
    name = chance.choice([match[1] for match in _NAME.finditer(data)])
    depth = chance.choice((2, 30, 400, _DEEPEST))
    closed = (b"</" + name + b">") * (depth * chance.randrange(2))
    return data[:start] + (b"<" + name + b">") * depth + data[start:end] + closed + data[end:]


def swap_values(data: bytes, chance: random.Random) -> bytes:
    """An attribute has the value of another, or one that means something else."""
    found = list(_VALUE.finditer(data))
    one, other = chance.choice(found), chance.choice(found)
    value = chance.choice((other[1], other[1], *HOSTILE[-9:], b"#", b"a.xhtml#b", b"-9" * 500))
    return data[: one.start(1)] + value.replace(b"<", b"") + data[one.end(1) :]


def reword(data: bytes, chance: random.Random) -> bytes:
    """A text between two tags is another."""
    found = tags(data)
    number = chance.randrange(len(found))
    start = found[number][1]
    end = found[number + 1][0] if number + 1 < len(found) else len(data)
    return data[:start] + chance.choice(WORDS) + data[end:]


def _piece(data: bytes, chance: random.Random) -> tuple[int, int, list[tuple[int, int]]]:
    """From a tag to another near it, and all tags."""
    found = tags(data)
    first = chance.randrange(len(found))
    last = min(len(found) - 1, first + chance.randrange(_FAR))
    return found[first][0], found[last][1], found


ELEMENTS: tuple[Mutator, ...] = (lose, empty, move, rename, unclose, nest, swap_values, reword)
