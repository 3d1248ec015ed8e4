"""Who turns the page, at each pace: everyone, most, the host, the clock; and who is not waited for."""

from tests.actions.conftest import scene, story
from tests.conversations.conftest import Club
from tests.conversations.readalongs import Evening


async def test_who_falls_away_is_not_waited_for(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, club.chloe)
    for _ in range(2):  # Chloe is waited for on the first page, and on the second
        await evening.presses(club.ana, "Ready")
        await evening.presses(club.ben, "Ready")
        if "[Ready (2 of 3)]" in evening.page():
            await evening.presses(club.ana, "Turn now")
    assert "Page 3 of 3" in evening.page()
    assert "[Ready (0 of 2)]" in evening.page(), "two pages without a press, and she is away"
    await evening.presses(club.ana, "Ready")
    await evening.presses(club.ben, "Ready")
    assert "two, paragraph 0" in evening.page()
    await evening.presses(club.chloe, "Ready")
    assert "[Ready (1 of 3)]" in evening.page(), "one press, and she is back"


async def test_a_majority_turns(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, club.chloe, options="pace:majority")
    await evening.presses(club.ben, "Ready")
    assert "Page 1 of 3" in evening.page()
    await evening.presses(club.chloe, "Ready")
    assert "Page 2 of 3" in evening.page()


async def test_a_quorum_is_waited_for(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, club.chloe, options="pace:majority quorum:3")
    await evening.presses(club.ben, "Ready")
    await evening.presses(club.chloe, "Ready")
    assert "Page 1 of 3" in evening.page()
    await evening.presses(club.ana, "Ready")
    assert "Page 2 of 3" in evening.page()


async def test_the_host_turns(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, club.chloe, options="pace:host")
    for person in (club.ana, club.ben, club.chloe):
        await evening.presses(person, "Ready")
    assert "Page 1 of 3" in evening.page()
    assert "[Ready (3 of 3)]" in evening.page()
    told = await evening.presses(club.ben, "Turn now")
    assert told.private
    assert f"Only the host ({club.ana.mention})" in told
    await evening.presses(club.ana, "Turn now")
    assert "Page 2 of 3" in evening.page()


async def test_the_clock_turns_and_says_so_a_minute_before(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, club.chloe, options="pace:timed minutes:5")
    assert f"Next page <t:{club.now // 1000 + 300}:R>" in evening.page()
    await evening.passes(3.9)
    assert "Page 1 of 3" in evening.page()
    await evening.passes(0.1)
    assert "The next page comes" in evening.page()
    await evening.passes(1)
    assert "Page 2 of 3" in evening.page()
    assert "The next page comes" not in evening.shows(), "that has been said"
    for person in (club.ana, club.ben, club.chloe):
        await evening.presses(person, "Ready")
    assert "Page 3 of 3" in evening.page(), "when all are ready nobody waits for the clock"


async def test_the_host_asks_for_more_time(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, club.chloe, options="pace:timed minutes:5")
    await evening.passes(4)
    await club.ana.types("/readalong host", evening.thread)
    await evening.presses(club.ana, "5 more minutes")
    assert f"{club.ana.mention} asked for more time" in evening.shows()
    await evening.passes(5)
    assert "Page 2 of 3" not in evening.shows()
    await evening.passes(1)
    assert "Page 2 of 3" in evening.page()


async def test_the_pace_is_changed_in_the_middle(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, club.chloe)
    await evening.presses(club.ben, "Ready")
    await evening.presses(club.chloe, "Ready")
    told = await club.ben.types("/readalong pace pace:majority", evening.thread)
    assert "Only the host" in told
    await club.ana.types("/readalong pace pace:majority", evening.thread)
    await evening.settles()
    assert "has changed the pace: the page turns when most of those present are ready" in evening.shows()
    assert "Page 2 of 3" in evening.page(), "most were ready already"
    await club.ana.types("/readalong pace pace:timed minutes:1", evening.thread)
    await evening.passes(1)
    assert "Page 3 of 3" in evening.page()


async def test_time_to_talk_after_a_scene(empty_club: Club) -> None:
    club = empty_club
    club.pace = 0
    club.brings("ferry.txt", story(scene("one", 1), scene("two", 1)))
    await club.starts_the_bot()
    evening = Evening(club)
    await evening.begins(club.ben, options="talk:10")
    await evening.presses(club.ana, "Ready")
    await evening.presses(club.ben, "Ready")
    assert "time to talk" in evening.page()
    assert "[Go on (0 of 2)]" in evening.page()
    await evening.presses(club.ben, "Go on")
    assert "[Go on (1 of 2)]" in evening.page()
    await evening.passes(10)
    assert "two, paragraph 0" in evening.page()
    await evening.presses(club.ana, "Ready")
    await evening.presses(club.ben, "Ready")
    assert "The end" in evening.page(), "after the last scene comes the end"


async def test_pause_and_go_on(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:timed minutes:5")
    await evening.passes(2)
    assert "Only the host" in await evening.presses(club.ben, "Pause")
    await evening.presses(club.ana, "Pause")
    assert "has paused the read-along" in evening.page()
    await evening.passes(60)
    assert "has paused the read-along" in evening.page()
    await evening.presses(club.ana, "Go on")
    assert "We go on here" in evening.page()
    assert "Page 1 of 3" in evening.page()
    assert evening.shows().count("[Pause]") == 1
    await evening.passes(2)
    assert "Page 1 of 3" in evening.shows()
    await evening.passes(1)
    assert "Page 2 of 3" in evening.page(), "two of the five minutes were gone"
