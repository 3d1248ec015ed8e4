"""Time zones by their IANA names: which there are, and which one somebody means."""

from functools import cache
from zoneinfo import available_timezones

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
