"""Routes about the messages of a channel, and the files they carry."""

from __future__ import annotations

from aiohttp import web

from bot.playground import messages, payloads, writing
from bot.playground.refusals import Refused
from bot.playground.state import Channel, Json, Message
from bot.playground.wire import Call, Route
from bot.playground.world import World

MAX_LISTED = 100
NONCE_KNOWN = 180.0  # s; "the past few minutes" in Discord's documentation
WORLD = web.AppKey("world", World)


async def create(call: Call) -> Json:
    channel = call.channel()
    check_may_write(call, channel)
    if call.files:
        call.demand(channel, "attach_files")
    if call.body.get("nonce") and call.body.get("enforce_nonce"):
        known_since = call.world.clock.now() - NONCE_KNOWN
        for old in channel.messages.values():
            is_known = old.author is call.world.bot and old.created_at >= known_since
            if is_known and old.nonce == call.body["nonce"]:
                return payloads.message(call.world, old)
    reference = _reference(call, channel)
    message = messages.post(
        call.world,
        channel,
        call.world.bot,
        call.body,
        call.files,
        reference=reference,
        kind=19 if reference else 0,
    )
    return payloads.message(call.world, message)


def check_may_write(call: Call, channel: Channel) -> None:
    """Writing un-archives a thread, unless it is locked."""
    if any(user.closed for user in channel.recipients):
        raise Refused(403, 50007, "Cannot send messages to this user")
    call.demand(channel, "send_messages_in_threads" if channel.is_thread else "send_messages")
    if channel.archived and channel.locked:
        raise Refused(403, 160005, "Thread is locked")


def _reference(call: Call, channel: Channel) -> Json | None:
    wanted = call.body.get("message_reference")
    if not wanted:
        return None
    call.demand(channel, "read_message_history")
    found = channel.messages.get(int(wanted["message_id"]))
    if (found is None or found.ephemeral) and wanted.get("fail_if_not_exists", True):
        raise Refused(
            400, 50035, "Invalid Form Body", {"message_reference": {"_errors": [UNKNOWN_REFERENCE]}}
        )
    return {"type": 0, "channel_id": str(channel.id), "message_id": str(wanted["message_id"])}


UNKNOWN_REFERENCE = {"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}


async def read(call: Call) -> Json:
    channel = call.channel("read_message_history")
    return payloads.message(call.world, call.message(channel))


async def listed(call: Call) -> list[Json]:
    channel = call.channel("read_message_history")
    limit = min(int(call.query.get("limit", 50)), MAX_LISTED)
    before = int(call.query.get("before", 1 << 63))
    after = int(call.query.get("after", 0))
    found = [m for m in channel.messages.values() if after < m.id < before and not m.ephemeral]
    chosen = found[:limit] if after else found[-limit:]
    return [payloads.message(call.world, message) for message in reversed(chosen)]


async def edit(call: Call) -> Json:
    channel = call.channel()
    message = call.message(channel)
    if message.author is not call.world.bot:
        raise Refused(403, 50005, "Cannot edit a message authored by another user")
    check_not_archived(channel)
    messages.edit(call.world, message, call.body, call.files)
    return payloads.message(call.world, message)


async def delete(call: Call) -> None:
    channel = call.channel()
    message = call.message(channel)
    if message.author is not call.world.bot:
        call.demand(channel, "manage_messages")
    check_not_archived(channel)
    messages.delete(call.world, message)


async def pin(call: Call) -> None:
    await _set_pinned(call, pinned=True)


async def unpin(call: Call) -> None:
    await _set_pinned(call, pinned=False)


async def _set_pinned(call: Call, *, pinned: bool) -> None:
    channel = call.channel("pin_messages")
    message: Message = call.message(channel)
    check_not_archived(channel)
    message.pinned = pinned


def check_not_archived(channel: Channel) -> None:
    if channel.archived:
        raise Refused(400, 50083, "Thread is archived")


async def typing(call: Call) -> None:
    channel = call.channel()
    check_may_write(call, channel)
    writing.begin(call.world, call.world.bot, channel)


async def download(request: web.Request) -> web.StreamResponse:
    """A message's file; its address is not under the API, and needs no token."""
    world = request.app[WORLD]
    kept = world.files.get(int(request.match_info["file"]))
    if kept is None or kept.filename != request.match_info["name"]:
        return web.Response(status=404)
    headers = {"Content-Type": kept.content_type, "X-Content-Type-Options": "nosniff"}
    return web.Response(body=kept.data, headers=headers)


ROUTES: list[Route] = [
    ("POST", "/channels/{channel}/messages", create),
    ("GET", "/channels/{channel}/messages", listed),
    ("GET", "/channels/{channel}/messages/{message}", read),
    ("PATCH", "/channels/{channel}/messages/{message}", edit),
    ("DELETE", "/channels/{channel}/messages/{message}", delete),
    ("PUT", "/channels/{channel}/messages/pins/{message}", pin),
    ("DELETE", "/channels/{channel}/messages/pins/{message}", unpin),
    ("POST", "/channels/{channel}/typing", typing),
]
