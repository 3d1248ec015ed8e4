"""Fetching the pictures of a message, where the bot may attach them."""

from collections.abc import Collection
from typing import Any

from discord import Interaction

from bot.lamp import Lamp
from bot.screens.pictures import NONE, Pictures
from bot.store import pictures


async def at_hand(lamp: Lamp, interaction: Interaction[Any], names: Collection[str]) -> Pictures:
    """The pictures of these names; most messages have none, and ask nothing of the store."""
    wanted = [name for name in dict.fromkeys(names) if name]
    if not wanted:
        return NONE
    if not may_attach(interaction):
        return Pictures(forbidden=True)
    return Pictures(await lamp.store.read(pictures.get, wanted))


def may_attach(interaction: Interaction[Any]) -> bool:
    return interaction.app_permissions.attach_files
