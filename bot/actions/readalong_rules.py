"""What a read-along goes by: when a page is turned, what is due when, and who hosts next."""

from collections.abc import Sequence

from msgspec import Struct

from bot.actions.readalong_events import Kind
from bot.store.readalong_state import NOBODY, Participant, Phase, State, Turns
from bot.when.wall_time import next_daily

MINUTE = 60_000  # milliseconds
HOUR = 60 * MINUTE
DAY = 24 * HOUR
NOBODY_VOTES = (Turns.HOST, Turns.DAILY, Turns.OWN)
OOPS = 30_000  # for so long a turn can be taken back
REMINDED = 15 * MINUTE  # before a planned one begins
LATE = MINUTE  # later than this is told
NEARLY = 6 * HOUR  # a missed daily part that is this near to the next one waits for it
HOST_AWAY = 30 * MINUTE  # without a press of the host's, another may take over
IDLE_ROUNDS = 8  # timed pages that nobody pressed anything on, until it waits for somebody
ANNOUNCED_FROM = 2  # minutes a page: shorter ones are not announced


class Due(Struct, frozen=True):
    """What a state waits for."""

    kind: Kind
    at: int


class DueDate(Struct, frozen=True):
    """At everybody's own pace: so many scenes are to be read by a time, of which is reminded before."""

    scenes: int
    at: int
    remind_at: int


def due_dates(state: State) -> list[DueDate]:
    """So many scenes every so many days, from the beginning on; none where the pace names no days."""
    pace, began = state.pace, state.began_at
    if not (state.is_own and pace.minutes and state.scenes) or began is None:
        return []
    before = DAY if pace.minutes > 1 else DAY // 4
    ends = range(pace.count, state.scenes + pace.count, pace.count)
    times = [began + number * pace.minutes * DAY for number in range(1, len(ends) + 1)]
    return [DueDate(min(end, state.scenes), at, at - before) for end, at in zip(ends, times, strict=True)]


def deadlines(state: State) -> tuple[Due, ...]:
    """What the clock has to do for a state, and when; it follows from the state alone."""
    pace = state.pace
    if state.phase is Phase.LOBBY:
        return _planned(state.begins_at) if state.begins_at is not None else ()
    if state.phase is Phase.ENDED:
        return (Due(Kind.CLOSE, (state.ended_at or 0) + OOPS),) if state.undo else ()
    if state.phase is Phase.TALKING:
        return (Due(Kind.TALKED, state.timed_from + state.talk_minutes * MINUTE),)
    if state.phase is not Phase.READING:
        return ()
    if pace.turns is Turns.DAILY:
        return (Due(Kind.TURN, next_daily(state.timed_from, pace.minute, pace.zone)),)
    if state.is_own:
        return tuple(Due(Kind.DUE, at) for at in _reminders(state)[:1])
    if pace.turns is not Turns.TIMED:
        return ()
    turn = state.timed_from + pace.minutes * MINUTE
    announced = (Due(Kind.ANNOUNCE, turn - MINUTE),) if pace.minutes >= ANNOUNCED_FROM else ()
    return (*announced, Due(Kind.TURN, turn))


def _reminders(state: State) -> list[int]:
    """Those that have not been given."""
    return [each.remind_at for each in due_dates(state) if each.remind_at > state.timed_from]


def _planned(begins_at: int) -> tuple[Due, ...]:
    return Due(Kind.REMIND, begins_at - REMINDED), Due(Kind.BEGIN, begins_at)


def next_turn(state: State) -> int | None:
    """When the clock turns the page; None where it does not."""
    return next((due.at for due in deadlines(state) if due.kind in (Kind.TURN, Kind.TALKED)), None)


def is_ready(state: State) -> bool:
    """Whether the ready votes turn the page. Away people never block; a pause to talk ends by votes as well."""
    if state.phase not in (Phase.READING, Phase.TALKING) or state.pace.turns in NOBODY_VOTES:
        return False
    ready, present = len(state.ready), len(state.present)
    if ready < max(1, min(state.pace.quorum, len(state.members))):
        return False
    return 2 * ready > present if state.pace.turns is Turns.MAJORITY else ready >= present


def is_idle(state: State) -> bool:
    """Whether pages have gone by for long without anybody."""
    newest = max((each.active_round for each in state.members), default=0)
    return state.round - newest >= IDLE_ROUNDS


def successor(state: State) -> int:
    """Who hosts when the host has gone: who has been there longest, of the co-hosts, else of all; else nobody."""
    members: Sequence[Participant] = state.members
    here = {each.person_id for each in state.present}
    order = sorted(members, key=lambda each: (not each.is_cohost, each.person_id not in here, each.joined_at))
    return order[0].person_id if order else NOBODY


def host_is_away(state: State, now: int) -> bool:
    """Whether another may take over."""
    host = state.member(state.host_id)
    return host is None or now - host.pressed_at >= HOST_AWAY
