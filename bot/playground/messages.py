"""Posting, editing and deleting messages: what every route that does so has in common."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from bot.limits import message_problems
from bot.playground import payloads, permissions
from bot.playground.components import FILE, numbered, walk, with_media
from bot.playground.pings import pings
from bot.playground.refusals import Refused, invalid
from bot.playground.state import (
    EPHEMERAL,
    IS_COMPONENTS_V2,
    LOADING,
    SUPPRESS_NOTIFICATIONS,
    Attachment,
    Channel,
    Guild,
    Json,
    Message,
    Pings,
    User,
)
from bot.playground.world import World

ODD = re.compile(r"[^\w.\-()+]")  # what has no place in a file's name
MAX_NAME = 200
SUPPRESS_EMBEDS = 1 << 2
KEEPS = EPHEMERAL | SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | IS_COMPONENTS_V2
REQUEST_LIMIT = 25 << 20  # bytes of one request, from an app


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in: its name, its type and what is in it."""

    filename: str
    content_type: str
    data: bytes


def upload(file: tuple[str, bytes]) -> Upload:
    """A file of a name and a content, of the type that its name says."""
    name, data = file
    return Upload(name, mimetypes.guess_type(name)[0] or "application/octet-stream", data)


def post(
    world: World,
    channel: Channel,
    author: User,
    body: Mapping[str, Any],
    files: Mapping[int, Upload] | None = None,
    *,
    under: str = "",
    **details: Any,
) -> Message:
    """A new message, if Discord's rules allow it; ``details`` are further fields of Message.

    ``under``: where in the request the message stands, for the paths of what is wrong with it ("data.").
    """
    new = _stored(world, channel, body, files or {}, ephemeral=details.get("only_for") is not None)
    problems = message_problems(body, attachments=[file.filename for file in new])
    if problems and not details.get("flags", 0) & LOADING:
        raise invalid(problems, under)
    message = Message(world.clock.new_id(), channel, author, world.clock.now(), **details)
    message.flags |= int(body.get("flags") or 0) & KEEPS
    message.content = (body.get("content") or "").strip()
    message.embeds = list(body.get("embeds") or ())
    message.attachments = new
    message.components = _placed(world, message, body.get("components") or ())
    message.nonce = body.get("nonce")
    message.pings = _pings(message, body)
    add(world, message)
    return message


def add(world: World, message: Message) -> None:
    channel = message.channel
    channel.messages[message.id] = message
    if channel.archived:
        channel.archived = False
        world.emit("THREAD_UPDATE", payloads.channel(world, channel), guild=channel.guild, channel=channel)
    _tell(world, "MESSAGE_CREATE", message)


def edit(
    world: World,
    message: Message,
    body: Mapping[str, Any],
    files: Mapping[int, Upload] | None = None,
    *,
    under: str = "",
) -> None:
    """Change what ``body`` names; what the message would then be is judged as a whole."""
    was_loading = message.loading
    new = _stored(world, message.channel, body, files or {}, ephemeral=message.ephemeral)
    attachments = [*_kept(message, body), *new]
    changed = _changed(message, body)
    whole = {**body, **changed}
    problems = message_problems(whole, attachments=[file.filename for file in attachments])
    if problems:
        raise invalid(problems, under)
    message.flags = changed["flags"] | (message.flags & ~LOADING)
    message.content = changed["content"].strip()
    message.embeds = changed["embeds"]
    message.attachments = attachments
    if "components" in body:
        message.components = _placed(world, message, body["components"] or ())
    if was_loading:
        message.pings = _pings(message, body)
    else:
        message.edited_at = world.clock.now()
    _tell(world, "MESSAGE_UPDATE", message)


def _placed(world: World, message: Message, components: Iterable[Json]) -> list[Json]:
    """Numbered, and with every ``attachment://name`` replaced by where that file is served."""
    files = {f"attachment://{file.filename}": file for file in message.attachments}

    def media(url: str) -> Json:
        told: Json = {"id": str(world.clock.new_id()), "url": url, "proxy_url": url}
        if (file := files.get(url)) is not None:
            told |= {"url": file.url, "proxy_url": file.url, "attachment_id": str(file.id)}
            told["content_type"] = file.content_type
        return told

    placed = with_media(numbered(components), media)
    sent = {file.url: file for file in message.attachments}
    for one in walk(placed):
        if one["type"] == FILE and (file := sent.get(one["file"]["url"])) is not None:
            one |= {"name": file.filename, "size": len(file.data)}
    return placed


def _changed(message: Message, body: Mapping[str, Any]) -> Json:
    def value(key: str, nothing: Any) -> Any:
        return (body[key] or nothing) if key in body else getattr(message, key)

    settable = SUPPRESS_EMBEDS | IS_COMPONENTS_V2
    kept = message.flags & (IS_COMPONENTS_V2 if "flags" in body else settable)
    return {
        "content": value("content", ""),
        "embeds": value("embeds", []),
        "components": value("components", []),
        "flags": (int(body.get("flags") or 0) & settable) | kept,
    }


def delete(world: World, message: Message) -> None:
    message.deleted = True
    message.channel.messages.pop(message.id, None)
    channel = message.channel
    data: Json = {"id": str(message.id), "channel_id": str(channel.id)}
    if channel.guild:
        data["guild_id"] = str(channel.guild.id)
    _emit(world, "MESSAGE_DELETE", data, message)


def _tell(world: World, name: str, message: Message) -> None:
    _emit(world, name, payloads.posted(world, message), message)


def _emit(world: World, name: str, data: Json, message: Message) -> None:
    channel = message.channel
    world.emit(
        name,
        data,
        guild=channel.guild,
        channel=channel,
        only_for=message.only_for,
        for_app=not message.ephemeral,
    )


def _pings(message: Message, body: Mapping[str, Any]) -> Pings:
    channel = message.channel
    calls_all = permissions.may(channel, message.author, "mention_everyone")
    allowed = body.get("allowed_mentions")
    return pings(channel, message.content, message.components, allowed, may_call_all=calls_all)


def _kept(message: Message, body: Mapping[str, Any]) -> list[Attachment]:
    """An edit that names attachments keeps only those; one that does not keeps them all."""
    if body.get("attachments") is None:
        return message.attachments
    wanted = {str(one.get("id")) for one in body["attachments"]}
    return [file for file in message.attachments if str(file.id) in wanted]


def _stored(
    world: World, channel: Channel, body: Mapping[str, Any], files: Mapping[int, Upload], *, ephemeral: bool
) -> list[Attachment]:
    if not files:
        return []
    check_size(channel.guild, list(files.values()))
    described = {str(one.get("id")): one for one in body.get("attachments") or ()}
    return [
        store(world, channel, upload, described.get(str(index), {}), ephemeral=ephemeral)
        for index, upload in files.items()
    ]


def store(
    world: World, channel: Channel, upload: Upload, described: Mapping[str, Any], *, ephemeral: bool = False
) -> Attachment:
    """Keep a file and give it an address on this machine."""
    number = world.clock.new_id()
    name = ODD.sub("_", described.get("filename") or upload.filename)[-MAX_NAME:] or "file"
    url = f"{world.url}/attachments/{channel.id}/{number}/{quote(name)}"
    about = described.get("description")
    kept = Attachment(number, name, upload.content_type, upload.data, url, about, ephemeral)
    world.files[number] = kept
    return kept


def check_size(guild: Guild | None, uploads: Sequence[Upload]) -> None:
    limit = guild.upload_limit if guild else 10 << 20
    sizes = [len(upload.data) for upload in uploads]
    if max(sizes) > limit or sum(sizes) > REQUEST_LIMIT:
        raise Refused(413, 40005, "Request entity too large")
