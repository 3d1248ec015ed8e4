"""Whether a channel is age-restricted in Discord: a thread has its parent's mark, and unknown means no."""

from collections.abc import Mapping
from typing import Any

import discord
from discord import Interaction

from bot.asking import told

THREADS = (10, 11, 12)  # of news, public, private; source: Discord's channel types
NONE: frozenset[int] = frozenset()


class Marks:
    """The channels marked so in each server, by id and only where there are any; of others Discord is asked."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._marked: dict[int, frozenset[int]] = {}

    async def here(self, interaction: Interaction[Any]) -> bool:
        """Whether Discord lets only adults into the channel that an interaction comes from.

        `discord.Thread.is_nsfw` says no where the parent is not known (2.7.1); here the parent is looked at.
        """
        channel: Any = interaction.channel
        if isinstance(channel, discord.Thread):
            return await self._on(interaction.guild_id or 0, channel.parent_id)
        if self._knows(interaction.guild_id or 0):
            return interaction.channel_id in self._in(interaction.guild_id or 0)
        is_nsfw = getattr(channel, "is_nsfw", None)
        return bool(is_nsfw and is_nsfw())

    async def on(self, server_id: int, channel_id: int) -> bool:
        """The same for a channel or a thread that nobody asks from."""
        if self._knows(server_id) and channel_id in self._in(server_id):
            return True
        about = await self._asked(channel_id)
        if about.get("type") in THREADS:
            return await self._on(server_id, int(about.get("parent_id") or 0))
        return bool(about.get("nsfw"))

    async def _on(self, server_id: int, channel_id: int) -> bool:
        """For what is no thread."""
        if self._knows(server_id):
            return channel_id in self._in(server_id)
        return bool((await self._asked(channel_id)).get("nsfw"))

    async def _asked(self, channel_id: int) -> Mapping[str, Any]:
        """What Discord tells of a channel; nothing where it does not."""
        try:
            return await told(self._client.http.get_channel(channel_id)) or {}
        except discord.NotFound:
            return {}

    def _knows(self, server_id: int) -> bool:
        """Whether this connection is told what becomes of the channels of a server."""
        server = self._client.get_guild(server_id)
        return server is not None and not server.unavailable

    def _in(self, server_id: int) -> frozenset[int]:
        return self._marked.get(server_id, NONE)

    def learn_server(self, data: Mapping[str, Any]) -> None:
        """From what Discord tells when it tells of a server."""
        marked = (int(each["id"]) for each in data.get("channels", ()) if each.get("nsfw"))
        self._keep(int(data["id"]), frozenset(marked))

    def learn_channel(self, data: Mapping[str, Any]) -> None:
        """From what Discord tells when a channel is made or changed."""
        server_id, channel = int(data.get("guild_id") or 0), {int(data["id"])}
        before = self._in(server_id)
        self._keep(server_id, before | channel if data.get("nsfw") else before - channel)

    def forget_channel(self, data: Mapping[str, Any]) -> None:
        """One that was deleted."""
        self.learn_channel({**data, "nsfw": False})

    def forget_server(self, server_id: int) -> None:
        self._keep(server_id, NONE)

    def _keep(self, server_id: int, marked: frozenset[int]) -> None:
        if marked:
            self._marked[server_id] = marked
        else:
            self._marked.pop(server_id, None)
