"""What is kept of a read-along that is over: who read, when, how long, the pace, and what was written in the margin."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from bot.actions import ages, margin
from bot.actions.desk import Desk
from bot.actions.readalong import found
from bot.actions.readalong_board import pages_read
from bot.actions.refusals import Refusal
from bot.actions.request import Request
from bot.names import may_name
from bot.store import library, notes, readalong
from bot.store.database import Transaction
from bot.store.notes import Note
from bot.store.readalong import Readalong, Round
from bot.store.readalong_state import NOTHING_READ, Phase
from bot.wording import keepsake as wording_keepsake
from story.outline import Outline
from story.places import Place, relocate

MOST_NOTES = 500


class Pace(Struct, frozen=True):
    """How a group went through a story, from its first page on, in milliseconds: (when, percent read), and pauses."""

    length: int
    points: tuple[tuple[int, int], ...]
    talks: tuple[tuple[int, int], ...]
    scenes: tuple[int, ...]

    @property
    def longest(self) -> tuple[int, int]:
        """The longest time on one page, and where that was."""
        ends = [*(at for at, _ in self.points[1:]), self.length]
        stays = [(end - at, percent) for (at, percent), end in zip(self.points, ends, strict=True)]
        return max(stays, default=(0, 0))


class Keepsake(Struct, frozen=True):
    """All of it. `named` are those who agreed to be; `readers` counts everybody."""

    readalong: Readalong
    outline: Outline
    language: str
    zone: str
    pages: int
    readers: int
    named: tuple[int, ...]
    notes: tuple[Note, ...]
    pace: Pace


async def keepsake(
    tx: Transaction, desk: Desk, request: Request, readalong_id: str, *, for_all: bool
) -> Keepsake:
    """For one person, or for all: where everybody read for themselves, with notes that they have come to.

    Raises Refusal before the end, and where there was nothing to keep.
    """
    one = await found(tx, desk, request, readalong_id)
    ages.check(request, one.rating)
    if one.state.phase is not Phase.ENDED:
        raise Refusal(wording_keepsake.NOT_OVER)
    if one.state.began_at is None:
        raise Refusal(wording_keepsake.NEVER_BEGAN)
    desk = desk.cut(one.length)
    outline = await desk.outline(tx, one.edition_id)
    read = [each for each in one.state.people if each.has_read]
    return Keepsake(
        *(
            one,
            outline,
            outline.language,
            request.rules.zone,
            await pages_read(tx, desk, one),
            len(read),
        ),
        tuple(each.person_id for each in read if each.is_named and may_name(each.person_id)),
        await _notes(
            tx, desk, one, [each.person_id for each in one.state.members] if for_all else [request.person_id]
        ),
        await _pace(tx, desk, one, outline),
    )


async def _notes(tx: Transaction, desk: Desk, one: Readalong, people: Sequence[int]) -> tuple[Note, ...]:
    """What was pinned while they read, as far as all of them came, in the edition that they read."""
    reader = margin.of_group(one)
    if one.state.is_own:
        readers = [await margin.of_person(tx, desk, one, each, None) for each in people]
        reader = min(readers, key=lambda each: each.horizon, default=replace(reader, horizon=NOTHING_READ))
    came_to = await margin.reached(tx, desk, reader)
    about = (one.server_id, one.story_id, one.state.began_at or 0, one.state.ended_at or 0)
    found = [
        each
        for each in await _where_they_stood(tx, one, await notes.pinned_between(tx, *about))
        if each.place < came_to.stop
    ]
    found.sort(key=lambda each: (each.place, each.pinned_at, each.note_id))
    return tuple(found[:MOST_NOTES])


async def _where_they_stood(tx: Transaction, one: Readalong, found: list[Note]) -> list[Note]:
    """A correction since then has moved them along: here they are by their words again."""
    newest = await library.newest_edition(tx, one.story_id)
    if newest == one.edition_id or not found:
        return found
    new, old = await library.texts(tx, newest), await library.texts(tx, one.edition_id)
    return [replace(each, place=relocate(each.place, each.quote, new, old)[0]) for each in found]


async def _pace(tx: Transaction, desk: Desk, one: Readalong, outline: Outline) -> Pace:
    rounds = await readalong.rounds(tx, one.readalong_id)
    began, ended = one.state.began_at or 0, one.state.ended_at or 0
    points = [(each.opened_at - began, outline.percent(each.first)) for each in rounds if _is_page(each)]
    after = await desk.page_after(tx, one.edition_id, one.state.place)
    points.append((ended - began, outline.percent(after or outline.end)))
    scenes = [outline.percent(Place(number, 0)) for number in range(1, len(outline.scenes))]
    return Pace(ended - began, tuple(points), _talks(rounds, began, ended), tuple(scenes))


def _is_page(each: Round) -> bool:
    return each.phase is Phase.READING


def _talks(rounds: Sequence[Round], began: int, ended: int) -> tuple[tuple[int, int], ...]:
    ends = [*(each.opened_at for each in rounds[1:]), ended]
    return tuple(
        (each.opened_at - began, end - began)
        for each, end in zip(rounds, ends, strict=True)
        if each.phase is Phase.TALKING
    )
