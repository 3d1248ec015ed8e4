"""Opening a story and turning its pages: each action is one transaction, committed before anybody is answered.

A press carries the revision it saw, and turns only if the reading is still there:

| the reading                                        | a press or a command does                          |
|----------------------------------------------------|----------------------------------------------------|
| is at the revision that was seen                   | moves it one revision on: `Shown`                  |
| is newer, and its page was shown or is on its way  | nothing: `Outdated`, told where the story is       |
| is newer, and nobody has seen its page             | nothing: `Shown`, the page that was never shown    |

A typed command saw the newest page, unless a page was turned within `SAME_TURN`: two people typed at once.
"""

import enum
import hashlib
from base64 import b32encode
from dataclasses import dataclass, replace

from bot import wording
from bot.actions.desk import Desk
from bot.actions.refusals import Refusal
from bot.actions.request import Request, Seen
from bot.store import library, panels, reading
from bot.store.database import Transaction
from bot.store.panels import Panel
from bot.store.reading import Reading, Turn
from story.places import Place
from story.recap import recap
from story.sheet import Sheet

SAME_TURN = 1_500  # milliseconds: nobody reads a page faster than this
AWAY = 24 * 60 * 60 * 1_000  # milliseconds after which a page opens with what came before


BEGIN = "begin"  # the kind of a reading's first turn


class Way(enum.StrEnum):
    """Which way a page is turned."""

    NEXT = "next"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Shown:
    """A page to show. `retires` is the reading's older panel in this channel, `left` the page that is on it;
    `came_from` is a jump's revision. At the end of the story, `next_up` is what the server has not begun yet.
    """

    reading_id: str
    revision: int
    sheet: Sheet
    retires: Panel | None = None
    left: Sheet | None = None
    recap: str = ""
    came_from: int | None = None
    began: int = 0
    next_up: tuple[library.ShelfStory, ...] = ()


@dataclass(frozen=True, slots=True)
class Outdated:
    """Somebody was faster: where the story is now, who turned it there, and the message that shows it."""

    sheet: Sheet
    turned_by: int
    panel: Panel | None


@dataclass(frozen=True, slots=True)
class ToPick:
    """Several stories to choose from."""

    stories: tuple[library.ShelfStory, ...]


async def read(tx: Transaction, desk: Desk, request: Request, story: str | None) -> Shown | ToPick:
    """Show a story's current page, opening it at its first time. Raises Refusal where there is none to show."""
    shelf = await library.shelf(tx, request.server_id)
    if story is None:
        current = await reading.in_channel(tx, request.server_id, request.channel_id)
        if current and not current.removed:
            return await resumed(tx, desk, request, current)
        if len(shelf) != 1:
            return _to_pick(shelf)
        return await _open(tx, desk, request, shelf[0])
    return await _open(tx, desk, request, find_story(shelf, story))


def _to_pick(shelf: list[library.ShelfStory]) -> ToPick:
    if not shelf:
        raise Refusal(wording.EMPTY_LIBRARY)
    return ToPick(tuple(shelf))


def find_story(shelf: list[library.ShelfStory], wanted: str) -> library.ShelfStory:
    """The story of that id or title, or the only one whose title contains the words. Raises Refusal."""
    words = wanted.strip().casefold()
    exact = [story for story in shelf if words in (story.story_id.casefold(), story.title.casefold())]
    found = exact or [story for story in shelf if words and words in story.title.casefold()]
    if len(found) != 1 and not exact:
        raise Refusal(wording.SEVERAL_STORIES if found else wording.NO_SUCH_STORY, title=wanted.strip()[:100])
    return found[0]


async def _open(tx: Transaction, desk: Desk, request: Request, story: library.ShelfStory) -> Shown:
    current = await reading.of_story(tx, request.server_id, story.story_id)
    if current:
        return await resumed(tx, desk, request, current)
    reading_id = short_hash(f"{request.server_id}:{reading.TOGETHER}:{story.story_id}")
    start = Place(0, 0)
    first = Turn(reading_id, 1, BEGIN, start, start, request.person_id, request.now, request.interaction_id)
    await reading.begin(tx, first, request.server_id, story.story_id, story.edition_id)
    desk.on_the_way[reading_id] = 1
    return Shown(reading_id, 1, await desk.sheet(tx, story.edition_id, start))


def short_hash(key: str) -> str:
    """65 bits of a key's hash in 13 letters and digits: short enough for a button, too many to collide."""
    return b32encode(hashlib.blake2b(key.encode(), digest_size=10).digest()).decode().lower()[:13]


async def resumed(tx: Transaction, desk: Desk, request: Request, current: Reading) -> Shown:
    """The current page again, with what came before where the reader was away for a day."""
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


async def show(tx: Transaction, desk: Desk, request: Request, current: Reading) -> Shown:
    """The page a reading is at, to be shown in the channel of the request."""
    desk.on_the_way[current.reading_id] = current.revision
    sheet = await desk.sheet(tx, current.edition_id, current.place)
    panel = await panels.get(tx, current.reading_id, request.channel_id)
    next_up = await _unread(tx, request.server_id) if sheet.is_end else ()
    left = await desk.sheet(tx, current.edition_id, panel.place) if panel else None
    return Shown(
        *(current.reading_id, current.revision, sheet, panel, left),
        began=current.started_at,
        next_up=next_up,
    )


async def _unread(tx: Transaction, server_id: int) -> tuple[library.ShelfStory, ...]:
    begun = {each.story_id for each in await reading.of_server(tx, server_id)}
    return tuple(story for story in await library.shelf(tx, server_id) if story.story_id not in begun)


async def current_reading(tx: Transaction, request: Request, seen: Seen | None) -> Reading:
    """The reading that is meant: the one on the pressed page, else the channel's. Raises Refusal."""
    if seen:
        found = await reading.get(tx, request.server_id, seen.reading_id)
    else:
        found = await reading.in_channel(tx, request.server_id, request.channel_id)
    if found is None:
        raise Refusal(wording.NOTHING_OPEN)
    if found.removed:
        raise Refusal(wording.STORY_REMOVED)
    return found


async def turn(
    tx: Transaction, desk: Desk, request: Request, way: Way, seen: Seen | None = None
) -> Shown | Outdated:
    """Turn the page one on or back. Raises Refusal at the story's first page, or where no story is open."""
    current = await current_reading(tx, request, seen)
    late = await overtaken(tx, desk, request, current, seen)
    if late:
        return late
    step = desk.page_after if way is Way.NEXT else desk.page_before
    target = await step(tx, current.edition_id, current.place)
    if target is None:
        if way is Way.BACK:
            raise Refusal(wording.AT_THE_START)
        return await show(tx, desk, request, current)
    return await move(tx, desk, request, current, target, way.value)


async def overtaken(
    tx: Transaction, desk: Desk, request: Request, current: Reading, seen: Seen | None
) -> Shown | Outdated | None:
    """What to answer instead of moving, where the reading is no longer where the person saw it."""
    just_now = await _is_same_turn(tx, request, current) if seen is None else False
    shown = current.shown >= current.revision or desk.on_the_way.get(current.reading_id) == current.revision
    if seen and seen.revision == current.revision:
        return None
    if not shown:
        return await show(tx, desk, request, current)
    if seen is None and not just_now:
        return None
    return await outdated(tx, desk, current)


async def _is_same_turn(tx: Transaction, request: Request, current: Reading) -> bool:
    if await reading.asked_before(tx, request.interaction_id):
        return True
    if request.now - current.turned_at >= SAME_TURN:
        return False
    last = await reading.turn(tx, current.reading_id, current.revision)
    return last is not None and last.kind in tuple(Way)


async def arrived(tx: Transaction, desk: Desk, panel: Panel) -> None:
    """A page reached its readers. Until this is written the page counts as on its way."""
    await panels.shown(tx, panel)
    if desk.on_the_way.get(panel.reading_id) == panel.revision:
        desk.lost(panel.reading_id)


async def outdated(tx: Transaction, desk: Desk, current: Reading) -> Outdated:
    """Where the story is now, for somebody who saw an older page."""
    sheet = await desk.sheet(tx, current.edition_id, current.place)
    return Outdated(sheet, current.turned_by, await panels.newest(tx, current.reading_id))


async def move(
    tx: Transaction, desk: Desk, request: Request, current: Reading, target: Place, kind: str
) -> Shown | Outdated:
    """Move a reading from the revision it was read at, with its line in the history."""
    revision = current.revision + 1
    made = Turn(
        *(current.reading_id, revision, kind, current.place, target),
        *(request.person_id, request.now, request.interaction_id),
    )
    if not await reading.move(tx, made, await desk.quote(tx, current.edition_id, target)):
        return await outdated(tx, desk, current)
    return await show(tx, desk, request, replace(current, place=target, revision=revision))


async def stories(tx: Transaction, desk: Desk, request: Request) -> ToPick:
    """What the server may read. Raises Refusal where that is nothing."""
    del desk
    return _to_pick(await library.shelf(tx, request.server_id))
