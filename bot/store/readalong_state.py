"""What a read-along is: its phase, its round and place, who takes part, and what turns its page."""

import enum
import json

from msgspec import Struct
from msgspec.structs import asdict, replace

from story.places import Place

NOBODY = 0  # the person id of the clock, and of a host who is missing
NOTHING_READ = Place(-1, 0)
START = Place(0, 0)


class Phase(enum.StrEnum):
    """Where a read-along is in its life; the values are stored."""

    LOBBY = "lobby"
    READING = "reading"
    TALKING = "talking"
    PAUSED = "paused"
    ENDED = "ended"


class Turns(enum.StrEnum):
    """What turns the page; the values are stored."""

    HOST = "host"
    EVERYONE = "everyone"
    MAJORITY = "majority"
    TIMED = "timed"
    DAILY = "daily"
    OWN = "own"


class Unit(enum.StrEnum):
    """What a part of a daily read-along is counted in."""

    SCENES = "scenes"
    PAGES = "pages"


class Why(enum.StrEnum):
    """Why a read-along is paused; the values are stored."""

    ASKED = "asked"
    EMPTY = "empty"  # everybody has left
    IDLE = "idle"  # pages went by and nobody pressed anything
    THREAD_GONE = "thread gone"
    THREAD_LOCKED = "thread locked"
    NOT_ALLOWED = "not allowed"  # a permission is missing
    AGE_GATE = "age gate"  # for adults, and the channel is no longer marked as theirs
    STORY_GONE = "story gone"
    REFUSED = "refused"  # Discord did not take a page, and would not the next time


OUT_OF_REACH = (Why.THREAD_GONE, Why.THREAD_LOCKED, Why.NOT_ALLOWED, Why.AGE_GATE, Why.REFUSED)


class Pace(Struct, frozen=True):
    """`minutes` is for timed; `minute` (of the day), `zone`, `count` and `unit` are for daily.

    For own, `count` scenes are due every `minutes` days; 0: no due dates.

    `quorum`: so many at least must be ready before ready votes turn a page (all, where fewer take part).
    """

    turns: Turns = Turns.EVERYONE
    minutes: int = 0
    minute: int = 0
    zone: str = ""
    count: int = 1
    unit: Unit = Unit.SCENES
    quorum: int = 0

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> "Pace":
        kept = json.loads(text)
        return cls(**{**kept, "turns": Turns(kept["turns"]), "unit": Unit(kept["unit"])})


class Participant(Struct, frozen=True):
    """Somebody who takes part; `read` is the last page they are known to have read."""

    person_id: int
    joined_at: int
    pressed_at: int
    active_round: int
    ready_round: int = 0
    read: Place = NOTHING_READ
    is_cohost: bool = False
    is_named: bool = False
    left_at: int | None = None

    @property
    def has_read(self) -> bool:
        """Whether they took part in what was read: who left counts, unless they left at once."""
        return self.left_at is None or self.ready_round > 0 or self.read != NOTHING_READ


class Spot(Struct, frozen=True):
    """What a round shows: its first page and its last, or a pause to talk after that page."""

    phase: Phase
    first: Place
    place: Place

    def dump(self) -> str:
        return json.dumps([self.phase, self.first.scene, self.first.at, self.place.scene, self.place.at])

    @classmethod
    def load(cls, text: str) -> "Spot":
        phase, *at = json.loads(text)
        return cls(Phase(phase), Place(at[0], at[1]), Place(at[2], at[3]))


class Pause(Struct, frozen=True):
    """Why it is paused, what it goes on with, and how much of the time was gone: milliseconds since `timed_from`."""

    why: Why
    phase: Phase
    gone: int
    since: int

    def dump(self) -> str:
        return json.dumps([self.why, self.phase, self.gone, self.since])

    @classmethod
    def load(cls, text: str) -> "Pause":
        why, phase, gone, since = json.loads(text)
        return cls(Why(why), Phase(phase), gone, since)


class State(Struct, frozen=True):
    """All that changes while a read-along lives; times are milliseconds UTC. `people` stand as they joined.

    `revision` grows by one with every change that is saved; `round` counts the shared pages, from 1. `scenes` is how
    many the story has, where everybody reads for themselves.
    """

    phase: Phase
    host_id: int
    pace: Pace
    people: tuple[Participant, ...] = ()
    revision: int = 1
    round: int = 0
    first: Place = START
    place: Place = START
    horizon: Place = NOTHING_READ
    talk_minutes: int = 0
    begins_at: int | None = None
    began_at: int | None = None
    ended_at: int | None = None
    opened_at: int = 0
    timed_from: int = 0
    turned_by: int = NOBODY
    undo: Spot | None = None
    pause: Pause | None = None
    scenes: int = 0

    @property
    def spot(self) -> Spot:
        return Spot(self.phase, self.first, self.place)

    @property
    def members(self) -> tuple[Participant, ...]:
        """Who takes part and has not left."""
        return tuple(each for each in self.people if each.left_at is None)

    def member(self, person_id: int) -> Participant | None:
        return next((each for each in self.members if each.person_id == person_id), None)

    def with_person(self, person: Participant) -> "State":
        """With somebody in the place of their older self, or as the last who came."""
        known = any(each.person_id == person.person_id for each in self.people)
        kept = tuple(person if each.person_id == person.person_id else each for each in self.people)
        return replace(self, people=kept if known else (*self.people, person))

    @property
    def is_own(self) -> bool:
        """Whether everybody reads for themselves."""
        return self.pace.turns is Turns.OWN

    @property
    def present(self) -> tuple[Participant, ...]:
        """Who pressed something in this round or the one before; the others are away, and block nothing."""
        return tuple(each for each in self.members if each.active_round >= self.round - 1)

    @property
    def ready(self) -> tuple[Participant, ...]:
        """Who has said that they have finished this round's page."""
        return tuple(each for each in self.members if self.round > 0 and each.ready_round == self.round)

    def may_lead(self, person_id: int) -> bool:
        """Whether somebody is the host or a co-host."""
        member = self.member(person_id)
        return member is not None and (person_id == self.host_id or member.is_cohost)
