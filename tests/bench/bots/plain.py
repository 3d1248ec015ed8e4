"""A bot as discord.py's own examples begin it: default intents, and everything kept that comes."""

import logging
import os

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

client = discord.Client(intents=discord.Intents.default())


@client.event
async def on_ready() -> None:
    logging.info("Ready as %s", client.user)


async def _run() -> None:
    Route.BASE = os.environ["DISCORD_API_URL"]
    async with client:
        await client.login(os.environ["DISCORD_TOKEN"])
        found = await client.http.request(Route("GET", "/gateway"))
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(found["url"])
        await client.connect()


if __name__ == "__main__":
    import asyncio

    logging.basicConfig(level=logging.INFO)
    asyncio.run(_run())
