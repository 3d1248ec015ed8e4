"""Opening a story and turning its pages: each action is one transaction, committed before anybody is answered."""

import enum

from msgspec import Struct
from msgspec.structs import replace

from bot import wording
from bot.actions import ages, alone
from bot.actions.desk import Desk
from bot.actions.meant import last_alone, own_reading
from bot.actions.naming import short_hash
from bot.actions.refusals import Refusal
from bot.actions.request import Request, Seen
from bot.actions.turns import (
    ANSWERABLE,
    SAME_TURN,
    Kind,
    Outdated,
    Shown,
    at_length,
    check_may_turn,
    current_reading,
    has_been_shown,
    move,
    outdated,
    overtaken,
    show,
)
from bot.store import library, panels, reading
from bot.store.database import Transaction
from bot.store.library import ShelfStory
from bot.store.reading import Reading, Turn
from story.likeness import likeliest
from story.places import Place
from story.recap import recap

AWAY = 24 * 60 * 60 * 1_000  # milliseconds after which a page opens with what came before


class Way(enum.StrEnum):
    """Which way a page is turned."""

    NEXT = Kind.NEXT.value
    BACK = Kind.BACK.value


class ToPick(Struct, frozen=True):
    """Several stories to choose from; `hidden` is how many more are for adults, and not for this channel.

    `alone`: whoever picks one reads it alone.
    """

    stories: tuple[ShelfStory, ...]
    hidden: int
    alone: bool = False


async def read(
    tx: Transaction, desk: Desk, request: Request, story: str | None, by_oneself: bool = False
) -> Shown | Outdated | ToPick:
    """Show a story's current page, opening it at its first time. Raises Refusal where there is none to show.

    `by_oneself`: the person's own page; outside of servers it always is.
    """
    shelf = await library.shelf(tx, request.server_id)
    if by_oneself or not request.server_id:
        return await _read_alone(tx, desk, request, shelf, story)
    await panels.leave(tx, request.channel_id, request.person_id)
    if story is not None:
        return await _open(tx, desk, request, find_story(shelf, story))
    current = await reading.in_channel(tx, request.server_id, request.channel_id)
    if current and not current.removed and await _is_meant(tx, request, current):
        return await _resume(tx, desk, request, current)
    offered = ages.readable(request, shelf)
    return await _open(tx, desk, request, offered[0]) if len(offered) == 1 else _to_pick(request, shelf)


async def _read_alone(
    tx: Transaction, desk: Desk, request: Request, shelf: list[ShelfStory], story: str | None
) -> Shown | Outdated | ToPick:
    if story is not None:
        return await _open_alone(tx, desk, request, find_story(shelf, story))
    if current := await last_alone(tx, request):
        return await _resume(tx, desk, request, current)
    offered = ages.readable(request, shelf)
    if len(offered) == 1:
        return await _open_alone(tx, desk, request, offered[0])
    return replace(_to_pick(request, shelf), alone=True)


async def _open_alone(tx: Transaction, desk: Desk, request: Request, story: ShelfStory) -> Shown | Outdated:
    current = await own_reading(tx, request, story.story_id)
    if current is None:
        current = await alone.begin(tx, request, story, Place(0, 0))
    return await _resume(tx, desk, request, current)


async def _is_meant(tx: Transaction, request: Request, current: Reading) -> bool:
    """One for adults that is read in another channel is not what is asked for here."""
    is_here = await panels.get(tx, current.reading_id, request.channel_id) is not None
    return is_here or ages.may_read(request, current.rating)


async def open_story(
    tx: Transaction, desk: Desk, request: Request, story_id: str, by_oneself: bool = False
) -> Shown | Outdated:
    """Open the story that was picked. Raises Refusal where it has left the library since it was offered."""
    for story in await library.shelf(tx, request.server_id):
        if story.story_id == story_id:
            opening = _open_alone if by_oneself or not request.server_id else _open
            return await opening(tx, desk, request, story)
    raise Refusal(wording.STORY_REMOVED)


async def stories(tx: Transaction, desk: Desk, request: Request, by_oneself: bool = False) -> ToPick:
    """What may be read where somebody asks. Raises Refusal where that is nothing."""
    del desk
    found = _to_pick(request, await library.shelf(tx, request.server_id))
    return replace(found, alone=by_oneself or not request.server_id)


def _to_pick(request: Request, shelf: list[ShelfStory]) -> ToPick:
    if not shelf:
        raise Refusal(wording.EMPTY_LIBRARY)
    offered = ages.readable(request, shelf)
    return ToPick(tuple(offered), ages.hidden(request, shelf))


def find_story(shelf: list[ShelfStory], wanted: str) -> ShelfStory:
    """The story of that id or title, else the only one whose title has the words or nearly so. Raises Refusal."""
    words = wanted.strip().casefold()
    exact = [story for story in shelf if words in (story.story_id, story.title.casefold())]
    found = exact or [story for story in shelf if words and words in story.title.casefold()]
    if not found:
        found = [shelf[number] for number in likeliest(words, [story.title for story in shelf])]
    if not found:
        raise Refusal(wording.NO_SUCH_STORY, title=wanted.strip()[:100])
    if len(found) > 1:
        raise Refusal(wording.SEVERAL_STORIES, title=wanted.strip()[:100])
    return found[0]


async def _open(tx: Transaction, desk: Desk, request: Request, story: ShelfStory) -> Shown | Outdated:
    current = await reading.of_story(tx, request.server_id, story.story_id)
    if current:
        return await _resume(tx, desk, request, current)
    ages.check(request, story.rating)
    await check_may_turn(tx, request)
    reading_id = short_hash(f"{request.server_id}:{reading.TOGETHER}:{story.story_id}")
    start = Place(0, 0)
    about = (request.person_id, request.now, request.interaction_id)
    first = Turn(reading_id, 1, Kind.BEGIN, start, start, *about)
    await reading.begin(tx, first, request.server_id, story.story_id, story.edition_id)
    begun = await reading.of_story(tx, request.server_id, story.story_id)
    assert begun is not None
    return await show(tx, desk, request, begun, Kind.BEGIN)


async def _resume(tx: Transaction, desk: Desk, request: Request, current: Reading) -> Shown | Outdated:
    """The current page again, unless somebody else had it shown here a moment ago."""
    ages.check(request, current.rating)
    panel = await panels.get(tx, current.reading_id, request.channel_id)
    is_here = panel and panel.revision == current.revision
    # Negative: it came while this waited for its turn.
    moment_ago = is_here and panel and -ANSWERABLE <= request.now - panel.shown_at < SAME_TURN
    on_its_way = current.shown < current.revision and has_been_shown(desk, current)
    if (moment_ago or on_its_way) and not current.is_alone:
        return await outdated(tx, desk, request, current)
    desk = at_length(desk, request, current)
    shown = await show(tx, desk, request, current)
    if request.now - current.turned_at < AWAY or shown.sheet.is_end:
        return shown
    return replace(shown, recap=await _recap(tx, desk, current))


async def _recap(tx: Transaction, desk: Desk, current: Reading) -> str:
    before = await desk.page_before(tx, current.edition_id, current.place)
    if before is None:
        return ""
    scene = await library.scene(tx, current.edition_id, before.scene)
    text, pages = await desk.scene(tx, current.edition_id, before.scene)
    until = current.place.at if before.scene == current.place.scene else len(text)
    return recap(scene, min(until, pages[-1].end))


async def turn(
    tx: Transaction, desk: Desk, request: Request, way: Way, seen: Seen | None = None
) -> Shown | Outdated:
    """Turn the page one on or back. Raises Refusal at the story's first page, or where no story is open."""
    current = await current_reading(tx, request, seen)
    desk = at_length(desk, request, current)
    late = await overtaken(tx, desk, request, current, seen)
    if late:
        return late
    step = desk.page_after if way is Way.NEXT else desk.page_before
    target = await step(tx, current.edition_id, current.place)
    if target is not None:
        return await move(tx, desk, request, current, target, Kind(way), in_place=seen is not None)
    if way is Way.BACK:
        raise Refusal(wording.AT_THE_START)
    return await show(tx, desk, request, current)
