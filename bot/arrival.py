"""Coming to a server: what the bot needs there, what of it is missing, and the link that grants exactly that."""

import logging

import aiohttp
import discord

from bot.answers import SILENT
from bot.screens import rights as screens

log = logging.getLogger(__name__)

# What the bot needs: to see the channel it is asked in, to post pages there and in threads, also its own, and pictures.
NEEDED = (
    *("view_channel", "send_messages", "send_messages_in_threads", "create_public_threads"),
    "attach_files",
)
PERMISSIONS = discord.Permissions(**dict.fromkeys(NEEDED, True))


def invite_link(application_id: int, server_id: int = 0) -> str:
    """Where a manager adds the bot to a server, or grants it there what it lacks: exactly the permissions it needs."""
    return discord.utils.oauth_url(
        application_id,
        permissions=PERMISSIONS,
        guild=discord.Object(server_id) if server_id else discord.utils.MISSING,
        disable_guild_select=bool(server_id),
        scopes=("bot", "applications.commands"),
    )


def missing(granted: discord.Permissions) -> list[str]:
    """The names of the permissions that the bot needs and does not have."""
    return [name for name in NEEDED if not getattr(granted, name)]


async def welcome(guild: discord.Guild, application_id: int) -> None:
    """A word where everybody sees it, if there is such a place; what is missing, and the way to grant it."""
    channel = _first_channel(guild)
    if channel is None:
        log.info("There is no channel to greet server %s in", guild.id)
        return
    lacks = missing(guild.me.guild_permissions)
    screen = screens.welcome(lacks, invite_link(application_id, guild.id))
    try:
        await channel.send(view=screen.said(privately=False), allowed_mentions=SILENT, silent=True)
    except (discord.HTTPException, aiohttp.ClientError) as error:
        log.info("Could not greet server %s: %s", guild.id, error)


def _first_channel(guild: discord.Guild) -> discord.TextChannel | None:
    """The channel for what happens in a server, else the first that the bot may write in."""
    first = [guild.system_channel] if guild.system_channel else []
    for channel in [*first, *guild.text_channels]:
        if channel.permissions_for(guild.me).send_messages and channel.permissions_for(guild.me).view_channel:
            return channel
    return None
