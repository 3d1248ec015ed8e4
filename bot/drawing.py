"""Drawing what the actions of a read-along found: its lobby, its pages and what it says between them."""

from msgspec.structs import replace

from bot.actions.readalong_outbox import Entrance, Letter
from bot.actions.readalong_rules import OOPS, next_turn
from bot.calling import due_soon, reminder
from bot.screens import readalong as screens
from bot.screens.pictures import NONE, Pictures
from bot.screens.readalong import Evening, Group
from bot.screens.readalong_board import Board, board
from bot.screens.readalong_lane import host_panel
from bot.screens.readalong_lobby import Lobby, lobby
from bot.screens.screen import Screen, drawn, note, shortened
from bot.screens.where import by, moment, person
from bot.store.readalong import Readalong
from bot.store.readalong_state import NOBODY, Pace, Phase, State, Turns, Unit, Why
from bot.wording import Markdown, counted, own_pace, plan, say
from bot.wording import readalong as wording

PAUSES = {
    Why.ASKED: wording.PAUSED_ASKED,
    Why.EMPTY: wording.PAUSED_EMPTY,
    Why.IDLE: wording.PAUSED_IDLE,
    Why.STORY_GONE: wording.PAUSED_STORY_GONE,
    Why.THREAD_GONE: wording.PAUSED_THREAD_GONE,
    Why.THREAD_LOCKED: wording.PAUSED_THREAD_LOCKED,
    Why.NOT_ALLOWED: wording.PAUSED_NOT_ALLOWED,
    Why.AGE_GATE: wording.PAUSED_AGE_GATE,
    Why.REFUSED: wording.PAUSED_REFUSED,
}


def pace_words(pace: Pace) -> Markdown:
    """What turns the page, in words."""
    match pace.turns:
        case Turns.HOST:
            return say(wording.PACE_HOST)
        case Turns.OWN:
            if not pace.minutes:
                return say(own_pace.PACE_OWN)
            scenes, days = counted(pace.count, *own_pace.SCENES), counted(pace.minutes, *own_pace.DAYS)
            return say(own_pace.PACE_OWN_DUE, scenes=scenes, days=days)
        case Turns.DAILY:
            count = counted(pace.count, *(wording.SCENES if pace.unit is Unit.SCENES else wording.PAGES))
            time = f"{pace.minute // 60:02}:{pace.minute % 60:02}"
            return say(wording.PACE_DAILY, count=count, time=time, zone=pace.zone)
        case Turns.TIMED:
            told = say(wording.PACE_TIMED, minutes=counted(pace.minutes, *wording.MINUTES_EACH))
        case Turns.MAJORITY:
            told = say(wording.PACE_MAJORITY)
        case _:
            told = say(wording.PACE_EVERYONE)
    return say(wording.PACE_QUORUM, pace=told, quorum=pace.quorum) if pace.quorum > 1 else told


@drawn
def lobby_screen(found: Entrance, lead: Markdown | None = None) -> Screen:
    """The lobby as it stands."""
    one, outline, state = found.readalong, found.outline, found.readalong.state
    link = Markdown(f"<#{one.thread_id}>") if one.thread_id else None
    return lobby(
        Lobby(
            *(
                one.readalong_id,
                one.title,
                outline.author,
                outline.words,
                outline.language,
                outline.content_notes,
            ),
            pace_words(state.pace),
            state.talk_minutes,
            [each.person_id for each in state.members],
            state.host_id,
            in_channel=one.thread_id == one.channel_id,
            begins_at=state.begins_at,
            phase=state.phase,
            link=link,
            lead=lead,
        )
    )


def group_of(one: Readalong, *, can_undo: bool = True) -> Group:
    """Where a group stands, for its page."""
    state = one.state
    return Group(
        *(one.readalong_id, state.round, len(state.ready), len(state.present)),
        host_turns=state.pace.turns is Turns.HOST,
        is_daily=state.pace.turns is Turns.DAILY,
        next_turn=next_turn(state),
        can_undo=can_undo and state.undo is not None,
    )


@drawn
def draw(letter: Letter, pictures: Pictures = NONE, *, can_undo: bool = True) -> Screen:
    """A post as it is sent, or drawn anew."""
    post, one = letter.post, letter.readalong
    match post.kind:
        case "lobby" if letter.outline:
            return lobby_screen(Entrance(one, letter.outline, letter.rules), _lead(letter))
        case "page" if letter.sheet:
            group = replace(group_of(one, can_undo=can_undo), post=post.number, notes=letter.notes)
            return screens.shared_page(letter.sheet, group, _lead(letter), pictures)
        case "leaf" if letter.sheet:
            return screens.leaf(letter.sheet, _lead(letter), pictures, one.readalong_id)
        case "board" if letter.board:
            return board(board_of(letter))
        case "talk":
            return screens.talk(letter.question, group_of(one, can_undo=can_undo), _lead(letter))
        case "pause" | "trouble":
            return _paused(letter)
        case "end":
            return screens.end_card(_evening(letter, can_undo=can_undo), letter.question)
    return note(_note(letter))


def board_of(letter: Letter) -> Board:
    """What the board tells."""
    one, found = letter.readalong, letter.board
    assert found is not None
    marks = [(each.person_id, each.percent) for each in found.marks]
    dues = [(each.scenes, each.at) for each in found.dues]
    return Board(one.readalong_id, one.state.round, one.title, marks, found.scenes, dues)


def is_passing(letter: Letter) -> bool:
    """Whether a message is not needed any more once the page is turned."""
    return letter.post.kind == "announce"


@drawn
def retired(letter: Letter, pictures: Pictures = NONE, *, taken_back: bool = False) -> Screen:
    """An earlier message without its buttons."""
    match letter.post.kind:
        case "board" if letter.board:
            return board(board_of(letter), buttons=False)
        case "page" | "talk" | "end" if taken_back:
            return screens.taken_back()
        case "page" if letter.sheet:
            return screens.leaf(letter.sheet, None, pictures)
        case "talk":
            return screens.talked(letter.question)
    return note(_pause_words(letter))


def _lead(letter: Letter) -> Markdown | None:
    """What is said above a page: how it came, where that is not plain."""
    about = letter.post.about
    who = person(about.get("by") or NOBODY)
    if letter.in_doubt:
        return say(wording.IN_DOUBT)
    match about.get("how"):
        case "oops":
            return say(wording.TAKEN_BACK, who=who)
        case "resume":
            return say(wording.WE_GO_ON, who=who)
        case "skip":
            return say(wording.SKIPPED, who=who)
        case "edition":
            return say(wording.CORRECTED)
        case "begin" if not letter.readalong.has_thread and not about.get("due"):
            return say(wording.NO_THREAD)
    return _lateness(letter)


def _lateness(letter: Letter) -> Markdown | None:
    due, missed = letter.post.about.get("due"), letter.post.about.get("missed")
    if not due:
        return None
    if not missed:
        return say(wording.CAME_LATE, when=moment(due, "R"))
    told = counted(missed, *wording.PARTS_MISSED)
    return say(wording.CAME_LATE_MISSED, when=moment(due, "R"), missed=told)


def pause_of(one: Readalong) -> Markdown | None:
    """Why a read-along is paused; None where it is not."""
    if one.state.pause is None:
        return None
    return _why(one, one.state.pause.why, one.state.host_id)


@drawn
def host_screen(one: Readalong) -> Screen:
    """What its host may do."""
    has_begun, is_paused = one.state.phase is not Phase.LOBBY, one.state.phase is Phase.PAUSED
    by_the_clock = one.state.phase is Phase.TALKING or one.state.pace.turns is Turns.TIMED
    about = (one.title, one.readalong_id, one.state.round)
    return host_panel(*about, has_begun=has_begun, is_paused=is_paused, by_the_clock=by_the_clock)


def _paused(letter: Letter) -> Screen:
    """What has not begun cannot go on."""
    if letter.post.about.get("planned"):
        return note(say(plan.STORY_GONE, title=letter.readalong.title))
    return screens.paused(_pause_words(letter), letter.readalong.readalong_id)


def _pause_words(letter: Letter) -> Markdown:
    about = letter.post.about
    return _why(letter.readalong, Why(about["why"]), about.get("by") or NOBODY)


def _why(one: Readalong, why: Why, by_whom: int) -> Markdown:
    where = Markdown(f"<#{one.thread_id or one.channel_id}>")
    return say(PAUSES[why], who=person(by_whom), title=one.title, where=where)


def _note(letter: Letter) -> Markdown:
    """What is said between pages."""
    match letter.post.kind:
        case "remind":
            return reminder(letter)
        case "due":
            return due_soon(letter)
        case "announce":
            return say(wording.ANNOUNCED, when=moment(letter.post.about["due"], "R"))
    about = letter.post.about
    who = person(about.get("by") or about.get("who") or NOBODY)
    match about.get("what"):
        case "pace":
            return say(wording.PACE_IS_NOW, who=who, pace=pace_words(letter.readalong.state.pace))
        case "host":
            sentence = wording.NEW_HOST_LEFT if about["gone"] else wording.NEW_HOST
            return say(sentence, was=person(about["was"]), host=person(about["host"]))
        case "cohost":
            return say(wording.NEW_COHOST, who=who)
        case "extended":
            return say(wording.EXTENDED, who=who, when=moment(about["due"], "R"))
    missed = counted(about["missed"], *wording.PARTS)
    return say(wording.POSTPONED, missed=missed, at=moment(about["due"], "F"))


def _evening(letter: Letter, *, can_undo: bool) -> Evening:
    one, state = letter.readalong, letter.readalong.state
    by_whom = None if letter.post.about["finished"] else person(state.turned_by)
    return Evening(
        *(one.readalong_id, one.title, by(letter.author), letter.pages, readers(state)),
        *(state.began_at or 0, state.ended_at or 0, by_whom),
        round=state.round if can_undo and state.undo else 0,
        is_own=state.is_own,
    )


def readers(state: State) -> int:
    """How many took part in what was read, those included who left before the end."""
    return sum(each.has_read for each in state.people)


def may_undo(letter: Letter, now: int) -> bool:
    """Whether a turn can still be taken back."""
    state = letter.readalong.state
    return now - (state.opened_at if state.ended_at is None else state.ended_at) <= OOPS


def thread_name(one: Readalong) -> str:
    """What the thread is called: the story, in Discord's 100 characters."""
    return shortened(one.title, 100) or "…"
