"""What goes wrong with bytes: flipped, missing, doubled, or with something in them that means something."""

import random
from collections.abc import Callable

Mutator = Callable[[bytes, random.Random], bytes]
HOSTILE = (
    b"\0", b"\xff\xfe", b"<", b"</p>", b"<![CDATA[", b"]]>", b"&#0;", b"&lol;", b"<!--", b"<!DOCTYPE d [", b"../",
    b"PK\x03\x04", b"\xed\xa0\x80", b"-1", b"99999999999", b"\"", b"<p>" * 400, b"</w:p>", b"w:val=\"\"", b"\r",
)  # fmt: skip


def flip(data: bytes, chance: random.Random) -> bytes:
    """Some bits are wrong."""
    broken = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    return bytes(broken)


def cut(data: bytes, chance: random.Random) -> bytes:
    """A piece, often the end, is missing."""
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:start] if chance.random() < 0.5 else data[:start] + data[end:]


def splice(data: bytes, chance: random.Random) -> bytes:
    """Something that means something stands where it should not."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(HOSTILE) + data[at + chance.randrange(8) :]


def repeat(data: bytes, chance: random.Random) -> bytes:
    """A piece stands there again and again, or somewhere else."""
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randrange(1, 400)]
    at = chance.choice((start, chance.randrange(len(data))))
    return data[:at] + piece * chance.randrange(2, 60) + data[at:]


BYTES: tuple[Mutator, ...] = (flip, cut, splice, repeat)
