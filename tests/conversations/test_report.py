"""A reader reports a story or a note; managers see it where they chose to, and nobody's words are in the log."""

import logging

import pytest

from tests.conversations.conftest import Club


async def test_managers_see_it_where_they_chose(club: Club, caplog: pytest.LogCaptureFixture) -> None:
    desk = club.server.channel("front-desk")
    await club.ana.types("/settings", club.room)
    await club.ana.chooses("front-desk")
    await club.ben.types("/read", club.room)
    await club.ben.types("/note add text:a cruel word")
    (choice,) = await club.chloe.completions("/report why:It hurts somebody note:cruel", club.room)
    told = await club.chloe.types(f"/report why:It hurts somebody note:{choice['value']} words:please look")
    assert told.private and "Those who manage this server have been told" in told
    shown = desk.transcript()
    assert "A reader reports something" in shown
    assert "a cruel word" in shown and "please look" in shown and club.ben.mention in shown
    logged = "\n".join(record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING)
    assert "Reported in server" in logged and "(person)" in logged
    assert "cruel" not in logged and "please look" not in logged and "Ferry" not in logged


async def test_a_manager_takes_the_note_off_also_where_its_author_is_never_named(club: Club) -> None:
    """And wherever it is in the story, also where the manager has not come."""
    desk = club.server.channel("front-desk")
    await club.ana.types("/settings", club.room)
    await club.ana.chooses("front-desk")
    await club.ben.types("/me", club.room)
    await club.ben.chooses("Never name me")
    await club.ben.types("/read", club.room)
    await club.ben.types("/note add text:a cruel word")
    await club.discord.settled()
    assert "[1 note]" in club.page()
    (choice,) = await club.chloe.completions("/report why:It hurts somebody note:cruel", club.room)
    await club.chloe.types(f"/report why:It hurts somebody note:{choice['value']}")
    shown = desk.transcript()
    assert "A margin note by somebody" in shown and club.ben.mention not in shown
    refused = await club.ben.presses("Take the note off", desk)
    assert "Only people with the permission **Manage Server**" in refused
    told = await club.ana.presses("Take the note off", desk)
    assert not told.private, "whoever sees the report sees that it is settled"
    assert f"{club.ana.mention} has taken the note off. It said: a cruel word" in desk.transcript()
    await club.discord.settled()
    assert "note]" not in club.page()
    assert "There is no note" in await club.ben.types("/note list", club.room)
    assert "gone already" in await club.ana.presses("Take the note off", desk)


async def test_with_no_channel_the_operator_hears_of_it(club: Club, caplog: pytest.LogCaptureFixture) -> None:
    told = await club.ben.types("/report why:It was not theirs to share story:Ferry", club.ben.dm)
    assert "Whoever runs this bot has been told" in told
    assert "(rights)" in caplog.text


async def test_a_channel_that_is_gone_is_said(club: Club) -> None:
    desk = club.server.channel("front-desk")
    await club.ana.types("/settings", club.room)
    await club.ana.chooses("front-desk")
    desk.delete()
    told = await club.ben.types("/report why:Something else story:Ferry", club.room)
    assert "Whoever runs this bot has been told" in told
    assert "their channel is gone" in await club.ana.types("/settings", club.room)


async def test_what_lies_ahead_cannot_be_reported(club: Club) -> None:
    """Not even that it is there is told."""
    await club.ana.types("/read", club.room)
    await club.ana.presses("Next")
    await club.ana.types("/note add text:of page two")
    assert await club.ben.completions("/report why:Something else note:page", club.ben.dm) == []
    told = await club.ben.types("/report why:Something else note:abcdefghijklm", club.room)
    assert "I find no such note" in told


async def test_nothing_is_nothing(club: Club) -> None:
    assert "Say what you report" in await club.ben.types("/report why:Something else", club.room)


async def test_not_too_often(club: Club) -> None:
    for _ in range(5):
        await club.ben.types("/report why:Something else story:Ferry", club.room)
    assert "Please wait a while" in await club.ben.types("/report why:Something else story:Ferry")
