"""A story for adults opens only where Discord lets adults alone in, and nobody else hears more than that it exists."""

import pytest

from bot.actions.naming import short_hash
from bot.playground import Room
from bot.playground.components import buttons
from tests.actions.conftest import story
from tests.conversations.conftest import Club

SECRET = ["A secret kiss at the ferry.", "A second kiss.", "A third kiss."]
ADULT = story(*SECRET, title="The Night Ferry").replace("---\n\n", "rating: Explicit\n---\n\n", 1)
NIGHT = short_hash("folder:night.txt")
OPEN = story("A quiet morning.", "A quiet evening.", title="The Day Ferry")


@pytest.fixture
async def both(empty_club: Club) -> Club:
    """A story for everybody and one for adults."""
    empty_club.brings("night.txt", ADULT)
    empty_club.brings("day.txt", OPEN)
    await empty_club.starts_the_bot()
    return empty_club


@pytest.fixture
def den(both: Club) -> Room:
    """An age-restricted channel."""
    return both.server.channel("after-dark", nsfw=True)


async def test_it_opens_in_an_age_restricted_channel(both: Club, den: Room) -> None:
    assert "A secret kiss" in await both.ana.types("/read story:night ferry", den)
    assert "A second kiss" in await both.ben.presses("Next", den)
    assert "A secret kiss" in await both.ben.types("/back", den)
    assert "**kiss**" in await both.ben.types("/find text:kiss", den)


async def test_elsewhere_it_is_refused_with_the_way_to_mend_it(both: Club) -> None:
    told = await both.ana.types("/read story:night ferry", both.room)
    assert told.private
    assert "only in age-restricted channels" in told
    assert "Edit Channel" in told
    assert "kiss" not in both.shows()


async def test_a_shelf_elsewhere_tells_only_how_many_are_hidden(empty_club: Club) -> None:
    club = empty_club
    for name, text in (("night.txt", ADULT), ("day.txt", OPEN), ("noon.txt", OPEN.replace("Day", "Noon"))):
        club.brings(name, text)
    await club.starts_the_bot()
    shelf = await club.ana.types("/read", club.room)
    assert "The Day Ferry" in shelf and "The Noon Ferry" in shelf
    assert "The Night Ferry" not in shelf
    assert "1 story for adults, read only in age-restricted channels" in shelf
    assert "The Night Ferry" in await club.ana.types("/read", club.server.channel("after-dark", nsfw=True))
    assert not any("Night" in choice for choice in await club.ana.completes("/read story:", club.room))


async def test_an_old_shelf_opens_it_only_where_it_may_be_read(empty_club: Club) -> None:
    club = empty_club
    club.brings("night.txt", ADULT)
    club.brings("day.txt", OPEN)
    await club.starts_the_bot()
    den = club.server.channel("after-dark", nsfw=True)
    shelf = await club.ana.types("/read", den)
    await unmarks(club, den)
    assert shelf.message
    (night,) = [each for each in buttons(shelf.message.components) if each["custom_id"].endswith(NIGHT)]
    told = await club.ana.presses_id(shelf.message, night["custom_id"])
    assert told.private
    assert "only in age-restricted channels" in told


async def unmarks(club: Club, room: Room) -> None:
    """A manager takes the mark away, and the bot hears of it."""
    room.mark_age_restricted(marked=False)
    await club.discord.settled()


async def test_nothing_of_it_is_shown_in_another_channel(both: Club, den: Room) -> None:
    await both.ana.types("/read story:night ferry", den)
    await both.ana.types("/bookmark add name:kiss", den)
    for command in (
        "/next",
        "/back",
        "/goto place:scene 2",
        "/contents",
        "/find text:kiss",
        "/bookmark list",
    ):
        told = await both.ben.types(command, both.room)
        assert told.private
        assert "only in age-restricted channels" in told, command
    for command in ("/progress", "/help"):
        assert "Night Ferry" not in await both.ben.types(command, both.room), command
        assert "Night Ferry" in await both.ben.types(command, den), command
    assert await both.ben.completes("/goto place:", both.room) == []
    assert "kiss" not in both.shows(both.ben).replace("/find text:kiss", "")


async def test_read_elsewhere_opens_what_may_be_read_there(both: Club, den: Room) -> None:
    await both.ana.types("/read story:night ferry", den)
    assert "A quiet morning" in await both.ben.types("/read", both.room)


async def test_a_channel_that_loses_its_mark_shows_no_more_pages(both: Club, den: Room) -> None:
    await both.ana.types("/read story:night ferry", den)
    await unmarks(both, den)
    for told in (
        await both.ben.presses("Next", den),
        await both.ben.types("/next", den),
        await both.ben.types("/read", den),
        await both.ben.presses("Contents", den),
    ):
        assert told.private
        assert "only in age-restricted channels" in told
    assert "A second kiss" not in den.transcript()


async def test_a_thread_goes_by_its_parent(both: Club, den: Room) -> None:
    inside, outside = den.start_thread(both.ana, "talk"), both.room.start_thread(both.ana, "talk")
    assert "A secret kiss" in await both.ana.types("/read story:night ferry", inside)
    assert "only in age-restricted channels" in await both.ana.types("/read story:night ferry", outside)


async def test_an_unknown_parent_is_asked_for_and_an_unreachable_one_is_none(both: Club, den: Room) -> None:
    inside = den.start_thread(both.ana, "talk")
    await both.discord.settled()
    not_told_yet(both)
    assert "A secret kiss" in await both.ana.types("/read story:night ferry", inside)
    not_told_yet(both)
    both.discord.faults.fail(1, 403, path=f"/channels/{den.channel.id}$")
    told = await both.ana.types("/next", inside)
    assert told.private
    assert "only in age-restricted channels" in told


async def test_a_place_that_nobody_asks_from_goes_by_the_same_rule(both: Club, den: Room) -> None:
    client, server_id = both.client, both.server.guild.id
    assert client
    inside, outside = den.start_thread(both.ana, "talk"), both.room.start_thread(both.ana, "talk")
    await both.discord.settled()
    for known in (True, False):
        if not known:
            not_told_yet(both)
        marked = [each for each in (den, inside) if await client.marks.on(server_id, each.channel.id)]
        assert marked == [den, inside], known
        assert not await client.marks.on(server_id, both.room.channel.id)
        assert not await client.marks.on(server_id, outside.channel.id)
    assert not await client.marks.on(server_id, 1), "there is no such channel"


def not_told_yet(club: Club) -> None:
    """As after a start in which Discord has not told of the server yet."""
    assert club.client
    guild = club.client.get_guild(club.server.guild.id)
    assert guild
    guild.unavailable = True


async def test_a_library_of_adult_stories_is_refused_in_a_sentence(empty_club: Club) -> None:
    empty_club.brings("night.txt", ADULT)
    await empty_club.starts_the_bot()
    told = await empty_club.ana.types("/read", empty_club.room)
    assert told.private
    assert "only in age-restricted channels" in told


async def test_a_public_bot_reads_none_anywhere(both: Club, den: Room) -> None:
    assert both.client
    both.client.lamp.public = True
    told = await both.ana.types("/read story:night ferry", den)
    assert told.private
    assert "I do not read it anywhere" in told
    assert "A quiet morning" in await both.ana.types("/read", den)


async def test_what_is_read_next_after_a_story_for_everybody_is_one_too(both: Club) -> None:
    await both.ana.types("/read story:day ferry", both.room)
    await both.ana.presses("Next", both.room)
    end = await both.ana.presses("Next", both.room)
    assert "The end" in end
    assert "Night Ferry" not in " ".join(end.buttons)


async def test_the_library_tells_nothing_of_it_elsewhere(both: Club, den: Room) -> None:
    listed = await both.ana.types("/library list", both.room)
    assert "The Night Ferry" not in listed
    assert "1 story for adults" in listed
    assert "only in age-restricted channels" in await both.ana.types(
        "/library info story:night ferry", both.room
    )
    assert "The Night Ferry" in await both.ana.types("/library list", den)
    assert "Explicit" in await both.ana.types("/library info story:night ferry", den)


async def test_bringing_one_shows_no_page_of_it_elsewhere(both: Club, den: Room) -> None:
    file = ("late.txt", ADULT.replace("Night", "Late").encode())
    brought = await both.ana.uploads("/library add", file, both.room)
    assert "The Late Ferry" in brought
    assert "kiss" not in brought
    assert "A secret kiss" in await both.ana.uploads("/library add", file, den)


async def test_a_public_bot_takes_none(both: Club, den: Room) -> None:
    assert both.client is not None
    both.client.lamp.public = True
    file = ("late.txt", ADULT.replace("Night", "Late").encode())
    told = await both.ana.uploads("/library add", file, den)
    assert "The Late Ferry" not in told
    assert told.private
