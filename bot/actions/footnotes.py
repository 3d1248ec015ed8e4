"""The footnotes of a page, for whoever asks for them."""

from bot.actions import margin
from bot.actions.desk import Desk
from bot.actions.readalong import check_readable, found
from bot.actions.request import Request, Seen
from bot.actions.turns import at_length, current_reading, place_seen
from bot.store.database import Transaction
from story.model import Footnote
from story.places import Place


async def of_page(tx: Transaction, desk: Desk, request: Request, seen: Seen) -> tuple[Footnote, ...]:
    """The footnotes of the page that was seen. Raises Refusal where its reading is gone."""
    current = await current_reading(tx, request, seen)
    place = await place_seen(tx, current, seen)
    pages = at_length(desk, request, current)
    return (await pages.sheet(tx, current.edition_id, min(place, current.horizon))).footnotes


async def of_group(
    tx: Transaction, desk: Desk, request: Request, readalong_id: str, place: Place
) -> tuple[Footnote, ...]:
    """The footnotes of a page of a read-along that somebody was shown, and of none further on. Raises Refusal."""
    one = await found(tx, desk, request, readalong_id)
    check_readable(request, one)
    desk = desk.cut(one.length)
    horizon = one.state.horizon
    if one.state.is_own:
        horizon = (await margin.of_person(tx, desk, one, request.person_id, place)).place
    shown = min((await desk.outline(tx, one.edition_id)).inside(place), horizon)
    if shown < Place(0, 0):  # it has not begun
        return ()
    return (await desk.sheet(tx, one.edition_id, shown)).footnotes
