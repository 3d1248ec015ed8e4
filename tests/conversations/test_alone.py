"""Somebody reads alone: on a phone in direct messages, beside the server, and wherever they bring the bot along."""

from bot.playground import Room
from bot.playground.components import buttons
from tests.actions.conftest import scene, story
from tests.conversations.conftest import DAY, Club


async def test_a_phone_in_direct_messages(club: Club) -> None:
    """/read opens the only story at once; buttons and commands turn it; it is there again after a restart."""
    ben, dm = club.ben, club.ben.dm
    assert "one, paragraph 0" in await ben.types("/read", dm)
    second = await ben.presses("Next")
    assert "Page 2 of" in second
    assert "Page 3 of" in await ben.types("/next")
    assert "Page 2 of" in await ben.types("/back")
    await club.restarts_the_bot()
    assert "Page 3 of" in await ben.presses("Next")
    assert "Page 3 of" in await ben.types("/read")
    assert "bring" not in dm.transcript(), (
        "a direct message does not go away, so it does not say how to come back"
    )


async def test_one_of_several_stories_is_picked_to_be_read_alone(empty_club: Club) -> None:
    """From the shelf, and from the end of another; in the person's own messages or beside the server."""
    club = empty_club
    club.brings("ferry.txt", story("Short.", title="The Ferry"))
    club.brings("lamp.txt", story(scene("lamp"), scene("more"), title="The Lamp"))
    await club.starts_the_bot()
    for person, place in ((club.ben, club.ben.dm), (club.chloe, club.room)):
        shelf = await person.types("/read alone:true", place)
        assert "What will you read?" in shelf
        assert shelf.message is not None
        ferry, lamp = (each["custom_id"] for each in buttons(shelf.message.components))
        assert "lamp, paragraph 0" in await person.presses_id(shelf.message, lamp)
        assert "Short." in await person.presses_id(shelf.message, ferry)
        await person.presses("Next")
        assert "lamp, paragraph 0" in await person.presses("Read: The Lamp")


async def test_an_old_button_shows_the_page_one_is_at(club: Club) -> None:
    first = await club.ben.types("/read", club.ben.dm)
    assert first.message is not None
    old = first.message.copy()
    await club.ben.presses("Next")
    await club.ben.presses("Next")
    again = await club.ben.presses("Next", message=old)
    assert "Page 3 of" in again, "not one further, and no word about somebody else"


async def test_every_command_is_about_ones_own_reading_there(club: Club) -> None:
    ben, dm = club.ben, club.ben.dm
    await ben.types("/read", dm)
    await ben.types("/next")
    assert "I keep this page as “boats”" in await ben.types("/bookmark add name:boats")
    assert "Scene 1" in await ben.types("/contents")
    assert "read." in await ben.types("/contents")
    assert "The Ferry" in await ben.types("/progress")
    assert "**lamps**" in await ben.types("/find text:lamps")
    assert "Page 1 of" in await ben.types("/goto place:0%")
    assert "Page 2 of" in await ben.types("/goto place:boats")
    assert "You are reading *The Ferry*" in await ben.types("/help")


async def test_nobody_else_has_that_place(club: Club) -> None:
    await club.ben.types("/read", club.ben.dm)
    await club.ben.presses("Next")
    assert "Page 1 of" in await club.chloe.types("/read", club.chloe.dm)
    assert "No story is being read here" in await club.ana.types("/progress", club.room)
    assert "Page 1 of" in await club.ana.types("/read", club.room)


async def test_beside_the_server(club: Club) -> None:
    """alone:true shows pages to one person in the channel, and moves nobody."""
    await club.ana.types("/read", club.room)
    mine = await club.ben.types("/read alone:true", club.room)
    assert mine.private
    assert "Only you see this page" in mine
    assert "Page 2 of" in await club.ben.presses("Next")
    assert "Page 1 of" in club.page(), "the server stays where it is"
    typed = await club.ben.types("/next")
    assert typed.private and "Page 3 of" in typed, "what is typed goes on with what one was shown last"
    assert "Page 2 of" in await club.ana.types("/next")
    shared = await club.ben.types("/read", club.room)
    assert not shared.private and "Page 2 of" in shared
    shared = await club.ben.types("/next")
    assert not shared.private and "Page 3 of" in shared


async def test_a_private_page_that_is_long_past_takes_no_typed_command(club: Club) -> None:
    await club.ana.types("/read", club.room)
    await club.ben.types("/read alone:true", club.room)
    await club.discord.settled()
    club.now += DAY
    shared = await club.ben.types("/next")
    assert not shared.private and "Page 2 of" in shared


async def test_from_the_server_and_back_to_it(club: Club) -> None:
    await club.ana.types("/read", club.room)
    await club.ana.presses("Next")
    mine = await club.ben.chooses("Read on alone from here", in_=club.room)
    assert mine.private and "Page 2 of" in mine
    await club.ben.presses("Next")
    await club.ana.presses("Next", message=club.room.messages()[-1])
    await club.ben.presses("Next")
    there = await club.ben.presses("Go to where the server is")
    assert there.private and "Page 3 of" in there
    back = await club.ben.presses("Return to where we were")
    assert back.private and "two, paragraph 0" in back
    assert "Page 3 of" in club.page()


async def test_the_same_place_in_every_server_and_in_direct_messages(club: Club) -> None:
    await club.ben.types("/read", club.ben.dm)
    await club.ben.presses("Next")
    other = club.discord.server("Other club")
    room = other.channel("reading")
    other.member(club.ben)
    mine = await club.ben.types("/read alone:true", room)
    assert mine.private and "Page 2 of" in mine
    assert "No story is being read here" in await other.member("Dora").types("/progress", room)


async def test_a_servers_own_story_is_read_alone_in_that_server_only(club: Club) -> None:
    text = story(scene("secret"), title="Our Own Story").encode()
    await club.ana.uploads("/library add", ("own.txt", text), club.room)
    await club.ana.presses("Add to the library")
    assert "secret, paragraph 0" in await club.ben.types("/read story:Our Own alone:true", club.room)
    told = await club.ben.types("/read story:Our Own", club.ben.dm)
    assert "I have no story called" in told
    assert "Our Own" not in await club.ben.types("/progress", club.ben.dm)
    other = club.discord.server("Other club")
    room = other.channel("reading")
    other.member(club.ben)
    assert "I have no story called" in await club.ben.types("/read story:Our Own alone:true", room)


async def test_brought_along_to_a_server_that_has_no_lamplight(club: Club) -> None:
    """Installed on the person: everything is private there, and nothing of that server is kept."""
    stranger = club.discord.server("Elsewhere", bot_permissions=None)
    room: Room = stranger.channel("general")
    stranger.member(club.ben)
    club.ben.installs()
    mine = await club.ben.types("/read", room)
    assert mine.private and "one, paragraph 0" in mine
    assert "Page 2 of" in await club.ben.presses("Next")
    assert room.messages() == []


async def test_a_story_for_adults_stays_closed_in_direct_messages(empty_club: Club) -> None:
    """Unknown means no: Discord does not say how old somebody is."""
    club = empty_club
    adult = story(scene("night"), title="Night").replace("---\n\n", "rating: Explicit\n---\n\n", 1)
    club.brings("night.txt", adult)
    await club.starts_the_bot()
    assert "only in age-restricted channels" in await club.ben.types("/read", club.ben.dm)


async def test_two_people_press_next_nearly_at_once(club: Club) -> None:
    """The second thumb comes down on the page that the first has just brought: that turns nothing."""
    await club.ana.types("/read", club.room)
    club.pace = 100
    await club.ana.presses("Next")
    assert "Page 2 of" in await club.ben.presses("Next")
    assert "Page 2 of" in club.page()
    await club.discord.settled()
    club.now += 1_000
    assert "Page 3 of" in await club.ben.presses("Next")


async def test_the_first_page_of_a_story_was_under_no_thumb(club: Club) -> None:
    club.pace = 100
    await club.ana.types("/read", club.room)
    assert "Page 2 of" in await club.ben.presses("Next", in_=club.room)


async def test_one_who_presses_fast_is_not_held_up(club: Club) -> None:
    await club.ana.types("/read", club.room)
    club.pace = 100
    for _ in range(3):
        await club.ana.presses("Next")
    assert "Page 4 of" in club.page() or "scene 2" in club.page()


async def test_what_one_has_missed_is_read_alone(club: Club) -> None:
    """From the page one turned last, as far as one likes, and moves nobody."""
    await club.ben.types("/read", club.room)
    await club.ben.presses("Next")
    await club.ana.presses("Next")
    await club.ana.presses("Next")
    mine = await club.ben.chooses("What I have missed", in_=club.room)
    assert mine.private and "Page 2 of" in mine
    assert "The server is about" in mine and "ahead of you" in mine
    first = await club.chloe.chooses("What I have missed", in_=club.room)
    assert first.private and "Page 1 of" in first, "who never turned begins at the beginning"
    there = await club.ben.presses("Go to where the server is")
    assert "ahead of you" not in there
    assert "two, paragraph 0" in there and "two, paragraph 0" in club.page()
