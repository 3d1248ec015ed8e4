"""Broken files made from whole ones: the same seed makes the same file.

A test calls `survives(data, name)` of `tests.fuzz.check` with files from `mutations(sources, count, seed)`.
"""

import random
import zlib
from collections.abc import Iterator, Sequence
from zipfile import BadZipFile

from tests.fuzz.damage import BYTES, Mutator
from tests.fuzz.elements import ELEMENTS, tags
from tests.fuzz.lines import LINES
from tests.fuzz.members import inside, jumble
from tests.fuzz.trees import change

LARGEST = 3_000_000  # bytes; a file that grew larger is only cut from there on
# What an earlier mutation that has broken the archive itself makes of it.
_BROKEN = (
    BadZipFile, zlib.error, EOFError, OSError, ValueError, LookupError, NotImplementedError, RuntimeError,
)  # fmt: skip


def mutations(sources: Sequence[bytes], count: int, seed: int) -> Iterator[bytes]:
    """So many broken files, each with one to three things wrong; smaller sources come more often."""
    chance = random.Random(seed)
    weights = [1 / (20_000 + len(source)) for source in sources]
    for _ in range(count):
        [data] = chance.choices(sources, weights)
        for _ in range(chance.randint(1, 3)):
            data = mutated(data[:LARGEST], chance) or b"x"
        yield data


def mutated(data: bytes, chance: random.Random) -> bytes:
    """One more thing wrong with it."""
    if data.startswith(b"PK") and chance.random() < 0.9:
        try:
            if chance.random() < 0.15:
                return jumble(data, chance)
            return inside(data, chance, _mutate)
        except _BROKEN:
            pass
    return _mutate(data, chance)


def _mutate(data: bytes, chance: random.Random) -> bytes:
    if not data.startswith(b"PK") and chance.random() < 0.75:
        try:
            return chance.choice(_fitting(data, chance))(data, chance)
        except (IndexError, ValueError, RecursionError):
            pass  # it has none of what would be changed, or is too deep for it
    return chance.choice(BYTES)(data or b"x", chance)


def _fitting(data: bytes, chance: random.Random) -> tuple[Mutator, ...]:
    if b'="' not in data or len(tags(data[:20_000])) < 3:
        return LINES
    return (change,) if chance.random() < 0.6 else ELEMENTS
