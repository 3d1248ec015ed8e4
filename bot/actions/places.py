"""Going to a place and back again, and what there is to go to; nothing beyond the horizon is named."""

from msgspec import Struct

from bot.actions.desk import Desk
from bot.actions.finding import find_place
from bot.actions.request import Request, Seen
from bot.actions.turns import (
    Kind,
    Outdated,
    Shown,
    at_length,
    current_reading,
    move,
    outdated,
    overtaken,
    show,
)
from bot.store import bookmarks, reading
from bot.store.bookmarks import Bookmark
from bot.store.database import Transaction
from story.outline import Outline
from story.places import Place


class Ahead(Struct, frozen=True):
    """A place beyond the horizon: to be confirmed first, since going there tells what nobody has read yet."""

    reading_id: str
    revision: int
    outline: Outline
    place: Place
    alone: bool


class Contents(Struct, frozen=True):
    """An outline with the cursor and the horizon of a reading in it."""

    reading_id: str
    revision: int
    outline: Outline
    place: Place
    horizon: Place

    @property
    def furthest(self) -> Place:
        """What lies after it has not been read, and has no title."""
        return max(self.place, self.horizon)


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
    desk = at_length(desk, request, current)
    if await reading.asked_before(tx, request.interaction_id):
        return await outdated(tx, desk, request, current)
    outline = await desk.outline(tx, current.edition_id)
    furthest = max(current.horizon, current.place)
    kept = await bookmarks.of_reading(tx, current.reading_id)
    place = find_place(outline, kept, wanted, current.place, furthest)
    unread = await desk.page_after(tx, current.edition_id, furthest)
    if unread and place >= unread:
        return Ahead(current.reading_id, current.revision, outline, place, current.is_alone)
    return await move(tx, desk, request, current, place, Kind.GOTO)


async def go_ahead(
    tx: Transaction, desk: Desk, request: Request, seen: Seen, place: Place
) -> Shown | Outdated:
    """Go to a place that was confirmed, unless the story has moved on since."""
    current = await current_reading(tx, request, seen)
    late = await overtaken(tx, desk, request, current, seen)
    if late:
        return late
    outline = await desk.outline(tx, current.edition_id)
    return await move(tx, desk, request, current, outline.inside(place), Kind.GOTO)


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
    if jump is None or jump.kind != Kind.GOTO:
        return await show(tx, desk, request, current)
    return await move(tx, desk, request, current, jump.origin, Kind.RETURN)
