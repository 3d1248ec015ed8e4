"""The question before a read-along is planned, and the reminder before it begins."""

from msgspec import Struct

from bot.custom_id import pack
from bot.screens.screen import Screen, button, drawn, row, shortened, text
from bot.screens.where import TITLE, moment
from bot.wording import Markdown, say
from bot.wording import plan as wording
from bot.wording.readalong import LOBBY


class Planned(Struct, frozen=True):
    """A time that was typed, and what it was taken for; in milliseconds UTC."""

    title: str
    at: int
    typed: str
    zone: str
    skipped: bool = False
    twice: bool = False


@drawn
def is_this_right(planned: Planned, how: tuple[str, ...]) -> Screen:
    """`how` is a story's id and a pace, or the read-along that is to be moved."""
    about = {"at": moment(planned.at, "F"), "when": moment(planned.at, "R"), "zone": planned.zone}
    lines = [say(LOBBY, title=shortened(planned.title, TITLE))]
    lines.append(say(wording.IS_THIS_RIGHT, **about, typed=planned.typed))
    if planned.skipped:
        lines.append(say(wording.SKIPPED, typed=planned.typed))
    if planned.twice:
        lines.append(say(wording.TWICE, typed=planned.typed))
    does, label = ("replan", wording.MOVE_IT) if len(how) == 1 else ("plan", wording.PLAN_IT)
    right = button(say(label), pack(does, planned.at // 1000, *how), main=True)
    return Screen(text("\n".join(lines)), row(right))


def reminder(title: str, begins_at: int, people: Markdown, link: Markdown) -> Markdown:
    """For those who have joined, who are called by it."""
    line = say(wording.REMINDER, title=title, when=moment(begins_at, "R"), people=people)
    return Markdown(f"{line}\n{say(wording.REMINDER_LINK, link=link)}")
