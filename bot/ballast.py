"""What Discord tells and this bot has no use for: taken out before discord.py parses it.

A press carries the whole message that was pressed, which discord.py (2.7.1) would build anew, component by component;
here a button's custom id says all there is to know (bot/cogs/presses.py).
"""

from typing import Any

from discord import Client

PRESS = 3  # Discord's type of an interaction with a component


def throw_overboard(client: Client) -> None:
    """Lighten what `client` is told from now on."""
    parsers: dict[str, Any] = client._connection.parsers
    parse_interaction = parsers["INTERACTION_CREATE"]

    def interaction_create(data: dict[str, Any]) -> None:
        lighten_interaction(data)
        parse_interaction(data)

    parsers["INTERACTION_CREATE"] = interaction_create


def lighten_interaction(data: dict[str, Any]) -> None:
    """The pressed message without what is on it; its id and flags stay."""
    if data.get("type") == PRESS and (message := data.get("message")):
        message["components"] = []
        message.pop("interaction_metadata", None)
        message.pop("interaction", None)
