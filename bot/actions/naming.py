"""Short names for what is stored, made from what identifies it."""

import hashlib
from base64 import b32encode


def short_hash(key: str) -> str:
    """65 bits of a key's hash in 13 letters and digits: short enough for a button, too many to collide.

    A file's name may hold bytes that are no text; they count as they are.
    """
    data = key.encode("utf-8", "surrogateescape")
    return b32encode(hashlib.blake2b(data, digest_size=10).digest()).decode().lower()[:13]
