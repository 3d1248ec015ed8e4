"""Pictures on a message: galleries where they stand in the text, a cover beside a title, words where none can be."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct, field

from bot import limits, wording
from bot.languages.hearing import is_plain
from bot.limits.components import GALLERY, SECTION, THUMBNAIL
from bot.screens.screen import Part, shortened, text
from bot.wording import Markdown, counted, say
from bot.wording import library as wording_library
from bot.wording import plain as wording_plain
from story.pages import Plate

_TOLD = 150  # characters of a picture's words in its place: with escapes less than the room that a page keeps for it


class Pictures(Struct, frozen=True):
    """Those that a message can show, by name: `files` are sent with it, `kept` are on it already.

    `forbidden`: none can, since the bot may not attach files here.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()
    forbidden: bool = False

    def __contains__(self, name: str) -> bool:
        return name in self.files or name in self.kept

    @property
    def names(self) -> frozenset[str]:
        return self.kept | self.files.keys()


NONE = Pictures()


def plated(markdown: str, plates: Sequence[Plate], pictures: Pictures) -> list[Part]:
    """A page's text with its pictures in their places."""
    if not plates:
        return [text(markdown)]
    parts: list[Part] = []
    start = 0
    for after, group in groupby(plates, key=lambda plate: plate.after):
        parts += _text(markdown[start:after])
        parts += _together(list(group), pictures)
        start = after
    parts += _text(markdown[start:])
    if pictures.forbidden:
        parts.append(text(say(wording.PICTURES_FORBIDDEN)))
    return parts


def _text(markdown: str) -> list[Part]:
    words = markdown.strip("\n")
    return [text(words)] if words else []


def _together(plates: Sequence[Plate], pictures: Pictures) -> Iterator[Part]:
    """Pictures in one place are one gallery; those that are not at hand are told in words."""
    shown = [plate for plate in plates if plate.picture in pictures]
    if shown:
        items = [_media(plate.picture, plate.alt) for plate in shown]
        yield {"type": GALLERY, "items": items}
    told = [_in_words(plate.alt) for plate in plates if plate.picture not in pictures]
    if told:
        yield text("\n".join(told))


def _in_words(alt: str) -> Markdown:
    if not alt:
        return say(wording.PICTURE_WITHOUT_WORDS)
    sentence = wording_plain.PICTURE if is_plain() else wording.PICTURE
    return say(sentence, alt=shortened(alt, _TOLD))


def _media(name: str, alt: str) -> Part:
    about = {"description": shortened(alt, limits.MAX_ALT_TEXT)} if alt else {}
    return {"media": {"url": f"attachment://{name}"}, **about}


def covers(told: Sequence[tuple[str, str]]) -> list[Part]:
    """Covers side by side, each with its story's title."""
    items = [_media(cover, wording.plainly(wording.COVER, title=title)) for cover, title in told]
    return [{"type": GALLERY, "items": items}] if items else []


def beside_cover(cover: str, title: str, pictures: Pictures, *lines: str) -> list[Part]:
    """Texts with the cover beside them, if it is at hand; at most three, and `title` is the story's."""
    parts = [text(line) for line in lines]
    if cover not in pictures:
        return parts
    words = wording.plainly(wording.COVER, title=title)
    return [
        {
            "type": SECTION,
            "components": parts,
            "accessory": {"type": THUMBNAIL, **_media(cover, words)},
        }
    ]


def illustrated(count: int) -> Markdown:
    """How many pictures a story shows."""
    return say(wording_library.ILLUSTRATED, pictures=counted(count, *wording_library.PICTURES))
