"""How what exists is written on the wire: the JSON objects of Discord's documentation."""

from __future__ import annotations

from typing import Protocol

from bot.playground import permissions, state
from bot.playground.clock import Clock
from bot.playground.state import Json


class World(Protocol):
    """What of the world has to be known to write down something in it."""

    clock: Clock
    bot: state.User
    users: dict[int, state.User]


def user(one: state.User) -> Json:
    return {
        "id": str(one.id),
        "username": one.name,
        "discriminator": "0",
        "global_name": None if one.bot else one.name,
        "avatar": None,
        "banner": None,
        "accent_color": None,
        "avatar_decoration_data": None,
        "collectibles": None,
        "primary_guild": None,
        "clan": None,
        "bot": one.bot,
        "flags": 0,
        "public_flags": 0,
    }


def me(one: state.User) -> Json:
    """The app's own user, as ``/users/@me`` and READY tell it."""
    return {**user(one), "locale": one.locale, "mfa_enabled": False, "verified": True, "email": None}


def role(one: state.Role) -> Json:
    body: Json = {
        "id": str(one.id),
        "name": one.name,
        "description": None,
        "permissions": str(one.permissions),
        "position": one.position,
        "color": one.colour,
        "colors": {"primary_color": one.colour, "secondary_color": None, "tertiary_color": None},
        "hoist": one.hoisted,
        "managed": one.managed_by is not None,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if one.managed_by is not None:
        body["tags"] = {"bot_id": str(one.managed_by)}
    return body


def member(world: World, one: state.Member, channel: state.Channel | None = None) -> Json:
    """With a channel the member's permissions there are told too, as in an interaction."""
    body: Json = {
        "user": user(one.user),
        "nick": one.nick,
        "avatar": None,
        "banner": None,
        "roles": [str(held.id) for held in one.roles],
        "joined_at": world.clock.iso(one.joined_at),
        "premium_since": None,
        "communication_disabled_until": None,
        "pending": False,
        "deaf": False,
        "mute": False,
        "flags": 0,
    }
    if channel is not None:
        body["permissions"] = str(permissions.in_channel(channel, one.user))
    return body


def guild(world: World, one: state.Guild) -> Json:
    """What GUILD_CREATE tells (and, less what only the gateway tells, ``GET /guilds/{id}``)."""
    rooms = [channel(world, c) for c in one.channels.values() if not c.is_thread]
    threads = [channel(world, c) for c in one.channels.values() if c.is_thread and not c.archived]
    return {
        **_guild_settings(one),
        "roles": [role(held) for held in one.roles.values()],
        "channels": rooms,
        "threads": threads,
        "members": [member(world, m) for m in one.members.values() if m.user.bot],
        "member_count": len(one.members),
        "joined_at": world.clock.iso(),
        "large": False,
        "unavailable": False,
        "emojis": [],
        "stickers": [],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "soundboard_sounds": [],
        "guild_scheduled_events": list(one.scheduled_events.values()),
    }


def _guild_settings(one: state.Guild) -> Json:
    nothing = (
        "icon",
        "splash",
        "discovery_splash",
        "banner",
        "description",
        "vanity_url_code",
        "afk_channel_id",
        "application_id",
        "system_channel_id",
        "rules_channel_id",
        "public_updates_channel_id",
        "safety_alerts_channel_id",
        "home_header",
        "max_presences",
        "widget_channel_id",
        "incidents_data",
    )
    return {
        **dict.fromkeys(nothing),
        "id": str(one.id),
        "name": one.name,
        "owner_id": str(one.owner_id),
        "region": "deprecated",
        "preferred_locale": one.locale,
        "features": [],
        "afk_timeout": 300,
        "widget_enabled": False,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "system_channel_flags": 0,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "max_members": 500_000,
        "max_video_channel_users": 25,
        "max_stage_video_channel_users": 50,
    }


def channel(world: World, one: state.Channel, viewer: state.User | None = None) -> Json:
    """A channel of any kind; for a viewer, as an interaction tells it, with their permissions."""
    body: Json = {
        "id": str(one.id),
        "type": one.kind,
        "flags": 0,
        "last_message_id": _id(one.last_message_id),
    }
    if viewer is not None:
        body["permissions"] = str(permissions.in_channel(one, viewer))
    if one.guild is None:
        others = [u for u in one.recipients if u is not world.bot]
        return {**body, "recipients": [user(u) for u in others]}
    body |= {"guild_id": str(one.guild.id), "name": one.name, "rate_limit_per_user": one.slowmode}
    if one.parent is not None:
        return body | _thread(world, one)
    return body | {
        "position": one.position,
        "parent_id": None,
        "topic": one.topic,
        "nsfw": one.nsfw,
        "permission_overwrites": [_overwrite(key, value) for key, value in one.overwrites.items()],
    }


def _thread(world: World, one: state.Channel) -> Json:
    assert one.parent is not None
    counted = len(one.messages)
    return {
        "parent_id": str(one.parent.id),
        "owner_id": str(one.owner_id),
        "message_count": counted,
        "total_message_sent": counted,
        "member_count": len(one.thread_members),
        "thread_metadata": {
            "archived": one.archived,
            "archive_timestamp": world.clock.iso(one.archived_at or one.created_at),
            "auto_archive_duration": one.auto_archive,
            "locked": one.locked,
            "create_timestamp": world.clock.iso(one.created_at),
            **({"invitable": one.invitable} if one.private else {}),
        },
    }


def thread_member(world: World, thread: state.Channel, user_id: int) -> Json:
    joined = world.clock.iso(thread.thread_members[user_id])
    return {"id": str(thread.id), "user_id": str(user_id), "join_timestamp": joined, "flags": 0}


def _overwrite(key: int, one: state.Overwrite) -> Json:
    return {"id": str(key), "type": int(one.is_member), "allow": str(one.allow), "deny": str(one.deny)}


def _id(value: int | None) -> str | None:
    return None if value is None else str(value)


def attachment(one: state.Attachment) -> Json:
    body: Json = {
        "id": str(one.id),
        "filename": one.filename,
        "size": len(one.data),
        "url": one.url,
        "proxy_url": one.url,
        "content_type": one.content_type,
    }
    if one.description:
        body["description"] = one.description
    if one.ephemeral:
        body["ephemeral"] = True
    return body


def message(world: World, one: state.Message) -> Json:
    body: Json = {
        "id": str(one.id),
        "channel_id": str(one.channel.id),
        "type": one.kind,
        "author": user(one.author),
        "content": one.content,
        "timestamp": world.clock.iso(one.created_at),
        "edited_timestamp": None if one.edited_at is None else world.clock.iso(one.edited_at),
        "tts": False,
        "pinned": one.pinned,
        "flags": one.flags,
        "mention_everyone": one.pings.everyone,
        "mentions": [user(world.users[key]) for key in one.pings.users],
        "mention_roles": [str(key) for key in one.pings.roles],
        "attachments": [attachment(file) for file in one.attachments],
        "embeds": one.embeds,
        "components": one.components,
    }
    for key in ("nonce", "reference", "metadata", "application_id", "webhook_id"):
        if (value := getattr(one, key)) is not None:
            wire = {"reference": "message_reference", "metadata": "interaction_metadata"}.get(key, key)
            body[wire] = str(value) if key.endswith("_id") else value
    if one.thread is not None:
        body["thread"] = channel(world, one.thread)
    return body


def posted(world: World, one: state.Message) -> Json:
    """A message as the gateway tells it: with its server and its author's membership."""
    body = message(world, one)
    if (home := one.channel.guild) is not None:
        body["guild_id"] = str(home.id)
        if (author := home.members.get(one.author.id)) is not None:
            body["member"] = {k: v for k, v in member(world, author).items() if k != "user"}
    return body
