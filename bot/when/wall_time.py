"""The time on a wall in some place of the world, in milliseconds UTC: right across daylight-saving changes.

A time that the clocks skip comes as much later as they were put forward (02:30 is 03:30 that night); one that they
show twice comes the first time only. Nothing here asks what time it is.
"""

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
TIME_OF_DAY = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?", re.IGNORECASE)


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of an IANA name (see `bot.when.zones.zone_named` for what somebody types)."""
    return ZoneInfo(name)


def there(at: int, zone_name: str) -> datetime:
    """What the calendar and the wall show there."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(zone(zone_name))


def day_of(at: int, zone_name: str) -> date:
    """The calendar day it is there."""
    return there(at, zone_name).date()


def on_day(day: date, minute: int, zone_name: str) -> int:
    """That many minutes after a day's midnight by the wall."""
    wall = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone(zone_name))
    return round(wall.timestamp() * 1000)


def next_daily(after: int, minute: int, zone_name: str) -> int:
    """The first time after `after` at which the wall shows that minute of the day."""
    day = day_of(after, zone_name) - DAY
    while (due := on_day(day, minute, zone_name)) <= after:
        day += DAY
    return due


def times_between(after: int, until: int, minute: int, zone_name: str) -> int:
    """How often the wall shows that minute of the day after one time and no later than the other."""
    count, due = 0, next_daily(after, minute, zone_name)
    while due <= until:
        count, due = count + 1, next_daily(due, minute, zone_name)
    return count


def minute_of_day(typed: str) -> int | None:
    """The minutes after midnight of "20:00", "8:30 pm" or "7h15"; None where that is no time of day."""
    match = TIME_OF_DAY.fullmatch(typed.strip())
    if not match or not (match[2] or match[3]):
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None
