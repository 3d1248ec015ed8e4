"""What somebody means by "in 2 hours", "fri 20:00", "tomorrow 8pm" or "24.11. 20 Uhr": words in, no calendar yet.

Libraries were tried first. parsedatetime and dateparser count hours by the wall clock, so that "in 10 hours" is an
hour off in the night that clocks change; they say nothing of times that such a night skips or shows twice; they take
"next friday at 8" for nine o'clock, or for nothing; and cost 4 to 13 MB. Here what is not clear is not guessed at.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from bot.when import words

MINUTE = 60_000  # milliseconds
LONGEST = 100  # characters of what is looked at
MOST_MINUTES = 10_000_000


class Exactly(Struct, frozen=True):
    """A moment, in milliseconds UTC, whatever the clocks say."""

    at: int


class After(Struct, frozen=True):
    """So many days by the calendar, and then so many milliseconds, from now."""

    days: int
    milliseconds: int


class OnDay(Struct, frozen=True):
    """A minute after a day's midnight (1440: its end), on the next day that fits what else is said.

    `ahead` counts days from today, `weekday` from Monday = 0, and `later` is "next friday": not today's.
    """

    minute: int
    ahead: int | None = None
    weekday: int | None = None
    later: bool = False
    year: int | None = None
    month: int | None = None
    day: int | None = None


Meant = Exactly | After | OnDay

_UNITS = {
    **dict.fromkeys(words.MINUTES, (0, 1)),
    **dict.fromkeys(words.HOURS, (0, 60)),
    **dict.fromkeys(words.DAYS, (1, 0)),
    **dict.fromkeys(words.WEEKS, (7, 0)),
}
_STAMP = re.compile(r"<t:(-?\d{1,12})(?::[a-z])?>")
_ZONED = re.compile(r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)? ?(?:z|[+-]\d\d:?\d\d)")
_DATES = (
    re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:t(?=\d)|(?!\d))"),
    re.compile(r"(?<![\d.:])(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\.(?: ?(?P<year>\d{4})(?!\d))?"),
    re.compile(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"),
)
_TIME = re.compile(
    r"(?<![0-9a-z.:])(?P<hour>\d{1,2})(?:[:.h時](?P<minute>\d\d)(?::00)?分?(?: ?(?P<half>[ap]m)| ?uhr)?"
    r"|(?: ?(?P<part>[ap]m)| ?uhr|h|時))(?![0-9a-z:]|\.\d)"
)
_SHORT = re.compile(r"(?:\d|1[0-2]) ?h")
_TOKEN = re.compile(r"\d+[.,]5|\d+|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|º|\.)(?= |$)")


def meant(typed: str) -> Meant | None:
    """What is meant; None where that is not clear."""
    line = _plain(typed)
    if stamp := _STAMP.fullmatch(line):
        return Exactly(int(stamp[1]) * 1000)
    if not line or len(line) > LONGEST:
        return None
    return _exactly(line) if _ZONED.fullmatch(line) else _after(line) or _on_day(line)


def _plain(typed: str) -> str:
    """Without accents, signs between words, and differences of upper and lower case."""
    line = " ".join(typed.casefold().replace(",", " ").replace("’", "'").split())
    line = line.replace("a.m.", "am").replace("p.m.", "pm").rstrip("!?")
    split = unicodedata.normalize("NFKD", line)
    latin = "".join(char for char in split if not "\u0300" <= char <= "\u036f")
    return unicodedata.normalize("NFC", latin)


def _exactly(line: str) -> Exactly | None:
    iso = line.upper().replace(" ", "T", 1).replace(" ", "")
    try:
        return Exactly(round(datetime.fromisoformat(iso).timestamp() * 1000))
    except (ValueError, OverflowError):
        return None


def _after(line: str) -> After | None:
    """A length of time; "20h" is one only behind an "in", since it is a time of day as well."""
    tokens = _TOKEN.findall(line.removesuffix("後"))
    is_said = line.endswith("後") or (tokens and tokens[0] in words.AFTER)
    tokens = tokens[1:] if tokens and tokens[0] in words.AFTER else tokens
    if not is_said and "h" in tokens:
        return None
    length = _length(tokens)
    if length is None or not length[0].is_integer() or not 0 < length[0] + length[1] < MOST_MINUTES:
        return None
    return After(int(length[0]), round(length[1] * MINUTE))


def _length(tokens: Sequence[str]) -> tuple[float, float] | None:
    """Days and minutes: each number belongs to the unit behind it, and those behind "1h" are minutes."""
    days, minutes, unit = 0.0, 0.0, ""
    counts: list[float] = []
    for token in tokens:
        if token in _UNITS:
            if not _is_one_number(counts):
                return None
            days, minutes = days + min(counts) * _UNITS[token][0], minutes + min(counts) * _UNITS[token][1]
            counts, unit = [], token
        elif (number := _number(token)) is not None:
            counts.append(number)
        elif token not in words.AND:
            return None
    if counts and (unit not in words.HOURS or len(counts) > 1):
        return None
    return days, minutes + sum(counts)


def _number(token: str) -> float | None:
    if token in words.HALF:
        return 0.5
    if token in words.ONE:
        return 1.0
    return float(token.replace(",", ".")) if token[0].isdecimal() and len(token) < 8 else None


def _is_one_number(counts: Sequence[float]) -> bool:
    """ "half an hour" are two words for one number."""
    return len(counts) == 1 or (len(counts) == 2 and 0.5 in counts and 1.0 in counts)


def _on_day(line: str) -> OnDay | None:
    """A time of day and a day, in any order; the time alone is the next such time.

    "2h" alone is two hours to some and two o'clock to others: it is not clear.
    """
    if _SHORT.fullmatch(line):
        return None
    date = next((found for pattern in _DATES if (found := pattern.search(line))), None)
    rest = line if date is None else f"{line[: date.start()]} {line[date.end() :]}"
    time = _TIME.search(rest)
    minute = _minute(time) if time else None
    if time:
        rest = f"{rest[: time.start()]} {rest[time.end() :]}"
    tokens = [token for token in _ORDINAL.sub("", rest).split() if token not in words.FILLERS]
    named = [token for token in tokens if token in words.NOON | words.MIDNIGHT]
    if minute is None and not time and len(named) == 1:
        minute = 720 if named[0] in words.NOON else 1440
        tokens.remove(named[0])
    if minute is None:
        return None
    if date is None:
        return _named_day(OnDay(minute), tokens)
    year = int(date["year"]) if date["year"] else None
    day = OnDay(minute, year=year, month=int(date["month"]), day=int(date["day"]))
    return day if not tokens or _is_weekday(tokens) else None


def _minute(time: re.Match[str]) -> int | None:
    hour, minute, half = int(time["hour"]), int(time["minute"] or 0), time["half"] or time["part"]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour * 60 + minute if minute < 60 and hour * 60 + minute <= 1440 else None


def _named_day(at: OnDay, tokens: list[str]) -> OnDay | None:
    """The day in words: today, a weekday, "24 november 2026" or "nov 24"; none at all is well too."""
    later = any(token in words.NEXT for token in tokens)
    tokens = [token for token in tokens if token not in words.NEXT]
    numbers = [int(token) for token in tokens if token.isdecimal() and len(token) <= 4]
    names = [token for token in tokens if not token.isdecimal()]
    if numbers:
        return _dated(at, numbers, names)
    if len(tokens) != len(names) or len(names) > 1:
        return None
    if not names:
        return None if later else at
    if names[0] in words.AHEAD:
        return None if later else replace(at, ahead=words.AHEAD[names[0]])
    weekday = _one_of(words.WEEKDAYS, names[0])
    return None if weekday is None else replace(at, weekday=weekday, later=later)


def _dated(at: OnDay, numbers: list[int], names: list[str]) -> OnDay | None:
    """A month by its name with the day's number, and perhaps with the year and the weekday, which is not asked."""
    months = [month for name in names if (month := _one_of(words.MONTHS, name)) is not None]
    others = [name for name in names if _one_of(words.MONTHS, name) is None]
    days, years = [n for n in numbers if n < 100], [n for n in numbers if n >= 1000]
    if len(months) != 1 or len(days) != 1 or len(years) > 1 or len(days) + len(years) != len(numbers):
        return None
    if others and not _is_weekday(others):
        return None
    return replace(at, month=months[0] + 1, day=days[0], year=years[0] if years else None)


def _is_weekday(tokens: list[str]) -> bool:
    return len(tokens) == 1 and _one_of(words.WEEKDAYS, tokens[0].strip("()")) is not None


def _one_of(names: Sequence[Sequence[str]], token: str) -> int | None:
    """The number of the only name that is meant: spelled out, or its beginning."""
    token = token.rstrip(".")
    whole = [number for number, each in enumerate(names) if token in each]
    begun = [number for number, each in enumerate(names) if any(name.startswith(token) for name in each)]
    found = whole or (begun if len(token) >= (3 if token.isascii() else 1) else [])
    return found[0] if len(found) == 1 else None
