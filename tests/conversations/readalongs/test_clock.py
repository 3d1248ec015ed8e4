"""The clock turns every page at its time, whatever becomes of another's."""

import asyncio

import pytest

from bot import clock
from tests.conversations.readalongs import MINUTE, Evening

PATIENCE = 30  # seconds that a busy machine may take


@pytest.mark.parametrize("at_once", [1, clock.AT_ONCE])
async def test_who_waits_for_discord_keeps_nobody_waiting(
    evening: Evening, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """Also where as many wait as are ever posted for at once."""
    monkeypatch.setattr(clock, "AT_ONCE", at_once)
    club, gate = evening.club, asyncio.Event()
    other = club.server.channel("elsewhere")
    await evening.begins(club.ben, options="pace:timed minutes:5")
    await evening.begins(club.chloe, options="pace:timed minutes:5", room=other)
    slow, theirs = evening.thread, other.threads[-1]
    club.discord.faults.slow(rf"/channels/{slow.id}/messages\Z", gate, method="POST")
    club.now += 5 * MINUTE
    assert club.client
    await asyncio.wait_for(club.client.clock.look(), PATIENCE)
    await theirs.until(lambda: "Page 2 of 3" in theirs.transcript(), within=PATIENCE)
    assert "Page 2 of 3" not in slow.transcript()
    gate.set()
    await evening.settles()
    assert evening.shows(slow).count("Page 2 of 3") == 1


async def test_what_was_missed_is_done_the_oldest_first(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three were due while the bot was away, and each has one part, in the order in which they were due."""
    monkeypatch.setattr(clock, "AT_ONCE", 1)  # on the way to Discord two of a moment may overtake each other
    monkeypatch.setattr(clock, "MOMENT", PATIENCE)
    club = evening.club
    rooms = [club.server.channel(f"room-{number}") for number in range(3)]
    for room, minutes in zip(rooms, (30, 10, 20), strict=True):
        await evening.begins(club.ben, options=f"pace:timed minutes:{minutes}", room=room)
    await club.stops_the_bot()
    await club.discord.bot_gone()
    club.now += 24 * 60 * MINUTE
    await club.starts_the_bot()
    await evening.passes(0)
    threads = [room.threads[-1] for room in rooms]
    assert [thread.transcript().count("Page 2 of 3") for thread in threads] == [1, 1, 1]
    assert not any("Page 3 of 3" in thread.transcript() for thread in threads), (
        "one part, however many were missed"
    )
    assert all("I was away when this was due" in evening.page(thread) for thread in threads)
    came = sorted(range(3), key=lambda number: threads[number].messages()[-1].id)
    assert came == [1, 2, 0]
