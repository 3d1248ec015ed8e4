"""Shards: who is told of which server, and who may identify when."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
import pytest

from bot.playground import InteractionFailed, Playground

READY, INVALID = "READY", 9


class Wire:
    """A client without a library: one connection for each shard."""

    def __init__(self, discord: Playground, http: aiohttp.ClientSession) -> None:
        self._discord, self._http = discord, http
        self._open: list[aiohttp.ClientWebSocketResponse] = []

    async def connects(self) -> aiohttp.ClientWebSocketResponse:
        socket = await self._http.ws_connect(self._discord.gateway.url)
        self._open.append(socket)
        assert (await socket.receive_json())["op"] == 10
        return socket

    async def identifies(self, index: int, count: int) -> tuple[aiohttp.ClientWebSocketResponse, Any]:
        """The connection, and what Discord says to it first; None where it closes the connection."""
        socket = await self.connects()
        about = {"token": self._discord.token, "intents": 1, "shard": [index, count]}
        await socket.send_json({"op": 2, "d": about})
        frame = await socket.receive()
        return socket, frame.json() if frame.type is aiohttp.WSMsgType.TEXT else None

    async def limit(self) -> Any:
        async with self._http.get(f"{self._discord.api_url}/gateway/bot") as answer:
            return await answer.json()


@pytest.fixture
async def held() -> AsyncIterator[Playground]:
    async with Playground(shards=4, max_concurrency=2) as discord:
        yield discord


@pytest.fixture
async def wire(held: Playground) -> AsyncIterator[Wire]:
    async with AsyncExitStack() as stack:
        yield Wire(held, await stack.enter_async_context(aiohttp.ClientSession()))


async def test_a_shard_is_told_of_its_own_servers(held: Playground, wire: Wire) -> None:
    servers = [held.server(f"Server {index}", shard=(index, 4)) for index in (3, 0, 1)]
    assert [(server.id >> 22) % 4 for server in servers] == [3, 0, 1]
    _, ready = await wire.identifies(0, 4)
    assert ready["d"]["shard"] == [0, 4]
    assert [int(each["id"]) for each in ready["d"]["guilds"]] == [servers[1].id]


async def test_one_of_a_bucket_identifies_in_five_seconds(held: Playground, wire: Wire) -> None:
    assert (await wire.identifies(0, 4))[1]["t"] == READY
    assert (await wire.identifies(1, 4))[1]["t"] == READY  # the other bucket
    assert (await wire.identifies(2, 4))[1] == {"op": INVALID, "d": False}
    held.clock.advance(5)
    assert (await wire.identifies(2, 4))[1]["t"] == READY
    assert {each.shard[0] for each in held.gateway.live} == {0, 1, 2}
    assert (await wire.identifies(3, 4))[1]["t"] == READY
    assert held.gateway.whole and held.gateway.starts.refused == 1


async def test_what_is_left_of_the_day_is_told(held: Playground, wire: Wire) -> None:
    await wire.identifies(0, 4)
    told = await wire.limit()
    assert told["shards"] == 4
    limit = told["session_start_limit"]
    assert (limit["total"], limit["remaining"], limit["max_concurrency"]) == (1000, 999, 2)
    held.clock.advance(24 * 60 * 60)
    assert (await wire.limit())["session_start_limit"]["remaining"] == 1000


async def test_a_shard_that_is_none_is_sent_away(wire: Wire) -> None:
    socket, said = await wire.identifies(4, 4)
    assert said is None and socket.close_code == 4010


async def test_direct_messages_are_for_the_first_shard(held: Playground, wire: Wire) -> None:
    server = held.server("Book club", shard=(1, 4))
    ana = server.member("Ana")
    first, _ = await wire.identifies(0, 4)
    ana.says("hello", ana.dm)
    second, _ = await wire.identifies(1, 4)
    assert held.gateway.hears_of(None) and held.gateway.hears_of(server.guild)
    await second.close()
    await held.world.until(lambda: not held.gateway.hears_of(server.guild))
    room = server.channel("reading")
    with pytest.raises(InteractionFailed, match="no bot is connected"):
        held.line.check_reachable(room.channel.guild)
    await first.close()
