"""No shard is ever looked after by two, and a dead process's are taken over in time, whatever the order of things."""

import asyncio
from itertools import accumulate, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.actions import shards
from bot.actions.shards import LEASE, Me, look, look_at
from bot.fleet import SURE
from bot.store.database import Store, StoreError
from bot.store.postgresql import presence
from bot.store.shards import Session, identifies, last_identified
from tests.postgresql import Server

COUNT = 5
IN_TIME = 30_000  # milliseconds within which a dead process's shards have another
EVERY = 1_000  # milliseconds between two looks
MIGRATIONS = Path(__file__).parents[2] / "migrations"


class Believer:
    """A process as fleet.py is one: it lets go by itself when it has not reached the database for SURE."""

    def __init__(self, name: str, homes: tuple[int, ...]) -> None:
        self.me = Me(name, COUNT, homes)
        self.held: set[int] = set()
        self.looked_at = 0
        self.reaches_it = True

    def believes(self, now: int) -> set[int]:
        return self.held if now - self.looked_at < SURE * 1_000 else set()


class Fleet(RuleBasedStateMachine):
    @initialize()
    def opens(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.folder = TemporaryDirectory()
        self.store = self.loop.run_until_complete(Store.open(Path(self.folder.name) / "a.db", MIGRATIONS))
        self.now = 1_760_000_000_000
        self.living: list[Believer] = []
        self.born = 0
        self.free_since: dict[int, int] = {}

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.loop.run_until_complete(self.store.close())
            self.loop.close()
            self.folder.cleanup()

    def _looks(self, one: Believer) -> None:
        sessions = {shard: Session(f"{one.me.process_id} {shard}", 1, "ws://") for shard in one.held}
        standing = self.loop.run_until_complete(self.store.write(look_at, one.me, sessions, self.now))
        one.looked_at = self.now
        for shard in standing.surplus:
            self.loop.run_until_complete(self.store.write(shards.release, one.me, shard, None))
        one.held = set(standing.held - standing.surplus)

    @precondition(lambda self: len(self.living) < 4)
    @rule(homes=st.sampled_from([(), (), (0,), (1, 2)]))
    def begins(self, homes: tuple[int, ...]) -> None:
        self.born += 1
        self.living.append(Believer(f"process {self.born}", homes))
        self._looks(self.living[-1])

    @precondition(lambda self: self.living)
    @rule(number=st.integers(0, 3))
    def dies(self, number: int) -> None:
        del self.living[number % len(self.living)]

    @precondition(lambda self: self.living)
    @rule(number=st.integers(0, 3))
    def loses_the_database(self, number: int) -> None:
        self.living[number % len(self.living)].reaches_it = False

    @precondition(lambda self: self.living)
    @rule(number=st.integers(0, 3))
    def has_it_again(self, number: int) -> None:
        self.living[number % len(self.living)].reaches_it = True

    @rule(seconds=st.sampled_from([1, 3, 25]))
    def time_passes(self, seconds: int) -> None:
        for _ in range(seconds):
            self.now += EVERY
            for one in self.living:
                if one.reaches_it:
                    self._looks(one)
            self._each_has_at_most_one()

    @invariant()
    def has_at_most_one(self) -> None:
        if hasattr(self, "store"):
            self._each_has_at_most_one()

    def _each_has_at_most_one(self) -> None:
        beliefs = [shard for one in self.living for shard in one.believes(self.now)]
        assert len(beliefs) == len(set(beliefs)), "two look after the same shard"
        reached = any(one.reaches_it for one in self.living)
        for shard in range(COUNT):
            if shard in beliefs or not reached:
                self.free_since.pop(shard, None)
            since = self.free_since.setdefault(shard, self.now)
            assert self.now - since <= IN_TIME, f"nobody takes over shard {shard}"
            if shard in beliefs or not reached:
                del self.free_since[shard]


Fleet.TestCase.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
TestFleet = Fleet.TestCase


@pytest.fixture
def times() -> int:
    return 1_760_000_000_000


async def test_a_session_is_left_to_whoever_comes_after(store: Store, times: int) -> None:
    first, second = Me("first", 1), Me("second", 1)
    standing = await store.write(look_at, first, {}, times)
    assert standing.claimed == {0: None} and standing.held == {0}
    kept = Session("abc", 7, "ws://127.0.0.1/")
    await store.write(look_at, first, {0: kept}, times + EVERY)
    waiting = await store.write(look_at, second, {}, times + EVERY)
    assert not waiting.held and not waiting.waits, "one shard needs no second process"
    early = await store.write(look_at, second, {}, times + EVERY + LEASE - 1)
    assert not early.held
    late = await store.write(look_at, second, {}, times + EVERY + LEASE)
    assert late.claimed == {0: kept}


async def test_a_process_that_ends_is_not_waited_for(store: Store, times: int) -> None:
    first, second = Me("first", 2), Me("second", 2)
    assert (await store.write(look_at, first, {}, times)).held == {0, 1}
    waiting = await store.write(look_at, second, {}, times)
    assert waiting.waits and not waiting.held
    assert len((await store.write(look_at, first, {}, times)).surplus) == 1
    await store.write(shards.leave, first)
    assert (await store.write(look_at, second, {}, times)).held == {0, 1}
    assert await store.write(shards.count_in_force) in (0, 2)


async def test_after_the_database_was_away_nobody_is_thought_dead_at_once(store: Store, times: int) -> None:
    first, second = Me("first", 1), Me("second", 1)
    await store.write(look_at, first, {}, times)
    patient = await store.write(look_at, second, {}, times + 2 * LEASE, patient=True)
    assert not patient.held
    assert (await store.write(look_at, first, {}, times + 2 * LEASE)).held == {0}
    assert not (await store.write(look_at, second, {}, times + 2 * LEASE)).held


async def test_postgresql_knows_at_once_who_has_died(
    postgresql: Server, migrated: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "HANDOVER", 0.0)
    url = postgresql.database(migrated)
    first, second = Me("first", 2), Me("second", 2)
    stores = [await Store.open(url, MIGRATIONS, me.process_id) for me in (first, second)]
    assert (await stores[0].write(look, first, {})).held == {0, 1}
    assert not (await stores[1].write(look, second, {})).held
    (surplus,) = (await stores[0].write(look, first, {})).surplus
    await stores[0].write(shards.release, first, surplus, None)
    assert (await stores[1].write(look, second, {})).held == {surplus}
    with pytest.raises(StoreError, match="in use"):
        await Store.open(url, MIGRATIONS)  # for itself alone
    await stores[0].close()
    assert (await stores[1].write(look, second, {})).held == {0, 1}, "no lease is waited for"
    await stores[1].close()
    postgresql.drop(url)


async def test_another_number_of_shards_begins_anew(store: Store, times: int) -> None:
    one = Me("one", 2)
    await store.write(look_at, one, {}, times)
    await store.write(shards.leave, one)
    more = await store.write(look_at, Me("more", 3), {}, times)
    assert more.claimed == {0: None, 1: None, 2: None}


async def test_one_of_a_bucket_identifies_at_a_time(any_store: Store) -> None:
    store = any_store
    times = []
    for _ in range(3):
        await store.write(shards.turn_to_identify, 0, 1 << 40)
        times.append(await store.read(last_identified, 0))
    assert all(later - sooner >= shards.IDENTIFY_EVERY for sooner, later in pairwise(times))
    assert await store.write(shards.turn_to_identify, 1, 0) == 0, "another bucket need not wait"
    await store.write(identifies, 0, times[-1] + 3_600_000)
    assert await store.write(shards.turn_to_identify, 0, 30_000) > 30_000
    assert await store.read(last_identified, 0) == times[-1] + 3_600_000, (
        "a turn that is too far is not taken"
    )


@given(st.lists(st.integers(0, 20_000)))
def test_turns_are_apart_and_never_before_they_are_asked_for(asked: list[int]) -> None:
    last, times = 0, []
    for now in accumulate(asked, initial=1_760_000_000_000):
        last = shards.next_turn(last, now)
        assert last >= now
        times.append(last)
    assert all(later - sooner >= 5_000 for sooner, later in pairwise(times)), "Discord's limit"
