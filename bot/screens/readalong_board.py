"""The board of a read-along at everybody's own pace, and a page of it for one person."""

from collections.abc import Sequence

from msgspec import Struct

from bot.custom_id import pack
from bot.names import may_name
from bot.screens.progress import bar
from bot.screens.screen import Screen, box, button, drawn, row, rule, shortened, text
from bot.screens.where import TITLE, moment, person
from bot.wording import Markdown, counted, say
from bot.wording import own_pace as wording
from bot.wording.readalong import JOIN, PAUSE

SHOWN = 20  # people
DUES = 8


class Board(Struct, frozen=True):
    """`marks` are (person, percent), the person 0 where they are not named; `dues` (scenes, milliseconds UTC)."""

    readalong_id: str
    round: int
    title: str
    marks: Sequence[tuple[int, int]]
    scenes: int
    dues: Sequence[tuple[int, int]]


@drawn
def board(about: Board, *, buttons: bool = True) -> Screen:
    """For everybody, and so with nobody's name who has not agreed, and with nothing of the story but its title."""
    lines = [_line(*each) for each in about.marks[:SHOWN]]
    if len(about.marks) > SHOWN:
        lines.append(say(wording.BOARD_MORE, count=len(about.marks) - SHOWN))
    head = say(wording.BOARD, title=shortened(about.title, TITLE))
    parts = [text(f"{head}\n{say(wording.BOARD_HOW)}"), *([text("\n".join(lines))] if lines else [])]
    if about.dues:
        parts += [rule(), text("\n".join(dues(about.scenes, about.dues)))]
    parts.append(text(say(wording.BOARD_NAMES)))
    read_on = button(say(wording.READ_ON), pack("own", about.readalong_id), main=True)
    join = button(say(JOIN), pack("join", about.readalong_id))
    hold = button(say(PAUSE), pack("hold", about.readalong_id, about.round))
    return Screen(box(*parts), *([row(read_on, join, hold)] if buttons else []))


def _line(person_id: int, percent: int) -> Markdown:
    return line(person(person_id) if may_name(person_id) else say(wording.SOMEBODY), percent)


def line(who: Markdown, percent: int) -> Markdown:
    """How far somebody has come."""
    if percent >= 100:
        return say(wording.BOARD_DONE, who=who)
    return say(wording.BOARD_LINE, who=who, bar=bar(percent), percent=percent)


def dues(all_scenes: int, every: Sequence[tuple[int, int]]) -> list[Markdown]:
    """What is to be read by when, as far as it is told."""
    return [_due(all_scenes, *each) for each in every[:DUES]]


def due_soon(scenes: int, all_scenes: int, at: int, people: Markdown, link: Markdown | None) -> Markdown:
    """For those who have not read so far, and agreed to be named: they are called by it."""
    told = {"at": moment(at, "D"), "people": people}
    if scenes >= all_scenes:
        line = say(wording.DUE_SOON_LAST, **told)
    else:
        line = say(wording.DUE_SOON, **told, scenes=counted(scenes, *wording.SCENES), all=all_scenes)
    return Markdown(f"{line}\n{say(wording.DUE_SOON_LINK, link=link)}") if link else line


def _due(all_scenes: int, scenes: int, at: int) -> Markdown:
    if scenes >= all_scenes:
        return say(wording.DUE_LAST, at=moment(at, "D"))
    told = counted(scenes, *wording.SCENES)
    return say(wording.DUE_NEXT, scenes=told, all=all_scenes, at=moment(at, "D"), when=moment(at, "R"))
