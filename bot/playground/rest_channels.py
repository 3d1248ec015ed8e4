"""Routes about channels, threads, direct messages, servers and their members."""

from __future__ import annotations

from bot.playground import payloads, threads
from bot.playground.refusals import Refused, invalid, unknown
from bot.playground.state import Json
from bot.playground.wire import Call, Route


async def read(call: Call) -> Json:
    return payloads.channel(call.world, call.channel())


async def edit(call: Call) -> Json:
    channel = call.channel()
    if channel.guild is None:
        raise Refused(403, 50024, "Cannot execute action on this channel type")
    if channel.is_thread:
        threads.change(call, channel, call.body)
    else:
        call.demand(channel, "manage_channels")
        channel.name = call.body.get("name", channel.name)
        channel.topic = call.body.get("topic", channel.topic)
        channel.nsfw = bool(call.body.get("nsfw", channel.nsfw))
    told = payloads.channel(call.world, channel)
    name = "THREAD_UPDATE" if channel.is_thread else "CHANNEL_UPDATE"
    call.world.emit(name, told, guild=channel.guild, channel=channel)
    return told


async def delete(call: Call) -> Json:
    channel = call.channel()
    call.demand(channel, "manage_threads" if channel.is_thread else "manage_channels")
    told = payloads.channel(call.world, channel)
    call.world.remove_channel(channel)
    return told


async def start_thread(call: Call) -> Json:
    return threads.start(call, call.channel(), None)


async def start_thread_from_message(call: Call) -> Json:
    channel = call.channel()
    return threads.start(call, channel, call.message(channel))


async def join(call: Call) -> None:
    threads.join(call, call.channel(), threads.user_of(call))


async def leave(call: Call) -> None:
    threads.leave(call, call.channel(), threads.user_of(call))


async def thread_members(call: Call) -> list[Json]:
    thread = call.channel()
    return [payloads.thread_member(call.world, thread, user_id) for user_id in thread.thread_members]


async def thread_member(call: Call) -> Json:
    thread, user = call.channel(), threads.user_of(call)
    if user.id not in thread.thread_members:
        raise unknown("member")
    return payloads.thread_member(call.world, thread, user.id)


async def active_threads(call: Call) -> Json:
    found = [c for c in call.guild().channels.values() if c.is_thread and not c.archived]
    return {
        "threads": [payloads.channel(call.world, thread) for thread in found],
        "members": [],
        "has_more": False,
    }


async def direct(call: Call) -> Json:
    user = call.world.users.get(int(call.body["recipient_id"]))
    if user is None:
        raise invalid(["In recipient_id: Unknown user"])
    return payloads.channel(call.world, call.world.direct(user))


async def guild(call: Call) -> Json:
    return payloads.guild(call.world, call.guild())


async def guild_channels(call: Call) -> list[Json]:
    rooms = [channel for channel in call.guild().channels.values() if not channel.is_thread]
    return [payloads.channel(call.world, room) for room in rooms]


async def roles(call: Call) -> list[Json]:
    return [payloads.role(role) for role in call.guild().roles.values()]


async def member(call: Call) -> Json:
    found = call.guild().members.get(threads.user_of(call).id)
    if found is None:
        raise unknown("member")
    return payloads.member(call.world, found)


async def user(call: Call) -> Json:
    return payloads.user(threads.user_of(call))


async def leave_guild(call: Call) -> None:
    call.world.remove_bot(call.guild())


ROUTES: list[Route] = [
    ("GET", "/channels/{channel}", read),
    ("PATCH", "/channels/{channel}", edit),
    ("DELETE", "/channels/{channel}", delete),
    ("POST", "/channels/{channel}/threads", start_thread),
    ("POST", "/channels/{channel}/messages/{message}/threads", start_thread_from_message),
    ("GET", "/channels/{channel}/thread-members", thread_members),
    ("GET", "/channels/{channel}/thread-members/{user}", thread_member),
    ("PUT", "/channels/{channel}/thread-members/{user}", join),
    ("DELETE", "/channels/{channel}/thread-members/{user}", leave),
    ("POST", "/users/@me/channels", direct),
    ("DELETE", "/users/@me/guilds/{guild}", leave_guild),
    ("GET", "/users/{user}", user),
    ("GET", "/guilds/{guild}", guild),
    ("GET", "/guilds/{guild}/channels", guild_channels),
    ("GET", "/guilds/{guild}/roles", roles),
    ("GET", "/guilds/{guild}/members/{user}", member),
    ("GET", "/guilds/{guild}/threads/active", active_threads),
]
