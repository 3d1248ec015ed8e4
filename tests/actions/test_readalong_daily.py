"""A year of a part a day, across both changes of the clocks, in three zones; and what is missed meanwhile."""

from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from bot.actions import readalong, readalong_lobby
from bot.actions import readalong_outbox as outbox
from bot.actions.readalong_events import Begin
from bot.actions.readalong_outbox import Letter
from bot.store import deadlines
from bot.store.readalong_state import Pace, Turns, Unit
from tests.actions.conftest import ANA, Salon, story

HOUR = 60 * 60 * 1_000
DAYS = 366
SHORT = [f"This is what happened on day {number} of that long year." for number in range(DAYS + 40)]


def at(year: int, month: int, day: int, hour: int) -> int:
    return round(datetime(year, month, day, hour, tzinfo=UTC).timestamp() * 1000)


async def begun(salon: Salon, pace: Pace) -> str:
    salon.brings("year.txt", story(*SHORT))
    await salon.refreshes()
    gather = partial(readalong_lobby.gather, in_channel=True)
    one = await salon.asks(gather, None, pace, 0)
    await salon.asks(readalong_lobby.lobby_stands, one.readalong_id, 1)
    await salon.asks(readalong.does, one.readalong_id, Begin(ANA))
    await sent(salon, one.readalong_id)
    return str(one.readalong_id)


async def sent(salon: Salon, readalong_id: str) -> list[Letter]:
    """Everything that waits reaches the channel."""
    letters = []
    while letter := await salon.store.write(outbox.next_letter, salon.desk, readalong_id, salon.now):
        about = (letter.post, 20, next(salon.ids), salon.now)
        await salon.store.write(outbox.sent, *about)
        for earlier, _ in await salon.store.read(outbox.over, salon.desk, readalong_id):
            await salon.store.write(outbox.retired, earlier.post, salon.now)
        letters.append(letter)
    return letters


async def looks(salon: Salon, readalong_id: str) -> list[Letter]:
    """The clock does what is due; gives what came of it."""
    for due in await salon.store.read(deadlines.due, salon.now, 10):
        await salon.store.write(outbox.fire, salon.desk, due, salon.now)
    return await sent(salon, readalong_id)


async def test_a_year_of_a_scene_a_day(salon: Salon) -> None:
    await read_for_a_year(salon, "Europe/Berlin", 20 * 60)


@pytest.mark.on_one
@pytest.mark.parametrize(
    ("zone", "minute"),
    [
        ("Europe/Berlin", 150),
        ("America/New_York", 150),
        ("Australia/Lord_Howe", 135),  # its clocks go by half an hour
    ],
)
async def test_a_year_at_an_hour_that_comes_twice_or_never(salon: Salon, zone: str, minute: int) -> None:
    await read_for_a_year(salon, zone, minute)


async def read_for_a_year(salon: Salon, zone: str, minute: int) -> None:
    """Every day of the year has its part, at the time on the wall, whatever the clocks do."""
    salon.now = at(2026, 9, 1, 12)
    readalong_id = await begun(salon, Pace(Turns.DAILY, minute=minute, zone=zone))
    days = []
    for number in range(1, DAYS):
        due = await salon.store.read(deadlines.earliest)
        assert due is not None
        salon.now = due - 1
        assert await looks(salon, readalong_id) == [], "not a moment too early"
        salon.now = due
        (letter,) = await looks(salon, readalong_id)
        assert letter.sheet and f"on day {number} of" in letter.sheet.markdown, (
            "no day is skipped, none comes twice"
        )
        assert await looks(salon, readalong_id) == []
        wall = datetime.fromtimestamp(due / 1000, ZoneInfo(zone))
        days.append(wall.date())
        put_forward = wall.hour * 60 + wall.minute - minute
        assert put_forward == 0 or (minute < 3 * 60 and put_forward in (30, 60))
    assert len(set(days)) == DAYS - 1
    assert (max(days) - min(days)).days == DAYS - 2


async def test_pages_or_scenes_a_day(salon: Salon) -> None:
    salon.now = at(2026, 9, 1, 12)
    readalong_id = await begun(salon, Pace(Turns.DAILY, minute=0, zone="UTC", count=3, unit=Unit.SCENES))
    salon.now = await _next(salon)
    letters = await looks(salon, readalong_id)
    assert [each.post.kind for each in letters] == ["leaf", "leaf", "page"], (
        "one part, with its buttons below"
    )
    assert [each.post.place.scene for each in letters] == [3, 4, 5]


async def _next(salon: Salon) -> int:
    due = await salon.store.read(deadlines.earliest)
    assert due is not None
    return due


async def test_after_days_away_one_part_comes_and_says_what_was_missed(salon: Salon) -> None:
    salon.now = at(2026, 9, 1, 12)
    readalong_id = await begun(salon, Pace(Turns.DAILY, minute=20 * 60, zone="UTC"))
    due = await _next(salon)
    salon.now = due + 3 * 24 * HOUR + HOUR
    (letter,) = await looks(salon, readalong_id)
    assert letter.sheet and "on day 1 of" in letter.sheet.markdown
    assert letter.post.about["due"] == due
    assert letter.post.about["missed"] == 3
    assert await _next(salon) == due + 4 * 24 * HOUR


async def test_a_missed_part_waits_where_the_next_is_near(salon: Salon) -> None:
    salon.now = at(2026, 9, 1, 12)
    readalong_id = await begun(salon, Pace(Turns.DAILY, minute=20 * 60, zone="UTC"))
    due = await _next(salon)
    salon.now = due + 22 * HOUR
    (note,) = await looks(salon, readalong_id)
    assert note.post.about == {"what": "postponed", "missed": 1, "due": due + 24 * HOUR}
    salon.now = due + 24 * HOUR
    (letter,) = await looks(salon, readalong_id)
    assert letter.sheet and "on day 1 of" in letter.sheet.markdown
