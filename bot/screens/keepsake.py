"""The keepsake of a read-along, as a message: who read, when, how long, the picture of the pace, and the notes."""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from bot.custom_id import pack
from bot.limits.components import FILE, GALLERY
from bot.screens.screen import Part, Screen, box, button, drawn, row, shortened, text
from bot.screens.where import TITLE, ending, moment, person, place_name
from bot.wording import Markdown, counted, listed, say
from bot.wording import keepsake as wording
from story.outline import Outline
from story.places import Place

PICTURE, PAGE = "pace.png", "keepsake.html"
SHOWN = 5  # notes on the message; the file has them all
SHORT = 220  # characters of one
NAMED = 25  # readers by name
ENDS = tuple(".!?…。！？”’»")  # what a sentence ends with
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


class Remembered(Struct, frozen=True):
    """A note to show; `who` is 0 where its author is not named, `quote` the story's words at its place."""

    words: str
    who: int
    place: Place
    quote: str = ""


class Kept(Struct, frozen=True):
    """What a keepsake shows. `is_named`: whether the one who looks may be named; None: they were not in it."""

    readalong_id: str
    outline: Outline
    began: int
    ended: int
    pages: int
    readers: int
    named: Sequence[int]
    notes: Sequence[Remembered]
    percent: int
    longest: tuple[int, int]
    files: Mapping[str, bytes] = field(default_factory=dict)
    may_attach: bool = True
    has_picture: bool = True
    is_named: bool | None = None


def lasted(milliseconds: int) -> Markdown:
    """ "2 hours and 10 minutes": the two largest units that say something; under a minute is one."""
    units = ((DAY, wording.DAYS), (HOUR, wording.HOURS), (MINUTE, wording.MINUTES))
    left = max(milliseconds, MINUTE)
    told: list[str] = []
    for size, forms in units:
        if left >= size and len(told) < 2:
            told.append(counted(left // size, *forms))
        left %= size
    return listed(told)


def elided(quote: str) -> str:
    """The story's words at a note, on one line, and with a sign that they go on where no sentence ends there."""
    words = " ".join(quote.split())
    return words if not words or words.endswith(ENDS) else f"{words} …"


def picture_words(kept: Kept) -> str:
    """The picture for who cannot see it."""
    stay, percent = kept.longest
    about = {"time": lasted(kept.ended - kept.began), "pages": counted(kept.pages, *wording.PAGES)}
    return say(wording.PICTURE, percent=kept.percent, **about, longest=lasted(stay), place=percent)


@drawn
def keepsake(kept: Kept, *, alone: bool) -> Screen:
    """`alone`: for one person, with the way to show it to everybody."""
    parts = [text(line) for line in (_head(kept), _people(kept))]
    parts += _picture(kept)
    parts += [text(line) for line in _notes(kept)]
    if PAGE in kept.files:
        parts.append({"type": FILE, "file": {"url": f"attachment://{PAGE}"}})
    buttons = [row(*_buttons(kept))] if alone else []
    return Screen(box(*parts), *buttons, pictures=kept.files)


def _head(kept: Kept) -> Markdown:
    outline = kept.outline
    title = say(wording.KEEPSAKE_OF, title=shortened(outline.title, TITLE))
    author = say(wording.BY, author=shortened(outline.author, TITLE)) if outline.author else ""
    about = say(
        wording.ABOUT, author=author, began=moment(kept.began, "f"), ended=ending(kept.began, kept.ended)
    )
    pages, people = counted(kept.pages, *wording.PAGES), counted(kept.readers, *wording.READERS)
    counts = say(wording.COUNTS, pages=pages, time=lasted(kept.ended - kept.began), people=people)
    return Markdown(f"{title}\n{about}\n{counts}")


def _people(kept: Kept) -> Markdown:
    """Who agreed to be named, by name; the others are counted."""
    shown = listed([person(each) for each in kept.named[:NAMED]])
    others = kept.readers - len(kept.named[:NAMED])
    if not shown:
        return Markdown(f"-# {counted(others, *wording.OTHERS)}")
    if others > 0:
        shown = say(wording.AND_OTHERS, people=shown, others=counted(others, *wording.OTHERS))
    return say(wording.READ_BY, people=shown)


def _picture(kept: Kept) -> list[Part]:
    if PICTURE in kept.files:
        item = {"media": {"url": f"attachment://{PICTURE}"}, "description": picture_words(kept)[:1024]}
        return [{"type": GALLERY, "items": [item]}]
    if kept.may_attach and not kept.has_picture:
        return []
    return [text(say(wording.NO_PICTURE if kept.may_attach else wording.NO_FILES))]


def _notes(kept: Kept) -> list[Markdown]:
    if not kept.notes:
        return []
    shown = [_note(kept.outline, each) for each in kept.notes[:SHOWN]]
    lines = [say(wording.NOTES_ARE), *shown]
    if len(kept.notes) > SHOWN:
        more = counted(len(kept.notes) - SHOWN, *wording.NOTES)
        lines.append(say(wording.MORE_NOTES, notes=more))
    return [Markdown("\n".join(lines))]


def _note(outline: Outline, each: Remembered) -> Markdown:
    place = place_name(outline.where(each.place))
    quoted = [say("> *{quote}*", quote=elided(each.quote))] if each.quote else []
    by = say(wording.NOTE_AT_BY, who=person(each.who), place=place) if each.who else None
    lines = [
        *quoted,
        say("{words}", words=shortened(each.words, SHORT)),
        by or say(wording.NOTE_AT, place=place),
    ]
    return Markdown("\n".join(lines))


def _buttons(kept: Kept) -> list[Part]:
    buttons = [button(say(wording.POST_IT), pack("keepsake", "post", kept.readalong_id), main=True)]
    if kept.is_named is not None:
        label, way = (wording.UNNAME_ME, "unname") if kept.is_named else (wording.NAME_ME, "name")
        buttons.append(button(say(label), pack("keepsake", way, kept.readalong_id)))
    return buttons
