"""What is kept of a read-along that is over: who read, when, how long, the pace, and what was written in the margin."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot import wording_keepsake
from bot.actions import ages, margin
from bot.actions.desk import Desk
from bot.actions.readalong import found
from bot.actions.refusals import Refusal
from bot.actions.request import Request
from bot.store import library, posts, readalong
from bot.store.database import Transaction
from bot.store.notes import Note
from bot.store.readalong import Readalong, Round
from bot.store.readalong_state import Phase
from story.outline import Outline
from story.places import Place

MOST_NOTES = 500


@dataclass(frozen=True, slots=True)
class Pace:
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


@dataclass(frozen=True, slots=True)
class Keepsake:
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


async def keepsake(tx: Transaction, desk: Desk, request: Request, readalong_id: str) -> Keepsake:
    """Raises Refusal before the end, and where there was nothing to keep."""
    one = await found(tx, desk, request, readalong_id)
    ages.check(request, one.rating)
    if one.state.phase is not Phase.ENDED:
        raise Refusal(wording_keepsake.NOT_OVER)
    if one.state.began_at is None:
        raise Refusal(wording_keepsake.NEVER_BEGAN)
    desk = desk.cut(one.length)
    outline = await desk.outline(tx, one.edition_id)
    read = [each for each in one.state.people if each.ready_round > 0 or each.left_at is None]
    return Keepsake(
        *(one, outline, outline.language, request.rules.zone, await posts.pages(tx, readalong_id), len(read)),
        tuple(each.person_id for each in read if each.is_named),
        await _notes(tx, desk, one),
        await _pace(tx, desk, one, outline),
    )


async def _notes(tx: Transaction, desk: Desk, one: Readalong) -> tuple[Note, ...]:
    """What was pinned while they read, as far as they came; of a story corrected since, places tell nothing."""
    if await library.newest_edition(tx, one.story_id) != one.edition_id:
        return ()
    open_to_them = await margin.open_notes(tx, desk, margin.of_group(one))
    began, ended = one.state.began_at or 0, one.state.ended_at or 0
    return tuple(each for each in open_to_them if began <= each.pinned_at <= ended)[:MOST_NOTES]


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
