"""Who takes part in a read-along: joining, leaving, being ready, catching up, hosting."""

from functools import partial

from msgspec.structs import replace

from bot.actions.readalong_events import (
    BeNamed,
    ChangePace,
    Event,
    HandOver,
    HaveRead,
    Join,
    Leave,
    MakeCohost,
    Part,
    TakeOver,
)
from bot.actions.readalong_happened import (
    CohostChanged,
    Counted,
    Happened,
    HostChanged,
    Joined,
    Left,
    Noted,
    PaceChanged,
)
from bot.actions.readalong_rules import host_is_away, successor
from bot.actions.readalong_turning import finish, hold
from bot.actions.refusals import Refusal
from bot.names import named
from bot.store.readalong_state import NOBODY, NOTHING_READ, Participant, Phase, State, Turns, Why
from bot.wording import own_pace as wording_own_pace
from bot.wording import readalong as wording
from bot.wording import say

Step = tuple[State, tuple[Happened, ...]]
AWAY = -2  # the active round of who has not pressed anything in the group yet: they came late


def on_people(state: State, event: Event, now: int, ahead: Part | None) -> Step:
    """What an event about people, or about how they want to read, makes of a state. Raises Refusal.

    `ahead` is the story's last page where everybody reads at their own pace.
    """
    match event:
        case Join(person_id):
            return taking_part(state, person_id, now)
        case Leave(person_id, gone):
            return _left(state, person_id, now, ahead, gone=gone)
        case HaveRead():
            return _have_read(state, event, now, ahead)
        case BeNamed():
            return _named(state, event, now)
        case TakeOver(person_id):
            return _taken_over(state, person_id, now)
        case HandOver(person_id, to):
            return _handed_over(state, person_id, to, now)
        case MakeCohost(person_id, who):
            return _cohost(state, person_id, who, now)
        case ChangePace(person_id, pace, talk_minutes):
            check_leads(state, person_id)
            if (pace.turns is Turns.OWN) != state.is_own and state.phase is not Phase.LOBBY:
                raise Refusal(wording_own_pace.NO_WAY_BETWEEN)
            changed = replace(pressed(state, person_id, now), pace=pace, talk_minutes=talk_minutes)
            return replace(changed, timed_from=max(now, state.timed_from)), (PaceChanged(person_id),)
    raise AssertionError(event)


def check_leads(state: State, person_id: int) -> None:
    """Raises Refusal for who is neither host nor co-host."""
    if not state.may_lead(person_id):
        host = named(state.host_id) if state.host_id else partial(say, wording.NOBODY)
        raise Refusal(wording.ONLY_THE_HOST, host=host)


def taking_part(state: State, person_id: int, now: int) -> Step:
    """With somebody among those who take part. Who comes late is not waited for until they are with the group."""
    if state.member(person_id):
        return state, ()
    before = next((each for each in state.people if each.person_id == person_id), None)
    active = state.round if state.round <= 1 else AWAY
    person = Participant(person_id, now, now, active)
    if before:
        person = replace(before, left_at=None, pressed_at=now, active_round=active, ready_round=0)
    joined = state.with_person(person)
    if state.host_id != NOBODY:
        return joined, (Joined(person_id),)
    return replace(joined, host_id=person_id), (Joined(person_id), HostChanged(NOBODY, person_id))


def pressed(state: State, person_id: int, now: int) -> State:
    """Somebody is there: they pressed something."""
    member = state.member(person_id)
    if member is None:
        return state
    return state.with_person(replace(member, pressed_at=now, active_round=state.round))


def counted(state: State, person_id: int, now: int) -> Step:
    """Somebody is ready with this round's page. Who came late has not read the pages before by that."""
    member = pressed(state, person_id, now).member(person_id)
    assert member is not None
    came_late = member.read == NOTHING_READ and state.round > 1 and member.joined_at > (state.began_at or 0)
    read = member.read if came_late else max(member.read, state.place)
    return state.with_person(replace(member, ready_round=state.round, read=read)), (Counted(person_id),)


def _named(state: State, event: BeNamed, now: int) -> Step:
    """Whoever may be named takes part; who may not is not taken in for that."""
    state, happened = taking_part(state, event.person_id, now) if event.named else (state, ())
    member = state.member(event.person_id)
    if member is None:
        return state, happened
    return state.with_person(replace(member, is_named=event.named)), (*happened, Noted())


def _have_read(state: State, event: HaveRead, now: int, ahead: Part | None) -> Step:
    """Never beyond what the group has seen, if there is one; and it moves nobody but the one who read."""
    if state.phase is Phase.LOBBY:
        raise Refusal(wording.NOT_BEGUN)
    if event.caught_up:
        state, happened = taking_part(state, event.person_id, now)
        state = pressed(state, event.person_id, now)
    else:
        happened = ()
    member = state.member(event.person_id)
    if member is None:
        return state, happened
    read = max(member.read, event.place if state.is_own else min(event.place, state.horizon))
    state, happened = state.with_person(replace(member, read=read)), (*happened, Noted())
    if not (event.caught_up and _all_have_read(state, ahead)):
        return state, happened
    over, more = finish(state, event.person_id, now, finished=True)
    return over, (*happened, *more)


def _all_have_read(state: State, ahead: Part | None) -> bool:
    """Whether everybody has read to the end at their own pace. Who was always alone may still be waiting for others."""
    if ahead is None or not state.is_own or state.phase is not Phase.READING or len(state.people) < 2:
        return False
    return bool(state.members) and all(each.read >= ahead.last for each in state.members)


def _left(state: State, person_id: int, now: int, ahead: Part | None, *, gone: bool) -> Step:
    member = state.member(person_id)
    if member is None:
        return state, ()
    left = state.with_person(replace(member, left_at=now, is_cohost=False, ready_round=0))
    happened: tuple[Happened, ...] = (Left(person_id, gone),)
    if state.host_id == person_id:
        left = replace(left, host_id=successor(left))
        happened = (*happened, HostChanged(person_id, left.host_id, gone))
    if _all_have_read(left, ahead):
        over, more = finish(left, NOBODY, now, finished=True)
        return over, (*happened, *more)
    if left.members or left.phase is Phase.ENDED:
        return left, happened
    return _empty(left, happened, now)


def _empty(state: State, happened: tuple[Happened, ...], now: int) -> Step:
    """A lobby that everybody has left is over; a story that is being read waits for whoever comes back."""
    if state.phase is Phase.LOBBY:
        over, more = finish(state, NOBODY, now, finished=False)
    elif state.pause is None:
        over, more = hold(state, Why.EMPTY, NOBODY, now)
    else:
        over, more = replace(state, pause=replace(state.pause, why=Why.EMPTY)), ()
    return over, (*happened, *more)


def _taken_over(state: State, person_id: int, now: int) -> Step:
    if state.member(person_id) is None:
        raise Refusal(wording.NOT_IN_IT)
    if state.host_id == person_id:
        return state, ()
    if not host_is_away(state, now):
        raise Refusal(wording.HOST_IS_THERE, host=named(state.host_id))
    changed = replace(pressed(state, person_id, now), host_id=person_id)
    return changed, (HostChanged(state.host_id, person_id),)


def _handed_over(state: State, person_id: int, to: int, now: int) -> Step:
    check_leads(state, person_id)
    if state.member(to) is None:
        raise Refusal(wording.THEY_ARE_NOT_IN_IT, who=named(to))
    if state.host_id == to:
        return state, ()
    changed = replace(pressed(state, person_id, now), host_id=to)
    return changed, (HostChanged(state.host_id, to),)


def _cohost(state: State, person_id: int, who: int, now: int) -> Step:
    check_leads(state, person_id)
    member = state.member(who)
    if member is None:
        raise Refusal(wording.THEY_ARE_NOT_IN_IT, who=named(who))
    changed = pressed(state, person_id, now)
    member = changed.member(who) or member
    changed = changed.with_person(replace(member, is_cohost=not member.is_cohost))
    return changed, (CohostChanged(who, not member.is_cohost),)
