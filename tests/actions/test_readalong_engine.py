"""No order of joins, leaves, readies, ticks and restarts loses a turn, turns twice or gives away a page."""

import os

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from bot.actions.readalong_engine import step
from bot.actions.readalong_events import (
    Begin,
    ChangePace,
    Corrected,
    End,
    Event,
    Extend,
    HandOver,
    HaveRead,
    Join,
    Kind,
    Leave,
    MakeCohost,
    Oops,
    Part,
    PlanFor,
    Ready,
    Resume,
    Skip,
    Stop,
    TakeOver,
    Tick,
    Trouble,
    TurnNow,
)
from bot.actions.readalong_happened import Ended, Happened, Opened, TakenBack, Talked
from bot.actions.readalong_people import taking_part
from bot.actions.readalong_rules import OOPS, deadlines, is_ready
from bot.actions.refusals import Refusal
from bot.store.readalong_state import (
    NOBODY,
    NOTHING_READ,
    OUT_OF_REACH,
    Pace,
    Pause,
    Phase,
    Spot,
    State,
    Turns,
    Why,
)
from story.places import Place

SCENES = 4
PAGES = [Place(scene, page * 100) for scene in range(SCENES) for page in range(3)]
PEOPLE = range(1, 6)
TURNED = (Opened, Talked, TakenBack, Ended)

people = st.sampled_from(PEOPLE)
rounds_back = st.sampled_from([0, 0, 0, 0, 1, 2, -1])
paces = st.one_of(
    st.builds(Pace, st.sampled_from([Turns.HOST, Turns.EVERYONE, Turns.MAJORITY]), quorum=st.integers(0, 4)),
    st.builds(Pace, st.just(Turns.TIMED), minutes=st.integers(1, 20)),
    st.builds(
        Pace,
        st.just(Turns.DAILY),
        minute=st.integers(0, 1439),
        zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]),
    ),
)
own = st.builds(Pace, st.just(Turns.OWN), minutes=st.integers(0, 3), count=st.integers(1, 3))


def after(place: Place) -> Part | None:
    number = PAGES.index(place) + 1
    return Part(PAGES[number], PAGES[number]) if number < len(PAGES) else None


class Evening(RuleBasedStateMachine):
    """`seen` is every page that was shown, and `turns` how often the page was turned."""

    @initialize(
        pace=st.one_of(paces, paces, paces, own),
        talk=st.sampled_from([0, 0, 5]),
        joined=st.integers(1, 4),
        begun=st.integers(0, 4),
    )
    def gathers(self, pace: Pace, talk: int, joined: int, begun: int) -> None:
        self.now = 1_760_000_000_000
        alone = State(Phase.LOBBY, 1, pace, talk_minutes=talk, scenes=SCENES)
        self.state, _ = taking_part(alone, 1, self.now)
        self.seen: list[Place] = []
        for who in range(2, joined + 1):
            self.happens(Join(who))
        if begun:
            self.happens(Begin(1))

    def ahead(self, event: Event) -> Part | None:
        state = self.state
        if state.phase is Phase.LOBBY:
            return Part(PAGES[0], PAGES[0])
        if state.is_own:
            return Part(PAGES[-1], PAGES[-1])
        if isinstance(event, Skip):
            start = Place(state.place.scene + 1, 0)
            return Part(start, start) if start in PAGES else None
        return after(state.place)

    def happens(self, event: Event) -> tuple[Happened, ...]:
        before = self.state
        try:
            self.state, happened = step(before, event, self.now, self.ahead(event))
        except Refusal:
            return ()
        turns = [each for each in happened if isinstance(each, TURNED)]
        assert len(turns) <= 1, "one event turns one page"
        opened = [each for each in turns if not isinstance(each, Ended)]
        assert self.state.round == before.round + len(opened), "a round for each turn, and none without"
        if opened and self.state.phase is Phase.READING:
            self.seen.append(self.state.place)
        if before.phase is Phase.ENDED and self.state.phase is not Phase.ENDED:
            assert any(isinstance(each, TakenBack) for each in turns)
            assert self.now - (before.ended_at or 0) <= OOPS, "an end stands after half a minute"
            assert self.state.place == before.place
        if not turns and before.phase is not Phase.LOBBY:
            assert self.state.place == before.place, "nobody else moves the group"
        return happened

    @rule(who=people)
    def joins(self, who: int) -> None:
        assert not any(isinstance(each, TURNED) for each in self.happens(Join(who))), (
            "a latecomer moves nobody"
        )

    @rule(who=people, minutes=st.integers(1, 60))
    def plans(self, who: int, minutes: int) -> None:
        self.happens(PlanFor(who, self.now + minutes * 60_000))

    @rule(place=st.integers(0, len(PAGES) - 1), shows=st.booleans())
    def is_corrected(self, place: int, shows: bool) -> None:
        """Pages have moved by one, or not; nobody gets ahead of the group by that."""
        state = self.state
        if state.phase in (Phase.LOBBY, Phase.ENDED) or state.horizon not in PAGES:
            return
        to = PAGES[min(place, PAGES.index(state.place))]
        ends = PAGES[-1] if state.is_own else max(to, state.horizon)
        read = {each.person_id: min(each.read, ends) for each in state.people}
        self.state, happened = step(state, Corrected(to, to, state.horizon, read, shows), self.now, None)
        assert len(happened) <= 1
        assert self.state.round - state.round == len(happened)
        assert self.state.place == to
        if happened:
            self.seen.append(to)

    @rule(who=people, gone=st.booleans())
    def leaves(self, who: int, gone: bool) -> None:
        before = self.state
        self.happens(Leave(who, gone))
        state = self.state
        if before.is_own and before.phase is Phase.READING and before.member(who) and state.members:
            done = all(each.read >= PAGES[-1] for each in state.members)
            assert done == (state.phase is Phase.ENDED), "nobody waits for who has left"

    @rule(who=people)
    def begins(self, who: int) -> None:
        self.happens(Begin(who))

    @rule(who=people, back=rounds_back)
    def is_ready(self, who: int, back: int) -> None:
        before = self.state
        self.happens(Ready(who, max(0, self.state.round - back)))
        if back > 0 and before.round >= back:
            assert self.state == before, "a late press changes nothing"

    @rule(who=people, back=rounds_back)
    def turns(self, who: int, back: int) -> None:
        before = self.state
        happened = self.happens(TurnNow(who, max(0, self.state.round - back)))
        if any(isinstance(each, TURNED) for each in happened):
            assert before.may_lead(who)

    @rule(who=people, back=rounds_back)
    def takes_back(self, who: int, back: int) -> None:
        self.happens(Oops(who, max(0, self.state.round - back)))

    @rule(who=people)
    def skips(self, who: int) -> None:
        self.happens(Skip(who, self.state.round))

    @rule(who=people)
    def pauses(self, who: int) -> None:
        self.happens(Stop(who))

    @rule(who=people)
    def resumes(self, who: int) -> None:
        self.happens(Resume(who))

    @rule(who=people, pace=st.one_of(paces, paces, own), talk=st.sampled_from([0, 5]))
    def changes_pace(self, who: int, pace: Pace, talk: int) -> None:
        before = self.state
        self.happens(ChangePace(who, pace, talk))
        if before.phase is not Phase.LOBBY:
            assert self.state.is_own == before.is_own, "together or each alone, to the end"

    @rule(who=people, to=people)
    def hands_over(self, who: int, to: int) -> None:
        self.happens(HandOver(who, to))

    @rule(who=people, to=people)
    def names_a_cohost(self, who: int, to: int) -> None:
        self.happens(MakeCohost(who, to))

    @rule(who=people)
    def takes_over(self, who: int) -> None:
        self.happens(TakeOver(who))

    @rule(who=people, minutes=st.integers(1, 10))
    def extends(self, who: int, minutes: int) -> None:
        self.happens(Extend(who, minutes))

    @rule(who=people, place=st.sampled_from(PAGES), caught_up=st.booleans())
    def has_read(self, who: int, place: Place, caught_up: bool) -> None:
        happened = self.happens(HaveRead(who, place, caught_up))
        turned = [each for each in happened if isinstance(each, TURNED)]
        if turned:
            assert self.state.is_own, "who catches up moves nobody"
            assert all(each.read == PAGES[-1] for each in self.state.members), "it ends when all have read it"

    @rule(why=st.sampled_from([*OUT_OF_REACH, Why.STORY_GONE]))
    def gets_into_trouble(self, why: Why) -> None:
        self.happens(Trouble(why))

    @rule(who=people, sure=st.integers(0, 9))
    def ends(self, who: int, sure: int) -> None:
        if sure == 0:
            self.happens(End(who))

    @rule(minutes=st.one_of(st.integers(0, 3), st.integers(0, 3000)))
    def time_passes(self, minutes: int) -> None:
        """The clock comes when it comes, and fires each deadline of the rows it found, twice after a crash."""
        due = deadlines(self.state)
        self.now += minutes * 60_000
        for each in due:
            if each.at <= self.now:
                self.happens(Tick(each.kind, each.at))
                if each not in deadlines(self.state):
                    before = self.state
                    self.happens(Tick(each.kind, each.at))
                    assert self.state == before, "a deadline is done once"

    @rule()
    def restarts(self) -> None:
        """All that is kept of a state is text and numbers."""
        state = self.state
        self.state = replace(
            state,
            pace=Pace.load(state.pace.dump()),
            undo=Spot.load(state.undo.dump()) if state.undo else None,
            pause=Pause.load(state.pause.dump()) if state.pause else None,
        )
        assert self.state == state

    @invariant()
    def no_page_is_skipped_unseen(self) -> None:
        """Every page up to the horizon was shown, or skipped by the host on purpose."""
        if self.seen:
            assert self.state.horizon == max(self.seen)
            assert self.state.place <= self.state.horizon

    @invariant()
    def nobody_has_read_beyond_the_horizon(self) -> None:
        for each in self.state.people:
            assert self.state.is_own or each.read == NOTHING_READ or each.read <= self.state.horizon

    @invariant()
    def no_turn_is_lost(self) -> None:
        """What the votes decide is done at once, so no press can wait for another event."""
        assert not is_ready(self.state)

    @invariant()
    def somebody_hosts_as_long_as_anybody_is_there(self) -> None:
        state = self.state
        if state.phase is not Phase.ENDED:
            assert (state.host_id == NOBODY) == (not state.members)
            assert state.host_id == NOBODY or state.member(state.host_id)

    @invariant()
    def what_is_paused_or_over_waits_for_nothing(self) -> None:
        """But an end that was turned to waits until it stands."""
        if self.state.phase is Phase.PAUSED:
            assert deadlines(self.state) == ()
        if self.state.phase is Phase.ENDED:
            assert [each.kind for each in deadlines(self.state)] == [Kind.CLOSE] * bool(self.state.undo)
        assert (self.state.phase is Phase.PAUSED) == (self.state.pause is not None)


Evening.TestCase.settings = settings(
    max_examples=int(os.environ.get("LAMPLIGHT_EVENINGS", "80")), stateful_step_count=60, deadline=None
)
test_any_order_of_events = Evening.TestCase
