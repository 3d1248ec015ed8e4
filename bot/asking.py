"""What Discord is asked when somebody wants to know it, since nothing of it is kept (bot/ballast.py)."""

import asyncio
import logging
from collections.abc import Awaitable
from typing import TypeVar

import aiohttp
import discord

from bot.actions.desk import Recent

T = TypeVar("T")
log = logging.getLogger(__name__)

PATIENCE = 1.0  # seconds; the person who waits has three
REMEMBERED = 60.0  # seconds for which the names of a server's channels are used again while somebody types


async def told(question: Awaitable[T]) -> T | None:
    """What Discord answers in time, or nothing. Raises discord.NotFound where it says that there is no such thing."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await question
    except discord.NotFound:
        raise
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        log.warning("Discord does not tell: %s", error or "it takes too long")
        return None


async def meets(client: discord.Client, server_id: int) -> None:
    """Know the language of a server that was told to another process, whose session this one goes on with.

    It is kept as one that Discord tells nothing about at the moment: then its channels are asked about, too.
    """
    if client.get_guild(server_id) is not None:
        return
    try:
        about = await told(client.http.get_guild(server_id, with_counts=False))
    except discord.NotFound:
        return
    if about:
        known = {"id": about["id"], "preferred_locale": about["preferred_locale"], "unavailable": True}
        client._connection._add_guild_from_data(known)  # type: ignore[arg-type]


async def role_is_gone(client: discord.Client, server_id: int, role_id: int) -> bool:
    """Whether a server has surely no such role; 0 stands for none."""
    names = await role_names(client, server_id) if role_id else {}
    return bool(names) and role_id not in names


async def role_names(client: discord.Client, server_id: int) -> dict[int, str]:
    """What a server's roles are called, by their ids; none where Discord does not say in time."""
    return {int(each["id"]): each["name"] for each in await told(client.http.get_roles(server_id)) or []}


async def channel_is_gone(client: discord.Client, channel_id: int) -> bool:
    """Whether there is surely no such channel; 0 stands for none."""
    try:
        await told(client.http.get_channel(channel_id)) if channel_id else None
    except discord.NotFound:
        return True
    return False


class ChannelNames:
    """What the channels of a server are called, asked once while somebody types."""

    def __init__(self) -> None:
        self._kept: Recent[int, tuple[float, dict[int, str]]] = Recent(64)

    async def of(self, client: discord.Client, server_id: int) -> dict[int, str]:
        """By their ids; none where Discord does not say in time."""
        now = asyncio.get_running_loop().time()
        kept = self._kept.get(server_id)
        if kept and now - kept[0] < REMEMBERED:
            return kept[1]
        every = await told(client.http.get_all_guild_channels(server_id)) or []
        names = {int(each["id"]): str(each["name"]) for each in every}
        if names:
            self._kept.put(server_id, (now, names))
        return names
