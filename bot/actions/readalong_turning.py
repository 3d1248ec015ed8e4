"""Turning a read-along's page: by votes, by a host, by the clock, late or in time."""

from msgspec.structs import replace

from bot.actions.readalong_events import How, Kind, Part, Tick
from bot.actions.readalong_happened import (
    Announced,
    Closed,
    DueSoon,
    Ended,
    Happened,
    Opened,
    Postponed,
    Reminded,
    Stopped,
    Talked,
)
from bot.actions.readalong_rules import (
    LATE,
    NEARLY,
    REMINDED,
    Due,
    deadlines,
    due_dates,
    is_idle,
    is_ready,
)
from bot.store.readalong_state import NOBODY, Pause, Phase, Spot, State, Turns, Why
from bot.when.wall_time import next_daily, times_between

Step = tuple[State, tuple[Happened, ...]]


def open_round(state: State, spot: Spot, by: int, now: int) -> State:
    """The next round, at a spot; what was there before can be taken back to."""
    return replace(
        state,
        phase=spot.phase,
        round=state.round + 1,
        first=spot.first,
        place=spot.place,
        horizon=max(state.horizon, spot.place),
        opened_at=now,
        timed_from=now,
        turned_by=by,
        undo=state.spot if state.round else None,
        pause=None,
    )


def begin(state: State, by: int, now: int, ahead: Part | None, due_at: int | None = None) -> Step:
    """The first page; a story without one ends at once."""
    begun = replace(state, began_at=now, begins_at=None)
    if ahead is None:
        return finish(begun, by, now, finished=True)
    opened = open_round(begun, Spot(Phase.READING, ahead.first, ahead.last), by, now)
    return opened, (Opened(How.BEGIN, by, due_at),)


def finish(state: State, by: int, now: int, *, finished: bool, undo: Spot | None = None) -> Step:
    """The end, which nothing follows; but a last page that was turned too early can be taken back to, for a moment."""
    over = replace(state, phase=Phase.ENDED, ended_at=now, pause=None, undo=undo, turned_by=by)
    return over, (Ended(by, finished),)


def hold(state: State, why: Why, by: int, now: int) -> Step:
    """Pause it, with what it goes on with."""
    pause = Pause(why, state.phase, max(0, now - state.timed_from), now)
    return replace(state, phase=Phase.PAUSED, pause=pause, undo=None), (Stopped(why, by),)


def advance(
    state: State,
    how: How,
    by: int,
    now: int,
    ahead: Part | None,
    *,
    talks: bool = True,
    due_at: int | None = None,
    missed: int = 0,
) -> Step:
    """One turn: to talk at the end of a scene, else to the next page, else to the end of the story."""
    if ahead is None:
        return finish(state, by, now, finished=True, undo=state.spot)
    if talks and _is_time_to_talk(state, ahead):
        return open_round(state, replace(state.spot, phase=Phase.TALKING), by, now), (Talked(how, by),)
    opened = open_round(state, Spot(Phase.READING, ahead.first, ahead.last), by, now)
    return opened, (Opened(how, by, due_at, missed),)


def _is_time_to_talk(state: State, ahead: Part) -> bool:
    wanted = state.talk_minutes > 0 and state.pace.turns is not Turns.DAILY
    return wanted and state.phase is Phase.READING and ahead.first.scene > state.place.scene


def settled(
    state: State, happened: tuple[Happened, ...], now: int, ahead: Part | None, by: int = NOBODY
) -> Step:
    """Turn the page if the votes say so now: somebody is ready, or has left, or the pace is another."""
    if not is_ready(state):
        return state, happened
    turned, more = advance(state, How.READY, by, now, ahead)
    return turned, (*happened, *more)


def ticked(state: State, tick: Tick, now: int, ahead: Part | None) -> Step:
    """A deadline that this state does not have changes nothing: it was fired before, or is no longer wanted."""
    if Due(tick.kind, tick.due_at) not in deadlines(state):
        return state, ()
    late = tick.due_at if now - tick.due_at > LATE else None
    match tick.kind:
        case Kind.REMIND:
            return state, _reminded(state, now)
        case Kind.BEGIN:
            return begin(state, NOBODY, now, ahead, late) if state.members else _nobody_came(state, now)
        case Kind.ANNOUNCE:
            turns = next(due.at for due in deadlines(state) if due.kind is Kind.TURN)
            return state, (Announced(turns),) if now < turns else ()
        case Kind.CLOSE:
            return replace(state, undo=None), (Closed(),)
        case Kind.DUE:
            return replace(state, timed_from=max(now, tick.due_at)), _due_soon(state, tick.due_at, now)
        case Kind.TALKED:
            return advance(state, How.TIME, NOBODY, now, ahead, due_at=late)
        case Kind.TURN if state.pace.turns is Turns.DAILY:
            return _daily(state, tick.due_at, late, now, ahead)
        case Kind.TURN if is_idle(state):
            return hold(state, Why.IDLE, NOBODY, now)
    return advance(state, How.TIME, NOBODY, now, ahead, due_at=late)


def _due_soon(state: State, remind_at: int, now: int) -> tuple[Happened, ...]:
    """One that comes after its date says nothing any more."""
    soon = next((each for each in due_dates(state) if each.remind_at == remind_at), None)
    return (DueSoon(soon.scenes, soon.at),) if soon and now < soon.at else ()


def _reminded(state: State, now: int) -> tuple[Happened, ...]:
    """Who has planned it for so soon that nobody else could join yet needs no reminder."""
    begins_at = state.begins_at or now
    comes = len(state.members) > 1 or begins_at - now >= REMINDED - LATE
    return (Reminded(begins_at),) if state.members and comes and begins_at - now > LATE else ()


def _nobody_came(state: State, now: int) -> Step:
    return finish(state, NOBODY, now, finished=False)


def _daily(state: State, due_at: int, late: int | None, now: int, ahead: Part | None) -> Step:
    """Whatever was missed, one part comes: now, or with the next one where that is soon."""
    pace = state.pace
    missed = times_between(due_at, now, pace.minute, pace.zone) if late else 0
    following = next_daily(now, pace.minute, pace.zone)
    if late and following - now < NEARLY:
        return replace(state, timed_from=now), (Postponed(missed + 1, following),)
    return advance(state, How.TIME, NOBODY, now, ahead, due_at=late, missed=missed)
