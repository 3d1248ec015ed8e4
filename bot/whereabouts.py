"""Where somebody asks: in a server that has the bot, or in a place that is theirs alone."""

from typing import Any

from discord import Interaction


def server_of(interaction: Interaction[Any]) -> int:
    """The server whose library and settings hold; 0 outside of servers that have the bot themselves.

    Who has installed the bot on their own account brings it along into servers that have not: nothing of those is
    kept, and nothing is shown there to anybody else.
    """
    guild_id = interaction.guild_id or 0
    is_here = interaction.is_guild_integration() or interaction.client.get_guild(guild_id) is not None
    return guild_id if guild_id and is_here else 0


def in_direct_messages(interaction: Interaction[Any]) -> bool:
    """Whether nobody but the person and the bot is there, so that its ordinary messages are private."""
    return interaction.guild_id is None and interaction.context.dm_channel
