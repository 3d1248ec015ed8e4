"""A server's settings: looked up for every action, together with the person's, and changed one at a time.

Another page length is a turn of its own in every reading it is for (`LENGTH`), whose page nobody has seen: a page may
end elsewhere now, so the next one of the new length would pass over words that were never shown.
"""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from bot.actions import ages
from bot.actions.desk import Desk
from bot.actions.refusals import Refusal
from bot.actions.request import Request
from bot.actions.turns import NOBODY, Kind
from bot.store import house_rules, library, reading
from bot.store.database import Transaction
from bot.store.house_rules import NO_RULES, NO_WISHES, HouseRules, Wishes
from bot.store.reading import Reading, Turn
from bot.wording import house as wording_house
from story.places import Place
from story.sheet import Sheet

T = TypeVar("T")


class Heard:
    """What the settings were when an action was done, for who answers; filled even if it raised."""

    __slots__ = ("rules", "wishes")

    def __init__(self) -> None:
        self.rules: HouseRules = NO_RULES
        self.wishes: Wishes = NO_WISHES


async def ruled(
    tx: Transaction,
    desk: Desk,
    request: Request,
    heard: Heard,
    action: Callable[..., Coroutine[Any, Any, T]],
    *args: Any,
    **more: Any,
) -> T:
    """An action that is told what the server and the person want."""
    heard.rules, heard.wishes = await house_rules.of(tx, request.server_id, request.person_id)
    told = replace(request, rules=heard.rules, wishes=heard.wishes)
    return await action(tx, desk.cut(heard.rules.length), told, *args, **more)


class Panel(Struct, frozen=True):
    """A server's settings and what they make of a page; `before`: the settings they replaced a moment ago."""

    rules: HouseRules
    before: HouseRules | None
    sample: Sheet | None


async def look(tx: Transaction, desk: Desk, request: Request) -> Panel:
    """The settings of the server, with a page as they make it."""
    return Panel(request.rules, None, await _sample(tx, desk, request))


async def change(tx: Transaction, desk: Desk, request: Request, settings: Mapping[str, Any]) -> Panel:
    """Change settings, named as the fields of HouseRules. Raises Refusal for who may not manage the server."""
    if not request.manages:
        raise Refusal(wording_house.SETTINGS_NOT_YOURS)
    rules = replace(request.rules, **settings)
    await house_rules.put(tx, request.server_id, rules)
    if rules.length != request.rules.length:
        await recut(tx, await reading.in_server(tx, request.server_id), request.now)
    told = replace(request, rules=rules)
    return Panel(rules, request.rules, await _sample(tx, desk.cut(rules.length), told))


async def recut(tx: Transaction, readings: list[Reading], now: int) -> None:
    """Let readings go on at their places with pages of another length."""
    for each in readings:
        turn = Turn(
            *(each.reading_id, each.revision + 1, Kind.LENGTH, each.place, each.place),
            *(NOBODY, now, None),
        )
        await reading.recut(tx, turn)


async def _sample(tx: Transaction, desk: Desk, request: Request) -> Sheet | None:
    """The page this channel reads, else the first page of a story that may be shown here."""
    current = await reading.in_channel(tx, request.server_id, request.channel_id)
    if current and not current.removed and ages.may_read(request, current.rating):
        outline = await desk.outline(tx, current.edition_id)
        if current.place < outline.end:
            return await desk.sheet(tx, current.edition_id, current.place)
    for story in await library.shelf(tx, request.server_id):
        if ages.may_read(request, story.rating):
            return await desk.sheet(tx, story.edition_id, Place(0, 0))
    return None
