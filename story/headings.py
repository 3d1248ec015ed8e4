"""Lines that begin a chapter: a keyword with a number, or a name such as Prologue, in a dozen languages."""

import enum
import re

from msgspec import Struct

from story.breaks import is_roman


class Rank(enum.Enum):
    """What a heading heads. A PART is above chapters; a SECTION is one only where nothing else is."""

    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    NAMED = "named"


class Heading(Struct, frozen=True):
    """A line read as a heading; `bare` means that it has a number only, so that a subtitle may follow."""

    title: str
    rank: Rank
    bare: bool


_PART = "part book volume часть книга том parte libro partie livre teil buch deel kniha"
_CHAPTER = (
    "chapter chap ch chapitre capítulo capitulo capitolo kapitel kapitola rozdział rozdzial hoofdstuk "
    "глава розділ раздел bölüm fejezet luku κεφάλαιο"
)
_SECTION = "act canto letter story stave scene"
_NAMED = (
    "prologue prolog prólogo epilogue epilog epílogo épilogue preface foreword introduction interlude intermission "
    "afterword postscript пролог эпилог предисловие послесловие интерлюдия 序章 序幕 楔子 终章 終章 尾声 後記 后记 "
    "プロローグ エピローグ 프롤로그 에필로그"
)
_ENGLISH = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred "
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth last final"
)
_OTHER = (
    "un une premier première deuxième troisième uno una primero primera segundo segunda tercero tercera dos tres "
    "eins zwei drei vier fünf erstes zweites drittes erster erste zweite dritte primo prima secondo terzo "
    "первая вторая третья четвертая четвёртая пятая шестая седьмая восьмая девятая десятая"
)
_RANKS = {
    **dict.fromkeys(_PART.split(), Rank.PART),
    **dict.fromkeys(_CHAPTER.split(), Rank.CHAPTER),
    **dict.fromkeys(_SECTION.split(), Rank.SECTION),
    **dict.fromkeys(_NAMED.split(), Rank.NAMED),
}
_NUMBER_WORDS = frozenset((_ENGLISH + " " + _OTHER).split())

_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WITH_NUMBER = re.compile(
    r"(?P<word>[^\W\d_]+)\.?\s+(?P<number>(?:the\s+)?[\w-]+)(?P<rest>.*)", re.DOTALL | re.IGNORECASE
)
_EAST_ASIAN = re.compile(
    r"第\s*[0-9０-９零〇一二三四五六七八九十百千两]+\s*(?P<unit>[章回話话节節幕卷部篇])(?P<rest>.*)"
    r"|제\s*[0-9]+\s*[장화부](?P<korean>.*)"
)
_SEPARATOR = re.compile(r"\s*[.:)\]\-–—―|]+\s*|\s*：\s*")
_CLOSING = (".", ",", ";", ":", "!", "?", "…", "。")
LONGEST = 100  # code points of a heading line; longer ones are prose


def read_heading(line: str) -> Heading | None:
    """The heading that a line is, or None for prose such as "Chapter 3 of his life began that day"."""
    line = line.strip()
    if len(line) > LONGEST or not (first := _FIRST_WORD.match(line)):
        return None
    if first[0].casefold() not in _RANKS:
        match = _EAST_ASIAN.fullmatch(line) if first[0][0] in "第제" else None
        return _east_asian(match, line) if match else None
    if _RANKS.get(line.rstrip(".:").casefold()) is Rank.NAMED:
        return Heading(line.rstrip(".:"), Rank.NAMED, bare=True)
    match = _WITH_NUMBER.fullmatch(line)
    return _numbered(match) if match else _named(line)


def _east_asian(match: re.Match[str], line: str) -> Heading | None:
    rest = (match["rest"] or match["korean"] or "").strip()
    if rest.endswith(("。", "，", ".", ",")) or len(rest) > 40:
        return None
    rank = Rank.PART if match["unit"] in {"卷", "部", "篇"} else Rank.CHAPTER
    return Heading(line, rank, bare=not rest)


def _numbered(match: re.Match[str]) -> Heading | None:
    rank = _RANKS.get(match["word"].casefold())
    if rank is None or rank is Rank.NAMED:
        return _named(match[0])
    if not _is_number(match["number"]):
        return None
    rest = match["rest"].strip()
    if not rest or not _SEPARATOR.sub("", rest, count=1):
        return Heading(match[0].strip().rstrip(".:-–— "), rank, bare=True)
    return Heading(match[0].strip(), rank, bare=False) if _is_title(rest) else None


def _named(line: str) -> Heading | None:
    """Prologue: The Fall."""
    word, separator, rest = (
        re.split(r"(\s*[:–—-]\s*)", line, maxsplit=1) if re.search("[:–—-]", line) else (line, "", "")
    )
    if _RANKS.get(word.casefold()) is not Rank.NAMED or not separator or not _is_title(rest):
        return None
    return Heading(line, Rank.NAMED, bare=False)


def _is_number(word: str) -> bool:
    parts = word.casefold().replace("the ", "").split("-")
    return word.isdigit() or is_roman(word.upper()) or all(part in _NUMBER_WORDS for part in parts if part)


def _is_title(rest: str) -> bool:
    """What may stand after the number: a title, not the rest of a sentence."""
    separated = _SEPARATOR.match(rest) is not None
    rest = _SEPARATOR.sub("", rest, count=1) if separated else rest
    if not rest or (rest[0].islower() and not separated):
        return False
    return is_title_case(rest) if rest.endswith((".", ",", ";")) or not separated else True


def is_title_case(text: str) -> bool:
    """Whether every long word begins with a capital, as in a title; scripts without capitals never do."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return any(char.isupper() for char in text) and all(not word[0].islower() for word in words)


def is_title_line(line: str) -> bool:
    """A line that could be a title: short, not closed like a sentence."""
    line = line.strip()
    return 0 < len(line) <= 80 and not line.endswith(_CLOSING) and any(char.isalnum() for char in line)
