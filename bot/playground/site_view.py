"""What a window is told: places, people, messages and commands as JSON, for one person's eyes."""

from __future__ import annotations

from collections.abc import Iterator

from bot.playground import payloads, permissions
from bot.playground.interactions import Modal
from bot.playground.people import Person
from bot.playground.refusals import NotPossible
from bot.playground.server import Playground
from bot.playground.state import Channel, Guild, Json, Message
from bot.playground.typed import GROUP, SUBCOMMAND, Typing

SHOWN = 200  # messages of a channel that a window gets when it opens


def servers(discord: Playground, person: Person) -> list[Json]:
    """The servers a person is in, with the channels and threads they can see."""
    mine = [guild for guild in discord.world.guilds.values() if person.id in guild.members]
    return [_server(guild, person) for guild in mine]


def _server(guild: Guild, person: Person) -> Json:
    seen = [one for one in guild.channels.values() if permissions.may(one, person.user, "view_channel")]
    return {
        "id": str(guild.id),
        "name": guild.name,
        "channels": [_channel(one, person) for one in seen],
        "members": [_member(guild, number) for number in guild.members],
        "roles": [{"id": str(role.id), "name": role.name} for role in guild.roles.values()],
    }


def _channel(one: Channel, person: Person) -> Json:
    wanted = "send_messages_in_threads" if one.is_thread else "send_messages"
    return {
        "id": str(one.id),
        "name": one.name,
        "kind": one.kind,
        "parent": str(one.parent.id) if one.parent else None,
        "topic": one.topic,
        "nsfw": one.age_restricted,
        "archived": one.archived,
        "may_write": permissions.may(one, person.user, wanted),
    }


def _member(guild: Guild, number: int) -> Json:
    member = guild.members[number]
    manages = bool(permissions.in_guild(guild, member.user) & permissions.BITS["manage_guild"])
    return {"id": str(number), "name": member.user.name, "bot": member.user.bot, "manager": manages}


def messages(discord: Playground, person: Person) -> list[Json]:
    """What was said so far in every channel they can see, oldest first."""
    found = []
    for channel in discord.world.channels.values():
        if permissions.may(channel, person.user, "view_channel"):
            seen = [one for one in channel.messages.values() if person.sees(one)]
            found += [message(discord, one) for one in seen[-SHOWN:]]
    return found


def message(discord: Playground, one: Message) -> Json:
    """Discord's message object, and what was typed to bring it about."""
    return {**payloads.message(discord.world, one), "typed": one.typed, "loading": one.loading}


def modal(one: Modal) -> Json:
    return {"title": one.title, "components": one.components}


def commands(discord: Playground, person: Person, channel: Channel) -> list[Json]:
    """The slash commands this person can use there, a subcommand as a command of two words."""
    typing = Typing(discord.world, person.user, channel)
    scopes = [channel.guild.id] if channel.guild else []
    found: dict[str, Json] = {}
    for scope in (0, *scopes):
        for command in discord.world.commands.get(scope, ()):
            if command["type"] == 1 and _usable(typing, command):
                found |= {one["name"]: one for one in _spoken(command, "")}
    return sorted(found.values(), key=lambda one: str(one["name"]))


def _usable(typing: Typing, command: Json) -> bool:
    try:
        typing.check_may_use(command)
    except NotPossible:
        return False
    return True


def _spoken(command: Json, before: str) -> Iterator[Json]:
    name, options = f"{before}{command['name']}", command.get("options") or []
    if options and options[0]["type"] in (SUBCOMMAND, GROUP):
        for option in options:
            yield from _spoken(option, f"{name} ")
    else:
        yield {"name": name, "description": command["description"], "options": options}
