"""What goes wrong with the lines of a text: shuffled, wrapped anew, indented, marked, in another encoding."""

import random
import re
import textwrap

from tests.fuzz.damage import Mutator

_MARKS = (
    b"***", b"* * *", b"---", b"===", b"~~~", b"```", b"# ", b"## Chapter 2", b"CHAPTER II", b"IV", b"> > > a",
    b"- - - b", b"1. c", b"[^1]: d", b"[^1]", b"    e", b"\tf", b"<div>", b"<!--", b"title: g", b"---\ntitle: [h",
    b"*** START OF THE PROJECT GUTENBERG EBOOK", b"*** END OF THE PROJECT GUTENBERG EBOOK", b"Contents",
    b"|i|j|\n|-|-|", b"_" * 3_000, b"*" * 3_000, b"[" * 3_000, b"> " * 500 + b"k", b"\f", b"\xe2\x80\xa8",
    b"Footnotes:", b"[Illustration]", b"THE END",
)  # fmt: skip
_ENCODINGS = (
    "utf-16",
    "utf-16-le",
    "utf-32",
    "cp1252",
    "cp1251",
    "shift_jis",
    "gb18030",
    "utf-8-sig",
    "cp437",
)


def shuffle(data: bytes, chance: random.Random) -> bytes:
    """Lines stand in another order."""
    lines = data.split(b"\n")
    start = chance.randrange(len(lines))
    piece = lines[start : start + chance.randint(2, 200)]
    chance.shuffle(piece)
    return b"\n".join([*lines[:start], *piece, *lines[start + len(piece) :]])


def mark(data: bytes, chance: random.Random) -> bytes:
    """A line that means something stands there, once or often."""
    lines = data.split(b"\n")
    line = chance.choice(_MARKS)
    for _ in range(chance.choice((1, 1, 3, 100))):
        at = chance.randrange(len(lines) + 1)
        lines[at:at] = [b"", line, b""] if chance.random() < 0.6 else [line]
    return b"\n".join(lines)


def space(data: bytes, chance: random.Random) -> bytes:
    """There are more blank lines, fewer, or none at all."""
    return re.sub(rb"(?:\r?\n)+", b"\n" * chance.randrange(1, 6), data)


def indent(data: bytes, chance: random.Random) -> bytes:
    """Every line, or every first one, begins with something."""
    before = chance.choice((b" ", b"    ", b"\t", b"> ", b"- ", b"1. ", b"\xe3\x80\x80", b"* ", b"|"))
    return re.sub(rb"(?m)^" if chance.random() < 0.5 else rb"(?m)(?<=\n\n)", before, data)


def wrap(data: bytes, chance: random.Random) -> bytes:
    """Lines end at another column."""
    text = data[:60_000].decode("utf-8", "replace")
    width = chance.choice((1, 8, 40, 72, 400))
    return "\n\n".join(textwrap.fill(part, width) for part in text.split("\n\n")).encode()


def recode(data: bytes, chance: random.Random) -> bytes:
    """It is in another encoding."""
    return data.decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")


LINES: tuple[Mutator, ...] = (shuffle, mark, mark, space, indent, wrap, recode)
