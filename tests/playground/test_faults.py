"""What can be made to go wrong does, and the rest of the world goes on."""

from __future__ import annotations

import asyncio

import aiohttp
import discord
import pytest

from bot.playground import InteractionFailed, Person, Playground, Room
from tests.playground.bot import SmallBot


@pytest.fixture
def wall(bot: SmallBot, room: Room) -> discord.PartialMessageable:
    return bot.get_partial_messageable(room.id)


async def test_a_failing_request_is_not_done(
    wall: discord.PartialMessageable, playground: Playground, room: Room
) -> None:
    playground.faults.fail(1, 503, method="POST", path="/messages$")
    with pytest.raises(discord.DiscordServerError):
        await wall.send("x")
    assert room.messages() == []
    await wall.send("y")
    assert room.transcript() == "Lamplight\n  y"
    assert [one.status for one in playground.requests if one.path.endswith("/messages")] == [503, 200]


async def test_a_failed_answer_is_seen_by_the_person(
    playground: Playground, ana: Person, bot: SmallBot
) -> None:
    assert bot.is_closed() is False
    await ana.types("/read")
    playground.faults.fail(None, 403, path="/callback")
    with pytest.raises(InteractionFailed):
        await ana.presses("Next")
    playground.faults.lift()
    assert "# Page 1" in await ana.presses("Next")


async def test_a_rate_limit_is_waited_out(
    wall: discord.PartialMessageable, playground: Playground, room: Room
) -> None:
    playground.faults.rate_limit(2, 0.02, path="/messages$")
    await wall.send("x")
    playground.faults.rate_limit(1, 0.02, path="/messages$", everywhere=True)
    await wall.send("y")
    assert len(room.messages()) == 2
    assert [one.status for one in playground.requests][-5:] == [429, 429, 200, 429, 200]


@pytest.mark.usefixtures("bot")
async def test_a_rate_limit_on_an_answer(playground: Playground, ana: Person) -> None:
    playground.faults.rate_limit(1, 0.02, path="/callback")
    assert "# Page 0" in await ana.types("/read")


@pytest.mark.usefixtures("bot")
async def test_a_slow_answer_comes_when_it_is_let_go(playground: Playground, ana: Person, room: Room) -> None:
    gate = asyncio.Event()
    playground.faults.slow("/callback", gate)
    typing = asyncio.create_task(ana.types("/read"))
    await playground.world.until(lambda: playground.wire.busy)
    assert room.messages() == []
    gate.set()
    assert "# Page 0" in await typing


@pytest.mark.usefixtures("bot")
async def test_too_slow_an_answer_fails(playground: Playground, ana: Person, room: Room) -> None:
    gate = asyncio.Event()
    playground.faults.slow("/callback", gate)
    typing = asyncio.create_task(ana.types("/read"))
    await playground.world.until(lambda: playground.wire.busy)
    playground.clock.advance(3)
    with pytest.raises(InteractionFailed):
        await typing
    gate.set()
    await playground.settled()
    assert room.messages() == []
    assert playground.requests[-1].answer == {"message": "Unknown interaction", "code": 10062}


async def test_a_lost_answer_was_done_all_the_same(
    wall: discord.PartialMessageable, playground: Playground, room: Room
) -> None:
    playground.faults.lose_answer(1, path="/messages$")
    with pytest.raises(aiohttp.ClientError):
        await wall.send("x")
    assert room.transcript() == "Lamplight\n  x"
    await wall.send("y")
    assert len(room.messages()) == 2


async def test_an_invalid_session_begins_anew(bot: SmallBot, playground: Playground) -> None:
    """discord.py waits five seconds before it identifies again; that it wants to is enough here."""
    playground.faults.invalidate_session()
    await playground.bot_gone()
    assert playground.gateway.sessions == {} and bot.log.count("READY") == 1
