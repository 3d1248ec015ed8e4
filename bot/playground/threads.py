"""Threads: starting, joining, leaving, archiving and locking them."""

from __future__ import annotations

from typing import Any

from bot.playground import payloads, permissions
from bot.playground.messages import add
from bot.playground.refusals import Refused, invalid, missing_permissions, unknown
from bot.playground.state import HAS_THREAD, PRIVATE_THREAD, PUBLIC_THREAD, Channel, Json, Message, User
from bot.playground.wire import Call
from bot.playground.world import World

AUTO_ARCHIVE = (60, 1440, 4320, 10080)  # minutes
MAX_NAME = 100
MAX_SLOWMODE = 21_600  # s
THREAD_CREATED, THREAD_STARTER = 18, 21


def user_of(call: Call) -> User:
    """The person of the path; ``@me`` is the bot."""
    if call.ids["user"] == "@me":
        return call.world.bot
    user = call.world.users.get(call.id("user"))
    if user is None:
        raise unknown("user")
    return user


def start(call: Call, parent: Channel, message: Message | None) -> Json:
    """Without a message and without ``type`` 11 the thread is private, as Discord has it."""
    if parent.guild is None or parent.is_thread:
        raise Refused(400, 50024, "Cannot execute action on this channel type")
    body = call.body
    private = message is None and body.get("type", PRIVATE_THREAD) == PRIVATE_THREAD
    call.demand(parent, "create_private_threads" if private else "create_public_threads")
    problems = _problems(body, needs_name=True)
    if problems:
        raise invalid(problems)
    if message is not None and message.thread is not None:
        raise Refused(400, 160004, "A thread has already been created for this message")
    thread = open_thread(call.world, parent, call.world.bot, body["name"], message=message, private=private)
    thread.auto_archive = body.get("auto_archive_duration") or thread.auto_archive
    thread.slowmode = body.get("rate_limit_per_user") or 0
    thread.invitable = bool(body.get("invitable", True))
    announce(call.world, thread)
    member = payloads.thread_member(call.world, thread, call.world.bot.id)
    return {**payloads.channel(call.world, thread), "member": member}


def open_thread(
    world: World,
    parent: Channel,
    owner: User,
    name: str,
    *,
    message: Message | None = None,
    private: bool = False,
) -> Channel:
    """A new thread, not yet announced; one that starts from a message has that message's id."""
    number = message.id if message is not None else world.clock.new_id()
    kind = PRIVATE_THREAD if private else PUBLIC_THREAD
    thread = Channel(number, kind, name.strip(), parent.guild, parent, owner_id=owner.id)
    thread.created_at = thread.archived_at = world.clock.now()
    thread.thread_members[owner.id] = thread.created_at
    world.add_channel(thread)
    if message is not None:
        message.thread = thread
        message.flags |= HAS_THREAD
    return thread


def announce(world: World, thread: Channel) -> None:
    told = {**payloads.channel(world, thread), "newly_created": True}
    world.emit("THREAD_CREATE", told, guild=thread.guild, channel=thread)
    assert thread.parent is not None
    owner = world.users[thread.owner_id]
    if thread.id in thread.parent.messages:
        origin = {"type": 0, "channel_id": str(thread.parent.id), "message_id": str(thread.id)}
        starter = Message(world.clock.new_id(), thread, owner, world.clock.now(), THREAD_STARTER)
        starter.reference = origin
        add(world, starter)
    elif not thread.private:
        note = Message(world.clock.new_id(), thread.parent, owner, world.clock.now(), THREAD_CREATED)
        note.content = thread.name
        note.reference = {"type": 0, "channel_id": str(thread.id)}
        add(world, note)


def change(call: Call, thread: Channel, body: Json) -> None:
    """PATCH of a thread: its owner may rename and archive it; locking needs manage_threads."""
    problems = _problems(body, needs_name=False)
    if problems:
        raise invalid(problems)
    manages = permissions.may(thread, call.world.bot, "manage_threads")
    owns = thread.owner_id == call.world.bot.id
    if thread.archived and body.get("archived") is not False:
        raise Refused(400, 50083, "Thread is archived")
    locking = body.get("locked", thread.locked) != thread.locked
    if not manages and (locking or thread.locked or not owns):
        raise missing_permissions()
    if body.get("archived", thread.archived) != thread.archived:
        thread.archived = bool(body["archived"])
        thread.archived_at = call.world.clock.now()
    thread.locked = bool(body.get("locked", thread.locked))
    thread.name = body.get("name", thread.name)
    thread.auto_archive = body.get("auto_archive_duration") or thread.auto_archive
    thread.slowmode = body.get("rate_limit_per_user", thread.slowmode) or 0
    thread.invitable = bool(body.get("invitable", thread.invitable))


def _problems(body: Json, *, needs_name: bool) -> list[str]:
    problems = []
    name: Any = body.get("name")
    if (needs_name or name is not None) and not 1 <= len((name or "").strip()) <= MAX_NAME:
        problems.append(f"In name: Must be between 1 and {MAX_NAME} in length.")
    if body.get("auto_archive_duration") not in (None, *AUTO_ARCHIVE):
        problems.append("In auto_archive_duration: Value must be one of (60, 1440, 4320, 10080).")
    if not 0 <= (body.get("rate_limit_per_user") or 0) <= MAX_SLOWMODE:
        problems.append(f"In rate_limit_per_user: int value should be between 0 and {MAX_SLOWMODE}.")
    return problems


def join(call: Call, thread: Channel, user: User) -> None:
    _check_open(thread)
    if thread.guild is None or user.id not in thread.guild.members:
        raise unknown("member")
    if user is not call.world.bot:
        call.demand(thread, "send_messages_in_threads")
    thread.thread_members.setdefault(user.id, call.world.clock.now())
    _tell_members(call.world, thread, added=[payloads.thread_member(call.world, thread, user.id)])


def leave(call: Call, thread: Channel, user: User) -> None:
    _check_open(thread)
    if user is not call.world.bot and thread.owner_id != call.world.bot.id:
        call.demand(thread, "manage_threads")
    if thread.thread_members.pop(user.id, None) is not None:
        _tell_members(call.world, thread, removed=[str(user.id)])


def _check_open(thread: Channel) -> None:
    if not thread.is_thread:
        raise Refused(400, 50024, "Cannot execute action on this channel type")
    if thread.archived:
        raise Refused(400, 50083, "Thread is archived")


def _tell_members(
    world: World, thread: Channel, *, added: list[Json] | None = None, removed: list[str] | None = None
) -> None:
    assert thread.guild is not None
    told: Json = {
        "id": str(thread.id),
        "guild_id": str(thread.guild.id),
        "member_count": len(thread.thread_members),
        "added_members": added or [],
        "removed_member_ids": removed or [],
    }
    world.emit("THREAD_MEMBERS_UPDATE", told, guild=thread.guild, channel=thread)
