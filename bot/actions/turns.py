"""Moving a reading from page to page, and who is shown what of it.

A press carries the revision it saw, and moves only if the reading is still there:

| the reading                                        | a press or a command does                          |
|----------------------------------------------------|----------------------------------------------------|
| is at the revision that was seen                   | moves it one revision on: `Shown`                  |
| is newer, and its page was shown or is on its way  | nothing: `Outdated`, told where the story is       |
| is newer, and nobody has seen its page             | nothing: `Shown`, the page that was never shown    |

A typed command saw the newest page, unless a page was turned within `SAME_TURN`: two people typed at once. A corrected
edition is a turn of its own (`EDITION`) whose page nobody has seen: every older button then shows that page. So is
another page length (`LENGTH`).
"""

import enum
from dataclasses import dataclass, replace

from bot import wording, wording_house
from bot.actions import ages, margin
from bot.actions.desk import Desk
from bot.actions.refusals import Refusal
from bot.actions.request import Request, Seen
from bot.store import library, panels, reading
from bot.store.database import Transaction
from bot.store.house_rules import WhoTurns
from bot.store.panels import Panel
from bot.store.reading import Reading, Turn
from bot.wording import Markdown
from story.places import Place
from story.rating import is_mature
from story.sheet import Sheet

NOBODY = 0  # who turns a reading to another edition or page length
SAME_TURN = 1_500  # milliseconds: nobody reads a page faster than this


class Kind(enum.StrEnum):
    """What made a revision of a reading; the values are stored."""

    BEGIN = "begin"
    NEXT = "next"
    BACK = "back"
    GOTO = "goto"
    RETURN = "return"
    EDITION = "edition"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class Replaced:
    """The panel that a new one in the same channel replaces, and the page that is on it."""

    panel: Panel
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Shown:
    """A page to show. `came_from` is the revision of the jump that led to it, to return from;
    `notes` is how many margin notes the page has, as far as the reading has come.

    At the end of the story, `next_up` is what could be read next: what is not begun, then what is not finished.
    """

    reading_id: str
    revision: int
    sheet: Sheet
    recap: str = ""
    came_from: int | None = None
    began: int = 0
    notes: int = 0
    next_up: tuple[library.ShelfStory, ...] = ()
    replaces: Replaced | None = None


@dataclass(frozen=True, slots=True)
class Outdated:
    """Somebody was faster: where the story is now, and the message that shows it."""

    sheet: Sheet
    panel: Panel | None


async def current_reading(tx: Transaction, request: Request, seen: Seen | None) -> Reading:
    """The reading that is meant: the one on the pressed page, else the channel's. Raises Refusal.

    One for adults is refused where it may not be shown.
    """
    if seen:
        found = await reading.get(tx, request.server_id, seen.reading_id)
    else:
        found = await reading.in_channel(tx, request.server_id, request.channel_id)
    if found is None:
        raise Refusal(wording.NOTHING_OPEN)
    if found.removed:
        raise Refusal(wording.STORY_REMOVED)
    ages.check(request, found.rating)
    return found


def check_may_turn(request: Request) -> None:
    """Raises Refusal for who may not turn what the server reads together; who manages it always may."""
    match request.rules.who_turns:
        case WhoTurns.ROLE if request.rules.role_id not in request.roles and not request.manages:
            role = Markdown(f"<@&{request.rules.role_id}>")
            raise Refusal(wording_house.MAY_NOT_TURN_ROLE, role=role)
        case WhoTurns.MANAGERS if not request.manages:
            raise Refusal(wording_house.MAY_NOT_TURN_MANAGERS)


async def move(
    tx: Transaction,
    desk: Desk,
    request: Request,
    current: Reading,
    target: Place,
    kind: Kind,
    *,
    in_place: bool = False,
) -> Shown | Outdated:
    """Move a reading from the revision it was read at, with its line in the history. Raises Refusal.

    `in_place` as for `show`.
    """
    check_may_turn(request)
    revision = current.revision + 1
    made = Turn(
        *(current.reading_id, revision, kind, current.place, target),
        *(request.person_id, request.now, request.interaction_id),
    )
    if not await reading.move(tx, made, await desk.quote(tx, current.edition_id, target)):
        return await outdated(tx, desk, current)
    moved = replace(current, place=target, revision=revision)
    return await show(tx, desk, request, moved, kind, in_place=in_place)


async def show(
    tx: Transaction,
    desk: Desk,
    request: Request,
    current: Reading,
    made_by: Kind | None = None,
    *,
    in_place: bool = False,
) -> Shown:
    """The page a reading is at; `made_by` is what led there, where that is known already.

    One that is drawn `in_place` of a pressed page replaces no other message.
    """
    if made_by is None:
        last = await reading.turn(tx, current.reading_id, current.revision)
        made_by = Kind(last.kind) if last else Kind.BEGIN
    desk.on_the_way[current.reading_id] = current.revision
    sheet = await desk.sheet(tx, current.edition_id, current.place)
    return Shown(
        *(current.reading_id, current.revision, sheet),
        came_from=current.revision if made_by is Kind.GOTO else None,
        began=current.started_at,
        notes=await margin.count_on_page(tx, desk, margin.of_reading(current)),
        next_up=await _next_up(tx, desk, current) if sheet.is_end else (),
        replaces=None if in_place else await _replaced(tx, desk, request, current),
    )


async def _next_up(tx: Transaction, desk: Desk, current: Reading) -> tuple[library.ShelfStory, ...]:
    """After a story for everybody none for adults: the card may be seen by anybody, for years."""
    readings = {each.story_id: each for each in await reading.of_server(tx, current.server_id)}
    fresh, begun = [], []
    for story in await library.shelf(tx, current.server_id):
        if is_mature(story.rating) and not is_mature(current.rating):
            continue
        if story.story_id not in readings:
            fresh.append(story)
        elif readings[story.story_id].place < (await desk.outline(tx, story.edition_id)).end:
            begun.append(story)
    return tuple(story for story in fresh + begun if story.story_id != current.story_id)


async def overtaken(
    tx: Transaction, desk: Desk, request: Request, current: Reading, seen: Seen | None
) -> Shown | Outdated | None:
    """What to answer instead of moving, where the reading is no longer where the person saw it."""
    if seen and seen.revision == current.revision:
        return None
    if seen is None and not await _is_same_turn(tx, request, current):
        return None if has_been_shown(desk, current) else await show(tx, desk, request, current)
    if not has_been_shown(desk, current):
        return await show(tx, desk, request, current)
    return await outdated(tx, desk, current)


def has_been_shown(desk: Desk, current: Reading) -> bool:
    """Whether people have seen the page a reading is at, or are about to."""
    return current.shown >= current.revision or desk.on_the_way.get(current.reading_id) == current.revision


async def _is_same_turn(tx: Transaction, request: Request, current: Reading) -> bool:
    if not 0 <= request.now - current.turned_at < SAME_TURN:  # a clock may be set back
        return await reading.asked_before(tx, request.interaction_id)
    last = await reading.turn(tx, current.reading_id, current.revision)
    return last is not None and last.kind in (Kind.NEXT, Kind.BACK)


async def outdated(tx: Transaction, desk: Desk, current: Reading) -> Outdated:
    """Where the story is now, for somebody who saw an older page."""
    sheet = await desk.sheet(tx, current.edition_id, current.place)
    return Outdated(sheet, await panels.newest(tx, current.reading_id))


async def _replaced(tx: Transaction, desk: Desk, request: Request, current: Reading) -> Replaced | None:
    panel = await panels.get(tx, current.reading_id, request.channel_id)
    return Replaced(panel, await desk.sheet(tx, current.edition_id, panel.place)) if panel else None


@dataclass(frozen=True, slots=True)
class OnPanel:
    """The page that a panel shows."""

    panel: Panel
    shown: Shown


async def panel_now(tx: Transaction, desk: Desk, request: Request, reading_id: str) -> OnPanel | None:
    """The newest panel of a reading, if it shows where the reading is, and its page as it would be drawn now."""
    current = await reading.get(tx, request.server_id, reading_id)
    panel = await panels.newest(tx, reading_id)
    if current is None or current.removed or panel is None or panel.revision != current.revision:
        return None
    return OnPanel(panel, await show(tx, desk, request, current))


async def arrived(tx: Transaction, desk: Desk, panel: Panel) -> None:
    """A page reached its readers. Until this is written the page counts as on its way."""
    await panels.shown(tx, panel)
    if desk.on_the_way.get(panel.reading_id) == panel.revision:
        desk.lost(panel.reading_id)
