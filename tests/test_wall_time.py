"""The time on the wall, through the nights in which it is put forward and back."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.when.wall_time import minute_of_day, next_daily, times_between

BERLIN, LORD_HOWE, NEW_YORK = "Europe/Berlin", "Australia/Lord_Howe", "America/New_York"


def at(*when: int) -> int:
    return round(datetime(*when, tzinfo=UTC).timestamp() * 1000)  # type: ignore[misc, arg-type]


def wall(moment: int, name: str) -> str:
    return datetime.fromtimestamp(moment / 1000, ZoneInfo(name)).strftime("%d %H:%M")


def test_eight_in_the_evening_stays_eight_in_the_evening() -> None:
    before = next_daily(at(2026, 10, 24, 12), 20 * 60, BERLIN)
    behind = next_daily(before, 20 * 60, BERLIN)
    assert (wall(before, BERLIN), wall(behind, BERLIN)) == ("24 20:00", "25 20:00")
    assert behind - before == 25 * 60 * 60 * 1000


def test_a_time_that_is_skipped_comes_as_much_later() -> None:
    due = next_daily(at(2027, 3, 27, 12), 150, BERLIN)
    assert wall(due, BERLIN) == "28 03:30"
    assert wall(next_daily(due, 150, BERLIN), BERLIN) == "29 02:30"


def test_a_time_that_comes_twice_counts_once() -> None:
    first = next_daily(at(2026, 10, 24, 12), 150, BERLIN)
    assert wall(first, BERLIN) == "25 02:30"
    assert first == at(2026, 10, 25, 0, 30)
    assert wall(next_daily(first, 150, BERLIN), BERLIN) == "26 02:30"


@given(
    st.integers(at(2020, 1, 1), at(2040, 1, 1)),
    st.integers(0, 1439),
    st.sampled_from([BERLIN, NEW_YORK, LORD_HOWE]),
)
def test_every_day_has_one(after: int, minute: int, name: str) -> None:
    due = next_daily(after, minute, name)
    following = next_daily(due, minute, name)
    assert after < due < following
    hour = 60 * 60 * 1000
    assert 22 * hour <= following - due <= 26 * hour
    assert due - after <= 26 * hour
    assert times_between(after, following, minute, name) == 2


@pytest.mark.parametrize(
    ("typed", "minute"),
    [
        *(("20:00", 1200), ("8 pm", 1200), ("8:30pm", 1230), ("12am", 0), ("12 pm", 720), ("7h15", 435)),
        *(("24:00", None), ("8", None), ("13 pm", None), ("soon", None), ("", None), ("٨:٣٠", 510)),
    ],
)
def test_times_of_day(typed: str, minute: int | None) -> None:
    assert minute_of_day(typed) == minute
