"""Times in words: what they mean, in every zone, also in nights that clocks change in."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.when import FARTHEST, Moment, NotATime, Odd, Why, moment
from bot.when.grammar import meant
from bot.when.words import AHEAD, MONTHS, WEEKDAYS
from bot.when.zones import zones

BERLIN = "Europe/Berlin"
HOUR, DAY = 3_600_000, 86_400_000


def at(wall: str, zone: str = BERLIN, fold: int = 0) -> int:
    """Milliseconds UTC of a time on the wall."""
    return round(datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone), fold=fold).timestamp() * 1000)


def wall(moment: int, zone: str = BERLIN) -> datetime:
    return datetime.fromtimestamp(moment / 1000, UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


NOW = at("2026-03-28 18:00")  # a Saturday; the clocks go forward the night after


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("in 2 hours", "2026-03-28 20:00"),
        ("In 45 min", "2026-03-28 18:45"),
        ("90 minutes", "2026-03-28 19:30"),
        ("in half an hour", "2026-03-28 18:30"),
        ("in 2 hours and 15 minutes", "2026-03-28 20:15"),
        ("in 1h30", "2026-03-28 19:30"),
        ("in 10 hours", "2026-03-29 05:00"),  # as they pass, and not as the clocks show them
        ("in 3 days", "2026-03-31 18:00"),
        ("in a week", "2026-04-04 18:00"),
        ("20:00", "2026-03-28 20:00"),
        ("17:00", "2026-03-29 17:00"),
        ("8.30pm", "2026-03-28 20:30"),
        ("12am", "2026-03-29 00:00"),
        ("noon", "2026-03-29 12:00"),
        ("midnight", "2026-03-29 00:00"),
        ("24:00", "2026-03-29 00:00"),
        ("tomorrow 8pm", "2026-03-29 20:00"),
        ("8 p.m. tomorrow", "2026-03-29 20:00"),
        ("fri 20:00", "2026-04-03 20:00"),
        ("20:00, Friday", "2026-04-03 20:00"),
        ("sat 19:00", "2026-03-28 19:00"),
        ("sat 17:00", "2026-04-04 17:00"),
        ("next saturday at 19:00", "2026-04-04 19:00"),
        ("24.12. 20:00", "2026-12-24 20:00"),
        ("24th of December 20:00", "2026-12-24 20:00"),
        ("Dec 24 8pm", "2026-12-24 20:00"),
        ("Thu, 24 Dec 2026 20:00", "2026-12-24 20:00"),
        ("mar 3 20:00", "2027-03-03 20:00"),
        ("2026-12-24 20:00", "2026-12-24 20:00"),
        ("2026-12-24T20:00:00", "2026-12-24 20:00"),
        ("2026-12-24T20:00Z", "2026-12-24 21:00"),
        ("2026-12-24 20:00 -05:00", "2026-12-25 02:00"),
        ("<t:1780000000:F>", "2026-05-28 22:26:40"),
        ("morgen um 20 Uhr", "2026-03-29 20:00"),
        ("am Freitag um 20 Uhr", "2026-04-03 20:00"),
        ("in einer halben Stunde", "2026-03-28 18:30"),
        ("mañana a las 20:00", "2026-03-29 20:00"),
        ("miércoles 20:00", "2026-04-01 20:00"),
        ("demain à 20h30", "2026-03-29 20:30"),
        ("dans 2 heures", "2026-03-28 20:00"),
        ("amanhã às 20h", "2026-03-29 20:00"),
        ("terça-feira 20:00", "2026-03-31 20:00"),
        ("明日20時30分", "2026-03-29 20:30"),
        ("金曜日 20:00", "2026-04-03 20:00"),
        ("2時間後", "2026-03-28 20:00"),
    ],
)
def test_what_people_type(typed: str, expected: str) -> None:
    assert wall(moment(typed, BERLIN, NOW).at) == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        *(
            (typed, Why.UNCLEAR)
            for typed in ("", "3 bananas", "25:00", "13pm", "20:60", "tomorrow", "2h", "20")
        ),
        *(
            (typed, Why.UNCLEAR)
            for typed in ("next friday at 8", "fri mon 20:00", "ma 20:00", "next 20:00", "9" * 99)
        ),
        *(
            (typed, Why.NO_SUCH_DAY)
            for typed in ("2026-02-30 20:00", "31.4. 20:00", "13.13. 9:00", "nov 31 8pm")
        ),
        *(
            (typed, Why.PAST)
            for typed in ("today 5pm", "2026-03-28 17:59", "<t:1000000000>", "1999-01-01T00:00Z")
        ),
        *((typed, Why.TOO_FAR) for typed in ("in 400 days", "2028-01-01 20:00", "<t:1900000000>")),
        ("<t:999999999999>", Why.TOO_FAR),
        ("in 9999999 weeks", Why.UNCLEAR),
        ("9999-12-31 24:00", Why.NO_SUCH_DAY),
    ],
)
def test_what_is_no_time_to_plan_for(typed: str, why: Why) -> None:
    with pytest.raises(NotATime) as told:
        moment(typed, BERLIN, NOW)
    assert told.value.why is why


def test_the_clocks_skip_a_time() -> None:
    for typed in ("tomorrow 2:30", "2026-03-29 02:30", "sun 02:30"):
        assert moment(typed, BERLIN, NOW) == Moment(at("2026-03-29 03:30"), Odd.SKIPPED)
    assert moment("in a day", BERLIN, at("2026-03-28 02:30")) == Moment(at("2026-03-29 03:30"), Odd.SKIPPED)


def test_the_clocks_show_a_time_twice() -> None:
    first, second = at("2026-10-25 02:30"), at("2026-10-25 02:30", fold=1)
    assert moment("2:30", BERLIN, at("2026-10-24 20:00")) == Moment(first, Odd.TWICE)
    assert moment("2:30", BERLIN, first) == Moment(second, Odd.TWICE)
    assert moment("2:30", BERLIN, second).at == at("2026-10-26 02:30")
    assert moment("in 1 hour", BERLIN, first) == Moment(second)


ZONES = st.sampled_from(zones())
NOWS = st.integers(at("2020-01-01 00:00"), at("2035-01-01 00:00"))
MINUTES = st.integers(0, 1439)


def told_or_not(typed: str, zone: str, now: int) -> Moment | None:
    try:
        return moment(typed, zone, now)
    except NotATime:
        return None


@given(zone=ZONES, now=NOWS, ahead=st.integers(0, 364), minute=MINUTES)
def test_a_date_and_time_is_what_the_clocks_show_then(zone: str, now: int, ahead: int, minute: int) -> None:
    day = (wall(now, zone) + timedelta(days=ahead)).replace(hour=minute // 60, minute=minute % 60, second=0)
    typed = day.replace(microsecond=0).isoformat(" ", "minutes")
    shown = [
        each for fold in (0, 1) if wall(each := at(typed, zone, fold), zone) == datetime.fromisoformat(typed)
    ]
    found = told_or_not(typed, zone, now)
    if shown:
        coming = [each for each in shown if each > now]
        assert (found.at if found else None) == (coming[0] if coming else None)
        assert found is None or (found.odd is Odd.TWICE) == (len(set(shown)) == 2)
    elif found:
        assert found.odd is Odd.SKIPPED
        assert now < found.at
        assert timedelta(0) < wall(found.at, zone) - datetime.fromisoformat(typed) <= timedelta(days=1)


@given(zone=ZONES, now=NOWS, minute=MINUTES, weekday=st.integers(0, 6), words=st.data())
def test_a_weekday_is_the_next_such_day(
    zone: str, now: int, minute: int, weekday: int, words: st.DataObject
) -> None:
    name = words.draw(st.sampled_from(WEEKDAYS[weekday]))
    found = moment(f"{name} {minute // 60:02}:{minute % 60:02}", zone, now)
    assert now < found.at <= now + 9 * DAY
    if found.odd is not Odd.SKIPPED:
        there = wall(found.at, zone)
        assert (there.weekday(), there.hour * 60 + there.minute) == (weekday, minute)
        # No earlier one was passed over, unless the clocks skipped its day.
        assert found.at - now <= 7 * DAY + 2 * HOUR or wall(now, zone).date() == there.date() - timedelta(
            days=7
        )


@given(zone=ZONES, now=NOWS, minute=MINUTES)
def test_a_time_alone_is_the_next_such_time(zone: str, now: int, minute: int) -> None:
    found = moment(f"{minute // 60}:{minute % 60:02}", zone, now)
    assert now < found.at <= now + 2 * DAY
    if found.odd is None:
        there = wall(found.at, zone)
        assert there.hour * 60 + there.minute == minute
        assert found.at - now <= DAY + 2 * HOUR


@given(zone=ZONES, now=NOWS, hours=st.integers(0, 2_000), minutes=st.integers(1, 59))
def test_hours_are_counted_as_they_pass(zone: str, now: int, hours: int, minutes: int) -> None:
    assert moment(f"in {hours} hours {minutes} min", zone, now).at == now + hours * HOUR + minutes * 60_000


@given(zone=ZONES, now=NOWS, days=st.integers(1, 360))
def test_days_are_counted_by_the_calendar(zone: str, now: int, days: int) -> None:
    found = moment(f"in {days} days", zone, now)
    if found.odd is None:
        assert wall(found.at, zone) == wall(now, zone) + timedelta(days=days)


OTHERS = [
    "in",
    "at",
    "next",
    "20:00",
    "8pm",
    "24",
    "2",
    "hours",
    "min",
    "a",
    "half",
    "2026",
    "24.12.",
    "noon",
    "midnight",
    "分",
    "時",
    "h",
    "1.5",
    "99999999",
]
WORDS = st.lists(
    st.sampled_from([*AHEAD, *(name for each in (*WEEKDAYS, *MONTHS) for name in each), *OTHERS]), max_size=6
).map(" ".join)


@given(typed=st.text(max_size=120) | WORDS, zone=ZONES, now=NOWS)
def test_whatever_is_typed_is_a_time_to_come_or_none(typed: str, zone: str, now: int) -> None:
    found = told_or_not(typed, zone, now)
    assert found is None or now < found.at <= now + FARTHEST * DAY
    assert meant(typed) is not None or found is None
