"""Notes in the margin: pinned to a page, and read by whoever has come so far."""

import pytest

from bot.playground import NotPossible
from tests.actions.conftest import scene, story
from tests.conversations.conftest import Club
from tests.conversations.readalongs import Evening

SECRET = "I *knew* the keeper did it @everyone"


async def test_a_note_is_pinned_read_on_its_page_and_removed(club: Club) -> None:
    await club.ana.types("/read", club.room)
    assert "no note in the part you have read" in await club.ana.types("/note list", club.room)
    pinned = await club.ben.types("/note add text:count the *lamps*", club.room)
    assert pinned.private
    assert "Pinned to scene 1" in pinned
    await club.discord.settled()
    assert "[1 note]" in club.page(), "the page that is being shown has it at once"
    await club.restarts_the_bot()
    told = await club.chloe.presses("1 note", club.room)
    assert told.private
    assert r"> count the \*lamps\*" in told
    assert f"{club.ben.mention} · scene 1" in told
    listed = await club.chloe.types("/note list", club.room)
    assert r"> count the \*lamps\*" in listed
    assert "no such note that is yours" in await club.chloe.types("/note remove note:lamps", club.room)
    assert await club.chloe.completes("/note remove note:", club.room) == []
    gone = await club.ben.picks("/note remove note:lamp", "count the *lamps*", club.room)
    assert "The note is gone" in gone
    await club.discord.settled()
    assert "note]" not in club.page()


async def test_a_note_is_written_in_a_form_to_the_page_that_was_seen(club: Club) -> None:
    opened = await club.ana.types("/read", club.room)
    assert opened.message is not None
    as_seen = opened.message.copy()
    await club.ana.presses("Next", club.room)
    form = await club.ben.chooses("Write a note here", menu="More", message=as_seen)
    assert form.modal
    await club.ben.fills_in({"Your note": "about the first page"})
    await club.discord.settled()
    assert "note]" not in club.page(), "it belongs to the page before"
    await club.ana.presses("Back", club.room)
    assert "[1 note]" in club.page()
    told = await club.chloe.presses("1 note", club.room)
    await club.chloe.presses("Write a note", message=told.message)
    await club.chloe.fills_in({"Your note": "and\n# another"})
    await club.discord.settled()
    told = await club.ana.presses("2 notes", club.room)
    assert "> and\n> \\# another" in told
    await club.ben.presses("Write a note", message=told.message)
    assert "no words in it" in await club.ben.fills_in({"Your note": "  "})


async def test_what_somebody_said_is_pinned(club: Club) -> None:
    await club.ana.types("/read", club.room)
    keeper = club.server.role("Keeper")
    words = f"<#{club.room.id}> <@&{keeper.id}> <@&1> <#1> the *lamps* <:lamp:123456789012345678> are wrong"
    said = club.ben.says(words, club.room)
    assert "Pinned to scene 1" in await club.chloe.uses("Pin to this page", on=said)
    await club.chloe.uses("Pin to this page", on=said)
    listed = await club.ana.types("/note list", club.room)
    assert listed.text.count("are wrong") == 1, "pinned twice to a page, it is there once"
    assert r"> \#reading \@Keeper \@… #… the \*lamps\* \:lamp: are wrong" in listed
    assert f"{club.ben.mention} · scene 1" in listed, "by whom it was said"
    assert str(said.id) in listed, "with the way to it"
    assert await club.ben.completes("/note remove note:", club.room), "its author may take it off"
    assert await club.ana.completes("/note remove note:", club.room), "and so may a manager"
    panel = club.room.channel.newest_first()
    ours = next(message for message in panel if message.author.bot)
    assert "this message is a bot’s" in await club.chloe.uses("Pin to this page", on=ours)
    picture = club.ben.says("", club.room, file=("lamp.png", b"png"))
    assert "no words in it" in await club.chloe.uses("Pin to this page", on=picture)


async def test_a_note_ahead_gives_nothing_away(club: Club) -> None:
    await club.ana.types("/read", club.room)
    await club.ana.types("/goto place:scene 2", club.room)
    await club.ana.presses("Go there anyway", club.room)
    await club.ana.types(f"/note add text:{SECRET}", club.room)
    assert not club.room.called
    # Another server reads the same story, and has not come as far.
    other = club.discord.server("Night readers")
    room = other.channel("reading")
    dora = other.member("Dora", manager=True)
    await dora.types("/read", room)
    for _ in range(30):
        told = [
            (await dora.types("/note list", room)).text,
            (await dora.types("/note remove note:keeper", room)).text,
            *await dora.completes("/note remove note:", room),
            *await dora.completes("/note remove note:knew", room),
            room.transcript(for_=dora),
        ]
        assert not any("knew" in text or club.ana.mention in text or "1 note" in text for text in told)
        if "The end" in (await dora.types("/next", room)).text:
            break


async def test_a_closing_card_has_notes_too(club: Club) -> None:
    await club.ana.types("/read", club.room)
    await club.ana.types("/goto place:100%", club.room)
    await club.ana.presses("Go there anyway", club.room)
    await club.discord.settled()
    await club.ben.types("/note add text:what an end", club.room)
    await club.discord.settled()
    assert "[1 note]" in club.page()
    assert "the end" in await club.chloe.presses("1 note", club.room)


async def test_a_corrected_edition_keeps_notes_at_their_words(empty_club: Club) -> None:
    club = empty_club
    scenes = [scene(name, 2) for name in ("one", "two", "three")]
    club.brings("tale.txt", story(*scenes))
    await club.starts_the_bot()
    await club.ana.types("/read", club.room)
    await club.ana.presses("Next", club.room)
    await club.ana.types("/note add text:on two", club.room)
    club.brings("tale.txt", story(scene("zero", 2), *scenes))
    await club.restarts_the_bot()
    assert "· scene 3" in await club.ben.types("/note list", club.room)


async def test_limits(club: Club) -> None:
    assert "No story is open here yet" in await club.ana.types("/note add text:x", club.room)
    await club.ana.types("/read", club.room)
    with pytest.raises(NotPossible):
        await club.ana.types(f"/note add text:{'x' * 1001}", club.room)
    long = club.ben.says("**" * 1_000, club.room)
    await club.ben.uses("Pin to this page", on=long)
    assert "…" in await club.ben.types("/note list", club.room)
    for number in range(30):
        await club.ana.types(f"/note add text:thought {number}", club.room)
    await club.discord.settled()
    assert "[31 notes]" in club.page()
    assert (await club.chloe.presses("31 notes", club.room)).buttons == ("Later", "Write a note")
    assert "Earlier" in (await club.chloe.presses("Later", club.room)).buttons
    assert len(await club.ana.completes("/note remove note:", club.room)) == 25
    assert "Several notes have these words" in await club.ana.types("/note remove note:thought", club.room)


async def test_a_read_along_has_notes_of_its_own_place(club: Club) -> None:
    club.pace = 0
    evening = Evening(club)
    await evening.begins(club.ben)
    said = club.ben.says("who lit them?", evening.thread)
    assert "Pinned to scene 1" in await club.chloe.uses("Pin to this page", on=said)
    await evening.settles()
    assert "[1 note]" in evening.page()
    told = await club.chloe.presses("1 note", evening.thread)
    assert "> who lit them?" in told
    await club.chloe.presses("Write a note", message=told.message)
    await club.chloe.fills_in({"Your note": "nobody counted"})
    await evening.settles()
    assert "[2 notes]" in evening.page()
    await evening.presses(club.ana, "Turn now")
    assert "note" not in evening.page()
    await club.ben.types("/note add text:on the second page", evening.thread)
    await evening.settles()
    assert "[1 note]" in evening.page()
    # The server itself is still on the first page.
    await club.ana.types("/read", club.room)
    assert "[2 notes]" in club.page()
    assert "second page" not in await club.ana.types("/note list", club.room)
    await club.ana.presses("Next", club.room)
    assert "second page" in await club.ana.types("/note list", club.room)
    gone = await club.ben.types("/note remove note:second", evening.thread)
    assert "The note is gone" in gone
    await evening.settles()
    assert "note]" not in evening.page()
