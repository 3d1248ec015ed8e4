"""What the world consists of as JSON, with ids in the place of other things, and the things made from it again.

A field that is new since the JSON was written has its default; one that is no more is passed over.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from bot.playground.server import Playground
from bot.playground.state import (
    Attachment,
    Channel,
    Guild,
    Json,
    Member,
    Message,
    Overwrite,
    Pings,
    Role,
    User,
)
from bot.playground.world import World

T = TypeVar("T")
PASSING = ("deleted", "nonce", "only_for")  # of a message: not kept


def places(discord: Playground) -> Json:
    """Everything but messages and files."""
    world = discord.world
    return {
        "app": world.app_id,
        "owner": world.owner.id,
        "ahead": world.clock.ahead,
        "users": [_fields(one) for one in world.users.values()],
        "people": [one.id for one in discord.people],
        "guilds": [_guild(one) for one in world.guilds.values()],
        "channels": [_fields(one, "messages") for one in world.channels.values()],
        "commands": {str(scope): commands for scope, commands in world.commands.items()},
    }


def _guild(one: Guild) -> Json:
    roles, members = one.roles.values(), one.members.values()
    own = _fields(one, "roles", "members", "channels")
    return {**own, "roles": [_fields(role) for role in roles], "members": [_fields(each) for each in members]}


def message(one: Message) -> Json:
    return _fields(one, *PASSING)


def file(one: Attachment) -> Json:
    return _fields(one)


def _fields(thing: Any, *left_out: str) -> Json:
    return {one.name: _plain(getattr(thing, one.name)) for one in fields(thing) if one.name not in left_out}


def _plain(value: Any) -> Any:
    match value:
        case User() | Role() | Channel() | Guild() | Message() | Attachment():
            return value.id
        case bytes():
            return base64.b64encode(value).decode()
        case set() | frozenset():
            return sorted(value)
        case list():
            return [_plain(one) for one in value]
        case dict():
            return {str(key): _plain(one) for key, one in value.items()}
    return _fields(value) if is_dataclass(value) else value


# And back.


def furnish(discord: Playground, told: Json) -> None:
    """Fill an empty world with its places."""
    world = discord.world
    world.clock.ahead = told["ahead"]
    world.users = {one["id"]: _made(User, one) for one in told["users"]}
    world.app_id, world.bot, world.owner = told["app"], world.users[told["app"]], world.users[told["owner"]]
    world.commands = {int(scope): commands for scope, commands in told["commands"].items()}
    world.synced = bool(world.commands)
    for one in told["guilds"]:
        world.guilds[one["id"]] = _made_guild(world, one)
    for one in told["channels"]:
        world.add_channel(_made_channel(world, one))
    discord.people += [discord.person(world.users[number]) for number in told["people"]]


def _made(kind: type[T], told: Json, **instead: Any) -> T:
    names = [one.name for one in fields(kind) if one.name in told]  # type: ignore[arg-type]
    return kind(**{**{name: told[name] for name in names}, **instead})


def _by_number(told: Json) -> dict[int, Any]:
    return {int(key): value for key, value in told.items()}


def _made_guild(world: World, told: Json) -> Guild:
    roles = {one["id"]: _made(Role, one) for one in told["roles"]}
    members = {one["user"]: _made_member(world, roles, one) for one in told["members"]}
    return _made(
        Guild,
        told,
        roles=roles,
        members=members,
        everyone=roles[told["everyone"]],
        scheduled_events=_by_number(told["scheduled_events"]),
        interested={event: set(who) for event, who in _by_number(told["interested"]).items()},
    )


def _made_member(world: World, roles: dict[int, Role], told: Json) -> Member:
    held = [roles[number] for number in told["roles"]]
    return _made(Member, told, user=world.users[told["user"]], roles=held)


def _made_channel(world: World, told: Json) -> Channel:
    """Its parent was made before."""
    return _made(
        Channel,
        told,
        guild=world.guilds.get(told["guild"]),
        parent=world.channels.get(told["parent"]),
        overwrites={who: _made(Overwrite, one) for who, one in _by_number(told["overwrites"]).items()},
        recipients=[world.users[number] for number in told["recipients"]],
        thread_members=_by_number(told["thread_members"]),
    )


def bring_files(world: World, told: Iterable[Json]) -> None:
    for one in told:
        world.files[one["id"]] = _made(Attachment, one, data=base64.b64decode(one["data"]))


def bring_messages(world: World, told: Iterable[Json]) -> None:
    """Oldest first; the ones whose channel is gone are gone."""
    for one in sorted(told, key=lambda each: int(each["id"])):
        if (channel := world.channels.get(one["channel"])) is not None:
            channel.messages[one["id"]] = _made_message(world, channel, one)


def _made_message(world: World, channel: Channel, told: Json) -> Message:
    pings = told["pings"]
    return _made(
        Message,
        told,
        channel=channel,
        author=world.users[told["author"]],
        attachments=[world.files[number] for number in told["attachments"] if number in world.files],
        thread=world.channels.get(told["thread"]),
        pings=Pings(frozenset(pings["users"]), frozenset(pings["roles"]), pings["everyone"]),
    )
