"""What one person alone is shown of a read-along: catching up, where the group is, how it stands, hosting."""

from collections.abc import Sequence

from msgspec import Struct

from bot.custom_id import pack
from bot.screens.footnotes import of_group
from bot.screens.notes import margin
from bot.screens.page import label, page_parts
from bot.screens.pictures import NONE, Pictures
from bot.screens.reading import files_of
from bot.screens.screen import Part, Screen, box, button, drawn, note, row, shortened, text
from bot.screens.where import TITLE, moment, page_name, person, time_left
from bot.wording import Markdown, counted, listed, own_pace, say
from bot.wording import readalong as wording
from bot.wording.notes import WRITE_NOTE
from story.places import Place
from story.sheet import Sheet


def behind_words(pages: int, minutes: int) -> Markdown:
    """ "6 pages, about 9 minutes"."""
    return say(
        wording.BEHIND,
        pages=counted(pages, *wording.PAGES),
        minutes=counted(minutes, *wording.MINUTES_EACH),
    )


class Way(Struct, frozen=True):
    """The places that Back and Next lead to; None: there is none. `behind` is told while there is a Next.

    `is_own`: it is read at one's own pace; then `number` stands for the page, which has so many `notes`.
    """

    back: Place | None
    forth: Place | None
    behind: Markdown
    is_own: bool = False
    number: int = 0
    notes: int = 0


@drawn
def lane(sheet: Sheet, readalong_id: str, way: Way, pictures: Pictures = NONE) -> Screen:
    """A page for one person; the last one is where the group is."""
    buttons = []
    if way.back:
        to = (way.back.scene, way.back.at)
        buttons.append(button(label(wording.BACK), pack("lane", "back", readalong_id, *to)))
    if way.forth:
        lead = say(own_pace.LANE, left=way.behind) if way.is_own else say(wording.LANE, behind=way.behind)
        to = (way.forth.scene, way.forth.at)
        buttons.append(button(label(wording.NEXT), pack("lane", "next", readalong_id, *to), main=True))
    else:
        lead = say(own_pace.LANE_LAST if way.is_own else wording.LANE_LAST)
        to = (sheet.place.scene, sheet.place.at)
        have_read = own_pace.HAVE_READ_IT if way.is_own else wording.CAUGHT_UP
        buttons.append(button(say(have_read), pack("caughtup", readalong_id, *to), main=True))
    buttons += margin(readalong_id, way.number, way.notes)
    if way.is_own and not way.notes:
        buttons.append(button(say(WRITE_NOTE), pack("write-note", readalong_id, way.number)))
    framed = box(*page_parts(sheet, "", pictures, of_group(readalong_id, sheet.place)))
    return Screen(text(lead), framed, row(*buttons), pictures=files_of(sheet, pictures))


@drawn
def with_the_group(link: Markdown, *, is_own: bool = False) -> Screen:
    """There is nothing to catch up with, or nothing left to read."""
    return note(say(own_pace.READ_TO_THE_END if is_own else wording.WITH_THE_GROUP, link=link))


@drawn
def outdated(sheet: Sheet, link: Markdown | None) -> Screen:
    """A press on a page that is over."""
    there = link or say(wording.GROUP_SOON)
    return note(say(wording.GROUP_IS_AT, place=page_name(sheet), link=there))


@drawn
def joined(readalong_id: str, behind: Markdown | None, link: Markdown) -> Screen:
    """For who has just come in."""
    if behind is None:
        return note(say(wording.JOINED, link=link))
    catch_up = button(say(wording.CATCH_UP), pack("behind", readalong_id), main=True)
    return Screen(text(say(wording.JOINED_BEHIND, behind=behind)), row(catch_up))


class Standing(Struct, frozen=True):
    """How a read-along stands, for one who asks. `is_named` is None for who is not in it.

    `own` is what is told where everybody reads at their own pace; None elsewhere.
    """

    readalong_id: str
    title: str
    sheet: Sheet | None
    pace: Markdown
    host_id: int
    cohosts: Sequence[int]
    ready: int
    present: int
    people: int
    next_turn: int | None
    pause: Markdown | None
    behind: Markdown | None
    is_named: bool | None
    link: Markdown
    own: Sequence[Markdown] | None = None


@drawn
def status(about: Standing) -> Screen:
    """Private: everybody may ask, and nobody else is disturbed."""
    lines = [say(wording.STATUS, title=shortened(about.title, TITLE))]
    if about.own is not None:
        lines += about.own
    elif about.sheet is None:
        sentence = wording.STATUS_PLANNED if about.next_turn else wording.STATUS_LOBBY
        lines.append(say(sentence, host=person(about.host_id)))
    else:
        lines += _where(about, about.sheet)
    lines.append(say(wording.LOBBY_PACE, pace=about.pace))
    if about.next_turn:
        at, when = moment(about.next_turn, "f"), moment(about.next_turn, "R")
        lines.append(say(wording.STATUS_NEXT, at=at, when=when))
    lines.append(_hosts(about))
    lines += [line for line in (about.pause, _mine(about)) if line]
    return Screen(box(*(text(line) for line in lines)), row(*_status_buttons(about)))


def _where(about: Standing, sheet: Sheet) -> list[Markdown]:
    where = sheet.where
    counts = {"ready": about.ready, "present": about.present}
    people = counted(about.people, *wording.READERS)
    place = Markdown(f"{page_name(sheet)} {about.link}".strip())
    return [
        say(wording.STATUS_PLACE, place=place, percent=where.percent, left=time_left(where)),
        say(wording.STATUS_READY, **counts, people=people),
    ]


def _hosts(about: Standing) -> Markdown:
    host = person(about.host_id) if about.host_id else say(wording.NOBODY)
    told = say(wording.STATUS_HOST, host=host)
    if not about.cohosts:
        return told
    named = listed([person(each) for each in about.cohosts[:10]])
    return Markdown(told + say(wording.STATUS_COHOSTS, cohosts=named))


def _mine(about: Standing) -> Markdown | None:
    if about.is_named is None:
        return say(wording.STATUS_OUT)
    return say(wording.STATUS_BEHIND, behind=about.behind) if about.behind else None


def _status_buttons(about: Standing) -> list[Part]:
    behind = [button(say(wording.CATCH_UP), pack("behind", about.readalong_id))] if about.sheet else []
    if about.own is not None:
        behind = [
            button(say(own_pace.READ_ON), pack("own", about.readalong_id), main=about.is_named is not None)
        ]
    if about.is_named is None:
        return [button(say(wording.JOIN), pack("join", about.readalong_id), main=True), *behind]
    wish = say(wording.UNNAME_ME if about.is_named else wording.NAME_ME)
    return [*behind, button(wish, pack("named", about.readalong_id, int(not about.is_named)))]


@drawn
def host_panel(
    title: str, readalong_id: str, number: int, *, has_begun: bool, is_paused: bool, by_the_clock: bool
) -> Screen:
    """What a host may do, in one place; before it has begun that is to begin it, or to call it off."""
    told = text(say(wording.HOST_PANEL, title=shortened(title, TITLE)))
    end = button(say(wording.END), pack("over", readalong_id, "ask"))
    if not has_begun:
        return Screen(told, row(button(say(wording.BEGIN), pack("begin", readalong_id), main=True), end))
    turn = button(say(wording.TURN_NOW), pack("turnnow", readalong_id, number), main=True, disabled=is_paused)
    skip = button(say(wording.SKIP), pack("skip", readalong_id, number), disabled=is_paused)
    more = button(say(wording.FIVE_MORE), pack("more5", readalong_id), disabled=is_paused or not by_the_clock)
    hold = button(say(wording.PAUSE), pack("hold", readalong_id, number))
    go_on = button(say(wording.GO_ON), pack("goon", readalong_id), main=True)
    return Screen(told, row(turn, skip, more, go_on if is_paused else hold, end))


@drawn
def really_end(readalong_id: str) -> Screen:
    """The question before the end."""
    return Screen(
        text(say(wording.CONFIRM_END)), row(button(say(wording.END_IT), pack("over", readalong_id, "yes")))
    )
