"""Who may do what where: Discord's permission bits and how roles and overwrites add up."""

from __future__ import annotations

from collections.abc import Iterable

from bot.playground.state import Channel, Guild, User

BITS = {
    "administrator": 1 << 3,
    "manage_channels": 1 << 4,
    "manage_guild": 1 << 5,
    "add_reactions": 1 << 6,
    "view_channel": 1 << 10,
    "send_messages": 1 << 11,
    "manage_messages": 1 << 13,
    "embed_links": 1 << 14,
    "attach_files": 1 << 15,
    "read_message_history": 1 << 16,
    "mention_everyone": 1 << 17,
    "use_external_emojis": 1 << 18,
    "manage_roles": 1 << 28,
    "use_application_commands": 1 << 31,
    "manage_events": 1 << 33,
    "manage_threads": 1 << 34,
    "create_public_threads": 1 << 35,
    "create_private_threads": 1 << 36,
    "send_messages_in_threads": 1 << 38,
    "create_events": 1 << 44,
    "send_polls": 1 << 49,
    "use_external_apps": 1 << 50,
    "pin_messages": 1 << 51,
}
ALL = sum(BITS.values())


def bits(names: Iterable[str]) -> int:
    """The sum of named permissions (spelt as discord.py spells them)."""
    return sum(BITS[name] for name in set(names))


def names(value: int) -> list[str]:
    return [name for name, bit in BITS.items() if value & bit]


EVERYONE = bits(
    {
        "view_channel",
        "send_messages",
        "send_messages_in_threads",
        "create_public_threads",
        "create_private_threads",
        "add_reactions",
        "embed_links",
        "attach_files",
        "read_message_history",
        "use_application_commands",
        "use_external_apps",
        "send_polls",
    }
)
MANAGER = bits(
    {
        "manage_guild",
        "manage_channels",
        "manage_messages",
        "manage_roles",
        "manage_threads",
        "manage_events",
        "create_events",
        "mention_everyone",
        "pin_messages",
    }
)
BOT = bits(
    {
        "view_channel",
        "send_messages",
        "send_messages_in_threads",
        "create_public_threads",
        "create_private_threads",
        "manage_threads",
        "embed_links",
        "attach_files",
        "read_message_history",
        "create_events",
        "pin_messages",
    }
)
DIRECT = bits(
    {
        "view_channel",
        "send_messages",
        "add_reactions",
        "embed_links",
        "attach_files",
        "read_message_history",
        "use_application_commands",
        "mention_everyone",
        "use_external_emojis",
        "pin_messages",
    }
)


WITH_PEOPLE = bits(
    {"attach_files", "embed_links", "mention_everyone"}
)  # an app among people's direct messages


def in_guild(guild: Guild, user: User) -> int:
    """What the roles of a member add up to, before any channel has its say; 0 for a stranger."""
    member = guild.members.get(user.id)
    if member is None:
        return 0
    if guild.owner_id == user.id:
        return ALL
    total = guild.everyone.permissions
    for role in member.roles:
        total |= role.permissions
    return ALL if total & BITS["administrator"] else total


def in_channel(channel: Channel, user: User) -> int:
    """A user's permissions in a channel, its parent's overwrites applied for a thread.

    Source of the order: Discord's documentation, topics/permissions, "Permission Overwrites".
    """
    guild = channel.guild
    if guild is None:
        return DIRECT if user in channel.recipients else 0
    total = in_guild(guild, user)
    if total == ALL or not total:
        return total
    total = _overwritten(total, channel.parent or channel, guild, user)
    if not total & BITS["view_channel"]:
        return 0
    if channel.parent is not None and not _may_see_thread(channel, user, total):
        return 0
    return total


def _overwritten(total: int, place: Channel, guild: Guild, user: User) -> int:
    member = guild.members[user.id]
    overwrites = place.overwrites
    for group in ([guild.everyone.id], [role.id for role in member.roles], [user.id]):
        found = [overwrites[key] for key in group if key in overwrites]
        for one in found:
            total &= ~one.deny
        for one in found:
            total |= one.allow
    return total


def _may_see_thread(thread: Channel, user: User, total: int) -> bool:
    if not thread.private or user.id in thread.thread_members:
        return True
    return bool(total & BITS["manage_threads"])


def may(channel: Channel, user: User, *wanted: str) -> bool:
    have = in_channel(channel, user)
    return all(have & BITS[name] for name in wanted)


def of_app(channel: Channel, bot: User) -> int:
    """What an app may do where it is used; where it is no member (a person brought it along), what anybody may.

    Source: Discord's documentation, interactions/receiving-and-responding, ``app_permissions``.
    """
    guild = channel.guild
    if guild is None:
        return DIRECT if bot in channel.recipients else WITH_PEOPLE
    if bot.id in guild.members:
        return in_channel(channel, bot)
    total = guild.everyone.permissions
    if (one := (channel.parent or channel).overwrites.get(guild.id)) is not None:
        total = total & ~one.deny | one.allow
    return total
