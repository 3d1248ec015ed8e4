"""A read-along's page, its pause to talk, and what is said between pages."""

from msgspec import Struct

from bot import limits
from bot.custom_id import pack
from bot.screens.footnotes import of_group
from bot.screens.notes import margin
from bot.screens.page import page_parts
from bot.screens.pictures import NONE, Pictures
from bot.screens.reading import files_of
from bot.screens.screen import Part, Screen, box, button, drawn, note, row, rule, text
from bot.screens.where import ending, moment
from bot.wording import Markdown, counted, plainly, say
from bot.wording import keepsake as wording_keepsake
from bot.wording import readalong as wording
from story.sheet import Sheet


class Group(Struct, frozen=True):
    """Where a group stands. `host_turns`: the page waits for the host; `next_turn`: when the clock turns it.

    `notes` is how many the page has that is shown by the post of that number.
    """

    readalong_id: str
    round: int
    ready: int
    present: int
    host_turns: bool = False
    is_daily: bool = False
    next_turn: int | None = None
    can_undo: bool = True
    post: int = 0
    notes: int = 0


@drawn
def shared_page(sheet: Sheet, group: Group, lead: Markdown | None, pictures: Pictures = NONE) -> Screen:
    """The page everybody is on, with its buttons; what is said above it gives way to a full page."""
    framed = box(*page_parts(sheet, "", pictures, of_group(group.readalong_id, sheet.place)))
    buttons = _buttons(group, wording.READY)
    above = [line for line in (lead, _clock(group)) if line]
    beside = [row(each) for each in margin(group.readalong_id, group.post, group.notes)]
    return _fitting([framed, buttons, *beside], above, sheet, pictures)


@drawn
def leaf(
    sheet: Sheet, lead: Markdown | None, pictures: Pictures = NONE, readalong_id: str | None = None
) -> Screen:
    """A page that turns nothing: an earlier page of a part, or, without its read-along's id, one that is over."""
    of = of_group(readalong_id, sheet.place) if readalong_id else None
    framed = box(*page_parts(sheet, "", pictures, of))
    return _fitting([framed], [lead] if lead else [], sheet, pictures)


@drawn
def talk(question: str, group: Group, lead: Markdown | None) -> Screen:
    """The pause to talk after a scene, with what the story asks."""
    asked = [text(say(wording.QUESTION, question=" ".join(question.split())[:1000]))] if question else []
    until = []
    if group.next_turn:
        until = [text(say(wording.LEAD, line=say(wording.TALK_UNTIL, when=moment(group.next_turn, "R"))))]
    above = [text(say(wording.LEAD, line=lead))] if lead else []
    return Screen(*above, box(text(say(wording.TALK)), *asked, *until), _buttons(group, wording.GO_ON_VOTE))


@drawn
def talked(question: str) -> Screen:
    """A pause to talk that is over."""
    asked = [text(say(wording.QUESTION, question=" ".join(question.split())[:1000]))] if question else []
    return Screen(box(text(say(wording.TALK)), *asked))


def _buttons(group: Group, votes: str) -> Part:
    ids = (group.readalong_id, group.round)
    ready = plainly(votes, ready=group.ready, present=max(group.present, group.ready))
    pressed = [
        button(ready, pack("ready", *ids), main=not group.host_turns),
        button(say(wording.TURN_NOW), pack("turnnow", *ids), main=group.host_turns),
    ]
    if group.can_undo:
        pressed.append(button(say(wording.OOPS), pack("oops", *ids)))
    behind = button(say(wording.CATCH_UP), pack("behind", group.readalong_id))
    return row(*pressed, behind, button(say(wording.PAUSE), pack("hold", *ids)))


def _clock(group: Group) -> Markdown | None:
    if group.next_turn is None:
        return None
    when = moment(group.next_turn, "R")
    if group.is_daily:
        return say(wording.NEXT_PART, at=moment(group.next_turn, "f"), when=when)
    return say(wording.NEXT_PAGE, when=when)


@drawn
def _fitting(parts: list[Part], above: list[Markdown], sheet: Sheet, pictures: Pictures) -> Screen:
    """With as much of what is said above as Discord's limits leave room for."""
    files = files_of(sheet, pictures)
    while above:
        lines = text("\n".join(say(wording.LEAD, line=line) for line in above))
        message = {"flags": limits.IS_COMPONENTS_V2, "components": [lines, *parts]}
        if not limits.message_problems(message):
            return Screen(lines, *parts, pictures=files, kept=pictures.kept)
        above = above[:-1]
    return Screen(*parts, pictures=files, kept=pictures.kept)


@drawn
def taken_back() -> Screen:
    """A page that was turned to too early; its words are gone again."""
    return note(say(wording.PAGE_TAKEN_BACK))


@drawn
def paused(sentence: Markdown, readalong_id: str) -> Screen:
    """A pause, with the way on."""
    go_on = button(say(wording.GO_ON), pack("goon", readalong_id), main=True)
    behind = button(say(wording.CATCH_UP), pack("behind", readalong_id))
    return Screen(text(sentence), row(go_on, behind))


class Evening(Struct, frozen=True):
    """What is told of a read-along at its end; times are milliseconds UTC. `round` can be taken back to; 0: no more."""

    readalong_id: str
    title: str
    author: Markdown
    pages: int
    people: int
    began: int
    ended: int
    ended_by: Markdown | None
    round: int = 0
    is_own: bool = False


@drawn
def end_card(evening: Evening, question: str) -> Screen:
    """The last message of a read-along."""
    title = say(wording.ENDED_AT if evening.ended_by else wording.THE_END_TOGETHER)
    about = say(
        wording.END_ABOUT_OWN if evening.is_own else wording.END_ABOUT,
        title=evening.title,
        author=evening.author,
        pages=counted(evening.pages, *wording.SHARED_PAGES),
        people=counted(evening.people, *wording.READERS),
        began=moment(evening.began, "f"),
        ended=ending(evening.began, evening.ended),
    )
    parts = [text(title), text(about)]
    if question and not evening.ended_by:
        parts += [rule(), text(say(wording.QUESTION, question=" ".join(question.split())[:1000]))]
    if evening.ended_by:
        parts.append(text(say(wording.END_BY, who=evening.ended_by)))
    keep = button(say(wording_keepsake.KEEPSAKE), pack("keepsake", "show", evening.readalong_id), main=True)
    oops = [button(say(wording.OOPS), pack("oops", evening.readalong_id, evening.round))]
    return Screen(box(*parts), row(keep, *(oops if evening.round else [])))
