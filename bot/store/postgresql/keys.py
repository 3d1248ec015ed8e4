"""The keys of the advisory locks by which processes over one PostgreSQL database know of each other."""

import zlib

OURS = 0x1A_3B_11_67  # the first half of each key: Lamplight's
EVERYTHING = "everything"  # what a process does that shares its work with no other


def key_of(what: str) -> int:
    """The second half: a signed number of 32 bits."""
    return zlib.crc32(what.encode()) - (1 << 31)
