"""What Discord tells and this bot has no use for: taken out before discord.py parses it.

A press carries the whole message that was pressed, which discord.py (2.7.1) would build anew, component by component;
here a button's custom id says all there is to know (bot/cogs/presses.py).

A server comes with who may do what in each of its channels, and with emojis, people and more. Every interaction says
what is allowed where it is; only the greeting of a new server has to look for a channel to write in (bot/arrival.py).
The channels' names and marks of age and the roles stay: age_restriction.py, postman.py and the settings look there.
"""

from collections.abc import Callable
from typing import Any

from discord import Client

Parser = Callable[[dict[str, Any]], None]

UNREAD_OF_A_SERVER = (
    *("emojis", "stickers", "soundboard_sounds", "members", "presences", "voice_states"),
    *("stage_instances", "guild_scheduled_events"),
)
UNREAD_OF_A_CHANNEL = (
    "permission_overwrites",
    "topic",
    "available_tags",
    "default_reaction_emoji",
    "icon_emoji",
)
PRESS = 3  # Discord's type of an interaction with a component


def throw_overboard(client: Client) -> None:
    """Lighten what `client` is told from now on."""
    state = client._connection

    def server_create(data: dict[str, Any]) -> None:
        if state._get_guild(int(data["id"])):  # else it is new, and is greeted
            lighten_server(data)

    for event, lighten in (
        ("INTERACTION_CREATE", lighten_interaction),
        ("GUILD_CREATE", server_create),
        ("CHANNEL_CREATE", lighten_channel),
        ("CHANNEL_UPDATE", lighten_channel),
    ):
        state.parsers[event] = _lightened(state.parsers[event], lighten)


def _lightened(parse: Parser, lighten: Parser) -> Parser:
    def lightened(data: dict[str, Any]) -> None:
        lighten(data)
        parse(data)

    return lightened


def lighten_server(data: dict[str, Any]) -> None:
    """A server that is known already, without what nobody asks of it."""
    for name in UNREAD_OF_A_SERVER:
        data.pop(name, None)
    for channel in data.get("channels", ()):
        lighten_channel(channel)


def lighten_channel(data: dict[str, Any]) -> None:
    for name in UNREAD_OF_A_CHANNEL:
        data.pop(name, None)


def lighten_interaction(data: dict[str, Any]) -> None:
    """The pressed message without what is on it; its id and flags stay."""
    if data.get("type") == PRESS and (message := data.get("message")):
        message["components"] = []
        message.pop("interaction_metadata", None)
        message.pop("interaction", None)
