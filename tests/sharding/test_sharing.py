"""Shards are shared out so that each has one process, evenly, and moves only where it must."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.actions.sharing import Process, shared

NAMES = [f"process {number}" for number in range(6)]
COUNTS = st.integers(1, 24)


@st.composite
def fleets(draw: st.DrawFn) -> tuple[int, list[Process], dict[int, str | None]]:
    count = draw(COUNTS)
    homes = st.lists(st.integers(0, count), unique=True, max_size=4).map(lambda one: tuple(sorted(one)))
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1))
    living = [Process(name, draw(st.just(()) | homes), draw(st.integers(0, 3))) for name in names]
    holders = st.dictionaries(st.integers(0, count - 1), st.sampled_from([None, *NAMES]))
    return count, living, draw(holders)


@given(fleets())
def test_every_shard_has_one_that_lives(fleet: tuple[int, list[Process], dict[int, str | None]]) -> None:
    count, living, holders = fleet
    found = shared(count, living, holders)
    assert sorted(found) == list(range(count))
    assert set(found.values()) <= {one.process_id for one in living}


@given(fleets())
def test_all_find_the_same_and_it_stays(fleet: tuple[int, list[Process], dict[int, str | None]]) -> None:
    count, living, holders = fleet
    found = shared(count, living, holders)
    assert shared(count, living[::-1], holders) == found
    assert shared(count, living, found) == found


@given(fleets())
def test_who_is_at_home_comes_first(fleet: tuple[int, list[Process], dict[int, str | None]]) -> None:
    count, living, holders = fleet
    found = shared(count, living, holders)
    for shard in range(count):
        at_home = {one.process_id for one in living if shard in one.homes}
        assert not at_home or found[shard] in at_home
        assert holders.get(shard) not in at_home or found[shard] == holders[shard]


@given(COUNTS, st.integers(1, 6), st.data())
def test_whoever_takes_any_takes_as_many_as_the_others(
    count: int, processes: int, data: st.DataObject
) -> None:
    living = [Process(name, (), 0) for name in NAMES[:processes]]
    holders = data.draw(st.dictionaries(st.integers(0, count - 1), st.sampled_from([None, *NAMES])))
    load = Counter(shared(count, living, holders).values())
    loads = [load[one.process_id] for one in living]
    assert max(loads) - min(loads) <= 1


@given(COUNTS, st.integers(2, 6))
def test_of_one_that_dies_only_its_own_shards_move(count: int, processes: int) -> None:
    living = [Process(name, (), 0) for name in NAMES[:processes]]
    before = shared(count, living, {})
    for dead in living:
        after = shared(count, [one for one in living if one is not dead], before)
        moved = {shard for shard in range(count) if after[shard] != before[shard]}
        assert moved == {shard for shard in range(count) if before[shard] == dead.process_id}


def test_where_nobody_lives_nobody_has_any() -> None:
    assert shared(4, [], {0: "gone"}) == {}


def test_a_process_at_home_elsewhere_takes_over_until_the_other_is_back() -> None:
    first, second = Process("first", (0, 1), 0), Process("second", (2, 3), 1)
    alone = shared(4, [first], {})
    assert set(alone.values()) == {"first"}
    assert shared(4, [first, second], alone) == {0: "first", 1: "first", 2: "second", 3: "second"}
