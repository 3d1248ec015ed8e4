"""What can befall a read-along."""

import enum
from collections.abc import Mapping

from msgspec import Struct

from bot.store.readalong_state import Pace, Why
from story.places import Place


class Kind(enum.StrEnum):
    """What a deadline is for; the values are stored."""

    REMIND = "remind"  # a planned one begins soon
    BEGIN = "begin"  # a planned one begins
    ANNOUNCE = "announce"  # the next page comes in a minute
    TURN = "turn"
    DUE = "due"  # at everybody's own pace scenes are to be read soon
    CLOSE = "close"  # the end can no longer be taken back
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


class Part(Struct, frozen=True):
    """What a turn would show: from the page that begins at `first` to the one that begins at `last`."""

    first: Place
    last: Place


# Events. A press names the round it was drawn for.


class Join(Struct, frozen=True):
    person_id: int


class Leave(Struct, frozen=True):
    """`gone`: they have left the server, and did not say so themselves."""

    person_id: int
    gone: bool = False


class Begin(Struct, frozen=True):
    person_id: int


class Ready(Struct, frozen=True):
    person_id: int
    round: int


class TurnNow(Struct, frozen=True):
    person_id: int
    round: int


class Oops(Struct, frozen=True):
    person_id: int
    round: int


class Stop(Struct, frozen=True):
    """Pause it."""

    person_id: int


class Resume(Struct, frozen=True):
    person_id: int


class ChangePace(Struct, frozen=True):
    person_id: int
    pace: Pace
    talk_minutes: int


class HandOver(Struct, frozen=True):
    person_id: int
    to: int


class MakeCohost(Struct, frozen=True):
    """A co-host who is named again is one no more."""

    person_id: int
    who: int


class TakeOver(Struct, frozen=True):
    """A participant wants to host in place of one who has been away."""

    person_id: int


class Skip(Struct, frozen=True):
    """Go on at once with the part that `step` is given, whatever the pace."""

    person_id: int
    round: int


class Extend(Struct, frozen=True):
    person_id: int
    minutes: int


class End(Struct, frozen=True):
    person_id: int


class HaveRead(Struct, frozen=True):
    """Somebody has read as far as a page, for themselves; `caught_up`: they are with the group again."""

    person_id: int
    place: Place
    caught_up: bool = False


class BeNamed(Struct, frozen=True):
    """Somebody may be named at the end, or rather not."""

    person_id: int
    named: bool


class PlanFor(Struct, frozen=True):
    """The host moves a lobby to a time, in milliseconds UTC."""

    person_id: int
    begins_at: int


class Trouble(Struct, frozen=True):
    """It cannot go on where it is."""

    why: Why


class Corrected(Struct, frozen=True):
    """A corrected edition: where everything is in it. `shows`: the words have changed, so the page is shown again."""

    first: Place
    place: Place
    horizon: Place
    read: Mapping[int, Place]
    shows: bool


class Tick(Struct, frozen=True):
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
