"""The board of a read-along at everybody's own pace: how far each has come, and what is to be read by when."""

from msgspec import Struct

from bot.actions.desk import Desk
from bot.names import may_name
from bot.store.database import Transaction
from bot.store.readalong import Readalong
from bot.store.readalong_state import NOTHING_READ, Participant
from story.outline import Outline
from story.places import Place

DAY = 24 * 60 * 60 * 1_000  # milliseconds


class Mark(Struct, frozen=True):
    """How much of the story somebody has read; `person_id` is 0 where they are not to be named."""

    person_id: int
    percent: int


class Due(Struct, frozen=True):
    """So many scenes are to be read by a time, of so many."""

    scenes: int
    at: int


class Board(Struct, frozen=True):
    """The furthest first."""

    marks: tuple[Mark, ...]
    scenes: int
    dues: tuple[Due, ...]


async def board(tx: Transaction, desk: Desk, one: Readalong) -> Board:
    """As it stands now."""
    outline = await desk.outline(tx, one.edition_id)
    marks = [await _mark(tx, desk, one, outline, each) for each in one.state.members]
    marks.sort(key=lambda each: (-each.percent, each.person_id == 0))
    dues = due_dates(one, len(outline.scenes))
    return Board(tuple(marks), len(outline.scenes), tuple(dues))


async def _mark(tx: Transaction, desk: Desk, one: Readalong, outline: Outline, each: Participant) -> Mark:
    percent = await percent_read(tx, desk, one, outline, each)
    return Mark(each.person_id if each.is_named and may_name(each.person_id) else 0, percent)


async def percent_read(
    tx: Transaction, desk: Desk, one: Readalong, outline: Outline, each: Participant
) -> int:
    """How much of the story somebody has read for themselves."""
    read = Place(0, 0)
    if each.read != NOTHING_READ:
        read = await desk.page_after(tx, one.edition_id, each.read) or outline.end
    return outline.percent(read)


def due_dates(one: Readalong, scenes: int) -> list[Due]:
    """So many scenes every so many days, from the beginning on; none where the pace names no days."""
    pace, began = one.state.pace, one.state.began_at
    if not pace.minutes or began is None:
        return []
    parts = range(pace.count, scenes + pace.count, pace.count)
    return [
        Due(min(last, scenes), began + number * pace.minutes * DAY) for number, last in enumerate(parts, 1)
    ]
