"""A server's own stories: brought, looked at, accepted, corrected, told otherwise, removed and put back."""

import asyncio

import pytest

from bot.playground import NotPossible, Person, Room
from bot.playground.replies import Reply
from tests.actions.conftest import scene, story
from tests.conversations.conftest import DAY, Club
from tests.story.office_files import docx, p, style, styled
from tests.story.pages_made import packed_book, xhtml

TALE = story(scene("one"), scene("two"), scene("three"), title="The Tale").encode()
FRONT = b"---\ntitle: Fog\nauthor: Ana Author\nlanguage: en\nrating: Teen\ncontent notes: a storm\n---\n\n"


async def adds(person: Person, name: str, data: bytes, room: Room) -> Reply:
    """Uploaded, looked at, accepted."""
    await person.uploads("/library add", (name, data), room)
    return await person.presses("Add to the library")


@pytest.fixture
async def library(empty_club: Club) -> Club:
    """Nothing but the bot."""
    await empty_club.starts_the_bot()
    return empty_club


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


async def test_another_rule_and_another_encoding(library: Club) -> None:
    club = library
    text = "Проснулся.\n\n***\n\nУснул снова и надолго.\n".encode("cp1251")
    dry = await club.ana.uploads("/library add", ("dream.txt", text), club.room)
    assert "2 scenes" in dry
    wrong = await club.ana.chooses("Western European (Windows-1252)")
    assert "Проснулся" not in wrong
    right = await club.ana.chooses("Cyrillic (Windows-1251)")
    assert "Проснулся." in right and "2 scenes" in right
    one = await club.ana.chooses("One scene, nothing parts it")
    assert "1 scene" in one and "Проснулся." in one, "both choices are kept"
    impossible = await club.ana.chooses("Unicode (UTF-8)")
    assert "not written in utf-8" in impossible
    await club.restarts_the_bot()
    assert "1 scene" in await club.ana.chooses("Cyrillic (Windows-1251)", in_=club.room)
    await club.ana.presses("Add to the library")
    assert "Page 1 of 1" in await club.ben.types("/read", club.room)


async def test_a_correction_moves_every_reading_along(library: Club) -> None:
    club = library
    await adds(club.ana, "tale.txt", TALE, club.room)
    await club.ben.types("/read", club.room)
    for _ in range(3):
        await club.ben.presses("Next", club.room)
    assert "two, paragraph 0" in club.page()
    corrected = story(scene("nought"), scene("one"), scene("two"), scene("three"), title="The Tale").encode()
    dry = await club.ana.uploads(
        "/library replace story:the tale", ("tale, corrected.txt", corrected), club.room
    )
    assert "**It replaces “The Tale”**" in dry
    assert "- scene 2 → scene 3, found by its scene" in dry
    replaced = await club.ana.presses("Replace it")
    assert "**The Tale** is replaced" in replaced
    assert "1 found by its scene" in replaced
    assert "two, paragraph 0" in await club.ben.presses("Next", club.room), "the corrected page is seen first"
    assert "scene 3 of 4" in club.page()


async def test_the_same_name_again_replaces_or_is_another_story(library: Club) -> None:
    club = library
    await adds(club.ana, "tale.txt", TALE, club.room)
    other = TALE.replace(b"The Tale", b"Another Tale")
    dry = await club.ana.uploads("/library add", ("tale.txt", other), club.room)
    assert "It replaces “The Tale”" in dry and "Nobody is reading it." in dry
    assert dry.buttons == ("Replace it", "Add as another story", "Discard")
    await club.ana.presses("Add as another story")
    listed = await club.ben.types("/library list", club.room)
    assert "**Another Tale**" in listed and "**The Tale**" in listed
    assert "2 of 50 uploaded here" in listed


async def test_a_removal_asks_and_can_be_undone(library: Club) -> None:
    club = library
    await adds(club.ana, "tale.txt", TALE, club.room)
    await club.ben.types("/read", club.room)
    await club.ben.presses("Next", club.room)
    asked = await club.ana.types("/library remove story:tale", club.room)
    assert "It is being read: scene 1, turned <t:" in asked and club.ben.mention in asked
    assert "**The Tale** stays." in await club.ana.presses("Keep it")
    await club.ana.types("/library remove story:tale", club.room)
    assert "has left the library" in await club.ana.presses("Remove")
    assert "left the library" in await club.ben.presses("Next", club.room)
    await club.restarts_the_bot()
    assert "Removed, and forgotten in less than a day: “The Tale”" in await club.ben.types(
        "/library list", club.room
    )
    assert "every reading is where it was" in await club.ana.presses("Put it back", club.room)
    assert "Page 3 of 3" in await club.ben.presses("Next", club.room)


async def test_a_removal_is_undone_by_the_same_command_within_a_day(library: Club) -> None:
    club = library
    await adds(club.ana, "tale.txt", TALE, club.room)
    await club.ana.types("/library remove story:tale", club.room)
    await club.ana.presses("Remove")
    again = await club.ana.picks("/library remove story:ta", "The Tale", club.room)
    assert "was removed" in again and again.buttons == ("Put it back",)
    seen = again.message.copy() if again.message else None
    club.now += DAY
    assert "gone for good" in await club.ana.presses("Put it back", message=seen)
    assert await club.ana.completes("/library remove story:", club.room) == []


async def test_what_is_told_of_a_story_is_told_otherwise(library: Club) -> None:
    club = library
    await adds(club.ana, "tale.txt", TALE, club.room)
    await club.ben.types("/read", club.room)
    await club.ben.presses("Next", club.room)
    form = await club.ana.types("/library edit story:tale", club.room)
    assert form.modal is not None
    await club.restarts_the_bot()
    told = await club.ana.fills_in({"Title": "The *Long* Tale", "Rating": "Teen", "Content notes": "fog"})
    assert r"told of **The \*Long\* Tale** now" in told and "**Rating** · Teen" in told
    assert "Page 3 of 3" in await club.ben.presses("Next", club.room), "nobody is shown a page again"
    assert r"*The \*Long\* Tale*" in club.page()
    corrected = TALE.replace(b"one, paragraph 3", b"one, the third paragraph")
    dry = await club.ana.uploads("/library replace story:long", ("tale.txt", corrected), club.room)
    assert r"The \*Long\* Tale" in dry and "**Rating** · Teen" in dry, "it outlasts a corrected edition"


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


async def test_a_file_in_an_unknown_encoding_waits_for_its_encoding(library: Club) -> None:
    club = library
    text = ("日が昇った。" * 60 + "\n\n***\n\n" + "川は静かだった。" * 60).encode("utf-16-le")
    dry = await club.ana.uploads("/library add", ("dawn.txt", text), club.room)
    assert "I cannot read dawn.txt" in dry and dry.buttons == ("Discard",)
    assert "no story to read" in await club.ben.types("/read", club.room)
    await club.restarts_the_bot()
    right = await club.ana.chooses("Unicode (UTF-16)", menu="Wrong letters? Try another encoding")
    assert "日が昇った。" in right and "scenes" in right
    await club.ana.presses("Add to the library")
    assert "日が昇った。" in await club.ben.types("/read", club.room)


async def test_books_and_documents_are_brought_too(library: Club) -> None:
    club = library
    prose = "The ferry went over the river, and nobody counted the lamps. " * 8
    page = xhtml(
        f"<h2>{{}}</h2><p>{prose}<a epub:type='noteref' href='#n'>1</a></p><aside id='n'><p>A note.</p></aside>"
    )
    book = packed_book({"a.xhtml": page.format("Fog"), "b.xhtml": page.format("Sun")})
    dry = await club.ana.uploads("/library add", ("book.epub", book), club.room)
    assert "## A Book" in dry and "2 chapters" in dry and "2 footnotes" in dry
    with pytest.raises(NotPossible):
        await club.ana.chooses("Unicode (UTF-16)")
    await club.ana.presses("Add to the library")
    title = style("Title", id="Title")
    document = docx(styled("Title", "The Letter") + p(prose) + p("* * *") + p("It was late."), title)
    dry = await club.ana.uploads("/library add", ("letter.docx", document), club.room)
    assert "## The Letter" in dry and "2 scenes" in dry
    await club.ana.presses("Add to the library")
    assert "The ferry went over the river" in await club.ben.types("/read story:letter", club.room)
    assert "¹" in await club.ben.types("/read story:a book", club.room)
    again = await club.ana.uploads("/library add", ("book.epub", book), club.room)
    assert "It replaces “A Book”" in again and "The text is the same as now." in again


async def test_what_is_told_of_a_file_is_told_in_the_managers_language(library: Club) -> None:
    club = library
    club.ana.user.locale = "de"
    refused = await club.ana.uploads("/library add", ("a.pdf", b"%PDF-1.7 ..."), club.room)
    assert "Ich kann a.pdf nicht lesen. Das ist ein PDF, keine Textdatei; speichere" in refused
    page = (
        b"<html><body><h1>Fog</h1><p>"
        + b"First words. " * 200
        + b"</p><p><img src=map.png alt='A map'></p></body></html>"
    )
    dry = await club.ana.uploads("/library add", ("fog.html", page), club.room)
    assert "**Weggelassen**\n- 1 Bild, das nicht in der Datei ist" in dry
    dark = await club.ana.uploads(
        "/library add", ("dark.txt", "Łódź płynie nocą.".encode("cp1250") * 9), club.room
    )
    assert "**Bitte sieh dir das an**\n- Die Datei ist nicht in UTF-8; gelesen wurde sie als" in dark


async def test_files_that_are_no_stories_are_refused(library: Club) -> None:
    club = library
    assert "The file is empty" in await club.ana.uploads("/library add", ("a.txt", b""), club.room)
    assert "I cannot read" in await club.ana.uploads("/library add", ("a.pdf", b"%PDF-1.7 ..."), club.room)
    assert (
        "cut it"
        in (await club.ana.uploads("/library add", ("a.txt", b"x" * 20_000_001), club.room)).text.lower()
    )
    assert "no story here yet" in await club.ana.types("/library list", club.room)


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
    both = await asyncio.gather(
        club.ana.uploads("/library add", ("tale.txt", TALE), club.room),
        club.server.member("Eve", manager=True).uploads("/library add", ("other.txt", TALE), club.room),
    )
    assert sorted("still reading another file" in each for each in both) == [False, True]


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


async def test_a_web_page_is_brought_like_any_file(library: Club) -> None:
    club = library
    page = "<html><head><title>Fog</title></head><body><h1>Fog</h1><p>It was <em>thick</em>.</p><hr><p>It went.</p>"
    dry = await club.ana.uploads("/library add", ("fog.html", page.encode()), club.room)
    assert "## Fog" in dry and "2 scenes" in dry and "It was *thick*." in dry
    one = await club.ana.chooses("One scene, nothing parts it")
    assert "1 scene" in one and "It was *thick*." in one


async def test_a_forged_choice_is_refused(library: Club) -> None:
    club = library
    dry = await club.ana.uploads("/library add", ("tale.txt", TALE), club.room)
    assert dry.message is not None
    menus = [one["components"][0] for one in dry.message.components if one["type"] == 1]
    ids = [menu["custom_id"] for menu in menus if "options" in menu]
    for custom_id in ids:
        assert "another version" in await club.ana.chooses_id(dry.message, custom_id, ["zip"])
    assert "another version" in await club.ana.presses_id(dry.message, "l1:accept:as:../../etc")
