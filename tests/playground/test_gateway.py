"""Sessions begin, end, resume and begin anew, and nothing that people do is lost between."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import aiohttp
import discord
import pytest

from bot.playground import InteractionFailed, Person, Playground, Room, Server, gateway
from tests.playground.bot import SmallBot, run, running


async def test_the_bot_knows_its_servers(
    bot: SmallBot, playground: Playground, server: Server, room: Room
) -> None:
    await bot.wait_until_ready()
    assert [guild.name for guild in bot.guilds] == ["Book club"]
    channel = bot.get_channel(room.id)
    assert isinstance(channel, discord.TextChannel) and channel.name == "reading"
    me = bot.guilds[0].me
    assert channel.permissions_for(me).send_messages and not channel.permissions_for(me).manage_messages
    other = playground.server("Another")
    await playground.settled()
    assert bot.get_guild(other.id) is not None
    other.remove_bot()
    await playground.settled()
    assert bot.get_guild(other.id) is None and server.name == "Book club"


async def test_a_dropped_connection_is_resumed(
    bot: SmallBot, playground: Playground, ana: Person, room: Room
) -> None:
    await ana.types("/read")
    await playground.faults.drop_gateway()
    pressing = asyncio.create_task(ana.presses("Next", room))
    await playground.bot_gone()
    assert "# Page 1" in await asyncio.wait_for(pressing, 20)
    assert playground.gateway.resumed == 1
    assert "RESUMED" in bot.log and bot.log.count("READY") == 1


@pytest.mark.usefixtures("bot")
async def test_a_request_to_reconnect_is_followed(playground: Playground, ana: Person) -> None:
    await ana.types("/read")
    playground.faults.ask_to_reconnect()
    await playground.world.until(lambda: playground.gateway.resumed)
    assert "# Page 1" in await ana.presses("Next")


@pytest.mark.usefixtures("playground")
async def test_an_unknown_session_cannot_be_resumed(playground: Playground) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(playground.gateway.url) as socket:
        assert (await socket.receive_json())["op"] == 10
        said = {"token": playground.token, "session_id": "nonsense", "seq": 1}
        await socket.send_json({"op": 6, "d": said})
        assert await socket.receive_json() == {"op": 9, "d": False}


async def test_who_does_not_identify_is_sent_away(playground: Playground) -> None:
    for first, code in (({"op": 8, "d": {}}, 4003), ({"op": 2, "d": {"token": "x", "intents": 0}}, 4004)):
        async with aiohttp.ClientSession() as session, session.ws_connect(playground.gateway.url) as socket:
            await socket.receive_json()
            await socket.send_json(first)
            assert (await socket.receive()).type == aiohttp.WSMsgType.CLOSE
            assert socket.close_code == code


async def test_privileged_intents_may_be_disallowed(playground: Playground) -> None:
    playground.gateway.allows_privileged = False
    client = SmallBot(playground.api_url, discord.Intents.all())
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await run(client, playground.token)


async def test_words_of_people_need_an_intent(playground: Playground, ana: Person, room: Room) -> None:
    heard: list[str] = []
    intents = discord.Intents(guilds=True, guild_messages=True)
    client = SmallBot(playground.api_url, intents)

    @client.event
    async def on_message(message: discord.Message) -> None:
        heard.append(message.content)

    task = running(client, playground.token)
    await playground.bot_ready()
    ana.says("secret", room)
    ana.says(f"hello <@{playground.bot.id}>", room)
    await playground.settled()
    assert heard == ["", f"hello <@{playground.bot.id}>"]
    await client.close()
    await task


async def test_a_world_survives_the_bot(playground: Playground, ana: Person, room: Room) -> None:
    """Old messages stay, and their buttons work when another bot takes over."""
    for page in range(3):
        client = SmallBot(playground.api_url)
        task = running(client, playground.token)
        await playground.bot_ready()
        if page == 0:
            await ana.types("/read", room)
        else:
            assert f"# Page {page}" in await ana.presses("Next")
        await client.close()
        with suppress(asyncio.CancelledError):
            await task
        await playground.bot_gone()
    pressing = asyncio.create_task(ana.presses("Next"))
    await playground.world.change()
    playground.clock.advance(3)
    with pytest.raises(InteractionFailed):
        await pressing


async def test_shards_hear_of_their_own_servers(playground: Playground, server: Server) -> None:
    here = (server.id >> 22) % 2
    client = discord.AutoShardedClient(
        intents=discord.Intents(guilds=True), shard_count=2, shard_ids=[1 - here], guild_ready_timeout=0.1
    )
    SmallBot(playground.api_url)
    task = asyncio.create_task(run(client, playground.token))
    await playground.bot_ready(commands=False)
    await playground.settled()
    assert list(client.guilds) == []
    assert playground.gateway.live[0].shard == (1 - here, 2)
    await client.close()
    await task


async def test_a_heartbeat_is_answered_when_the_client_has_noted_it(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As over any network: what is sent at once is there before the answer."""
    monkeypatch.setattr(gateway, "ON_ITS_WAY", 600)
    async with aiohttp.ClientSession() as session, session.ws_connect(playground.gateway.url) as socket:
        await socket.receive_json()
        await socket.send_json({"op": 2, "d": {"token": playground.token, "intents": 0}})
        assert (await socket.receive_json())["t"] == "READY"
        await socket.send_json({"op": 1, "d": 1})
        await playground.world.until(lambda: playground.gateway.live[0].beats == 1)
        playground.faults.ask_to_reconnect()
        assert (await socket.receive_json())["op"] == 7


async def test_only_a_heartbeat_of_ones_own_accord_is_acknowledged(playground: Playground) -> None:
    """discord.py would take the answer to one that it was asked for as 41 s late, and warn of it."""
    async with aiohttp.ClientSession() as session, session.ws_connect(playground.gateway.url) as socket:
        await socket.receive_json()
        await socket.send_json({"op": 2, "d": {"token": playground.token, "intents": 0}})
        assert (await socket.receive_json())["t"] == "READY"
        waiting = asyncio.create_task(playground.gateway.barrier(30))
        assert (await socket.receive_json())["op"] == 1
        for number in (1, 2):
            await socket.send_json({"op": 1, "d": number})
        await waiting
        await playground.world.until(lambda: playground.gateway.live[0].beats == 2)
        assert (await socket.receive_json())["op"] == 11
        playground.faults.ask_to_reconnect()
        assert (await socket.receive_json())["op"] == 7
