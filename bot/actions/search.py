"""Finding words in the channel's story, as far as it has been read: nothing beyond is looked at, counted or told."""

import enum

from msgspec import Struct

from bot import wording
from bot.actions.desk import Desk
from bot.actions.refusals import Refusal
from bot.actions.request import Request, Seen
from bot.actions.turns import at_length, current_reading, has_been_shown
from bot.store import search
from bot.store.database import Transaction
from bot.store.reading import Reading
from story.model import Block
from story.outline import Outline
from story.pages import page_at
from story.places import Place
from story.search import Query, passages, query_of, quoted

HITS = 5  # on one message: three components each, with a quote of some lines
START = Place(0, -1)  # before the first character


class Way(enum.StrEnum):
    """From a place back to the beginning, or on to the horizon."""

    EARLIER = "earlier"
    LATER = "later"


class Hit(Struct, frozen=True):
    """Where it is, and the words around it with those that were searched for in bold."""

    place: Place
    quote: Block


class Found(Struct, frozen=True):
    """Some of the hits, the newest first, and whether there are more before and after them in the story."""

    reading_id: str
    revision: int
    outline: Outline
    query: Query
    hits: tuple[Hit, ...]
    earlier: bool
    later: bool
    alone: bool


async def find(tx: Transaction, desk: Desk, request: Request, typed: str) -> Found:
    """The last hits before the horizon of what the channel reads. Raises Refusal where there is none."""
    current = await current_reading(tx, request, None)
    found = await _found(tx, at_length(desk, request, current), current, query_of(typed), Way.EARLIER, None)
    if not found.hits:
        raise Refusal(wording.NOT_FOUND, text=typed.strip()[:100])
    return found


async def leaf(
    tx: Transaction, desk: Desk, request: Request, seen: Seen, typed: str, way: Way, beside: Place
) -> Found:
    """The hits next to a place: those before it, or those after it."""
    current = await current_reading(tx, request, seen)
    return await _found(tx, at_length(desk, request, current), current, query_of(typed), way, beside)


async def _found(
    tx: Transaction, desk: Desk, current: Reading, query: Query, way: Way, beside: Place | None
) -> Found:
    outline = await desk.outline(tx, current.edition_id)
    reached = await _reached(tx, desk, current, outline)
    hits = await _hits(tx, current.edition_id, query, reached, way, beside)
    more, shown = len(hits) > HITS, hits[:HITS]
    if way is Way.EARLIER:
        earlier, later = more, beside is not None
    else:
        earlier, later, shown = True, more, shown[::-1]
    return Found(
        current.reading_id,
        current.revision,
        outline,
        query,
        tuple(shown),
        earlier,
        later,
        current.is_alone,
    )


async def _reached(tx: Transaction, desk: Desk, current: Reading, outline: Outline) -> Place:
    """Everything before it has been read: the horizon, or the end of the page that begins there and was shown."""
    horizon = max(current.horizon, current.place)
    if horizon >= outline.end or (horizon == current.place and not has_been_shown(desk, current)):
        return min(horizon, outline.end)
    _, pages = await desk.scene(tx, current.edition_id, horizon.scene)
    page = pages[page_at(pages, horizon.at)]
    return Place(horizon.scene, page.end) if page.start == horizon.at else horizon


async def _hits(
    tx: Transaction, edition_id: str, query: Query, reached: Place, way: Way, beside: Place | None
) -> list[Hit]:
    """The first hits on that way from a place, and at least one more where there are more."""
    hits: list[Hit] = []
    newest = way is Way.EARLIER
    beside = beside or (reached if newest else START)
    first, last = (0, beside.scene) if newest else (beside.scene, reached.scene)
    while len(hits) <= HITS and first <= last:
        scenes = await search.scenes(tx, edition_id, query, reached, range(first, last + 1), newest, HITS + 1)
        for ordinal, text in scenes:
            there = (
                (Place(ordinal, each.at), each) for each in passages(text, query)[:: -1 if newest else 1]
            )
            fresh = [pair for pair in there if (pair[0] < beside if newest else pair[0] > beside)]
            hits += [Hit(place, quoted(text, each)) for place, each in fresh[: HITS + 1 - len(hits)]]
            if len(hits) > HITS:
                return hits
        if len(scenes) <= HITS:
            break
        first, last = (first, scenes[-1][0] - 1) if newest else (scenes[-1][0] + 1, last)
    return hits
