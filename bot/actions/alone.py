"""Reading alone: a person's own place in a story, shown to nobody else, and the two ways between it and the server's.

A story of everybody's library is read alone in one place, in every server and in direct messages: the place is the
person's, not a server's. A server's own story is read alone in that server only.
"""

from bot.actions import ages
from bot.actions.desk import Desk
from bot.actions.meant import own_reading
from bot.actions.naming import short_hash
from bot.actions.refusals import Refusal
from bot.actions.request import Request, Seen
from bot.actions.turns import Kind, Outdated, Shown, current_reading, move, place_seen, show
from bot.store import library, reading
from bot.store.database import Transaction
from bot.store.library import ShelfStory
from bot.store.reading import Reading, Turn
from bot.wording import alone as wording_alone
from story.places import Place


async def begin(tx: Transaction, request: Request, story: ShelfStory, place: Place) -> Reading:
    """Begin to read a story alone, from a place. Raises Refusal where it may not be shown."""
    ages.check(request, story.rating)
    reading_id = short_hash(f"{story.server_id}:{request.person_id}:{story.story_id}")
    about = (request.person_id, request.now, request.interaction_id)
    first = Turn(reading_id, 1, Kind.BEGIN, place, place, *about)
    opens = (story.server_id, story.story_id, story.edition_id, request.person_id)
    await reading.begin(tx, first, *opens)
    begun = await own_reading(tx, request, story.story_id)
    assert begun is not None
    return begun


async def from_here(tx: Transaction, desk: Desk, request: Request, seen: Seen) -> Shown | Outdated:
    """Read on alone from a page the server reads: begun there, or gone there from one's own place. Raises Refusal."""
    shared = await current_reading(tx, request, seen)
    place = await place_seen(tx, shared, seen)
    own = await own_reading(tx, request, shared.story_id)
    if own is None:
        own = await begin(tx, request, await _on_shelf(tx, request, shared.story_id), place)
        return await show(tx, desk, request, own, Kind.BEGIN)
    if own.place == place:
        return await show(tx, desk, request, own)
    return await move(tx, desk, request, own, place, Kind.GOTO)


async def from_last(tx: Transaction, desk: Desk, request: Request, seen: Seen) -> Shown | Outdated:
    """Read alone what the server has read since one turned its page last; never turned, from its beginning.

    Where one's own place is further, from there. Raises Refusal.
    """
    shared = await current_reading(tx, request, seen)
    turned = await reading.last_by(tx, shared.reading_id, request.person_id)
    own = await own_reading(tx, request, shared.story_id)
    place = max(turned or Place(0, 0), own.place if own else Place(0, 0))
    place = min(place, shared.place)
    if own is None:
        own = await begin(tx, request, await _on_shelf(tx, request, shared.story_id), place)
    if own.place == place:
        return await show(tx, desk, request, own)
    return await move(tx, desk, request, own, place, Kind.GOTO)


async def to_server(tx: Transaction, desk: Desk, request: Request, seen: Seen) -> Shown | Outdated:
    """Go from one's own place to where the server is in that story. Raises Refusal where it is nowhere."""
    own = await current_reading(tx, request, seen)
    shared = await reading.of_story(tx, request.server_id, own.story_id) if request.server_id else None
    if shared is None or shared.removed:
        raise Refusal(wording_alone.SERVER_IS_NOWHERE)
    if shared.place == own.place:
        return await show(tx, desk, request, own)
    return await move(tx, desk, request, own, shared.place, Kind.GOTO)


async def _on_shelf(tx: Transaction, request: Request, story_id: str) -> ShelfStory:
    for story in await library.shelf(tx, request.server_id):
        if story.story_id == story_id:
            return story
    raise Refusal(wording_alone.STORY_GONE)
