"""Time zones by their IANA names: which there are, which one somebody means, and what time it is there."""

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from story.likeness import likeliest


@cache
def zones() -> tuple[str, ...]:
    """The names of all zones that this machine or the `tzdata` package knows."""
    return tuple(sorted(available_timezones()))


def zone_named(typed: str) -> str | None:
    """The zone of that name or of that city, typed with a mistake or two; None where there is none like it."""
    words = typed.strip().replace(" ", "_").casefold()
    by_name = {name.casefold(): name for name in zones()}
    if words in by_name:
        return by_name[words]
    cities = [name.rpartition("/")[2] for name in zones()]
    for name, city in zip(zones(), cities, strict=True):
        if words == city.casefold():
            return name
    near = likeliest(typed, [city.replace("_", " ") for city in cities], most=1)
    return zones()[near[0]] if near else None


def clock(zone: str, now: int) -> str:
    """The time of day at a zone, as "14:05"; `now` is milliseconds since 1970 in UTC."""
    return datetime.fromtimestamp(now / 1000, UTC).astimezone(ZoneInfo(zone)).strftime("%H:%M")
