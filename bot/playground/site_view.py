"""What a window is told of places and people: JSON for one person's eyes."""

from __future__ import annotations

import itertools
from collections.abc import Collection

from bot.playground import payloads, permissions
from bot.playground.interactions import Modal
from bot.playground.people import Person
from bot.playground.server import Playground
from bot.playground.state import Channel, Guild, Json, Member, Message

SHOWN = 60  # messages of a channel that a window gets when it opens, and with every look further back
WRITES = {True: "send_messages_in_threads", False: "send_messages"}
GONE = (3, 4)  # states of scheduled events: completed, canceled


def servers(discord: Playground, person: Person) -> list[Json]:
    """The servers a person is in, with the channels and threads they can see."""
    mine = [guild for guild in discord.world.guilds.values() if person.id in guild.members]
    return [_server(discord, guild, person) for guild in mine]


def _server(discord: Playground, guild: Guild, person: Person) -> Json:
    seen = [one for one in guild.channels.values() if permissions.may(one, person.user, "view_channel")]
    have = permissions.in_guild(guild, person.user)
    return {
        "id": str(guild.id),
        "name": guild.name,
        "channels": [_channel(one, person) for one in seen],
        "members": [_member(guild, one) for one in guild.members.values()],
        "roles": [_role(guild, number) for number in guild.roles],
        "events": [_event(guild, one, person) for one in _coming(guild)],
        "has_bot": discord.bot.id in guild.members,
        "may": [name for name in ("manage_guild", "manage_channels", "manage_roles") if _has(have, name)],
    }


def _has(have: int, name: str) -> bool:
    return bool(have & permissions.BITS[name])


def _channel(one: Channel, person: Person) -> Json:
    """The overwrites are for those who may change them."""
    may = {name: permissions.may(one, person.user, name) for name in _asked(one)}
    owns = one.is_thread and one.owner_id == person.id
    told: Json = {
        "id": str(one.id),
        "name": one.name,
        "kind": one.kind,
        "parent": str(one.parent.id) if one.parent else None,
        "topic": one.topic,
        "nsfw": one.age_restricted,
        "archived": one.archived,
        "locked": one.locked,
        "may_write": may[WRITES[one.is_thread]] and not (one.locked and not may["manage_threads"]),
        "may_attach": may["attach_files"],
        "may_delete": may["manage_messages"],
        "may_thread": may["create_public_threads"] and not one.is_thread,
        "may_change": may["manage_threads"] or owns if one.is_thread else may["manage_channels"],
    }
    if one.guild is not None:
        told["hidden_from"] = [
            str(member.user.id)
            for member in one.guild.members.values()
            if not permissions.may(one, member.user, "view_channel")
        ]
    if told["may_change"] and not one.is_thread:
        told["rules"] = {str(who): _rules(rule.allow, rule.deny) for who, rule in one.overwrites.items()}
    return told


def _asked(one: Channel) -> tuple[str, ...]:
    more = ("attach_files", "manage_messages", "create_public_threads", "manage_threads", "manage_channels")
    return (WRITES[one.is_thread], *more)


def _rules(allow: int, deny: int) -> Json:
    allowed = dict.fromkeys(permissions.names(allow), "allow")
    return {**allowed, **dict.fromkeys(permissions.names(deny), "deny")}


def _member(guild: Guild, member: Member) -> Json:
    user = member.user
    manages = bool(permissions.in_guild(guild, user) & permissions.BITS["manage_guild"])
    return {
        "id": str(user.id),
        "name": user.name,
        "bot": user.bot,
        "manager": manages,
        "owner": guild.owner_id == user.id,
        "roles": [str(role.id) for role in member.roles],
    }


def _role(guild: Guild, number: int) -> Json:
    role = guild.roles[number]
    return {
        "id": str(number),
        "name": role.name,
        "colour": role.colour,
        "hoisted": role.hoisted,
        "managed": role.managed_by is not None,
        "everyone": number == guild.id,
    }


def _coming(guild: Guild) -> list[Json]:
    coming = [one for one in guild.scheduled_events.values() if one["status"] not in GONE]
    return sorted(coming, key=lambda one: str(one["scheduled_start_time"]))


def _event(guild: Guild, one: Json, person: Person) -> Json:
    metadata = one.get("entity_metadata") or {}
    return {
        "id": one["id"],
        "name": one["name"],
        "description": one.get("description"),
        "start": one["scheduled_start_time"],
        "end": one.get("scheduled_end_time"),
        "live": one["status"] == 2,
        "where": metadata.get("location"),
        "channel": one.get("channel_id"),
        "by": one["creator"]["username"],
        "interested": person.id in guild.interested.get(int(one["id"]), ()),
        "count": one.get("user_count") or 0,
    }


def direct(discord: Playground, person: Person) -> list[Json]:
    """A person's direct messages, the ones with the bot first."""
    discord.world.direct(person.user)
    mine = [one for one in discord.world.channels.values() if one.direct and person.user in one.recipients]
    mine.sort(key=lambda one: discord.bot not in one.recipients)
    return [_direct(one, person) for one in mine]


def _direct(one: Channel, person: Person) -> Json:
    others = [user for user in one.recipients if user is not person.user]
    return {
        **_channel(one, person),
        "name": ", ".join(user.name for user in others),
        "members": [{"id": str(user.id), "name": user.name, "bot": user.bot} for user in one.recipients],
    }


def people(discord: Playground) -> list[Json]:
    return [{"id": str(one.id), "name": one.name} for one in discord.people]


def me(person: Person) -> Json:
    user = person.user
    return {
        "id": str(user.id),
        "name": user.name,
        "locale": user.locale,
        "installed": user.installed,
        "closed": user.closed,
    }


def messages(discord: Playground, person: Person, known: Collection[str] = ()) -> list[Json]:
    """What was said last in every channel they can see but the ones of these ids, oldest first."""
    channels = [one for one in discord.world.channels.values() if str(one.id) not in known]
    return [message(discord, one) for channel in channels for one in last_seen(channel, person)]


def last_seen(channel: Channel, person: Person, before: int = 1 << 63) -> list[Message]:
    """The last messages in a channel (before the one of this id) that a person sees, oldest first."""
    if not permissions.may(channel, person.user, "view_channel"):
        return []
    newest_first = (one for one in channel.newest_first() if one.id < before and person.sees(one))
    return list(itertools.islice(newest_first, SHOWN))[::-1]


def message(discord: Playground, one: Message) -> Json:
    """Discord's message object, and what was typed to bring it about."""
    return {**payloads.message(discord.world, one), "typed": one.typed, "loading": one.loading}


def modal(one: Modal) -> Json:
    return {"title": one.title, "components": one.components}
