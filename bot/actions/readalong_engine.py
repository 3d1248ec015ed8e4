"""The engine of read-alongs: `step(state, event, now, ahead)` gives the next state and what happened.

No I/O, no clock, no chance. `ahead` is what a turn would show now; None: the story is over then. A `Refusal` is
raised for what a person may not do, and nothing has changed then.

| event                  | lobby            | reading          | talking          | paused           | ended    |
|------------------------|------------------|------------------|------------------|------------------|----------|
| Join                   | takes part       | takes part, late | takes part, late | takes part, late | refused  |
| Leave                  | leaves           | leaves; may turn | leaves; may turn | leaves           | nothing  |
| … the last one         | ended            | paused: empty    | paused: empty    | paused: empty    | nothing  |
| Begin (leader)         | reading, round 1 | nothing          | nothing          | nothing          | refused  |
| Ready                  | refused          | counted; may turn| counted; may turn| refused          | refused  |
| TurnNow, Skip (leader) | refused          | turns            | turns            | refused          | refused  |
| Oops (30 s)            | refused          | one turn back    | one turn back    | refused          | as read. |
| Stop (leader)          | refused          | paused           | paused           | nothing          | refused  |
| Resume (leader)        | refused          | nothing          | nothing          | as before        | refused  |
| ChangePace (leader)    | changes          | changes; may turn| changes; may turn| changes          | refused  |
| Extend (leader)        | refused          | later (timed)    | later            | refused          | refused  |
| End (leader)           | ended            | ended            | ended            | ended            | refused  |
| PlanFor (leader)       | another time     | refused          | refused          | refused          | refused  |
| HandOver, MakeCohost   | changes          | changes          | changes          | changes          | refused  |
| TakeOver (host away)   | new host         | new host         | new host         | new host         | refused  |
| Trouble                | planned no more  | paused           | paused           | paused: why      | nothing  |
| Corrected              | nothing          | shown again      | same round       | place moves      | nothing  |
| Tick                   | reminds, begins  | turns, announces | goes on          | nothing          | closes   |

At everybody's own pace nothing turns; a tick reminds of what is due, and it ends when all who are in it have read the
story. An end that was turned to can be taken back until it closes.

"Turns" is: at the end of a scene with a pause to talk, talking; at the end of the story, ended; else the next round's
page. A press or a tick that is not for this round, or not for a deadline of this state, changes nothing.
"""

from msgspec.structs import replace

from bot.actions.readalong_events import (
    Begin,
    BeNamed,
    Corrected,
    End,
    Event,
    Extend,
    HaveRead,
    How,
    Leave,
    Oops,
    Part,
    PlanFor,
    Ready,
    Resume,
    Skip,
    Stop,
    Tick,
    Trouble,
    TurnNow,
)
from bot.actions.readalong_happened import (
    Extended,
    Moved,
    OldRound,
    Opened,
    Resumed,
    Stopped,
    TakenBack,
)
from bot.actions.readalong_people import check_leads, counted, on_people, pressed, taking_part
from bot.actions.readalong_rules import MINUTE, OOPS, next_turn
from bot.actions.readalong_turning import Step, advance, begin, finish, hold, open_round, settled, ticked
from bot.actions.refusals import Refusal
from bot.store.readalong_state import NOBODY, OUT_OF_REACH, Pause, Phase, State, Turns, Why
from bot.wording import own_pace as wording_own_pace
from bot.wording import plan as wording_plan
from bot.wording import readalong as wording

UNDER_WAY = (Phase.READING, Phase.TALKING)
Led = Begin | Stop | Resume | Extend | End


def step(state: State, event: Event, now: int, ahead: Part | None) -> Step:
    """What an event makes of a state. Raises Refusal. The same state comes back where nothing has changed."""
    match event:
        case Tick():
            return ticked(state, event, now, ahead)
        case Trouble(why):
            return _trouble(state, why, now)
        case Corrected():
            return _corrected(state, event, now)
    if state.phase is Phase.ENDED:
        return _after_the_end(state, event, now)
    match event:
        case Ready() | TurnNow() | Oops() | Skip():
            return _pressed(state, event, now, ahead)
        case Begin() | Stop() | Resume() | Extend() | End():
            return _led(state, event, now, ahead)
        case PlanFor():
            return _planned(state, event)
    changed, happened = on_people(state, event, now, ahead)
    return settled(changed, happened, now, ahead)


def _planned(state: State, event: PlanFor) -> Step:
    check_leads(state, event.person_id)
    if state.phase is not Phase.LOBBY:
        raise Refusal(wording_plan.HAS_BEGUN)
    moved = replace(state, begins_at=event.begins_at)
    return moved, (Moved(event.person_id, event.begins_at),)


def _after_the_end(state: State, event: Event, now: int) -> Step:
    if isinstance(event, Leave | HaveRead | BeNamed):
        return on_people(state, event, state.ended_at or 0, None)
    if isinstance(event, Oops) and state.round == event.round:
        return _oops(state, event.person_id, now)
    raise Refusal(wording.HAS_ENDED)


def _pressed(state: State, event: Ready | TurnNow | Oops | Skip, now: int, ahead: Part | None) -> Step:
    """A press on a page: for this round, or it is told where the group is."""
    person_id, number = event.person_id, event.round
    if state.phase is Phase.LOBBY:
        raise Refusal(wording.NOT_BEGUN)
    if number != state.round:
        return state, (OldRound(),)
    if state.phase is Phase.PAUSED:
        raise Refusal(wording.IS_PAUSED)
    if state.is_own:
        raise Refusal(wording_own_pace.OWN_PACE)
    match event:
        case Ready():
            return _ready(state, person_id, now, ahead)
        case TurnNow():
            check_leads(state, person_id)
            return advance(pressed(state, person_id, now), How.HOST, person_id, now, ahead)
        case Skip():
            check_leads(state, person_id)
            return advance(pressed(state, person_id, now), How.SKIP, person_id, now, ahead, talks=False)
        case Oops():
            return _oops(state, person_id, now)


def _ready(state: State, person_id: int, now: int, ahead: Part | None) -> Step:
    """Who is ready takes part, whether they have joined before or not."""
    joined, happened = taking_part(state, person_id, now)
    changed, more = counted(joined, person_id, now)
    return settled(changed, (*happened, *more), now, ahead, by=person_id)


def _oops(state: State, person_id: int, now: int) -> Step:
    back = state.undo
    if not (state.may_lead(person_id) or state.turned_by == person_id):
        raise Refusal(wording.OOPS_NOT_YOURS)
    turned_at = state.opened_at if state.ended_at is None else state.ended_at
    if back is None or now - turned_at > OOPS:
        raise Refusal(wording.OOPS_TOO_LATE)
    taken_back = open_round(pressed(state, person_id, now), back, person_id, now)
    return replace(taken_back, undo=None, ended_at=None), (TakenBack(person_id),)


def _led(state: State, event: Led, now: int, ahead: Part | None) -> Step:
    """What only the host and co-hosts may do."""
    person_id = event.person_id
    if isinstance(event, Resume) and state.host_id == NOBODY:
        state, _ = taking_part(state, person_id, now)
    check_leads(state, person_id)
    there = pressed(state, person_id, now)
    if isinstance(event, End):
        return finish(there, person_id, now, finished=False)
    if isinstance(event, Begin):
        return begin(there, person_id, now, ahead) if state.phase is Phase.LOBBY else (state, ())
    if state.phase is Phase.LOBBY:
        raise Refusal(wording.NOT_BEGUN)
    if isinstance(event, Resume):
        return _resumed(there, state.pause, person_id, now, ahead) if state.pause else (state, ())
    if isinstance(event, Stop):
        return hold(there, Why.ASKED, person_id, now) if state.phase in UNDER_WAY else (state, ())
    if state.phase is Phase.PAUSED:
        raise Refusal(wording.IS_PAUSED)
    return _extended(there, person_id, event.minutes)


def _resumed(state: State, pause: Pause, person_id: int, now: int, ahead: Part | None) -> Step:
    """A timer goes on with what was left of it; a daily one keeps its hours. Votes may have been waiting for it."""
    by_the_day = state.pace.turns in (Turns.DAILY, Turns.OWN)
    gone = 0 if by_the_day else pause.gone
    going_on = replace(state, phase=pause.phase, pause=None, timed_from=now - gone, undo=None)
    return settled(going_on, (Resumed(person_id),), now, ahead, person_id)


def _extended(state: State, person_id: int, minutes: int) -> Step:
    by_the_clock = state.phase is Phase.TALKING or state.pace.turns is Turns.TIMED
    if not by_the_clock:
        raise Refusal(wording.NOTHING_TO_EXTEND)
    later = replace(state, timed_from=state.timed_from + minutes * MINUTE)
    return later, (Extended(person_id, next_turn(later) or 0),)


def _trouble(state: State, why: Why, now: int) -> Step:
    if state.phase in UNDER_WAY:
        return hold(state, why, NOBODY, now)
    if state.phase is Phase.LOBBY and state.begins_at is not None and why is Why.STORY_GONE:
        return replace(state, begins_at=None), (Stopped(why, NOBODY),)
    if state.pause is None or state.pause.why is why:
        return state, ()
    told = (Stopped(why, NOBODY),) if why in OUT_OF_REACH else ()
    return replace(state, pause=replace(state.pause, why=why)), told


def _corrected(state: State, event: Corrected, now: int) -> Step:
    """The place goes along to the corrected edition; a page whose words have changed is a new round."""
    if state.phase in (Phase.LOBBY, Phase.ENDED):
        return state, ()
    people = tuple(replace(each, read=event.read.get(each.person_id, each.read)) for each in state.people)
    horizon = max(event.horizon, event.place)
    moved = replace(state, people=people, first=event.first, place=event.place, horizon=horizon, undo=None)
    if not event.shows or state.phase is not Phase.READING or state.is_own:
        return moved, ()
    shown = open_round(moved, moved.spot, NOBODY, now)
    return replace(shown, undo=None), (Opened(How.EDITION, NOBODY),)
