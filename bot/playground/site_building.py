"""What a window may ask of the world itself: new people, servers, channels and threads, and who may do what."""

from __future__ import annotations

from bot.playground import permissions, rest_events, threads
from bot.playground.places import Room
from bot.playground.refusals import NotPossible
from bot.playground.site_asks import Ask, Asking
from bot.playground.state import Guild, Json, Role, User

MAX_NAME = 100  # characters
LOCALES = (
    "en-US",
    "de",
    "es-ES",
    "fr",
    "it",
    "nl",
    "pl",
    "pt-BR",
    "ru",
    "uk",
    "ja",
    "zh-CN",
    "ko",
    "tr",
    "ar",
)


def _named(asking: Asking) -> str:
    """One line of text, without what does not show."""
    name = " ".join("".join(one if one.isprintable() else " " for one in asking.what["name"]).split())
    if not name:
        raise NotPossible("a name is needed")
    if len(name) > MAX_NAME:
        raise NotPossible(f"a name has {MAX_NAME} characters at most")
    return name


def _guild(asking: Asking, wanted: str) -> Guild:
    guild = asking.discord.world.guilds.get(int(asking.what["server"]))
    if guild is None:
        raise NotPossible("this server is gone")
    if not permissions.in_guild(guild, asking.person.user) & permissions.BITS[wanted]:
        raise NotPossible(f"{asking.person.name} may not change this server")
    return guild


def _own_room(asking: Asking) -> Room:
    """A channel that the person may change."""
    room = asking.room
    wanted = "manage_threads" if room.channel.is_thread else "manage_channels"
    owns = room.channel.is_thread and room.channel.owner_id == asking.person.id
    if room.channel.direct or not (owns or permissions.may(room.channel, asking.person.user, wanted)):
        raise NotPossible(f"{asking.person.name} may not change #{room.name}")
    return room


# People.


async def new_person(asking: Asking) -> Json:
    """Somebody who joins the servers that the asker is in."""
    discord, name = asking.discord, _named(asking)
    if any(one.name.casefold() == name.casefold() for one in discord.people):
        raise NotPossible(f"there is a {name} already")
    theirs = [guild for guild in discord.world.guilds.values() if asking.person.id in guild.members]
    if not theirs:
        raise NotPossible("there is no server to join")
    person = discord.server_of(theirs[0]).member(name)
    for guild in theirs[1:]:
        discord.server_of(guild).member(person)
    return {"person": person.name}


async def change_me(asking: Asking) -> Json:
    """What a person's own settings say: the language, direct messages, and the app on their own account."""
    user, what = asking.person.user, asking.what
    if what["locale"] not in LOCALES:
        raise NotPossible("Discord has no such language")
    user.locale, user.installed, user.closed = what["locale"], bool(what["installed"]), bool(what["closed"])
    asking.discord.world.emit("USER_UPDATE", {"id": str(user.id)}, only_for=user.id, for_app=False)
    return {}


async def set_role(asking: Asking) -> Json:
    guild, user = _guild(asking, "manage_roles"), asking.user
    role, member = guild.roles[int(asking.what["role"])], guild.members[user.id]
    if asking.what["held"] is not (role in member.roles):
        member.roles.remove(role) if role in member.roles else member.roles.append(role)
        asking.discord.world.emit(
            "GUILD_MEMBER_UPDATE", {"guild_id": str(guild.id)}, guild=guild, for_app=False
        )
    return {}


async def direct(asking: Asking) -> Json:
    """The direct messages with somebody."""
    if asking.user is asking.person.user:
        raise NotPossible("nobody writes to themselves")
    return {"channel": str(asking.discord.world.direct(asking.person.user, asking.user).id)}


# Servers and channels.


async def new_server(asking: Asking) -> Json:
    """Everybody who is here joins it; the asker owns it. Without the bot its app may be brought along by people."""
    discord, user = asking.discord, asking.person.user
    allowed = permissions.BOT if asking.what["bot"] else None
    guild = discord.world.new_guild(_named(asking), allowed, owner=user)
    server = discord.server_of(guild)
    room = server.channel("general")
    for person in discord.people:
        server.member(person)
    return {"channel": str(room.id)}


async def bring_bot(asking: Asking) -> Json:
    guild = _guild(asking, "manage_guild")
    server, there = asking.discord.server_of(guild), asking.discord.bot.id in guild.members
    if asking.what["there"] and not there:
        server.invite_bot()
    elif there and not asking.what["there"]:
        server.remove_bot()
    return {}


async def new_channel(asking: Asking) -> Json:
    guild = _guild(asking, "manage_channels")
    name = _channel_name(asking)
    room = asking.discord.server_of(guild).channel(name, nsfw=bool(asking.what["nsfw"]))
    return {"channel": str(room.id)}


def _channel_name(asking: Asking) -> str:
    return _named(asking).lower().replace(" ", "-")


async def change_channel(asking: Asking) -> Json:
    room = _own_room(asking)
    channel = room.channel
    channel.name = _named(asking) if channel.is_thread else _channel_name(asking)
    if not channel.is_thread:
        channel.topic = str(asking.what.get("topic") or "")[:1024] or None
        channel.nsfw = bool(asking.what["nsfw"])
    room.tell()
    return {}


async def delete_channel(asking: Asking) -> Json:
    _own_room(asking).delete()
    return {}


async def allow(asking: Asking) -> Json:
    """``how``: "allow", "deny", or "" for as it is in the whole server."""
    room, name = _own_room(asking), asking.what["permission"]
    room.decide(_holder(asking, room), name, {"allow": True, "deny": False, "": None}[asking.what["how"]])
    return {}


def _holder(asking: Asking, room: Room) -> Role | User:
    guild = room.channel.guild
    assert guild is not None
    number = int(asking.what["who"])
    return guild.roles.get(number) or guild.members[number].user


# Threads.


async def start_thread(asking: Asking) -> Json:
    room, user, private = asking.room, asking.person.user, bool(asking.what.get("private"))
    wanted = "create_private_threads" if private else "create_public_threads"
    if room.channel.is_thread or room.channel.direct or not permissions.may(room.channel, user, wanted):
        raise NotPossible(f"{user.name} may not open a thread here")
    message = asking.message if asking.what.get("message") else None
    if message is not None and message.thread is not None:
        return {"channel": str(message.thread.id)}
    world = asking.discord.world
    thread = threads.open_thread(world, room.channel, user, _named(asking), message=message, private=private)
    threads.announce(world, thread)
    return {"channel": str(thread.id)}


async def archive(asking: Asking) -> Json:
    room, what = _own_room(asking), asking.what
    if what["archived"]:
        room.archive(locked=bool(what.get("locked")))
    else:
        room.channel.archived = room.channel.locked = False
        room.tell()
    return {}


# Events.


async def interest(asking: Asking) -> Json:
    world = asking.discord.world
    guild = world.guilds[int(asking.what["server"])]
    if asking.person.id not in guild.members or int(asking.what["event"]) not in guild.scheduled_events:
        raise NotPossible("this event is gone")
    number, interested = int(asking.what["event"]), bool(asking.what["interested"])
    rest_events.set_interest(world, guild, number, asking.person.user, interested=interested)
    return {}


BUILDING: dict[str, Ask] = {
    "new person": new_person,
    "change me": change_me,
    "set role": set_role,
    "direct": direct,
    "new server": new_server,
    "bring bot": bring_bot,
    "new channel": new_channel,
    "change channel": change_channel,
    "delete channel": delete_channel,
    "allow": allow,
    "start thread": start_thread,
    "archive": archive,
    "interest": interest,
}
