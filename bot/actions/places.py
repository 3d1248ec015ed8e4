"""Going to a place and back again, and what there is to go to; nothing beyond the horizon is named."""

import re
from dataclasses import dataclass, replace
from itertools import chain

from bot import wording
from bot.actions.desk import Desk
from bot.actions.reading import Outdated, Shown, current_reading, move, overtaken, show
from bot.actions.refusals import Refusal
from bot.actions.request import Request, Seen
from bot.store import bookmarks, reading
from bot.store.bookmarks import Bookmark
from bot.store.database import Transaction
from bot.store.reading import Reading
from story.outline import Outline
from story.places import Place

NUMBER = re.compile(r"(?:(chapter|scene)\s*|#)?(\d{1,6})\s*(%?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ahead:
    """A place beyond the horizon: to be confirmed first, since going there tells what nobody has read yet."""

    reading_id: str
    revision: int
    outline: Outline
    place: Place


@dataclass(frozen=True, slots=True)
class Contents:
    """An outline with the cursor and the horizon of a reading in it."""

    reading_id: str
    revision: int
    outline: Outline
    place: Place
    horizon: Place


async def contents(tx: Transaction, desk: Desk, request: Request, reading_id: str | None) -> Contents:
    """The chapters and scenes of the story that is meant. Raises Refusal where none is open."""
    current = await current_reading(tx, request, Seen(reading_id, 0) if reading_id else None)
    outline = await desk.outline(tx, current.edition_id)
    return Contents(current.reading_id, current.revision, outline, current.place, current.horizon)


async def named(tx: Transaction, desk: Desk, request: Request) -> tuple[Contents, list[Bookmark]]:
    """What /goto can be completed to: the outline and the bookmarks of the channel's reading."""
    about = await contents(tx, desk, request, None)
    return about, await bookmarks.of_reading(tx, about.reading_id)


async def go(tx: Transaction, desk: Desk, request: Request, wanted: str) -> Shown | Outdated | Ahead:
    """Go to a chapter, scene, percentage or bookmark. Raises Refusal where there is no such place."""
    current = await current_reading(tx, request, None)
    outline = await desk.outline(tx, current.edition_id)
    place = await _find(tx, current, outline, wanted)
    if place > max(current.horizon, current.place):
        return Ahead(current.reading_id, current.revision, outline, place)
    return await _jump(tx, desk, request, current, place, "goto")


async def go_ahead(
    tx: Transaction, desk: Desk, request: Request, seen: Seen, place: Place
) -> Shown | Outdated:
    """Go to a place that was confirmed, or picked from the contents, unless the story has moved on since."""
    current = await current_reading(tx, request, seen)
    late = await overtaken(tx, desk, request, current, seen)
    if late:
        return late
    outline = await desk.outline(tx, current.edition_id)
    return await _jump(tx, desk, request, current, outline.inside(place), "goto")


async def start_again(tx: Transaction, desk: Desk, request: Request, seen: Seen) -> Shown | Outdated:
    """Go to the first page; the horizon stays."""
    return await go_ahead(tx, desk, request, seen, Place(0, 0))


async def go_back(tx: Transaction, desk: Desk, request: Request, seen: Seen) -> Shown | Outdated:
    """Return from the jump that made the revision that was seen, unless the story has moved on since."""
    current = await current_reading(tx, request, seen)
    late = await overtaken(tx, desk, request, current, seen)
    if late:
        return late
    jump = await reading.turn(tx, current.reading_id, seen.revision)
    if jump is None:
        return await show(tx, desk, request, current)
    outline = await desk.outline(tx, current.edition_id)
    return await move(tx, desk, request, current, outline.inside(jump.origin), "return")


async def _jump(
    tx: Transaction, desk: Desk, request: Request, current: Reading, place: Place, kind: str
) -> Shown | Outdated:
    moved = await move(tx, desk, request, current, place, kind)
    return replace(moved, came_from=moved.revision) if isinstance(moved, Shown) else moved


async def _find(tx: Transaction, current: Reading, outline: Outline, wanted: str) -> Place:
    words = wanted.strip()
    for bookmark in await bookmarks.of_reading(tx, current.reading_id):
        if bookmark.name.casefold() == words.casefold():
            return outline.inside(bookmark.place)
    found = numbered(outline, words) or _titled(outline, words, max(current.horizon, current.place))
    if found is None:
        raise Refusal(wording.NO_SUCH_PLACE, place=words[:100])
    return found


def numbered(outline: Outline, words: str) -> Place | None:
    """ "chapter 3", "scene 12" (counted through the story), "40%"; a bare number is a chapter, if there are any.

    Raises Refusal for a number that the story does not have.
    """
    match = NUMBER.fullmatch(words)
    if match is None:
        return None
    what, number, percent = (match[1] or "").lower(), int(match[2]), match[3]
    if percent and not what:
        return outline.at_percent(number) if number <= 100 else _beyond(wording.NO_SUCH_PERCENT, number)
    if what == "chapter" or (not what and len(outline.chapters) > 1):
        if not 1 <= number <= len(outline.chapters):
            return _beyond(wording.NO_SUCH_CHAPTER, number, last=len(outline.chapters))
        return Place(outline.first_scene(number - 1), 0)
    if not 1 <= number <= len(outline.scenes):
        return _beyond(wording.NO_SUCH_SCENE, number, last=len(outline.scenes))
    return Place(number - 1, 0)


def _beyond(sentence: str, number: int, **values: object) -> Place:
    raise Refusal(sentence, number=number, **values)


def _titled(outline: Outline, words: str, horizon: Place) -> Place | None:
    """The chapter or scene of that title, among those that have been reached."""
    chapters = ((title, outline.first_scene(number)) for number, title in enumerate(outline.chapters))
    scenes = ((scene.title, number) for number, scene in enumerate(outline.scenes))
    for title, number in chain(chapters, scenes):
        if title and title.casefold() == words.casefold() and Place(number, 0) <= horizon:
            return Place(number, 0)
    return None
