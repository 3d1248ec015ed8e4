"""Who joined a planned evening is reminded, and the first page comes on time, whatever became of the plan."""

import re

import pytest

from tests.actions.conftest import scene, story
from tests.conversations.readalongs import MINUTE, Evening, forget


async def test_who_joined_is_reminded_and_the_first_page_comes_on_time(evening: Evening) -> None:
    club = evening.club
    await evening.plans("in 1 hour", "pace:host")
    await club.ben.presses("Join", club.room)
    await evening.passes(44)
    assert not club.room.called
    await club.restarts_the_bot()
    await evening.passes(1)
    reminder = club.page().rpartition("*The Ferry* begins")[2]
    assert re.match(r" <t:17600036\d\d:R>", reminder)
    assert club.room.called == {"Ana", "Ben"}, "and Chloe, who has not joined, is left in peace"
    assert reminder.count("<@") == 2
    await evening.passes(14)
    assert not club.room.threads
    await club.discord.settled()
    await evening.passes(1)
    assert "one, paragraph 0" in evening.page()
    assert "*The Ferry* begins" not in club.shows(), "a time that is over is not told as so long ago"
    assert f"*The Ferry* has begun: <#{evening.thread.id}>" in club.page()
    forget(club.room)


@pytest.mark.parametrize("ends", ["is moved", "is called off", "is left by everybody"])
async def test_a_reminder_follows_what_becomes_of_the_plan(evening: Evening, ends: str) -> None:
    club = evening.club
    await evening.plans("in 20 min")
    await evening.passes(5)
    assert "*The Ferry* begins <t:" in club.page()
    (which,) = await club.ana.completions("/readalong plan when:20:00 which:", club.room)
    if ends == "is moved":
        await club.ana.types(f"/readalong plan when:20:00 which:{which['value']}", club.room)
        await club.ana.presses("Move it", club.room)
    elif ends == "is called off":
        await club.ana.types(f"/readalong end which:{which['value']}", club.room)
        await club.ana.presses("End it for everybody", club.room)
    else:
        await club.ana.presses("Leave", club.room)
    await evening.settles()
    told = "begins <t:1760040000:F> now" if ends == "is moved" else "*The Ferry* was called off."
    assert club.shows().count(told) == (2 if ends == "is moved" else 1)
    assert "*The Ferry* begins <t:17600" not in club.shows().replace(told, "")
    assert club.room.called == {"Ana"}
    forget(club.room)


async def test_a_reminder_that_waited_too_long_is_not_sent(evening: Evening) -> None:
    club = evening.club
    await evening.plans("in 20 min")
    fault = club.discord.faults.fail(None, 503, path=r"/channels/\d+/messages")
    await evening.passes(5)
    club.discord.faults.lift(fault)
    await evening.passes(16)
    assert "Page 1 of 3" in evening.page()
    assert "*The Ferry* begins" not in club.shows()
    assert not club.room.called


async def test_a_kill_around_the_beginning_neither_loses_nor_repeats_it(evening: Evening) -> None:
    club = evening.club
    await evening.plans("in 30 min")
    await club.ben.presses("Join", club.room)
    await club.stops_the_bot()
    await club.discord.bot_gone()
    club.now += 40 * MINUTE
    await club.starts_the_bot()
    await evening.passes(0)
    assert len(club.room.threads) == 1
    assert evening.shows().count("Page 1 of 3") == 1
    assert "I was away when this was due" in evening.shows()
    assert not club.room.called, "a reminder would come too late"
    await club.restarts_the_bot()
    await evening.passes(1)
    assert evening.shows().count("Page 1 of 3") == 1


async def test_its_story_is_gone_when_it_should_begin(evening: Evening) -> None:
    club = evening.club
    club.now = round(club.discord.world.clock.now()) * 1_000
    tale = story(scene("one"), scene("two"), title="The Tale").encode()
    await club.ana.uploads("/library add", ("tale.txt", tale), club.room)
    await club.ana.presses("Add to the library")
    await evening.plans("in 30 min", "story:the tale")
    await club.ana.types("/library remove story:the tale", club.room)
    gone = await club.ana.presses("Remove", club.room)
    await evening.passes(15)
    assert not club.room.called, "nobody is called to what cannot begin"
    await evening.passes(15)
    assert "*The Tale* was to begin now, but the story has left the library" in club.page()
    assert "**Begins:**" not in club.shows()
    assert not club.server.guild.scheduled_events
    assert "has left the library" in await club.ana.presses("Begin", club.room)
    await club.ana.presses("Put it back", message=gone.message)
    await club.ana.presses("Begin", club.room)
    await evening.settles()
    assert "one, paragraph 0" in evening.page()
