"""People type, press, choose, complete and fill in, and see what comes of it."""

from __future__ import annotations

import pytest

from bot.playground import Person, Playground, Room

pytestmark = pytest.mark.usefixtures("bot")


async def test_a_command_is_answered(ana: Person, room: Room) -> None:
    reply = await ana.types("/read story:The Lamplighter", room)
    assert reply.text == "# The Lamplighter 0\n---\n[Back (off)] [Next]"
    assert reply.buttons == ("Next",)
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


async def test_settled(discord: Playground, ana: Person, room: Room) -> None:
    await ana.types("/slow", room)
    await discord.settled()
    assert "and that was it" in room.transcript()
