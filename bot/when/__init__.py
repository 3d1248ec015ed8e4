"""When somebody means: their words, a time zone and the time now make one moment, or a reason why not.

| the clocks of that night …   | what is taken                                                     |
|------------------------------|-------------------------------------------------------------------|
| show the time once           | that moment                                                       |
| skip it (put forward)        | as much later as they were put forward: 02:30 is 03:30; `SKIPPED` |
| show it twice (put back)     | the first that is still to come; `TWICE`                          |

Hours and minutes from now are counted as they pass, days by the calendar.
"""

import enum
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.when.grammar import After, Exactly, OnDay, meant

FARTHEST = 366  # days ahead
DAY = timedelta(days=1)


class Odd(enum.Enum):
    """What the clocks do to a time that was named."""

    SKIPPED = enum.auto()
    TWICE = enum.auto()


class Why(enum.Enum):
    """Why there is no such moment."""

    UNCLEAR = enum.auto()
    NO_SUCH_DAY = enum.auto()
    PAST = enum.auto()
    TOO_FAR = enum.auto()


class NotATime(ValueError):
    """What was typed names no moment that could be planned for."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.name)
        self.why = why


class Moment(Struct, frozen=True):
    """A time that was named, in milliseconds UTC."""

    at: int
    odd: Odd | None = None


def moment(typed: str, zone: str, now: int) -> Moment:
    """The moment somebody in that IANA zone means; `now` is milliseconds UTC. Raises NotATime."""
    there = ZoneInfo(zone)
    match meant(typed):
        case None:
            raise NotATime(Why.UNCLEAR)
        case Exactly(at):
            found = [Moment(at)]
        case After() as after:
            found = _later(after, there, now)
        case OnDay() as on:
            found = list(_on_day(on, there, now))
    coming = [each for each in found if each.at > now]
    if not coming:
        raise NotATime(Why.PAST)
    if is_too_far(coming[0].at, now):
        raise NotATime(Why.TOO_FAR)
    return coming[0]


def is_too_far(at: int, now: int) -> bool:
    """Whether nothing is planned for such a moment."""
    return at - now > FARTHEST * DAY / timedelta(milliseconds=1)


def shown(at: int, zone: str) -> str:
    """A moment as the wall shows it there: "2026-11-27 20:00"."""
    return _local(at, ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


def _local(at: int, zone: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(zone)


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def on_wall(wall: datetime, zone: ZoneInfo) -> Iterator[Moment]:
    """When the clocks of a zone show a time (without zone): once, twice, or as much later as they jump."""
    first, second = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        yield Moment(_milliseconds(first))
    elif first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall:
        yield Moment(_milliseconds(first), Odd.SKIPPED)
    else:
        yield Moment(_milliseconds(first), Odd.TWICE)
        yield Moment(_milliseconds(second), Odd.TWICE)


def _later(after: After, zone: ZoneInfo, now: int) -> list[Moment]:
    if not after.days:
        return [Moment(now + after.milliseconds)]
    if after.days > FARTHEST:
        raise NotATime(Why.TOO_FAR)
    wall = _local(now, zone).replace(tzinfo=None) + after.days * DAY
    return [Moment(each.at + after.milliseconds, each.odd) for each in on_wall(wall, zone)]


def _on_day(on: OnDay, zone: ZoneInfo, now: int) -> Iterator[Moment]:
    for day in _days(on, _local(now, zone).date()):
        midnight = datetime.combine(day, time())
        yield from on_wall(midnight + timedelta(minutes=on.minute), zone)


def _days(on: OnDay, today: date) -> Iterable[date]:
    """The days that could be meant, the nearest first."""
    if on.month is not None and on.day is not None:
        return _dated(on, today)
    if on.ahead is not None:
        return [today + on.ahead * DAY]
    week = [today + number * DAY for number in range(8)]
    if on.weekday is None:
        return week
    return [day for day in week if day.weekday() == on.weekday and not (on.later and day == today)]


def _dated(on: OnDay, today: date) -> list[date]:
    years = [on.year] if on.year is not None else [today.year, today.year + 1]
    found = [day for year in years if (day := _date(year, on.month or 0, on.day or 0)) is not None]
    if not found:
        raise NotATime(Why.NO_SUCH_DAY)
    return found


def _date(year: int, month: int, day: int) -> date | None:
    """None where there is no such day, or where it is so far off that there is no day after it."""
    try:
        return date(year, month, day) if year < 9_000 else None
    except ValueError:
        return None
