"""A server's own stories: brought, looked at, accepted, kept apart from other servers', and told of on a card."""

import asyncio

from bot.lamp import WORKERS
from tests.conversations.conftest import DAY, Club
from tests.conversations.library import TALE, adds

FRONT = b"---\ntitle: Fog\nauthor: Ana Author\nlanguage: en\nrating: Teen\ncontent notes: a storm\n---\n\n"


async def test_a_file_is_looked_at_and_then_added(library: Club) -> None:
    club = library
    text = FRONT + (b"# One\n\nFirst *words*.\n\n***\n\nMore words here.\n\n# The Secret\n\nLast.\n")
    dry = await club.ana.uploads("/library add", ("fog.md", text), club.room)
    assert dry.private
    assert "## Fog by Ana Author" in dry
    assert "**2 chapters · 3 scenes · 6 words · 1 minute**" in dry
    assert "The longest scene has 3 words." in dry
    assert "**Rating** · Teen" in dry and "**Content notes** · a storm" in dry
    assert "First *words*." in dry
    assert dry.buttons == ("Add to the library", "Discard")
    assert "no story to read" in await club.ben.types("/read", club.room), "nobody else sees it yet"
    await club.restarts_the_bot()
    added = await club.ana.presses("Add to the library", club.room)
    assert "**Fog** is in this server’s library now" in added
    assert "First *words*." in await club.ben.types("/read", club.room)
    assert "Fog" in await club.ben.types("/library list", club.room)


async def test_a_draft_is_accepted_once(library: Club) -> None:
    club = library
    dry = await club.ana.uploads("/library add", ("tale.txt", TALE), club.room)
    assert dry.message is not None
    seen = dry.message.copy()
    await club.ana.presses("Add to the library")
    assert "accepted or discarded" in await club.ana.presses("Add to the library", message=seen)
    assert "accepted or discarded" in await club.ana.presses("Discard", message=seen)


async def test_a_draft_is_discarded_and_lives_a_day(library: Club) -> None:
    club = library
    await club.ana.uploads("/library add", ("tale.txt", TALE), club.room)
    assert "forgotten tale.txt" in await club.ana.presses("Discard")
    await club.ana.uploads("/library add", ("tale.txt", TALE), club.room)
    club.now += DAY
    assert "a day has passed" in await club.ana.presses("Add to the library")


async def test_a_card_tells_nothing_of_the_story(library: Club) -> None:
    club = library
    about = (
        b"language: en\nlicence: CC0\nsummary: It is foggy.\nseries: The Ferries\nvolume: 2\ntags: [weather]\n"
        b"source: https://example.org/fog\n"
    )
    text = FRONT.replace(b"language: en\n", about) + b"# One\n\nA.\n\n# The Murderer\n\nB.\n"
    await adds(club.ana, "fog.md", text, club.room)
    card = await club.ben.types("/library info story:fogg", club.room)
    assert "## Fog by Ana Author" in card and "It is foggy." in card
    assert "2 chapters · 2 scenes" in card
    assert "**Licence** · CC0" in card and "uploaded to this server: fog.md" in card
    assert "Murderer" not in card
    assert "**Language** · English" in card and "**Series** · The Ferries #2" in card
    assert "**Tags** · weather" in card and "> It is foggy." in card
    assert "**Source** · https\\://example.org/fog" in card, "which is text, and leads nowhere"


async def test_only_managers_change_the_library(library: Club) -> None:
    club = library
    dry = await club.ana.uploads("/library add", ("tale.txt", TALE), club.room)
    assert "Manage Server" in await club.ben.uploads("/library add", ("tale.txt", TALE), club.room)
    assert dry.message is not None
    assert "Manage Server" in await club.ben.presses("Add to the library", message=dry.message.copy())
    await club.ana.presses("Add to the library", club.room)
    for command in ("edit", "remove"):
        assert "Manage Server" in await club.ben.types(f"/library {command} story:tale", club.room)
    assert "Manage Server" in await club.ben.uploads(
        "/library replace story:tale", ("t.txt", TALE), club.room
    )


async def test_servers_are_walls(library: Club) -> None:
    club = library
    dry = await club.ana.uploads("/library add", ("tale.txt", TALE), club.room)
    other = club.discord.server("Another club")
    hall = other.channel("hall")
    dora = other.member("Dora", manager=True)
    mine = await dora.uploads("/library add", ("tale.txt", TALE), hall)
    assert dry.message is not None and mine.message is not None
    forged = mine.message.copy()
    forged.components = dry.message.components
    assert "This import is gone" in await dora.presses("Add to the library", message=forged)
    assert "This import is gone" in await dora.presses("Discard", message=forged)
    assert "This import is gone" in await dora.chooses("One scene, nothing parts it", message=forged)
    added = await club.ana.presses("Add to the library", club.room)
    asked = await club.ana.types("/library remove story:tale", club.room)
    assert asked.message is not None and added.message is not None
    forged.components = asked.message.components
    assert "gone for good" in await dora.presses("Remove", message=forged)
    forged.components = added.message.components
    assert "has left the library" in await dora.presses("Read", message=forged)
    assert "no story called" in await dora.presses("Remove", message=forged)
    for command in ("info", "remove", "edit"):
        assert "no story called" in await dora.types(f"/library {command} story:tale", hall)
    assert "The Tale" not in await dora.types("/library list", hall)
    assert "one, paragraph 0" in await club.ben.types("/read", club.room)


async def test_everybody_s_stories_are_not_to_be_changed_here(club: Club) -> None:
    assert "belongs to everybody’s library" in await club.ana.types("/library remove story:ferry", club.room)
    assert "from this bot’s own library" in await club.ben.types("/library info story:ferry", club.room)
    assert await club.ana.completes("/library edit story:", club.room) == []


async def test_one_file_at_a_time_is_read_for_a_server(library: Club) -> None:
    club = library
    assert club.client
    workers = club.client.lamp.workers
    for _ in range(WORKERS):  # nothing is read before the second was told
        await workers.acquire()
    eve = club.server.member("Eve", manager=True)
    waiting = {
        asyncio.create_task(club.ana.uploads("/library add", ("tale.txt", TALE), club.room)),
        asyncio.create_task(eve.uploads("/library add", ("other.txt", TALE), club.room)),
    }
    told, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    assert ["still reading another file" in each.result() for each in told] == [True]
    for _ in range(WORKERS):
        workers.release()
    (read,) = waiting
    assert "still reading another file" not in await read


async def test_hostile_names_fit_every_screen(library: Club) -> None:
    club = library
    title, notes = "_*龍" * 60, "`<" * 2000
    about = f"---\ntitle: {title}\nauthor: {title}\nrating: {title}\ncontent notes: {notes}\nsummary: {notes}\n---\n\n"
    text = (about + "龍" * 3000 + "。\n\n***\n\n" + "_*" * 2000).encode()
    dry = await club.ana.uploads("/library add", ("龍" * 80 + ".txt", text), club.room)
    assert "Add to the library" in dry.buttons
    assert "in this server’s library" in await club.ana.presses("Add to the library")
    commands = [f"/library {each} story:{title}" for each in ("info", "remove", "edit")]
    for command in ("/library list", *commands):
        told = await club.ana.types(command, club.room)
        assert told.modal or (told.text and "Something went wrong" not in told)
    assert "Noted" in await club.ana.fills_in({"Author": ""})
    dry = await club.ana.uploads(f"/library replace story:{title}", ("b.txt", text + b"!"), club.room)
    assert "It replaces" in dry


async def test_a_forged_choice_is_refused(library: Club) -> None:
    club = library
    dry = await club.ana.uploads("/library add", ("tale.txt", TALE), club.room)
    assert dry.message is not None
    menus = [one["components"][0] for one in dry.message.components if one["type"] == 1]
    ids = [menu["custom_id"] for menu in menus if "options" in menu]
    for custom_id in ids:
        assert "another version" in await club.ana.chooses_id(dry.message, custom_id, ["zip"])
    assert "another version" in await club.ana.presses_id(dry.message, "l1:accept:as:../../etc")
