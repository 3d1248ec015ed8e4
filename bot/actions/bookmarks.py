"""Keeping, listing and dropping the named places of a reading."""

from msgspec import Struct

from bot import wording
from bot.actions.desk import Desk
from bot.actions.refusals import Refusal
from bot.actions.request import Request, Seen
from bot.actions.turns import current_reading, place_seen
from bot.store import bookmarks
from bot.store.bookmarks import Bookmark
from bot.store.database import Transaction
from story.outline import Outline, Where

MOST = 50  # bookmarks of one reading
LONGEST = 60  # characters of a name


class Kept(Struct, frozen=True):
    """A bookmark that was made, and where."""

    bookmark: Bookmark
    where: Where


class Bookmarks(Struct, frozen=True):
    """A reading's bookmarks in the order of its story, up to the horizon."""

    reading_id: str
    outline: Outline
    bookmarks: tuple[Bookmark, ...]


async def add(tx: Transaction, desk: Desk, request: Request, name: str, seen: Seen | None = None) -> Kept:
    """Keep the page that was seen, else the current one, under a name or its first words. Raises Refusal."""
    current = await current_reading(tx, request, seen)
    outline = await desk.outline(tx, current.edition_id)
    place = await place_seen(tx, current, seen)
    quote = await desk.quote(tx, current.edition_id, place)
    where = outline.where(place)
    name = " ".join(name.split()) or _own_name(where, quote)
    if len(name) > LONGEST:
        raise Refusal(wording.BOOKMARK_TOO_LONG, longest=LONGEST)
    if len(await bookmarks.of_reading(tx, current.reading_id)) >= MOST:
        raise Refusal(wording.TOO_MANY_BOOKMARKS, most=MOST)
    bookmark = Bookmark(current.reading_id, name, place, quote, request.person_id, request.now)
    if not await bookmarks.add(tx, bookmark):
        raise Refusal(wording.BOOKMARK_EXISTS, name=name)
    return Kept(bookmark, where)


def _own_name(where: Where, quote: str) -> str:
    words = " ".join(quote.split())
    short = words if len(words) <= 40 else words[:40].rsplit(" ", 1)[0] + " …"
    return short or f"{where.percent}%"


async def kept(tx: Transaction, desk: Desk, request: Request, seen: Seen | None = None) -> Bookmarks:
    """The bookmarks of the reading that was seen, else of the channel's. Raises Refusal where none is open."""
    current = await current_reading(tx, request, seen)
    outline = await desk.outline(tx, current.edition_id)
    return Bookmarks(current.reading_id, outline, tuple(await bookmarks.of_reading(tx, current.reading_id)))


async def removable(tx: Transaction, desk: Desk, request: Request) -> list[Bookmark]:
    """Those that somebody may drop: their own; for who manages the server every one. Raises Refusal."""
    found = (await kept(tx, desk, request)).bookmarks
    return [each for each in found if request.manages or each.made_by == request.person_id]


async def remove(tx: Transaction, desk: Desk, request: Request, name: str) -> Bookmark:
    """Drop a bookmark, and give it back so that the answer can tell where it was. Raises Refusal."""
    for bookmark in (await kept(tx, desk, request)).bookmarks:
        if bookmark.name.casefold() == name.strip().casefold():
            if not request.manages and bookmark.made_by != request.person_id:
                raise Refusal(wording.BOOKMARK_OF_ANOTHER, name=bookmark.name)
            await bookmarks.remove(tx, bookmark.reading_id, bookmark.name)
            return bookmark
    raise Refusal(wording.NO_SUCH_BOOKMARK, name=name.strip()[:LONGEST])
