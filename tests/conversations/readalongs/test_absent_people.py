"""Who reads goes away: the host, everybody, or nobody presses anything; it waits, or another hosts."""

from tests.actions.conftest import scene, story
from tests.conversations.readalongs import Evening


async def test_the_host_leaves_and_another_hosts(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, club.chloe, options="pace:host")
    await club.ana.types("/readalong host cohost:@Chloe", evening.thread)
    await club.ana.types("/readalong leave", evening.thread)
    await evening.settles()
    assert f"{club.chloe.mention} hosts this read-along now" in evening.page(), "the co-host before the rest"
    await evening.presses(club.chloe, "Turn now")
    assert "Page 2 of 3" in evening.page()


async def test_the_host_leaves_the_server_without_a_word(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, club.chloe, options="pace:host")
    club.server.guild.members.pop(club.ana.id)
    await evening.presses(club.ben, "Turn now")
    assert f"{club.ana.mention} has left the server; {club.ben.mention} hosts" in evening.shows()
    assert "Page 2 of 3" in evening.page()
    told = await evening.presses(club.chloe, "Turn now")
    assert f"Only the host ({club.ben.mention})" in told


async def test_who_leaves_the_server_is_not_waited_for(evening: Evening) -> None:
    """Nobody tells a bot without privileged intents; a page without a press, and they do not count any more."""
    club = evening.club
    await evening.begins(club.ben, club.chloe)
    club.server.guild.members.pop(club.chloe.id)
    await evening.presses(club.ana, "Ready")
    await evening.presses(club.ben, "Ready")
    assert "[Ready (2 of 3)]" in evening.page()
    await evening.presses(club.ana, "Turn now")
    assert "[Ready (0 of 2)]" in evening.page()
    await evening.presses(club.ana, "Ready")
    await evening.presses(club.ben, "Ready")
    assert "Page 3 of 3" in evening.page()


async def test_host_and_cohost_are_banned_and_who_is_left_hosts(evening: Evening) -> None:
    """Discord answers alike, whether somebody has left or was sent away."""
    club = evening.club
    await evening.begins(club.ben, club.chloe, options="pace:host")
    await club.ana.types("/readalong host cohost:@Ben", evening.thread)
    for each in (club.ana, club.ben):
        club.server.guild.members.pop(each.id)
    told = await evening.presses(club.chloe, "Turn now")
    assert f"Only the host ({club.ben.mention})" in told, (
        "who was next to host, and is asked for with the next press"
    )
    await evening.presses(club.chloe, "Turn now")
    assert f"{club.ben.mention} has left the server; {club.chloe.mention} hosts" in evening.shows()
    assert "Page 2 of 3" in evening.page()


async def test_a_host_who_is_away_can_be_replaced(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:host")
    told = await club.ben.types("/readalong host", evening.thread)
    assert "was here within the last half hour" in told
    await evening.passes(31)
    await club.ben.types("/readalong host", evening.thread)
    await evening.presses(club.ben, "Turn now")
    assert "Page 2 of 3" in evening.page()
    panel = await club.ben.types("/readalong host", evening.thread)
    assert panel.buttons == ("Turn now", "Next scene", "Pause", "End")
    await evening.presses(club.ben, "Next scene")
    assert "went on to the next scene" in evening.page()
    assert "two, paragraph 0" in evening.page()


async def test_everybody_leaves(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:timed minutes:5")
    for person in (club.ana, club.ben):
        await person.types("/readalong leave", evening.thread)
    await evening.settles()
    assert "Everybody has left, so I keep the page" in evening.page()
    await evening.passes(60)
    assert "Page 2 of 3" not in evening.shows()
    await club.chloe.presses("Join", club.room)
    await evening.settles()
    assert f"{club.chloe.mention} hosts this read-along now" in evening.page()
    await evening.presses(club.chloe, "Go on")
    assert "Page 1 of 3" in evening.page()


async def test_everybody_leaves_the_lobby(evening: Evening) -> None:
    club = evening.club
    await club.ana.types("/readalong start", club.room)
    left = await club.ana.presses("Leave", club.room)
    assert "It is over." in left
    assert left.buttons == ()


async def test_nobody_presses_anything_for_long(evening: Evening) -> None:
    club = evening.club
    club.brings("long.txt", story(*(scene(f"part {n}") for n in range(8)), title="Long"))
    await club.restarts_the_bot()
    await evening.begins(club.ben, options="story:Long pace:timed minutes:5")
    for _ in range(12):
        await evening.passes(5)
    assert "nobody pressed anything, so I wait here for you" in evening.page()
    assert "Page 2 of 3 · scene 3 of 8" in evening.shows()
    assert "Page 3 of 3 · scene 3 of 8" not in evening.shows()
    await evening.presses(club.ana, "Go on")
    await evening.passes(5)
    assert "Page 3 of 3 · scene 3 of 8" in evening.page()
