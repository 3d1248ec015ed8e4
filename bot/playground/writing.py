"""What people write themselves: ordinary messages, begun, said, edited and deleted."""

from __future__ import annotations

from collections.abc import Sequence

from bot.playground import messages, payloads, permissions
from bot.playground.messages import Upload
from bot.playground.refusals import NotPossible, Refused
from bot.playground.state import Channel, Json, Message, User
from bot.playground.world import World

MAX_LENGTH = 2000  # characters
MAX_FILES = 10
REPLY = 19


def begin(world: World, author: User, channel: Channel) -> None:
    """Somebody is typing: everybody there is told, and forgets it after ten seconds or with the message."""
    data: Json = {
        "channel_id": str(channel.id),
        "user_id": str(author.id),
        "timestamp": int(world.clock.now()),
    }
    if channel.guild:
        data["guild_id"] = str(channel.guild.id)
        data["member"] = payloads.member(world, channel.guild.members[author.id])
    world.emit("TYPING_START", data, guild=channel.guild, channel=channel)


def say(
    world: World,
    author: User,
    channel: Channel,
    text: str,
    files: Sequence[Upload] = (),
    reply_to: Message | None = None,
) -> Message:
    """Raises NotPossible with what Discord's window would say instead of sending it."""
    check_may_write(author, channel, files)
    _check_length(text)
    reference: Json | None = None
    if reply_to is not None:
        reference = {"type": 0, "channel_id": str(channel.id), "message_id": str(reply_to.id)}
    kind = REPLY if reference else 0
    body, sent = {"content": text}, dict(enumerate(files))
    try:
        return messages.post(world, channel, author, body, sent, reference=reference, kind=kind)
    except Refused as refusal:
        raise NotPossible(f"{author.name} cannot send this: {refusal.message}") from None


def check_may_write(author: User, channel: Channel, files: Sequence[Upload] = ()) -> None:
    wanted = "send_messages_in_threads" if channel.is_thread else "send_messages"
    if not permissions.may(channel, author, wanted):
        raise NotPossible(f"{author.name} may not write in #{channel.name}")
    if channel.locked and not permissions.may(channel, author, "manage_threads"):
        raise NotPossible(f"#{channel.name} is locked: only managers write there")
    if files and not permissions.may(channel, author, "attach_files"):
        raise NotPossible(f"{author.name} may not send files in #{channel.name}")
    if len(files) > MAX_FILES:
        raise NotPossible(f"a message carries {MAX_FILES} files at most")


def _check_length(text: str) -> None:
    if len(text) > MAX_LENGTH:
        raise NotPossible(f"this message is too long: {len(text)} of {MAX_LENGTH} characters")


def rewrite(world: World, author: User, message: Message, text: str) -> None:
    if message.author is not author:
        raise NotPossible("only who wrote a message may edit it")
    _check_length(text)
    try:
        messages.edit(world, message, {"content": text})
    except Refused as refusal:
        raise NotPossible(f"this cannot be said: {refusal.message}") from None


def remove(world: World, author: User, message: Message) -> None:
    if message.author is not author and not permissions.may(message.channel, author, "manage_messages"):
        raise NotPossible(f"{author.name} may not delete this message")
    messages.delete(world, message)
