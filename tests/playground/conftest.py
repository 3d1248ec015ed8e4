"""A fresh world for every test, and a small bot in it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress

import pytest
from discord import Intents

from bot.playground import Person, Playground, Room, Server
from bot.playground.site import Site
from bot.playground.site_child import Child
from bot.playground.site_world import furnish
from tests.playground.bot import SmallBot, running
from tests.playground.openapi import oracle
from tests.playground.window import Window, opened


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground("Lamplight", same_process=True, still=True) as here:
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


# The page.


@pytest.fixture
async def empty_site() -> AsyncIterator[Playground]:
    """The page with the world that it opens on, and no bot."""
    discord = Playground(same_process=True, still=True)
    furnish(discord)
    Site(discord, Child(discord, (), {}))
    async with discord:
        yield discord


@pytest.fixture
async def site(empty_site: Playground) -> AsyncIterator[Playground]:
    """The page, and a bot."""
    intents = Intents(guilds=True, guild_scheduled_events=True, dm_messages=True)
    client = SmallBot(empty_site.api_url, intents)
    task = running(client, empty_site.token)
    await empty_site.bot_ready()
    yield empty_site
    await client.close()
    with suppress(Exception):
        await task


@pytest.fixture
async def windows(site: Playground) -> AsyncIterator[tuple[Window, Window]]:
    """Ana's and Ben's."""
    async with AsyncExitStack() as stack:
        ana = await stack.enter_async_context(opened(site.url, "Ana"))
        ben = await stack.enter_async_context(opened(site.url, "Ben"))
        yield ana, ben
