"""Moving a reading from page to page, and who is shown what of it.

A press carries the revision it saw, and moves only if the reading is still there:

| the reading                                        | a press or a command does                          |
|----------------------------------------------------|----------------------------------------------------|
| is at the revision that was seen                   | moves it one revision on: `Shown`                  |
| is newer, and its page was shown or is on its way  | nothing: `Outdated`, told where the story is       |
| is newer, and nobody has seen its page             | nothing: `Shown`, the page that was never shown    |

A press by somebody else on a page that came within `JUST_SHOWN` was meant for the page before: it shows the new one.
A typed command saw the newest page, unless a page was turned within `SAME_TURN`: two people typed at once; or unless
the newest was asked for after it: the command was told again by Discord, long after it was typed. A corrected
edition is a turn of its own (`EDITION`) whose page nobody has seen: every older button then shows that page. So is
another page length (`LENGTH`).
"""

import enum

from msgspec import Struct
from msgspec.structs import replace

from bot.actions import margin
from bot.actions.desk import Desk
from bot.actions.meant import current_reading as current_reading
from bot.actions.refusals import Refusal
from bot.actions.request import Request, Seen
from bot.store import library, panels, readalong, reading
from bot.store.database import Transaction
from bot.store.house_rules import NO_RULES, WhoTurns
from bot.store.panels import Panel
from bot.store.reading import Reading, Turn
from bot.wording import Markdown
from bot.wording import house as wording_house
from story.places import Place
from story.rating import is_mature
from story.sheet import Sheet

NOBODY = 0  # who turns a reading to another edition or page length
OPENING = 1  # the revision that /read makes of a story that nobody has begun
SAME_TURN = 1_500  # milliseconds: nobody reads a page faster than this
ANSWERABLE = (
    15 * 60_000
)  # milliseconds for which Discord takes an answer: nobody waits longer for their turn to come
JUST_SHOWN = 1_000  # milliseconds in which a thumb that was on its way still comes down
LONGEST_WAY = 5_000  # milliseconds from a turn to the end of that, however slow Discord was


class Kind(enum.StrEnum):
    """What made a revision of a reading; the values are stored."""

    BEGIN = "begin"
    NEXT = "next"
    BACK = "back"
    GOTO = "goto"
    RETURN = "return"
    EDITION = "edition"
    LENGTH = "length"


class Replaced(Struct, frozen=True):
    """The panel that a new one in the same channel replaces, and the page that is on it."""

    panel: Panel
    sheet: Sheet


class Alone(Struct, frozen=True):
    """A page is for one person; `server_is_elsewhere`: the server reads that story too, at another place.

    `behind`: by how many minutes of reading it is ahead of them; 0 where it is not.
    """

    server_is_elsewhere: bool
    behind: int


class Shown(Struct, frozen=True):
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
    alone: Alone | None = None


class Outdated(Struct, frozen=True):
    """Somebody was faster: where the story is now, and the message that shows it."""

    sheet: Sheet
    panel: Panel | None


def at_length(desk: Desk, request: Request, current: Reading) -> Desk:
    """The desk for a reading's pages: who reads alone has a page length of their own, the same everywhere."""
    return desk.cut(request.wishes.length or NO_RULES.length) if current.is_alone else desk


async def check_may_turn(tx: Transaction, request: Request) -> None:
    """Raises Refusal for who may not turn what the server reads together; who manages it always may."""
    match request.rules.who_turns:
        case WhoTurns.ROLE if request.rules.role_id not in request.roles and not request.manages:
            role = Markdown(f"<@&{request.rules.role_id}>")
            raise Refusal(wording_house.MAY_NOT_TURN_ROLE, role=role)
        case WhoTurns.PARTICIPANTS if not request.manages:
            if not await readalong.takes_part(tx, request.server_id, request.person_id):
                raise Refusal(wording_house.MAY_NOT_TURN_PARTICIPANTS)
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
    if not current.is_alone:
        await check_may_turn(tx, request)
    desk = at_length(desk, request, current)
    revision = current.revision + 1
    made = Turn(
        *(current.reading_id, revision, kind, current.place, target),
        *(request.person_id, request.now, request.interaction_id),
    )
    if not await reading.move(tx, made, await desk.quote(tx, current.edition_id, target)):
        return await outdated(tx, desk, request, current)
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
    desk = at_length(desk, request, current)
    desk.on_the_way[current.reading_id] = current.revision
    sheet = await desk.sheet(tx, current.edition_id, current.place)
    return Shown(
        *(current.reading_id, current.revision, sheet),
        came_from=current.revision if made_by is Kind.GOTO else None,
        began=current.started_at,
        notes=await margin.count_on_page(tx, desk, margin.of_reading(current)),
        next_up=await _next_up(tx, desk, current) if sheet.is_end else (),
        alone=await _alone(tx, desk, current) if current.is_alone else None,
        replaces=None if in_place else await _replaced(tx, desk, request, current),
    )


async def _next_up(tx: Transaction, desk: Desk, current: Reading) -> tuple[library.ShelfStory, ...]:
    """After a story for everybody none for adults: the card may be seen by anybody, for years."""
    if current.is_alone:
        found = await reading.all_alone(tx, current.server_id, current.reader_id)
    else:
        found = await reading.of_server(tx, current.server_id)
    readings = {each.story_id: each for each in found}
    fresh, begun = [], []
    for story in await library.shelf(tx, current.server_id):
        if is_mature(story.rating) and not is_mature(current.rating):
            continue
        if story.story_id not in readings:
            fresh.append(story)
        elif readings[story.story_id].place < (await desk.outline(tx, story.edition_id)).end:
            begun.append(story)
    return tuple(story for story in fresh + begun if story.story_id != current.story_id)


async def _alone(tx: Transaction, desk: Desk, current: Reading) -> Alone:
    together = await reading.of_story(tx, current.server_id, current.story_id) if current.server_id else None
    if together is None or together.removed or together.place == current.place:
        return Alone(server_is_elsewhere=False, behind=0)
    outline = await desk.outline(tx, current.edition_id)
    left = outline.where(current.place).minutes_left - outline.where(together.place).minutes_left
    return Alone(server_is_elsewhere=True, behind=max(0, left))


async def overtaken(
    tx: Transaction, desk: Desk, request: Request, current: Reading, seen: Seen | None
) -> Shown | Outdated | None:
    """What to answer instead of moving, where the reading is no longer where the person saw it."""
    if current.is_alone:
        return await _overtaken_alone(tx, desk, request, current, seen)
    if seen and seen.revision == current.revision:
        just_came = await _just_came(tx, desk, request, current)
        return await show(tx, desk, request, current) if just_came else None
    if seen is None and not await _is_same_turn(tx, request, current):
        return None if has_been_shown(desk, current) else await show(tx, desk, request, current)
    if not has_been_shown(desk, current):
        return await show(tx, desk, request, current)
    return await outdated(tx, desk, request, current)


async def _overtaken_alone(
    tx: Transaction, desk: Desk, request: Request, current: Reading, seen: Seen | None
) -> Shown | None:
    """Nobody else turns it, so nobody is told to look elsewhere: an older page becomes the one they are at."""
    if seen:
        is_late = seen.revision != current.revision
    else:
        is_late = not has_been_shown(desk, current) or await reading.asked_before(tx, request.interaction_id)
    return await show(tx, desk, request, current) if is_late else None


async def _just_came(tx: Transaction, desk: Desk, request: Request, current: Reading) -> bool:
    """Whether somebody else's turn put this page under the thumb of the one who presses: they meant the one before.

    Somebody who turns page after page by themselves is never held up, and a story's opening was under no thumb.
    """
    if current.revision == OPENING:
        return False
    since = request.now - current.turned_at
    if current.turned_by in (request.person_id, NOBODY) or not 0 <= since < LONGEST_WAY:
        return False
    if desk.on_the_way.get(current.reading_id) == current.revision:
        return True
    panel = await panels.get(tx, current.reading_id, request.channel_id)
    return panel is not None and 0 <= request.now - panel.shown_at < JUST_SHOWN


def has_been_shown(desk: Desk, current: Reading) -> bool:
    """Whether people have seen the page a reading is at, or are about to."""
    return current.shown >= current.revision or desk.on_the_way.get(current.reading_id) == current.revision


async def _is_same_turn(tx: Transaction, request: Request, current: Reading) -> bool:
    if not 0 <= request.now - current.turned_at < SAME_TURN:  # a clock may be set back
        return await reading.overtaken(tx, current, request.interaction_id)
    last = await reading.turn(tx, current.reading_id, current.revision)
    return last is not None and last.kind in (Kind.NEXT, Kind.BACK)


async def place_seen(tx: Transaction, current: Reading, seen: Seen | None) -> Place:
    """Where the pressed page was; its place means nothing any more once the edition has changed."""
    made = await reading.turn(tx, seen.reading_id, seen.revision) if seen else None
    changed = await reading.last_of_kind(tx, current.reading_id, Kind.EDITION)
    return made.target if made and made.revision >= changed else current.place


async def outdated(tx: Transaction, desk: Desk, request: Request, current: Reading) -> Outdated:
    """Where the story is now, for somebody who saw an older page."""
    sheet = await at_length(desk, request, current).sheet(tx, current.edition_id, current.place)
    return Outdated(sheet, await panels.newest(tx, current.reading_id))


async def _replaced(tx: Transaction, desk: Desk, request: Request, current: Reading) -> Replaced | None:
    panel = await panels.get(tx, current.reading_id, request.channel_id)
    return Replaced(panel, await desk.sheet(tx, current.edition_id, panel.place)) if panel else None


class OnPanel(Struct, frozen=True):
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
