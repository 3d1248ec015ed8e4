"""The model behind docs/SCALE.md counts what it says: the same in every run, and more for more servers."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bench.scale import DAY, Demand, Habits, lived, peak, start

QUIET = Habits(evening=0, alone=0, readalong=0, daily=0)


def test_a_day_is_the_same_in_every_run() -> None:
    assert lived(500, Habits(), 3) == lived(500, Habits(), 3)
    assert lived(500, Habits(), 3) != lived(500, Habits(), 4)


def test_nobody_reads_and_nothing_is_asked() -> None:
    found = peak(lived(500, QUIET, 1), 20)
    assert (found.interactions, found.turns_a_day, found.deadlines, found.late) == (0, 0, 0, 0)


def test_more_servers_than_are_simulated_count_for_more() -> None:
    some, many = (lived(number, Habits(), 5) for number in (20_000, 1_000_000))
    assert many.weight == 50
    assert sum(many.interactions) == pytest.approx(50 * sum(some.interactions))


def test_parts_that_come_at_eight_come_together() -> None:
    """In ten zones, each at its own eight, to the second; nothing else is due."""
    demand = lived(2_000, Habits(evening=0, alone=0, readalong=0, daily=100), 1)
    assert sum(demand.deadlines) == 2_000
    assert sum(number > 0 for number in demand.deadlines) <= 10


@given(due=st.dictionaries(st.integers(0, DAY - 20_000), st.integers(1, 500), max_size=8))
@settings(deadline=None, derandomize=True, max_examples=6)
def test_the_last_post_waits_as_long_as_its_rush_takes(due: dict[int, int]) -> None:
    demand = Demand(1.0)
    for at, number in due.items():
        demand.deadlines[at] = number
    found = peak(demand, 10)
    largest, every = max(due.values(), default=0), sum(due.values())
    assert max(0, largest - 10) / 10 <= found.late + 1e-6
    assert found.late <= every / 10


def test_more_than_leaves_in_a_day_never_ends() -> None:
    demand = Demand(1.0)
    demand.deadlines[0] = DAY + 1
    assert math.isinf(peak(demand, 1).late)


def test_shards_identify_as_discord_lets_them() -> None:
    assert start(1, 1, 1, 0, 1_000) == 0
    assert start(100, 1, 1, 0, 100_000) == 99 * 5
    assert start(1_000, 10, 16, 0, 1_000_000) == 62 * 5
    assert start(1, 1, 1, 0.001, 1_000) == pytest.approx(1)
