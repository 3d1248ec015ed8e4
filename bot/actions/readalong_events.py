"""What can befall a read-along."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from bot.store.readalong_state import Pace, Why
from story.places import Place


class Kind(enum.StrEnum):
    """What a deadline is for; the values are stored."""

    REMIND = "remind"  # a planned one begins soon
    BEGIN = "begin"  # a planned one begins
    ANNOUNCE = "announce"  # the next page comes in a minute
    TURN = "turn"
    TALKED = "talked"  # the pause to talk is over


class How(enum.StrEnum):
    """How a round came to be; the values are stored."""

    BEGIN = "begin"
    HOST = "host"
    READY = "ready"
    TIME = "time"
    OOPS = "oops"
    SKIP = "skip"
    EDITION = "edition"
    END = "end"


@dataclass(frozen=True, slots=True)
class Part:
    """What a turn would show: from the page that begins at `first` to the one that begins at `last`."""

    first: Place
    last: Place


# Events. A press names the round it was drawn for.


@dataclass(frozen=True, slots=True)
class Join:
    person_id: int


@dataclass(frozen=True, slots=True)
class Leave:
    """`gone`: they have left the server, and did not say so themselves."""

    person_id: int
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Begin:
    person_id: int


@dataclass(frozen=True, slots=True)
class Ready:
    person_id: int
    round: int


@dataclass(frozen=True, slots=True)
class TurnNow:
    person_id: int
    round: int


@dataclass(frozen=True, slots=True)
class Oops:
    person_id: int
    round: int


@dataclass(frozen=True, slots=True)
class Stop:
    """Pause it."""

    person_id: int


@dataclass(frozen=True, slots=True)
class Resume:
    person_id: int


@dataclass(frozen=True, slots=True)
class ChangePace:
    person_id: int
    pace: Pace
    talk_minutes: int


@dataclass(frozen=True, slots=True)
class HandOver:
    person_id: int
    to: int


@dataclass(frozen=True, slots=True)
class MakeCohost:
    """A co-host who is named again is one no more."""

    person_id: int
    who: int


@dataclass(frozen=True, slots=True)
class TakeOver:
    """A participant wants to host in place of one who has been away."""

    person_id: int


@dataclass(frozen=True, slots=True)
class Skip:
    """Go on at once with the part that `step` is given, whatever the pace."""

    person_id: int
    round: int


@dataclass(frozen=True, slots=True)
class Extend:
    person_id: int
    minutes: int


@dataclass(frozen=True, slots=True)
class End:
    person_id: int


@dataclass(frozen=True, slots=True)
class HaveRead:
    """Somebody has read as far as a page, for themselves; `caught_up`: they are with the group again."""

    person_id: int
    place: Place
    caught_up: bool = False


@dataclass(frozen=True, slots=True)
class BeNamed:
    """Somebody may be named at the end, or rather not."""

    person_id: int
    named: bool


@dataclass(frozen=True, slots=True)
class PlanFor:
    """The host moves a lobby to a time, in milliseconds UTC."""

    person_id: int
    begins_at: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """It cannot go on where it is."""

    why: Why


@dataclass(frozen=True, slots=True)
class Corrected:
    """A corrected edition: where everything is in it. `shows`: the words have changed, so the page is shown again."""

    first: Place
    place: Place
    horizon: Place
    read: Mapping[int, Place]
    shows: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A deadline is due, or was some time ago."""

    kind: Kind
    due_at: int


Event = (
    Join
    | Leave
    | Begin
    | Ready
    | TurnNow
    | Oops
    | Stop
    | Resume
    | ChangePace
    | HandOver
    | MakeCohost
    | TakeOver
    | Skip
    | Extend
    | End
    | HaveRead
    | BeNamed
    | PlanFor
    | Trouble
    | Corrected
    | Tick
)
