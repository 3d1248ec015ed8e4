"""How far each story of a server has come, and what to type next."""

from collections.abc import Sequence

from msgspec import Struct

from bot import wording
from bot.languages.hearing import is_plain
from bot.screens.rights import grants, lacks
from bot.screens.screen import Screen, box, drawn, note, parted, shortened, text
from bot.screens.where import TITLE, moment, person, place_name, time_left
from bot.wording import Markdown, say
from bot.wording import alone as wording_alone
from bot.wording import plain as wording_plain
from story.outline import Where

CELLS = 12  # of a bar: short enough for a phone's line
SHOWN = 10  # readings on one message


class Standing(Struct, frozen=True):
    """One reading as it is told; `link` is the message that shows its page."""

    title: str
    where: Where
    turned_at: int
    turned_by: int
    link: Markdown | None
    alone: bool = False


@drawn
def progress(readings: Sequence[Standing]) -> Screen:
    """Where every reading of the server stands, as far as one message holds them."""
    if not readings:
        return note(say(wording.PROGRESS_NONE))
    told = [_standing(each) for each in readings]
    shown = parted(told, SHOWN)[0]
    parts = [text(say(wording.PROGRESS)), *(text(told[number]) for number in shown)]
    if len(told) > len(shown):
        parts.append(text(say(wording.PROGRESS_MORE, count=len(told) - len(shown))))
    return Screen(box(*parts))


def _standing(each: Standing) -> str:
    where = each.where
    words = wording_plain if is_plain() else wording
    link = say(words.PROGRESS_LINK, link=each.link) if each.link else Markdown("")
    title = say(words.PROGRESS_STORY, title=shortened(each.title, TITLE), link=link).rstrip()
    done = where.percent == 100
    how_far = say(
        words.PROGRESS_READ if done else words.PROGRESS_BAR,
        **{"bar": bar(where.percent), "percent": where.percent, "left": time_left(where)},
    )
    about = {"place": place_name(where), "when": moment(each.turned_at, "R")}
    if each.alone:
        turned = say(words.PROGRESS_TURNED_ALONE, **about)
    else:
        turned = say(words.PROGRESS_TURNED, **about, who=person(each.turned_by))
    return "\n".join((title, how_far, turned))


def bar(percent: int) -> Markdown:
    """Full only at the end, and empty only before the first page is done."""
    full = percent * CELLS // 100 if percent in (0, 100) else max(1, min(CELLS - 1, percent * CELLS // 100))
    return Markdown("▰" * full + "▱" * (CELLS - full))


@drawn
def help_for(
    stories: int,
    current: Standing | None,
    *,
    alone: bool = False,
    rights: tuple[Sequence[str], str] | None = None,
) -> Screen:
    """What to type next, from where the server stands, or who is `alone`.

    `rights`: for who manages the server, what the bot lacks there and the link that grants it.
    """
    if current is None:
        now = say(wording.HELP_BEGIN if stories else wording.HELP_EMPTY)
    elif current.where.percent == 100:
        now = say(wording.HELP_READ, title=shortened(current.title, TITLE))
    else:
        page = say(wording.HELP_PAGE_LINK, link=current.link) if current.link else say(wording.HELP_PAGE)
        now = say(
            wording.HELP_GO_ON,
            title=shortened(current.title, TITLE),
            place=place_name(current.where),
            page=page,
        )
    told = (
        (say(wording_alone.HELP), now, say(wording_alone.HELP_COMMANDS), say(wording_alone.HELP_FOOT))
        if alone
        else (say(wording.HELP), now, say(wording.HELP_COMMANDS), say(wording.HELP_FOOT))
    )
    lines = [text(line) for line in told]
    if rights is None:
        return Screen(box(*lines))
    return Screen(box(*lines, *lacks(rights[0])), *grants(*rights))
