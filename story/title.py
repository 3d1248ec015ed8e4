"""What a story is called: what it says itself, else its file's name if that reads as a title, else its first words."""

import re

from story.lines import readable

LONGEST = 200  # code points of a title; longer ones are cut
_FIRST_WORDS = 48
_SUFFIX = re.compile(
    r"\.(?:txt|text|md|markdown|url|x?html?|epub|docx|docm|odt|fodt|fb2|fb2\.zip)$", re.IGNORECASE
)
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Names of files that name no story: drafts, copies, downloads, numbers. Compiled when it is needed.
_NO_TITLE = (
    r"(?:the |my |a |new |seed |test |sample |short )*"
    r"(?:untitled|document|doc|text|txt|file|story|stories|draft|final|copy|new|test|temp|tmp|sample|example|input|output"
    r"|upload|download|export|import|attachment|message|note|notes|fic|fanfic|novel|book|chapters?|ch|part|scene|seed"
    r"|unknown|paste|data|index|readme|content|contents|version|ver|v|rev|edit|edited|fixed|wip|backup|old"
    r"|[\W\d_]|utf ?8|ansi|ascii)+"
    r"(?: of)?"
)


def tidy_title(text: str) -> str:
    """A title on one line, without characters that change the direction of what stands around it."""
    text = " ".join(_DIRECTION.sub("", text).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def title_from_name(name: str) -> str:
    """The title that a file's name reads as, or ""."""
    stem = _SUFFIX.sub("", name)
    if _DIRECTION.search(stem) or re.search(r"[/\\%:*?<>|\x00-\x1f]|\.\.", stem):
        return ""
    text = " ".join(re.sub(r"[_\s]+|(?<!\s)-(?!\s)", " ", stem).split())
    if (
        len(text) > 100
        or len(re.findall(r"[^\W\d_]", text)) < 3
        or re.fullmatch(_NO_TITLE, text, re.IGNORECASE)
    ):
        return ""
    if re.search(r"[0-9a-f]{8,}|\d{5,}|[a-z]\d{3,}", text, re.IGNORECASE):
        return ""
    return _capitalised(text) if text.islower() else text


def _capitalised(text: str) -> str:
    """Words begin with capitals; small ones inside do not."""
    small = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
    words = text.split()
    return " ".join(
        word if word in small and 0 < at < len(words) - 1 else word[0].upper() + word[1:]
        for at, word in enumerate(words)
    )


def title_from_words(text: str) -> str:
    """The first sentence if it is short, else the first words, with "…" at the end."""
    line = next((line for line in text.split("\n") if readable(line)), "")
    line = tidy_title(line[:400])
    first = re.match(rf"(.{{12,{_FIRST_WORDS}}}?)[.!?。！？](?=\s|$|[^\x00-\x7f])", line)
    if first:
        return first[1] + "…"
    words = line[: _FIRST_WORDS + 1]
    if len(words) > _FIRST_WORDS:
        words = words[: words.rfind(" ")] if " " in words else words[:_FIRST_WORDS]
    return words.rstrip(' .,;:!?…-–—"“”。、！？「」') + "…"


def same_title(one: str, other: str) -> bool:
    """Whether two titles differ in nothing but capitals, signs and a leading article."""
    return _key(one) == _key(other)


def _key(title: str) -> str:
    words = re.findall(r"\w+", title.casefold())
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) and len(words) > 1 else words)
