"""Planning a read-along: whose story it is, when it would begin, and moving it to another time."""

from msgspec import Struct

from bot.actions import ages
from bot.actions.desk import Desk
from bot.actions.readalong import found, in_zone, story_meant
from bot.actions.request import Request
from bot.store import scheduled_events
from bot.store.database import Transaction
from bot.store.library import ShelfStory
from bot.store.readalong import Readalong
from bot.store.readalong_state import Pace


class Draft(Struct, frozen=True):
    """What would be planned; `zone` is what a time in words goes by."""

    story: ShelfStory
    pace: Pace
    zone: str


async def draft(tx: Transaction, desk: Desk, request: Request, story: str | None, pace: Pace) -> Draft:
    """Raises Refusal where there is no such story, or it may not be read here."""
    del desk
    chosen = await story_meant(tx, request, story)
    ages.check(request, chosen.rating)
    return Draft(chosen, in_zone(request, pace), request.rules.zone)


async def zone_of(tx: Transaction, desk: Desk, request: Request) -> str:
    """The server's zone."""
    del tx, desk
    return request.rules.zone


async def event_of(
    tx: Transaction, desk: Desk, request: Request, readalong_id: str
) -> tuple[Readalong, int | None]:
    """A read-along and its event in Discord's calendar. Raises Refusal."""
    one = await found(tx, desk, request, readalong_id)
    return one, await scheduled_events.of(tx, readalong_id)
