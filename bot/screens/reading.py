"""The panel: a page of the story with its buttons; the closing card; and where the story is now."""

import enum
from collections.abc import Sequence

from bot import wording
from bot.custom_id import pack
from bot.screens.footnotes import of_reading
from bot.screens.notes import margin
from bot.screens.page import label, page_parts
from bot.screens.pictures import NONE, Pictures
from bot.screens.screen import (
    Part,
    Screen,
    box,
    button,
    drawn,
    menu,
    note,
    option,
    row,
    rule,
    shortened,
    text,
)
from bot.screens.where import TITLE, by, moment, page_name
from bot.wording import Markdown, plainly, say
from bot.wording import alone as wording_alone
from bot.wording import notes as wording_notes
from story.sheet import Sheet

OFFERED = 3  # stories on a closing card
NextUp = Sequence[tuple[str, str]]  # story id, title


class Audience(enum.Enum):
    """Who sees a page: everybody in the channel, or one person, and what there is besides."""

    EVERYBODY = enum.auto()
    ONE = enum.auto()  # in a message that Discord shows to them alone, and forgets
    BESIDE_SERVER = enum.auto()  # the same, and the server is elsewhere in the story
    IN_DIRECT_MESSAGES = enum.auto()


MORE = (
    ("bookmark", wording.MORE_BOOKMARK),
    ("bookmarks", wording.MORE_BOOKMARKS),
    ("note", wording_notes.MORE_NOTE),
    ("alone", wording_alone.MORE_ALONE),
    ("missed", wording_alone.MORE_MISSED),
    ("stories", wording.MORE_STORIES),
    ("progress", wording.MORE_PROGRESS),
    ("help", wording.MORE_HELP),
)


PASSING = (Audience.ONE, Audience.BESIDE_SERVER)
LEFT_OUT: dict[Audience, frozenset[str]] = {
    Audience.EVERYBODY: frozenset(),
    Audience.ONE: frozenset({"alone", "missed"}),
    Audience.BESIDE_SERVER: frozenset({"alone", "missed"}),
    Audience.IN_DIRECT_MESSAGES: frozenset({"alone", "missed", "note"}),
}


@drawn
def panel(
    sheet: Sheet,
    reading_id: str,
    revision: int,
    *,
    recap: str = "",
    came_from: int | None = None,
    notes: int = 0,
    pictures: Pictures = NONE,
    audience: Audience = Audience.EVERYBODY,
    behind: int = 0,
) -> Screen:
    """The current page with Back, Next, Contents, its notes if there are any, and a menu for the rest."""
    back = button(label(wording.BACK), pack("turn", "back", reading_id, revision), disabled=sheet.is_first)
    forth = button(label(wording.NEXT), pack("turn", "next", reading_id, revision), main=True)
    contents = button(label(wording.CONTENTS), pack("contents", reading_id))
    buttons = [back, forth, contents]
    if came_from is not None:
        buttons.append(button(say(wording.RETURN), pack("return", reading_id, came_from)))
    buttons.extend(margin(reading_id, revision, notes))
    rows = [row(*buttons), *_to_server(reading_id, revision, audience), _more(reading_id, revision, audience)]
    of = of_reading(reading_id, revision)
    framed = box(*page_parts(sheet, recap, pictures, of, passing=audience in PASSING, behind=behind))
    return Screen(framed, *rows, pictures=files_of(sheet, pictures), kept=pictures.kept)


def files_of(sheet: Sheet, pictures: Pictures) -> dict[str, bytes]:
    """Of the files at hand those that the page shows, each once."""
    return {
        each.picture: pictures.files[each.picture] for each in sheet.plates if each.picture in pictures.files
    }


def _to_server(reading_id: str, revision: int, audience: Audience) -> list[Part]:
    """The way from one's own place to the server's, where that is another."""
    if audience is not Audience.BESIDE_SERVER:
        return []
    return [row(button(say(wording_alone.TO_SERVER), pack("together", reading_id, revision)))]


@drawn
def retired(sheet: Sheet, pictures: Pictures = NONE) -> Screen:
    """A page that has been turned: what it showed, without buttons."""
    if sheet.is_end:
        return Screen(box(text(say(wording.THE_END))))
    framed = box(*page_parts(sheet, "", pictures))
    return Screen(framed, pictures=files_of(sheet, pictures), kept=pictures.kept)


def _more(reading_id: str, revision: int, audience: Audience) -> Part:
    """What is not for this audience is left out: notes are a server's, and who is alone is so already."""
    left_out = LEFT_OUT[audience]
    offered = [option(say(label), value) for value, label in MORE if value not in left_out]
    return menu(label(wording.MORE), pack("more", reading_id, revision), offered)


@drawn
def closing(
    sheet: Sheet,
    reading_id: str,
    revision: int,
    began: int,
    next_up: NextUp,
    *,
    came_from: int | None = None,
    notes: int = 0,
    audience: Audience = Audience.EVERYBODY,
) -> Screen:
    """The end of a story is an end: what was read, what to read next, and the way back into it."""
    title = shortened(sheet.outline.title, TITLE)
    of = say(wording.THE_END_OF, title=title, author=by(sheet.outline.author), began=moment(began, "R"))
    say_next = [text(say(wording.READ_NEXT))] if next_up else [text(say(wording.NOTHING_NEXT))]
    opens, shelf = ("open", "stories") if audience is Audience.EVERYBODY else ("own-story", "own-stories")
    others = [
        row(button(shortened(plainly(wording.READ_STORY, title=title), 80), pack(opens, story_id), main=True))
        for story_id, title in next_up[:OFFERED]
    ]
    buttons = [
        button(label(wording.BACK), pack("turn", "back", reading_id, revision)),
        button(say(wording.START_AGAIN), pack("again", reading_id, revision)),
        button(label(wording.CONTENTS), pack("contents", reading_id)),
    ]
    if len(next_up) > OFFERED:
        buttons.append(button(say(wording.MORE_STORIES), pack(shelf)))
    if came_from is not None:
        buttons.append(button(say(wording.RETURN), pack("return", reading_id, came_from)))
    beside = [row(each) for each in margin(reading_id, revision, notes)]
    return Screen(
        box(text(say(wording.THE_END)), text(of), rule(), *say_next, *others), row(*buttons), *beside
    )


@drawn
def outdated(sheet: Sheet, link: Markdown | None) -> Screen:
    """For one person: somebody was faster than they."""
    sentence = say(wording.OUTDATED, place=page_name(sheet))
    where = say(wording.OUTDATED_LINK, link=link) if link else say(wording.OUTDATED_SOON)
    return note(f"{sentence} {where}")
