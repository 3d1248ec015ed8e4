"""What can come of an event in a read-along. Times are milliseconds UTC; `by` is 0 for the clock."""

from dataclasses import dataclass

from bot.actions.readalong_events import How
from bot.store.readalong_state import Why


@dataclass(frozen=True, slots=True)
class Joined:
    person_id: int


@dataclass(frozen=True, slots=True)
class Left:
    person_id: int
    gone: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """Somebody is ready."""

    person_id: int


@dataclass(frozen=True, slots=True)
class Noted:
    """Something about one person, which nobody else need see."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A round with a page. Where the clock was late: since when it was due, and how many more parts were missed."""

    how: How
    by: int
    due_at: int | None = None
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Talked:
    """A round to talk in, after a scene."""

    how: How
    by: int


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The turn before was undone; the round is a new one."""

    by: int


@dataclass(frozen=True, slots=True)
class Stopped:
    why: Why
    by: int


@dataclass(frozen=True, slots=True)
class Resumed:
    by: int


@dataclass(frozen=True, slots=True)
class PaceChanged:
    by: int


@dataclass(frozen=True, slots=True)
class HostChanged:
    """`host_id` is 0 where nobody is left; `gone`: the one before has left the server."""

    was: int
    host_id: int
    gone: bool = False


@dataclass(frozen=True, slots=True)
class CohostChanged:
    person_id: int
    is_cohost: bool


@dataclass(frozen=True, slots=True)
class Announced:
    due_at: int


@dataclass(frozen=True, slots=True)
class Postponed:
    """Parts were missed while the bot was away, and the next one comes so soon that it waits for that."""

    missed: int
    due_at: int


@dataclass(frozen=True, slots=True)
class Extended:
    by: int
    due_at: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A planned one begins at another time."""

    by: int
    begins_at: int


@dataclass(frozen=True, slots=True)
class Reminded:
    """A planned one begins soon."""

    begins_at: int


@dataclass(frozen=True, slots=True)
class Ended:
    """`finished`: the story has been read to its end."""

    by: int
    finished: bool


@dataclass(frozen=True, slots=True)
class OldRound:
    """A press for a round that is over: its presser is told where the group is."""


Happened = (
    Joined
    | Left
    | Counted
    | Noted
    | Opened
    | Talked
    | TakenBack
    | Stopped
    | Resumed
    | PaceChanged
    | HostChanged
    | CohostChanged
    | Announced
    | Postponed
    | Extended
    | Moved
    | Reminded
    | Ended
    | OldRound
)
