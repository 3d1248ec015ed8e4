"""What can come of an event in a read-along. Times are milliseconds UTC; `by` is 0 for the clock."""

from msgspec import Struct

from bot.actions.readalong_events import How
from bot.store.readalong_state import Why


class Joined(Struct, frozen=True):
    person_id: int


class Left(Struct, frozen=True):
    person_id: int
    gone: bool


class Counted(Struct, frozen=True):
    """Somebody is ready."""

    person_id: int


class Noted(Struct, frozen=True):
    """Something about one person, which nobody else need see."""


class Opened(Struct, frozen=True):
    """A round with a page. Where the clock was late: since when it was due, and how many more parts were missed."""

    how: How
    by: int
    due_at: int | None = None
    missed: int = 0


class Talked(Struct, frozen=True):
    """A round to talk in, after a scene."""

    how: How
    by: int


class TakenBack(Struct, frozen=True):
    """The turn before was undone; the round is a new one."""

    by: int


class Stopped(Struct, frozen=True):
    why: Why
    by: int


class Resumed(Struct, frozen=True):
    by: int


class PaceChanged(Struct, frozen=True):
    by: int


class HostChanged(Struct, frozen=True):
    """`host_id` is 0 where nobody is left; `gone`: the one before has left the server."""

    was: int
    host_id: int
    gone: bool = False


class CohostChanged(Struct, frozen=True):
    person_id: int
    is_cohost: bool


class Announced(Struct, frozen=True):
    due_at: int


class Postponed(Struct, frozen=True):
    """Parts were missed while the bot was away, and the next one comes so soon that it waits for that."""

    missed: int
    due_at: int


class Extended(Struct, frozen=True):
    by: int
    due_at: int


class Moved(Struct, frozen=True):
    """A planned one begins at another time."""

    by: int
    begins_at: int


class Reminded(Struct, frozen=True):
    """A planned one begins soon."""

    begins_at: int


class Ended(Struct, frozen=True):
    """`finished`: the story has been read to its end."""

    by: int
    finished: bool


class Closed(Struct, frozen=True):
    """The end can no longer be taken back."""


class DueSoon(Struct, frozen=True):
    """At everybody's own pace: so many scenes are to be read by a time."""

    scenes: int
    due_at: int


class OldRound(Struct, frozen=True):
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
    | Closed
    | DueSoon
    | OldRound
)
