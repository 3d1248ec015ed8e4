"""The board of a read-along at everybody's own pace: how far each has come, and what is to be read by when."""

from msgspec import Struct

from bot.actions.desk import Desk
from bot.actions.readalong_rules import DueDate, due_dates
from bot.names import may_name
from bot.store import posts
from bot.store.database import Transaction
from bot.store.readalong import Readalong
from bot.store.readalong_state import NOTHING_READ, Participant
from story.outline import Outline
from story.places import Place


class Mark(Struct, frozen=True):
    """How much of the story somebody has read; `person_id` is 0 where they are not to be named."""

    person_id: int
    percent: int


class Board(Struct, frozen=True):
    """The furthest first."""

    marks: tuple[Mark, ...]
    scenes: int
    dues: tuple[DueDate, ...]


async def board(tx: Transaction, desk: Desk, one: Readalong) -> Board:
    """As it stands now."""
    outline = await desk.outline(tx, one.edition_id)
    marks = [await _mark(tx, desk, one, outline, each) for each in one.state.members]
    marks.sort(key=lambda each: (-each.percent, each.person_id == 0))
    return Board(tuple(marks), len(outline.scenes), tuple(due_dates(one.state)))


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


async def behind(tx: Transaction, desk: Desk, one: Readalong, scenes: int) -> list[Participant]:
    """Who has not read so many scenes to their end."""
    last = await desk.page_before(tx, one.edition_id, Place(scenes, 0)) or Place(0, 0)
    return [each for each in one.state.members if each.read < last]


async def pages_read(tx: Transaction, desk: Desk, one: Readalong) -> int:
    """How many pages were shared; where everybody read for themselves, how many the story has."""
    if not one.state.is_own:
        return await posts.pages(tx, one.readalong_id)
    outline = await desk.outline(tx, one.edition_id)
    scenes = [await desk.scene(tx, one.edition_id, number) for number in range(len(outline.scenes))]
    return sum(len(pages) for _, pages in scenes)
