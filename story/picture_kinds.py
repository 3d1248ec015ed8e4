"""What a picture's first bytes say: of which kind it is and how large; nothing is decoded."""

import re
import struct

from msgspec import Struct

_JPEG_SIZE = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))
_VECTORS = re.compile(rb"^[\s\xef\xbb\xbf]*<(?:\?xml|!DOCTYPE|!--|svg)", re.IGNORECASE)


class Look(Struct, frozen=True):
    """A picture's kind, as the end of a file's name, and its size in pixels as it says itself."""

    kind: str
    width: int
    height: int


def look(data: bytes) -> Look | None:
    """None for what is no picture of a kind that every Discord client shows: PNG, JPEG, GIF, WebP or BMP."""
    try:
        return _look(data)
    except (struct.error, IndexError):
        return None


def _look(data: bytes) -> Look | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Look("png", *struct.unpack(">II", data[16:24]))
    if data.startswith((b"GIF87a", b"GIF89a")):
        return Look("gif", *struct.unpack("<HH", data[6:10]))
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    if data.startswith(b"BM") and len(data) > 26:
        width, height = struct.unpack("<ii", data[18:26])
        return Look("bmp", abs(width), abs(height))
    return None


def _jpeg(data: bytes) -> Look | None:
    """The first frame's size, behind segments of any length."""
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _JPEG_SIZE:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return Look("jpg", width, height)
        else:
            at += 2 + max(2, struct.unpack(">H", data[at + 2 : at + 4])[0])
    return None


def _webp(data: bytes) -> Look | None:
    match data[12:16]:
        case b"VP8 ":
            width, height = struct.unpack("<HH", data[26:30])
            return Look("webp", width & 0x3FFF, height & 0x3FFF)
        case b"VP8L":
            (bits,) = struct.unpack("<I", data[21:25])
            return Look("webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        case b"VP8X":
            width, height = int.from_bytes(data[24:27], "little"), int.from_bytes(data[27:30], "little")
            return Look("webp", width + 1, height + 1)
    return None


def is_drawing(data: bytes) -> bool:
    """Whether it is a drawing in XML (SVG), which Discord shows nobody."""
    return _VECTORS.match(data[:200]) is not None and b"<svg" in data[:20_000]


def name_of(data: bytes) -> str:
    """What a picture is called: a hash of its bytes, and its kind. Raises ValueError for what is none."""
    from hashlib import blake2b  # which loads a library of its own, for the few files that have pictures

    found = look(data)
    if found is None:
        raise ValueError("no picture of a kind that is shown")
    return f"{blake2b(data, digest_size=16).hexdigest()}.{found.kind}"
