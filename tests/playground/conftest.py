"""A fresh world for every test, and a small bot in it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest

from bot.playground import Person, Playground, Room, Server
from tests.playground.bot import SmallBot, running
from tests.playground.openapi import oracle


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground("Lamplight", same_process=True) as here:
        yield here
        if (judge := oracle()) is not None:
            assert judge.complaints(here.requests) == []


@pytest.fixture
def server(playground: Playground) -> Server:
    return playground.server("Book club")


@pytest.fixture
def room(server: Server) -> Room:
    return server.channel("reading")


@pytest.fixture
def ana(server: Server, room: Room) -> Person:
    person = server.member("Ana", manager=True)
    person.room = room
    return person


@pytest.fixture
def ben(server: Server, room: Room) -> Person:
    person = server.member("Ben")
    person.room = room
    return person


@pytest.fixture
async def bot(playground: Playground, server: Server) -> AsyncIterator[SmallBot]:
    assert server.id
    client = SmallBot(playground.api_url)
    task = running(client, playground.token)
    await playground.bot_ready()
    yield client
    await client.close()
    with suppress(asyncio.CancelledError):
        await task
