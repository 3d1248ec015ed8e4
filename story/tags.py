"""The tags of a story, as archives, shops and people list them, and what one of them says of its rating."""

import re

MOST = 1_000  # code points of all; archives' longest lists go over pages
# What programs write among the tags: kinds of file, states of a work, dates.
_NO_TAG = re.compile(
    r"fanworks|fan ?fiction|completed?|in[- ]progress|abandoned|hiatus|last update.*|general|fiction|unknown"
    r"|not rated|general audiences|teen and up audiences|mature|explicit|no archive warnings apply|\W*",
    re.IGNORECASE,
)
_ADULT = re.compile(r"\b(?:erotica|erotic fiction|adults? only|nsfw)\b", re.IGNORECASE)


def tidy_tags(text: str) -> str:
    """The tags between commas, each once, without those that say nothing of a story."""
    tags = dict.fromkeys(" ".join(tag.split()) for tag in re.split(r"[,;]\s", text + " "))
    kept, length = [], 0
    for tag in tags:
        length += len(tag) + 2
        if length <= MOST and not _NO_TAG.fullmatch(tag):
            kept.append(tag)
    return ", ".join(kept)


def adult_tag(text: str) -> str:
    """The tag that says that a story without a rating is for adults, or ""."""
    match = _ADULT.search(text)
    return match[0] if match else ""


def numbered(series: str, number: str) -> str:
    """A series with the story's number in it: "The Ferries #2"; numbers such as "2.0" are whole."""
    number = re.sub(r"\.0+$", "", number.strip())
    return f"{series} #{number}" if series and number and number != "0" else series
