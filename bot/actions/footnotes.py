"""The footnotes of a page, for whoever asks for them."""

from bot.actions.desk import Desk
from bot.actions.request import Request, Seen
from bot.actions.turns import at_length, current_reading, place_seen
from bot.store.database import Transaction
from story.model import Footnote


async def of_page(tx: Transaction, desk: Desk, request: Request, seen: Seen) -> tuple[Footnote, ...]:
    """The footnotes of the page that was seen. Raises Refusal where its reading is gone."""
    current = await current_reading(tx, request, seen)
    place = await place_seen(tx, current, seen)
    pages = at_length(desk, request, current)
    return (await pages.sheet(tx, current.edition_id, min(place, current.horizon))).footnotes
