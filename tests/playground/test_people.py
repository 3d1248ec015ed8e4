"""People type, press, choose, complete, fill in and upload, and see what comes of it."""

from __future__ import annotations

import asyncio

import pytest

from bot.playground import InteractionFailed, NotPossible, Person, Playground, Room, Server

pytestmark = pytest.mark.usefixtures("bot")


async def test_a_command_is_answered(ana: Person, room: Room) -> None:
    reply = await ana.types("/read story:The Lamplighter", room)
    assert reply.text == "# The Lamplighter 0\n---\n[Back (off)] [Next]"
    assert reply.buttons == ("Next",)
    assert not reply.private
    assert room.transcript() == (
        "Ana used /read story:The Lamplighter\nLamplight\n  # The Lamplighter 0\n  ---\n  [Back (off)] [Next]"
    )


async def test_a_press_turns_the_page_in_place(ana: Person, ben: Person, room: Room) -> None:
    await ana.types("/read", room)
    reply = await ben.presses("Next", room)
    assert "# Page 1" in reply
    assert len(room.messages()) == 1
    await ben.presses("Back")
    assert "# Page 0" in room.transcript()


async def test_only_one_person_sees_a_private_answer(ana: Person, ben: Person, room: Room) -> None:
    reply = await ana.types("/read alone:true")
    assert reply.private
    assert "Lamplight (only you can see this)" in room.transcript(for_=ana)
    assert room.transcript(for_=ben) == room.transcript() == ""
    assert "# Page 1" in await ana.presses("Next")
    with pytest.raises(NotPossible, match="nowhere for Ben"):
        await ben.presses("Next")


async def test_several_people_press_at_once(ana: Person, server: Server) -> None:
    await ana.types("/read")
    crowd = [server.member(f"Reader {n}") for n in range(20)]
    replies = await asyncio.gather(*(person.presses("Next") for person in crowd))
    assert all("Page" in reply for reply in replies)


async def test_thinking_comes_first_and_the_answer_takes_its_place(
    playground: Playground, ana: Person, room: Room
) -> None:
    gate = asyncio.Event()
    playground.faults.slow("@original", gate)
    typing = asyncio.create_task(ana.types("/slow"))
    await room.until(lambda: "Lamplight is thinking..." in room.transcript())
    gate.set()
    assert "# Page 7" in await typing
    await playground.settled()
    assert "thinking" not in room.transcript()
    assert room.transcript().endswith("Lamplight\n  and that was it")


@pytest.mark.parametrize("private", [True, False])
async def test_thinking_may_be_private(
    playground: Playground, ana: Person, room: Room, private: bool
) -> None:
    reply = await ana.types(f"/slow private:{private}")
    await playground.settled()
    assert reply.private is private
    assert ("# Page 7" in room.transcript()) is not private


async def test_completion_offers_and_a_person_picks(ana: Person) -> None:
    assert await ana.completes("/goto place:ch") == ["Chapter 1", "Chapter 2", "Chapter 3"]
    assert await ana.completes("/goto place:") == ["Chapter 1", "Chapter 2", "Chapter 3"]
    assert await ana.completes("/goto place:nowhere") == []
    assert "at chapter 2" in await ana.picks("/goto place:ch", "Chapter 2")
    with pytest.raises(NotPossible, match="not 'Chapter 9'"):
        await ana.picks("/goto place:ch", "Chapter 9")


async def test_a_form_is_filled_in(ana: Person) -> None:
    await ana.types("/acts")
    reply = await ana.presses("Rename")
    assert reply.modal is not None and reply.text == "Rename"
    with pytest.raises(NotPossible, match="no field Nonsense"):
        await ana.fills_in({"Name": "x", "Nonsense": "y"})
    with pytest.raises(NotPossible, match="Name is required"):
        await ana.fills_in({"Colour": "Red"})
    with pytest.raises(NotPossible, match="takes 0 to 20 characters"):
        await ana.fills_in({"Name": "x" * 21})
    assert "named x ['r']" in await ana.fills_in({"Name": "x", "Colour": "Red"})
    with pytest.raises(NotPossible, match="no form is open"):
        await ana.fills_in({"Name": "x"})


async def test_a_form_of_every_kind_of_field(ana: Person, ben: Person, room: Room) -> None:
    await ana.types("/acts")
    reply = await ana.presses("Survey")
    assert reply.modal is not None
    with pytest.raises(NotPossible, match="Friend is required"):
        await ana.fills_in({"Mood": "Glad"})
    with pytest.raises(NotPossible, match="Mood: there is no 'Odd'"):
        await ana.fills_in({"Friend": "@Ben", "Mood": "Odd"})
    reply = await ana.fills_in(
        {"Friend": "@Ben", "Place": "#reading", "Mood": "Glad", "Proof": [("a.txt", b"A"), ("b.txt", b"B")]}
    )
    assert reply.text == f"{ben.name} {room.name} glad a.txt=A b.txt=B"


async def test_groups_of_commands(ana: Person) -> None:
    assert "kept here" in await ana.types("/bookmark add name:here")
    assert "in order 1" in await ana.types("/bookmark old list order:Oldest first")
    assert "in order 0" in await ana.types("/bookmark old list")
    with pytest.raises(NotPossible, match="/bookmark is followed by one of: old, add"):
        await ana.types("/bookmark lose")
    with pytest.raises(NotPossible, match="'Newest' is none of Oldest first"):
        await ana.types("/bookmark old list order:Newest")


async def test_context_menus(ana: Person, ben: Person, room: Room) -> None:
    said = ben.says("a fine line", room)
    assert "pinned a fine line" in await ana.uses("Pin to this page", said)
    assert "greeted" in await ana.uses("Greet", ben)
    assert ben.dm.transcript() == "Lamplight\n  hello Ben"
    ben.closes_dms()
    assert "50007" in await ana.uses("Greet", ben)
    with pytest.raises(NotPossible, match="no 'Hug' in that menu"):
        await ana.uses("Hug", ben)


async def test_a_menu_is_chosen_from(ana: Person) -> None:
    await ana.types("/acts")
    assert (await ana.chooses("Red", menu="Colour")).text == "red!"
    with pytest.raises(NotPossible, match="finds no menu"):
        await ana.chooses("Blue", menu="Colour")


async def test_a_file_is_uploaded_and_read_back(ana: Person) -> None:
    assert "a.txt: 5 of 5 bytes" in await ana.uploads("/add", ("a.txt", b"hello"))
    with pytest.raises(NotPossible, match="needs the option file"):
        await ana.types("/add")


async def test_a_file_is_shown(playground: Playground, ana: Person) -> None:
    reply = await ana.types("/picture")
    assert reply.text == "[picture a dot]"
    assert reply.message is not None
    assert reply.message.components[0]["items"][0]["media"]["url"].startswith(playground.url)
    assert reply.message.attachments[0].data == b"\x89PNG dot"


async def test_what_comes_of_every_way_to_answer(playground: Playground, ana: Person, room: Room) -> None:
    await ana.types("/acts")
    panel = room.newest()
    assert panel is not None
    assert (await ana.presses("Whisper")).private
    assert "one" in await ana.presses("Twice")
    await playground.settled()
    assert [m.text for m in room.messages(for_=ana)[1:]] == ["psst", "one", "two"]
    assert room.transcript().count("two") == 0
    assert (await ana.presses("Quietly")).message is panel
    assert "# Page 99" in await ana.presses("Later")


async def test_a_deferred_press_may_delete_its_message(ana: Person, room: Room) -> None:
    await ana.types("/acts")
    assert (await ana.presses("Vanish")).deleted
    assert room.messages() == []


async def test_what_nobody_answers_fails(ana: Person) -> None:
    await ana.types("/acts")
    with pytest.raises(InteractionFailed, match="This interaction failed"):
        await ana.presses("Ignore")


async def test_a_person_may_press_what_is_no_longer_there(ana: Person, ben: Person, room: Room) -> None:
    await ana.types("/read")
    message = room.newest()
    assert message is not None
    old = message.copy()
    await ana.presses("Next")
    await ana.presses("Next")
    assert message.buttons == ["Back", "Next"]
    assert old.buttons == ["Next"]
    assert "# Page 1" in await ben.presses("Next", message=old)
    with pytest.raises(InteractionFailed):
        await ben.presses_id(message, "turn:8")  # discord.py finds no such button on it


async def test_direct_messages(ana: Person, ben: Person) -> None:
    reply = await ana.types("/read", ana.dm)
    assert reply.message is not None and ana.sees(reply.message) and not ben.sees(reply.message)
    assert "# Page 1" in await ana.presses("Next", ana.dm)


async def test_an_app_that_a_person_installed_works_where_the_bot_is_not(
    playground: Playground, ana: Person
) -> None:
    elsewhere = playground.server("Elsewhere", bot_permissions=None)
    elsewhere.member(ana)
    hall = elsewhere.channel("hall")
    with pytest.raises(NotPossible, match="not installed"):
        await ana.types("/read", hall)
    ana.installs()
    for command in playground.world.commands[0]:
        command["integration_types"] = [0, 1]
    assert "# Page 0" in await ana.types("/read", hall)
