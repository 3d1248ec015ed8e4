"""What only some people may do: looked at with every command and press, whatever Discord shows to whom."""

from typing import Any

from discord import Interaction

from bot import wording_library
from bot.actions.refusals import Refusal


def manages(interaction: Interaction[Any]) -> bool:
    """Whether who asks manages the server they ask in."""
    return interaction.guild_id is not None and interaction.permissions.manage_guild


def may_manage(interaction: Interaction[Any], sentence: str = wording_library.NOT_A_MANAGER) -> None:
    """Raises Refusal, of that sentence, for who may not manage the server."""
    if interaction.guild_id is not None and not manages(interaction):
        raise Refusal(sentence)
