"""A part a day for three people: at eight, whatever the clocks do, with a latecomer and one who leaves."""

from datetime import UTC, datetime

from tests.conversations.readalongs import MINUTE, Evening


def at(month: int, day: int, hour: int, minute: int = 0) -> int:
    return round(datetime(2025, month, day, hour, minute, tzinfo=UTC).timestamp() * 1000)


async def comes(evening: Evening, moment: int) -> None:
    await evening.passes((moment - evening.club.now) / MINUTE)


async def test_a_scene_comes_every_evening(evening: Evening) -> None:
    club = evening.club
    club.now = at(10, 24, 12)
    await evening.begins(club.ben, club.chloe, options="pace:daily at:20:00 zone:Europe/Berlin scenes:1")
    assert evening.shows().count("Page 1 of 3 · scene 1 of 3") == 1, (
        "the first scene comes with the beginning"
    )
    assert "Page 3 of 3 · scene 1 of 3" in evening.page()
    for person in (club.ana, club.ben, club.chloe):
        await evening.presses(person, "Ready")
    assert "[Ready (3 of 3)]" in evening.page()
    await comes(evening, at(10, 24, 17, 59))
    assert "two, paragraph 0" not in evening.shows()
    await comes(evening, at(10, 24, 18))
    assert "Page 3 of 3 · scene 2 of 3" in evening.page()
    await club.ben.types("/readalong leave", evening.thread)
    dora = club.server.member("Dora")
    assert "5 pages" in await dora.types("/readalong join", evening.thread)
    page = await dora.presses("Catch up", evening.thread)
    assert "one, paragraph 0" in page
    assert page.private
    await comes(evening, at(10, 25, 17, 59))
    assert "three, paragraph 0" not in evening.shows()
    await comes(evening, at(10, 25, 18))
    assert evening.shows().count("Page 1 of 3 · scene 3 of 3") == 1
    assert "Page 3 of 3 · scene 3 of 3" in evening.page()
    await comes(evening, at(10, 26, 18))
    assert "The end" not in evening.shows(), "the clocks went back in the night, and it is seven"
    await comes(evening, at(10, 26, 19))
    assert "## The end" in evening.page()
    assert "9 pages" in evening.page()


async def test_a_part_that_was_interrupted_is_posted_whole(evening: Evening) -> None:
    """Nobody misses a page because the bot lost a permission between two of them."""
    club = evening.club
    club.now = at(10, 9, 12)
    await evening.begins(club.ben, club.chloe, options="pace:daily at:20:00 zone:UTC scenes:1")
    club.room.forbid(club.discord.bot, "send_messages_in_threads")
    await comes(evening, at(10, 9, 20))
    assert "two, paragraph 0" not in evening.shows()
    assert "I may no longer post where *The Ferry* is read" in club.page()
    club.room.permit(club.discord.bot, "send_messages_in_threads")
    await club.ana.types("/readalong resume", evening.thread)
    await evening.settles()
    pages = [f"Page {number} of 3 · scene 2 of 3" for number in (1, 2, 3)]
    assert [evening.shows().count(page) for page in pages] == [1, 1, 1]
    assert evening.shows().count("We go on here") == 1
    await evening.presses(club.ana, "Pause")
    await evening.presses(club.ana, "Go on")
    assert [evening.shows().count(page) for page in pages] == [1, 1, 2], "what stands there is not repeated"
