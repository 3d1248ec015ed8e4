"""Whatever happens between people, the clock and a bot that dies at any step: nobody misses a page, none comes twice
without saying so, and nobody is shown one that the group has not come to.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib.resources import files
from itertools import count
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.actions import editions, readalong, readalong_lane, readalong_lobby
from bot.actions import readalong_outbox as outbox
from bot.actions.desk import Desk
from bot.actions.readalong_events import (
    Begin,
    ChangePace,
    Event,
    HandOver,
    Join,
    Leave,
    Oops,
    Ready,
    Resume,
    Skip,
    Stop,
    TakeOver,
    TurnNow,
)
from bot.actions.refusals import Refusal
from bot.actions.request import Request
from bot.store import deadlines, posts
from bot.store import readalong as rows
from bot.store.library import EVERYWHERE, NewStory
from bot.store.migrations import migrate, read_migrations
from bot.store.readalong import Readalong
from bot.store.readalong_state import Pace, Phase, Turns, Why
from bot.store.transaction import SqliteTransaction, drive
from story.model import Block, Chapter, Scene, Story
from story.places import Place
from tests.actions.conftest import MINUTE, ROOM, SERVER

MIGRATIONS = read_migrations(files("migrations"))
NEW = NewStory("s" * 13, EVERYWHERE, "folder", "tale.txt", "")
NONCE = 180_000  # milliseconds for which Discord knows one
PEOPLE = range(1, 5)
LONG = " ".join(
    f"In scene {{0}} the lamp {lamp} went out, and nobody on the river saw." for lamp in range(80)
)
TALE = Story("Tale", "", "", (Chapter("", tuple(Scene((Block(LONG.format(n)),)) for n in range(5))),))

DESK = (
    Desk()
)  # what it keeps is the story's: cut anew for every evening, the pages would be all that takes time

people = st.sampled_from(PEOPLE)
paces = st.sampled_from(
    [
        Pace(Turns.HOST),
        Pace(Turns.EVERYONE),
        Pace(Turns.MAJORITY),
        Pace(Turns.TIMED, minutes=5),
        Pace(Turns.DAILY, minute=20 * 60, zone="Europe/Berlin", count=1),
    ]
)


class Died(Exception):
    """The process was killed."""


@dataclass
class Thread:
    """What Discord has: each message with the nonce of its post and its time, and the nonces that it remembers."""

    stands: list[tuple[str, int, str, Place, bool]] = field(default_factory=list)
    nonces: dict[str, int] = field(default_factory=dict)

    def takes(self, letter: outbox.Letter, now: int) -> None:
        post = letter.post
        if now - self.nonces.get(post.nonce, -NONCE) < NONCE:
            return
        self.nonces[post.nonce] = now
        self.stands.append((post.nonce, post.made_at, post.kind, post.place, letter.in_doubt))

    @property
    def pages(self) -> list[Place]:
        return [place for _, _, kind, place, _ in self.stands if kind in ("page", "leaf")]


class Evenings(RuleBasedStateMachine):
    """The rows are real; the process is what is lost when it dies."""

    @initialize(pace=paces, talk=st.sampled_from([0, 0, 5]), joined=st.integers(1, 4))
    def gathers(self, pace: Pace, talk: int, joined: int) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        self.connection.row_factory = sqlite3.Row
        migrate(self.connection, MIGRATIONS)
        self.tx, self.desk, self.ids = SqliteTransaction(self.connection), DESK, count(100)
        self.now, self.thread, self.skipped = 1_760_000_000_000, Thread(), set[Place]()
        drive(editions.put(self.tx, NEW, TALE, "", 0))
        gather = partial(readalong_lobby.gather, in_channel=True)
        one = drive(gather(self.tx, self.desk, self.request(1), None, pace, talk))
        self.id = one.readalong_id
        drive(readalong_lobby.lobby_stands(self.tx, self.desk, self.request(1), self.id, 1))
        for who in range(2, joined + 1):
            self.does(Join(who))
        self.does(Begin(1))

    def teardown(self) -> None:
        """In the end it goes on and everything is sent: then every page up to the horizon has been shown."""
        if not hasattr(self, "connection"):
            return
        with closing(self.connection):
            if self.one.state.phase is Phase.PAUSED:
                self.does(Resume(self.one.state.host_id or 1))
            self.sends()
            seen, horizon = set(self.thread.pages), self.one.state.horizon
            place: Place | None = Place(0, 0)
            while place is not None and place <= horizon:
                assert place in seen | self.skipped, f"nobody was shown {place}"
                place = drive(self.cut.page_after(self.tx, self.one.edition_id, place))

    def request(self, who: int) -> Request:
        self.now += 1  # no two do anything in the same millisecond
        return Request(SERVER, ROOM, who, next(self.ids), self.now)

    @property
    def one(self) -> Readalong:
        found = drive(rows.known(self.tx, self.id))
        assert found is not None
        return found

    @property
    def cut(self) -> Desk:
        return self.desk.cut(self.one.length)

    @contextmanager
    def transaction(self, *, dies: bool = False) -> Iterator[None]:
        """All or nothing; `dies`: before it is committed."""
        self.connection.execute("BEGIN")
        try:
            yield
            if dies:
                raise Died
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def does(self, event: Event, *, dies: bool = False) -> None:
        before = self.one.state
        try:
            with self.transaction(dies=dies):
                drive(readalong.does(self.tx, self.desk, self.request(event.person_id), self.id, event))  # type: ignore[union-attr]
        except Refusal:
            assert self.one.state == before
        except Died:
            assert self.one.state == before, "what was not committed never was"
        after = self.one.state
        assert after.round - before.round in (0, 1), "one event turns one page"
        if isinstance(event, Skip) and after.round > before.round:
            place = drive(self.cut.page_after(self.tx, self.one.edition_id, before.place))
            while place is not None and place < after.first:
                self.skipped.add(place)
                place = drive(self.cut.page_after(self.tx, self.one.edition_id, place))

    @rule(who=people, dies=st.booleans())
    def joins(self, who: int, dies: bool) -> None:
        self.does(Join(who), dies=dies)

    @rule(who=people)
    def leaves(self, who: int) -> None:
        self.does(Leave(who))

    @rule(who=people, back=st.sampled_from([0, 0, 0, 1]), dies=st.sampled_from([False, False, True]))
    def is_ready(self, who: int, back: int, dies: bool) -> None:
        self.does(Ready(who, max(0, self.one.state.round - back)), dies=dies)

    @rule(who=people, back=st.sampled_from([0, 0, 0, 1]), dies=st.sampled_from([False, False, True]))
    def turns(self, who: int, back: int, dies: bool) -> None:
        self.does(TurnNow(who, max(0, self.one.state.round - back)), dies=dies)

    @rule(who=people, event=st.sampled_from([Oops, Skip]))
    def goes_elsewhere(self, who: int, event: Any) -> None:
        self.does(event(who, self.one.state.round))

    @rule(who=people, event=st.sampled_from([Stop, Resume, Resume, TakeOver]))
    def leads(self, who: int, event: Any) -> None:
        self.does(event(who))

    @rule(who=people, to=people)
    def hands_over(self, who: int, to: int) -> None:
        self.does(HandOver(who, to))

    @rule(who=people, pace=paces)
    def changes_pace(self, who: int, pace: Pace) -> None:
        self.does(ChangePace(who, pace, 0))

    @rule(minutes=st.one_of(st.integers(0, 6), st.integers(0, 3000)), dies=st.booleans())
    def time_passes(self, minutes: int, dies: bool) -> None:
        """And the clock does what is due, the oldest first; `dies`: in the middle of the first, and comes back."""
        self.now += minutes * MINUTE + 1
        before = self.one.state.round
        for each in drive(deadlines.due(self.tx, self.now, 10)):
            if dies:
                try:
                    with self.transaction(dies=True):
                        drive(outbox.fire(self.tx, self.desk, each, self.now))
                except Died:
                    dies = False
            for _ in range(2):  # two processes may have read it
                with self.transaction():
                    drive(outbox.fire(self.tx, self.desk, each, self.now))
        assert self.one.state.round - before in (0, 1), "one part, however long it was away"

    @rule(most=st.integers(1, 4))
    def sends(self, most: int = 1_000) -> None:
        for _ in range(most):
            with self.transaction():
                letter = drive(outbox.next_letter(self.tx, self.desk, self.id, self.now))
            if letter is None:
                return
            self.thread.takes(letter, self.now)
            with self.transaction():
                drive(outbox.sent(self.tx, letter.post, ROOM, next(self.ids), self.now))

    @rule(arrives=st.booleans(), minutes=st.sampled_from([0, 0, 1, 4, 600]))
    def dies_while_it_sends(self, arrives: bool, minutes: int) -> None:
        """Before Discord has it, or before that is written down; it comes back so many minutes later."""
        with self.transaction():
            letter = drive(outbox.next_letter(self.tx, self.desk, self.id, self.now))
        if letter and arrives:
            self.thread.takes(letter, self.now)
        self.now += minutes * MINUTE

    @rule(why=st.sampled_from([Why.NOT_ALLOWED, Why.THREAD_LOCKED, Why.REFUSED]))
    def is_refused(self, why: Why) -> None:
        """Discord takes nothing there."""
        with self.transaction():
            letter = drive(outbox.next_letter(self.tx, self.desk, self.id, self.now))
        if letter:
            with self.transaction():
                drive(outbox.failed(self.tx, self.desk, letter.post, why, self.now))

    @rule(who=people, scene=st.integers(0, 6), at=st.integers(0, 9_000))
    def reads_elsewhere(self, who: int, scene: int, at: int) -> None:
        """A guessed page, in the lane of one who catches up."""
        with self.transaction():
            ask = partial(readalong_lane.leaf, has_read=False)
            lane = drive(ask(self.tx, self.desk, self.request(who), self.id, Place(scene, at)))
        horizon = self.one.state.horizon
        if lane.sheet is not None:
            assert lane.sheet.place <= horizon, "nobody is shown what the group has not come to"
        assert lane.forth is None or lane.forth <= horizon

    @invariant()
    def no_page_comes_twice_unsaid(self) -> None:
        made = [at for _, at, kind, _, _ in self.thread.stands if kind in ("page", "leaf")]
        assert made == sorted(made), "in the order in which they were written down"
        for earlier, later in zip(self.thread.stands, self.thread.stands[1:], strict=False):
            assert earlier[0] != later[0] or later[-1], "whoever was interrupted says so"

    @invariant()
    def a_deadline_is_waited_for_wherever_the_clock_turns(self) -> None:
        state = self.one.state
        if state.phase is Phase.READING and state.pace.turns in (Turns.TIMED, Turns.DAILY):
            assert drive(deadlines.earliest(self.tx)) is not None

    @invariant()
    def what_is_written_down_waits_or_stands(self) -> None:
        waiting = drive(posts.to_send(self.tx, self.id))
        if waiting is None and self.one.state.phase is Phase.READING:
            assert self.one.state.place in self.thread.pages, "the page of this round was shown"


ASKED = os.environ.get(
    "LAMPLIGHT_EVENINGS", ""
)  # how many, and others every time; without it always the same
Evenings.TestCase.settings = settings(
    max_examples=int(ASKED or 80) // 4,
    stateful_step_count=40,
    deadline=None,
    derandomize=not ASKED,
    suppress_health_check=[HealthCheck.too_slow],
)
test_any_evening = Evenings.TestCase
