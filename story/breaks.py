"""What is a scene break: a line that is only a marker, or a blank gap larger than the file's usual one."""

import re
from collections import Counter
from collections.abc import Sequence

# Symbols that authors draw lines with (FORMATS 3.1), and those that are a break when one stands alone.
_SYMBOLS = r"\-*#~=_+^<>–—―−─━⸺⸻•·∙◦●○⁂✦✧◆◇♦♢❖❦❧☙§※＊☆★✽✻✱∗・"
_SINGLE = "*#~⁂§❦❧☙※•＊✦◆❖★☆⸻"
_SYMBOLS_ONLY = re.compile(rf"[{_SYMBOLS}\s]+")
_ORNAMENT = re.compile(r"[-~=*_.+ ]*((?:[xXoO0] ?)+)[-~=*_.+ ]*")
_IN_WORDS = re.compile(r"[\W_]*(?:line|scene|section|page)[ -]?break[\W_]*", re.IGNORECASE)
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def is_marker(line: str) -> bool:
    """Whether a line that stands alone is a scene break drawn by its author."""
    line = line.strip()
    if not line or len(line) > (40 if line[0].isalnum() else 200):
        return False
    if _SYMBOLS_ONLY.fullmatch(line):
        marks = "".join(line.split())
        return marks in _SINGLE if len(marks) == 1 else len(marks) >= 3
    return _is_ornament(line) or _IN_WORDS.fullmatch(line) is not None


def is_long_marker(line: str) -> bool:
    """A marker so plain that it is one even without blank lines around it; a single sign is not."""
    return is_marker(line) and len("".join(line.split())) >= 3


def is_roman(word: str) -> bool:
    """Whether a word is a Roman numeral in capitals, written the usual way."""
    return word != "" and _ROMAN.fullmatch(word) is not None


def _is_ornament(line: str) -> bool:
    """oOo, xXx, -o0o-: 3 to 40 signs, the same read backwards, and no Roman numeral."""
    match = _ORNAMENT.fullmatch(line)
    if match is None or not 3 <= len(line) <= 40:
        return False
    core = match[1].replace(" ", "")
    drawn = len(core) >= 3 or line.strip("xXoO0 ") != ""
    return drawn and core == core[::-1] and not core.isdigit() and not is_roman(core)


def usual_gap(gaps: Sequence[int]) -> int:
    """The commonest number of blank lines between two paragraphs; of equally common ones the smallest."""
    counts = Counter(gaps)
    return min(counts, key=lambda gap: (-counts[gap], gap)) if counts else 0


def larger_gaps(gaps: Sequence[int]) -> set[int]:
    """The indices of `gaps` that are larger than the usual one."""
    usual = usual_gap(gaps)
    return {at for at, gap in enumerate(gaps) if gap > usual}


def gap_breaks(gaps: Sequence[int], *, wrapped: bool) -> set[int]:
    """The indices of `gaps` that break a scene because they are larger than usual.

    In wrapped files only a gap one larger is a scene break, and only while that is rare: larger ones surround
    headings. Gaps that are not rare are a habit of the author and break nothing (FORMATS 3.2, 4).
    """
    usual, larger = usual_gap(gaps), larger_gaps(gaps)
    if len(larger) > len(gaps) * (0.05 if wrapped else 0.25):
        return set()
    return {at for at in larger if gaps[at] == usual + 1} if wrapped else larger
