"""Reading a story together, as people in a channel see it."""

import asyncio

import pytest

from tests.actions.conftest import scene, story
from tests.conversations.conftest import DAY, Club


async def test_a_story_is_opened_and_turned(club: Club) -> None:
    opened = await club.ana.types("/read", club.room)
    assert "one, paragraph 0" in opened
    assert "Page 1 of 3 · scene 1 of 3" in opened
    assert opened.buttons == ("Next", "Contents")
    turned = await club.ben.presses("Next", club.room)
    assert "Page 2 of 3" in turned
    assert "one, paragraph 4" in turned
    assert len(club.room.messages()) == 1
    back = await club.chloe.presses("Back", club.room)
    assert back.text == opened.text


@pytest.mark.on_both
async def test_next_posts_below_and_retires_the_old_panel(club: Club) -> None:
    opened = await club.ana.types("/read", club.room)
    club.ben.says("What a river!", club.room)
    below = await club.ben.types("/next", club.room)
    await club.discord.settled()
    assert "Page 2 of 3" in below
    first, _, last = club.room.messages()
    assert last.id == below.message.id if below.message else False
    shown = club.shows()
    assert "one, paragraph 0" in shown, "the page that was turned can still be read"
    assert shown.count("[Next]") == 1
    assert opened.message is not None
    assert first.id == opened.message.id


@pytest.mark.on_both
async def test_sixty_four_people_press_at_once_and_one_page_is_turned(club: Club) -> None:
    await club.ana.types("/read", club.room)
    crowd = [club.server.member(f"Reader {number}") for number in range(64)]
    panel = club.room.newest()
    assert panel is not None
    as_seen = panel.copy()
    replies = await asyncio.gather(*(reader.presses("Next", club.room, message=as_seen) for reader in crowd))
    await club.discord.settled()
    assert "Page 2 of 3" in club.page()
    told = [reply for reply in replies if reply.private]
    assert len(told) == 63
    assert all("The story is now at scene 1, page 2 of 3" in reply for reply in told)


async def test_a_press_on_an_old_page_says_where_the_story_is(club: Club) -> None:
    opened = await club.ana.types("/read", club.room)
    assert opened.message is not None
    old = opened.message.copy()
    await club.ana.types("/next", club.room)
    await club.ana.types("/next", club.room)
    await club.discord.settled()
    newest = club.room.newest()
    told = await club.ben.presses("Next", message=old)
    assert told.private
    assert "The story is now at scene 1, page 3 of 3" in told
    assert newest is not None
    assert f"/{club.server.id}/{club.room.id}/{newest.id}" in told
    assert "Page 3 of 3" in club.page()


async def test_a_story_that_was_opened_is_what_is_read_here_at_once(club: Club) -> None:
    """Also if the bot is killed a moment later: what is typed then is about no other story."""
    club.brings("other.txt", story(scene("elsewhere"), title="The Other Side"))
    await club.restarts_the_bot()
    await club.ana.types("/read story:ferry", club.room)
    await club.ben.types("/read story:other", club.room)
    await club.discord.settled()
    assert "The Other Side" in await club.chloe.types("/contents", club.room)
    await club.ben.types("/read story:ferry alone:true", club.room)
    await club.discord.settled()
    assert "The Ferry" in await club.ben.types("/contents", club.room)
    assert "The Other Side" in await club.chloe.types("/contents", club.room)


async def test_buttons_never_die(club: Club) -> None:
    await club.ana.types("/read", club.room)
    for _ in range(3):
        await club.restarts_the_bot()
    club.now += 365 * DAY
    assert "Page 2 of 3" in await club.ben.presses("Next", club.room)
    await club.restarts_the_bot()
    assert "Page 3 of 3" in await club.ben.types("/next", club.room)


async def test_a_button_from_another_version_answers(club: Club) -> None:
    opened = await club.ana.types("/read", club.room)
    assert opened.message is not None
    told = await club.ben.presses_id(opened.message, "l0:next:17")
    assert told.private
    assert "another version" in told


async def test_who_was_away_is_told_what_came_before(club: Club) -> None:
    await club.ana.types("/read", club.room)
    await club.ana.presses("Next", club.room)
    club.now += DAY
    assert "**Previously**" in await club.ana.types("/read", club.room)
    assert "**Previously**" not in await club.ana.presses("Next", club.room)


async def test_the_end_is_an_end(club: Club) -> None:
    club.brings("other.txt", story(scene("elsewhere"), title="The Other Side"))
    await club.restarts_the_bot()
    await club.ana.types("/read story:ferry", club.room)
    page = club.ana.newest(club.room)
    presses = 0
    while "The end" not in club.page():
        await club.ana.presses("Next", club.room)
        presses += 1
    assert presses == 9
    assert page is not None
    assert "That was *The Ferry*" in club.page()
    assert "[Read: The Other Side]" in club.page()
    assert "The end" in await club.ben.types("/next", club.room)
    await club.discord.settled()
    again = await club.ben.presses("Start again", club.room)
    assert "Page 1 of 3 · scene 1 of 3" in again
    await club.ben.presses("Return to where we were", club.room)
    assert "The end" in club.page()
    assert "Page 3 of 3 · scene 3 of 3" in await club.ben.presses("Back", club.room)
    await club.ben.presses("Next", club.room)
    assert "elsewhere, paragraph 0" in await club.ben.presses("Read: The Other Side", club.room)


async def test_several_stories_are_a_shelf(club: Club) -> None:
    for number in range(20):
        club.brings(f"{number}.txt", story(scene(f"story {number}"), title=f"Story *{number:02}*"))
    await club.restarts_the_bot()
    shelf = await club.ana.types("/read", club.room)
    assert "Stories 1 to 8 of 21" in shelf
    assert r"Story \*00\*" in shelf
    later = await club.ben.presses("Later", club.room)
    assert "Stories 9 to 16 of 21" in later
    assert await club.ana.completes("/read story:07", club.room) == ["Story *07*"]
    assert "story 7, paragraph 0" in await club.ana.picks("/read story:07", "Story *07*")


async def test_each_channel_goes_on_with_its_own_story(club: Club) -> None:
    club.brings("other.txt", story(scene("elsewhere"), title="The Other Side"))
    await club.restarts_the_bot()
    lounge = club.server.channel("lounge")
    await club.ana.types("/read story:ferry", club.room)
    await club.ben.types("/read story:other", lounge)
    assert "one, paragraph 4" in await club.ana.types("/next", club.room)
    assert "elsewhere, paragraph 4" in await club.ben.types("/next", lounge)


async def test_servers_are_walls(club: Club) -> None:
    opened = await club.ana.types("/read", club.room)
    other = club.discord.server("Another club")
    hall = other.channel("hall")
    dora = other.member("Dora")
    elsewhere = await dora.types("/read", hall)
    assert "Page 1 of 3" in elsewhere
    assert opened.message is not None
    assert elsewhere.message is not None
    forged = elsewhere.message.copy()
    forged.components = opened.message.components
    told = await dora.presses("Next", message=forged)
    assert "No story is open here yet" in told
    assert "Page 1 of 3" in club.page()


async def test_a_story_in_one_piece_says_how_far_it_is(empty_club: Club) -> None:
    empty_club.brings("short.txt", story(scene("only")))
    await empty_club.starts_the_bot()
    opened = await empty_club.ana.types("/read", empty_club.room)
    assert opened.message is not None
    old = opened.message.copy()
    assert "scene" not in opened.text.splitlines()[-3]
    await empty_club.ana.presses("Next", empty_club.room)
    assert "The story is now at page 2 of 3." in await empty_club.ben.presses("Next", message=old)
    assert "33% of the way" in await empty_club.ben.types("/bookmark add name:there", empty_club.room)


async def test_hostile_titles_fit_every_screen(empty_club: Club) -> None:
    for number in range(9):
        title = f"{number}" + "_*" * 60
        about = f"---\ntitle: {title}\nauthor: {'~|' * 60}\ncontent notes: {'`<' * 80}\n---\n\n"
        chapters = "\n\n".join(f"# {n} {'~|' * 40}\n\nA short chapter." for n in range(40))
        empty_club.brings(f"{number}.md", about + chapters)
    await empty_club.starts_the_bot()
    shelf = await empty_club.ana.types("/read", empty_club.room)
    assert "Read" in shelf.buttons
    assert "Page 1 of 1" in await empty_club.ana.presses("Read", empty_club.room)
    for _ in range(39):
        await empty_club.ana.presses("Next", empty_club.room)
    for name in range(25):
        await empty_club.ana.types(f"/bookmark add name:{name:02}{'𝔸*' * 29}", empty_club.room)
    for command in ("/contents", "/progress", "/help", "/bookmark list"):
        told = await empty_club.ana.types(command, empty_club.room)
        assert "Something went wrong" not in told
