"""What the small bots have in common with Lamplight: the environment, the intents, the caches and the wire."""

import asyncio
import os
from typing import Any

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

Interaction = discord.Interaction[Any]


class SmallBot(discord.Client):
    """Connects to DISCORD_API_URL as DISCORD_TOKEN, and tells Discord its commands at every start."""

    def __init__(self) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        found = await self.http.request(Route("GET", "/gateway"))
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(found["url"])
        await self.tree.sync()


async def _run(bot: SmallBot) -> None:
    async with bot:
        await bot.start(os.environ["DISCORD_TOKEN"])


def run(bot: SmallBot) -> None:
    Route.BASE = os.environ["DISCORD_API_URL"]
    asyncio.run(_run(bot))
