"""Whether a channel is age-restricted in Discord: a thread has its parent's mark, and unknown means no."""

import asyncio
import logging
from typing import Any

import aiohttp
import discord
from discord import Interaction

log = logging.getLogger(__name__)

PATIENCE = 1.0  # seconds for Discord to tell about a thread's parent; the person waits for at most three


async def is_age_restricted(interaction: Interaction[Any]) -> bool:
    """Whether Discord lets only adults into the channel that an interaction comes from.

    `discord.Thread.is_nsfw` says no where the parent is not known (2.7.1); here Discord is asked for it.
    """
    channel: Any = interaction.channel
    if isinstance(channel, discord.Thread):
        channel = channel.parent or await _fetched(interaction.client, channel.parent_id)
    is_nsfw = getattr(channel, "is_nsfw", None)
    return bool(is_nsfw and is_nsfw())


async def _fetched(client: discord.Client, channel_id: int) -> object:
    try:
        async with asyncio.timeout(PATIENCE):
            return await client.fetch_channel(channel_id)
    except (discord.DiscordException, aiohttp.ClientError, TimeoutError) as error:
        log.warning("Taking channel %s for one that is not age-restricted: %s", channel_id, error)
        return None
