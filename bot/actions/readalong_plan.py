"""Planning a read-along: whose story it is, when it would begin, and what Discord's calendar should tell of it."""

from msgspec import Struct

from bot.actions import ages
from bot.actions.desk import Desk
from bot.actions.readalong_lobby import in_zone, story_meant
from bot.actions.request import Request
from bot.store import house_rules, readalong, scheduled_events
from bot.store.database import Transaction
from bot.store.library import ShelfStory
from bot.store.readalong import Readalong
from bot.store.readalong_state import NOBODY, Pace, Phase


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


class Entry(Struct, frozen=True):
    """What the calendar should tell of a read-along, and which event of it does; `language` is the server's choice."""

    readalong: Readalong
    event_id: int | None
    language: str

    @property
    def is_planned(self) -> bool:
        state = self.readalong.state
        return (
            state.phase is Phase.LOBBY and state.begins_at is not None and self.readalong.lobby_id is not None
        )


async def entry(tx: Transaction, readalong_id: str) -> Entry | None:
    """None where there is no such read-along."""
    one = await readalong.known(tx, readalong_id)
    if one is None:
        return None
    rules, _ = await house_rules.of(tx, one.server_id, NOBODY)
    return Entry(one, await scheduled_events.of(tx, readalong_id), rules.language)
