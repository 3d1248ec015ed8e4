"""Bytes to text: byte order mark, UTF-8, UTF-16 without a mark, a careful guess, Windows-1252 (FORMATS 3.4)."""

import codecs
import re
import unicodedata
from collections import Counter

from msgspec import Struct

from story import wording
from story.model import Undecodable
from story.told import tally, told

SAMPLE = 65_536  # bytes that a guess looks at: more does not change it, and detectors are slow

# UTF-32 first, because its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes([*range(9), *range(14, 32), 127])
_WORD = re.compile(r"[^\W\d_]+")


class Decoded(Struct, frozen=True):
    """Text, the codec that gave it, and a sentence for the person where that was a guess."""

    text: str
    encoding: str
    warning: str = ""


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of `data`, in `encoding` when the person named one. Raises Undecodable for what is no text."""
    if encoding:
        return _decode_as_told(data, encoding)
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _with_replacements(data, codec)
    if wide := _wide_without_mark(data):
        return _with_replacements(data, wide)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data)
    if len(data) > 512 and _control_share(data) > 0.1:
        raise Undecodable(wording.NOT_TEXT)
    return Decoded(text, "utf-8")


def _decode_as_told(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except LookupError:
        problem = wording.NO_SUCH_ENCODING
    except UnicodeError:
        problem = wording.OTHER_ENCODING
    raise Undecodable(problem, encoding=encoding)


def _with_replacements(data: bytes, codec: str) -> Decoded:
    text = data.decode(codec, errors="replace")
    broken = text.count("\ufffd")
    warning = tally(broken, *wording.DAMAGED_CHARACTERS) if broken else ""
    return Decoded(text, codec, warning)


def _wide_without_mark(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: Latin text in them has a NUL at the same place of nearly every character."""
    sample = data[: SAMPLE - SAMPLE % 4]
    if len(sample) < 4:
        return ""
    share = [sample[place::4].count(0) * 4 / len(sample) for place in range(4)]
    if min(share[1:]) > 0.5 and share[0] < 0.1:
        return "utf-32-le"
    if min(share[:3]) > 0.5 and share[3] < 0.1:
        return "utf-32-be"
    even, odd = share[0] + share[2], share[1] + share[3]
    if odd > 0.5 and even < 0.02:
        return "utf-16-le"
    return "utf-16-be" if even > 0.5 and odd < 0.02 else ""


def _decode_legacy(data: bytes) -> Decoded:
    if _control_share(data) > 0.02 or b"\0" in data:
        raise Undecodable(wording.NOT_TEXT)
    damaged = data.decode("utf-8", errors="replace")
    broken = damaged.count("\ufffd")
    if broken * 10 < sum(ord(char) > 127 for char in damaged) - broken:
        return Decoded(damaged, "utf-8", tally(broken, *wording.DAMAGED_CHARACTERS))
    codec = _guess(data)
    warning = told(wording.GUESSED, encoding=codec)
    return Decoded(data.decode(codec, errors="replace"), codec, warning)


def _control_share(data: bytes) -> float:
    sample = data[:SAMPLE]
    return (len(sample) - len(sample.translate(None, _CONTROLS))) / max(1, len(sample))


def _guess(data: bytes) -> str:
    """A detector's word counts only where it yields words of one non-Latin script, or cp1252 makes no sense."""
    import chardet  # here, because it takes 0.1 s and hardly any file needs it

    sample = data[:SAMPLE]
    guess = chardet.detect(sample)["encoding"]
    if not guess:
        return "cp1252"
    try:
        text = sample.decode(guess, errors="replace")
    except LookupError:
        return "cp1252"
    if _in_one_foreign_script(text) or _odd_symbols(sample.decode("cp1252", errors="replace")) > 0.08:
        return codecs.lookup(guess).name
    return "cp1252"


def _in_one_foreign_script(text: str) -> bool:
    letters = Counter(_script(char) for char in text if ord(char) > 127 and char.isalpha())
    if not letters:
        return False
    script, count = letters.most_common(1)[0]
    if script == "LATIN" or count < 0.7 * letters.total():
        return False
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    mixed = sum(any(char.isascii() for char in word) for word in words)
    return mixed < 0.1 * max(1, len(words))


def _script(char: str) -> str:
    name = unicodedata.name(char, "").split(" ")[0]
    return (
        "CJK" if name in {"HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC", "FULLWIDTH"} else name
    )


def _odd_symbols(text: str) -> float:
    """How many of the non-ASCII characters between two letters are no letters themselves, nor quotes or dashes."""
    inside = re.findall(r"(?<=[^\W\d_])([^\x00-\x7f])(?=[^\W\d_])", text)
    odd = [
        char for char in inside if not char.isalpha() and char not in "\u2018\u2019\u2013\u2014\u2026\xa0\xad"
    ]
    return len(odd) / max(1, len(inside))
