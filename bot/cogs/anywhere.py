"""Commands that are also for direct messages, and for whoever has installed the bot on their own account."""

from typing import Any, TypeVar

from discord import app_commands

Told = TypeVar("Told", bound=Any)


def anywhere(command: Told) -> Told:
    """Lets a command, or a group of them, be used wherever Discord knows commands; the others are for servers."""
    allowed: Told = app_commands.allowed_installs(guilds=True, users=True)(
        app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)(command)
    )
    return allowed
