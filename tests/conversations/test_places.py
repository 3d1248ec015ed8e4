"""Going somewhere, coming back, and what is shown of a story without giving anything away."""

import pytest

from tests.actions.conftest import scene
from tests.conversations.conftest import Club

CHAPTERS = """---
title: The Long River
author: Ana Author
---

""" + "\n\n".join(
    f"# {title}\n\n{scene(f'{title} one', 6)}\n\n***\n\n{scene(f'{title} two', 6)}"
    for title in ("The Ferry", "The Storm", "The Drowned *Bell*")
)


@pytest.fixture
async def river(empty_club: Club) -> Club:
    empty_club.brings("river.md", CHAPTERS)
    await empty_club.starts_the_bot()
    await empty_club.ana.types("/read", empty_club.room)
    return empty_club


async def test_a_chapter_opens_with_its_title(river: Club) -> None:
    assert "# The Long River\n" in river.page(), "and the first one with the story's"
    assert "by Ana Author" in river.page()
    assert "## The Ferry" in river.page()
    await river.ana.presses("Next", river.room)
    assert "-# *The Long River* · The Ferry" in river.page()


async def test_titles_nobody_has_reached_stay_hidden(river: Club) -> None:
    for told in (
        (await river.ben.types("/contents", river.room)).text,
        "\n".join(await river.ben.completes("/goto place:", river.room)),
        "\n".join(await river.ben.completes("/goto place:storm", river.room)),
        (await river.ben.types("/goto place:The Storm", river.room)).text,
        (await river.ben.types("/goto place:chapter 2", river.room)).text,
        (await river.ben.types("/progress", river.room)).text,
        (await river.ben.types("/help", river.room)).text,
    ):
        assert "The Drowned" not in told
        assert "The Storm" not in told.replace("“The Storm”", "")  # what Ben typed himself is told back


async def test_going_further_than_read_is_asked_first(river: Club) -> None:
    asked = await river.ben.types("/goto place:chapter 3", river.room)
    assert asked.private
    assert "further than anybody here has read" in asked
    assert "## The Ferry" in river.page()
    await river.ben.presses("Go there anyway", river.room)
    await river.discord.settled()
    assert r"## The Drowned *Bell*" not in river.page(), (
        "emphasis in a title is its author's asterisk or none"
    )
    assert "The Drowned" in river.page()
    await river.ben.presses("Return to where we were", river.room)
    assert "## The Ferry" in river.page()
    within = await river.ben.types("/goto place:chapter 2", river.room)
    assert "## The Storm" in within
    assert not within.private


async def test_going_back_is_offered_once_and_only_from_there(river: Club) -> None:
    await river.ana.presses("Next", river.room)
    jumped = await river.ana.types("/goto place:scene 1", river.room)
    assert "Return to where we were" in jumped.buttons
    assert jumped.message is not None
    old = jumped.message.copy()
    turned = await river.ben.presses("Next", river.room)
    assert "Return to where we were" not in turned.buttons
    told = await river.ana.presses("Return to where we were", message=old)
    assert told.private
    assert "The story is now at “The Ferry”, scene 1, page 2 of 2" in told


@pytest.mark.parametrize(
    "nonsense", ["chapter 9", "scene 0", "240%", "the moon", "@everyone", "**", "chapter"]
)
async def test_nonsense_is_one_sentence(river: Club, nonsense: str) -> None:
    told = await river.ben.types(f"/goto place:{nonsense}", river.room)
    assert told.private
    assert len(told.text) < 300
    assert "## The Ferry" in river.page()


async def test_percent_bookmark_and_title_are_places(river: Club) -> None:
    for _ in range(8):
        await river.ana.presses("Next", river.room)
    await river.ana.types("/bookmark add name:the bell", river.room)
    marked = river.page()
    assert "## The Ferry" in await river.ana.types("/goto place:0%", river.room)
    bookmark = await river.ana.picks("/goto place:bell", "Bookmark: the bell", river.room)
    assert bookmark.text.splitlines()[:3] == marked.splitlines()[1:4] or "Page" in bookmark
    assert "## The Storm" in await river.ana.types("/goto place:the storm", river.room)


async def test_the_contents_mark_where_we_are(river: Club) -> None:
    for _ in range(3):
        await river.ana.presses("Next", river.room)
    contents = await river.ben.presses("Contents", river.room)
    assert contents.private
    assert "**The Ferry**" in contents
    assert "→ Scene 2 (you are here)" in contents
    assert "… and 2 chapters ahead" in contents


async def test_long_contents_are_leafed_through(empty_club: Club) -> None:
    empty_club.brings(
        "long.md", "\n\n".join(f"# Chapter {n}\n\n{'A day like any other. ' * 20}" for n in range(1, 91))
    )
    await empty_club.starts_the_bot()
    await empty_club.ana.types("/read", empty_club.room)
    await empty_club.ana.types("/goto place:chapter 90", empty_club.room)
    await empty_club.ana.presses("Go there anyway", empty_club.room)
    await empty_club.discord.settled()
    await empty_club.ana.types("/goto place:chapter 1", empty_club.room)
    await empty_club.ana.types("/contents", empty_club.room)
    later = await empty_club.ana.presses("Later", empty_club.room)
    assert later.private
    assert later.buttons == ("Earlier", "Later")
    last = await empty_club.ana.presses("Later", empty_club.room)
    assert last.buttons == ("Earlier",)
    assert (await empty_club.ana.presses("Earlier", empty_club.room)).text == later.text


async def test_progress_shows_every_story(river: Club) -> None:
    river.brings("ferry.txt", scene("one"))
    await river.restarts_the_bot()
    lounge = river.server.channel("lounge")
    await river.ben.types("/read story:ferry", lounge)
    told = await river.chloe.types("/progress", lounge)
    assert "**The Long River**" in told
    assert "turned <t:" in told
    assert f"by {river.ben.mention}" in told
