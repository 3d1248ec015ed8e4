"""The pictures of one file: looked up where it says they are, measured, judged; none is decoded or fetched."""

import binascii
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from urllib.parse import unquote_to_bytes

from msgspec import Struct

from story.assembly import Break, Figure, Item
from story.left_out import sentences
from story.model import Picture
from story.picture_kinds import Look, is_drawing, look, name_of

LARGEST = 16_000_000  # bytes of one picture as it is in the file
LARGEST_TOTAL = 48_000_000  # bytes of all of them
_LEAST = 24  # pixels of the shorter side: what is smaller is a dot that counts readers, a smiley, a spacer
_DOT = 8  # pixels
_ORNAMENT = 64  # pixels: a picture alone between paragraphs that is no higher divides scenes
_FLAT = 4  # … as does one that is so many times wider than high, up to
_FLAT_HEIGHT = 160  # pixels


class Found(Struct, frozen=True):
    """A picture of the file, with its size."""

    picture: Picture
    look: Look

    @property
    def is_dot(self) -> bool:
        """Whether it is there to count readers or to take space."""
        return max(self.look.width, self.look.height) < _DOT or min(self.look.width, self.look.height) < 2

    @property
    def divides(self) -> bool:
        """Whether it is so low or flat that alone between paragraphs it is an ornament."""
        flat = self.look.width >= _FLAT * self.look.height and self.look.height <= _FLAT_HEIGHT
        return self.look.height <= _ORNAMENT or flat


class Gallery:
    """Finds pictures; `read` gives the bytes at a place in the file, b"" for far too many, None for nothing."""

    def __init__(self, read: Callable[[str], bytes | None] = lambda _: None) -> None:
        self._read = read
        self._found: dict[str, Found | str] = {}
        self._pictures: dict[str, Picture] = {}
        self._left = LARGEST_TOTAL
        self._missed: Counter[str] = Counter()

    def find(self, source: str) -> Found | None:
        """The picture at a place, or in a data: address; None where there is none that can be shown."""
        if source not in self._found:
            self._found[source] = self._look_up(source)
        found = self._found[source]
        return None if isinstance(found, str) else found

    def figure(self, source: str, alt: str) -> Figure | None:
        """The picture where it stands; what cannot be shown is noted, to be told."""
        found = self.find(source)
        if found is None:
            self._missed[str(self._found[source])] += 1
            return None
        if min(found.look.width, found.look.height) < _LEAST:
            self._missed["small"] += 1
            return None
        self._pictures[found.picture.name] = found.picture
        return Figure(found.picture.name, tidy_alt(alt))

    def cover(self, source: str) -> str:
        """The name of the picture that is the cover, or ""; what cannot be shown is no cover, without a word."""
        found = self.find(source) if source else None
        if found is None or min(found.look.width, found.look.height) < _ORNAMENT:
            return ""
        self._pictures[found.picture.name] = found.picture
        return found.picture.name

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Those that figures or the cover name, in the order in which they were met."""
        return tuple(self._pictures.values())

    @property
    def left_out(self) -> tuple[str, ...]:
        """What is not shown, in words."""
        return sentences(self._missed)

    def _look_up(self, source: str) -> Found | str:
        """The picture, or why there is none."""
        data = data_of(source) if source[:5].lower() == "data:" else self._read(source) if source else None
        if data is None:
            return "missing"
        seen = look(data)
        if seen is None or not (seen.width and seen.height):
            return "drawing" if is_drawing(data) else "kind" if data else "large"
        if len(data) > min(LARGEST, self._left):
            return "large"
        self._left -= len(data)
        return Found(Picture(name_of(data), data), seen)


def show(items: Sequence[Item], gallery: Gallery, inline: Collection[str]) -> tuple[Item, ...]:
    """Items whose figures have addresses in the file for names, with the gallery's pictures instead.

    One that is low or flat, or comes again and again, and says nothing is an ornament that divides scenes, unless it
    is one of those `inline`, in the middle of a text.
    """
    plain = [item.picture for item in items if isinstance(item, Figure) and not tidy_alt(item.alt)]
    ornaments = set(repeated(plain))
    shown: list[Item | None] = []
    for item in items:
        if not isinstance(item, Figure):
            shown.append(item)
        elif item.picture not in inline and _is_ornament(item, gallery.find(item.picture), ornaments):
            shown.append(Break.SCENE)
        else:
            shown.append(gallery.figure(item.picture, item.alt))
    return tuple(item for item in shown if item)


def _is_ornament(item: Figure, found: Found | None, ornaments: set[str]) -> bool:
    if found is None or found.is_dot or tidy_alt(item.alt):
        return False
    return found.divides or item.picture in ornaments


def tidy_alt(alt: str) -> str:
    """Words on one line, at most what Discord takes; a file's name is no words."""
    alt = " ".join(alt.split())[:1_000]
    is_name = alt.lower().endswith((".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp")) and " " not in alt
    return "" if is_name or not any(map(str.isalnum, alt)) else alt


def data_of(address: str) -> bytes | None:
    """The bytes in a data: address (RFC 2397); None for what is none."""
    head, comma, body = address.partition(",")
    if not comma:
        return None
    if not head.lower().rstrip().endswith(";base64"):
        return unquote_to_bytes(body[: LARGEST + 1])
    try:
        return binascii.a2b_base64(unquote_to_bytes(body) if "%" in body else body.encode("ascii", "ignore"))
    except binascii.Error:
        return b"?"


def repeated(names: Sequence[str], often: int = 3) -> Iterator[str]:
    """The names that come so often that what they name is an ornament."""
    yield from (name for name, count in Counter(names).items() if count >= often)
