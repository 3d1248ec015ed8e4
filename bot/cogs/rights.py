"""What only some people may do: looked at with every command and press, whatever Discord shows to whom."""

from typing import Any

from discord import Interaction

from bot import wording
from bot.actions.refusals import Refusal
from bot.whereabouts import server_of
from bot.wording import library as wording_library


def manages(interaction: Interaction[Any]) -> bool:
    """Whether who asks manages the server they ask in."""
    return server_of(interaction) != 0 and interaction.permissions.manage_guild


def may_manage(interaction: Interaction[Any], sentence: str = wording_library.NOT_A_MANAGER) -> None:
    """Raises Refusal, of that sentence, for who may not manage the server."""
    if not server_of(interaction):
        raise Refusal(wording.ONLY_IN_SERVERS)
    if not manages(interaction):
        raise Refusal(sentence)
