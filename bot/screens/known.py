"""What is known of a story before it is read, in lines: the same in its card and in the dry run of its import."""

from typing import Protocol

from msgspec import Struct

from bot.screens.screen import shortened
from bot.screens.where import TITLE
from bot.wording import Markdown, say
from bot.wording import library as wording_library
from story.languages import own_name


class Known(Struct, frozen=True):
    """The names are those of a story's own; an empty one is not known."""

    language: str
    rating: str
    content_notes: str
    tags: str
    series: str
    source: str
    licence: str
    summary: str


class About(Protocol):
    """A story or a stored edition."""

    @property
    def language(self) -> str: ...


def known(about: About) -> Known:
    """What a story, or an edition of one, tells of itself."""
    return Known(*(getattr(about, name) for name in Known.__struct_fields__))


def known_lines(about: Known) -> list[Markdown]:
    """A line for each; an address is text, and leads nowhere."""
    lines = (
        (wording_library.CARD_SERIES, about.series, 120),
        (wording_library.CARD_LANGUAGE, own_name(about.language), TITLE),
        (wording_library.CARD_RATING, about.rating, TITLE),
        (wording_library.CARD_NOTES, about.content_notes, 300),
        (wording_library.CARD_TAGS, about.tags, 240),
        (wording_library.CARD_SOURCE, about.source, 160),
        (wording_library.CARD_LICENCE, about.licence, 160),
    )
    return [say(sentence, words=shortened(words, longest)) for sentence, words, longest in lines if words]


def summary_lines(about: Known, longest: int) -> list[Markdown]:
    """The summary as a quote, a line for each of its paragraphs, of at most so many characters together."""
    lines: list[Markdown] = []
    for paragraph in about.summary.split("\n"):
        if (line := shortened(paragraph, longest)) and longest > 20:
            lines.append(say(wording_library.CARD_SUMMARY, line=line))
            longest -= len(line)
    return lines
