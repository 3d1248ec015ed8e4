"""Servers as Discord tells of them: thirty channels, twenty roles and what else a lively server has, some 30 KB."""

from typing import Any

CHANNELS, ROLES, EMOJIS, STICKERS, THREADS, PEOPLE = 30, 20, 15, 5, 4, 3
CATEGORY, TEXT, VOICE, FORUM, PUBLIC_THREAD = 4, 0, 2, 15, 11
SINCE = "2026-01-01T00:00:00.000000+00:00"
Json = dict[str, Any]


def server_id(number: int) -> int:
    return 10**17 + number * 1_000


def guild(number: int, me: int = 0) -> Json:
    """GUILD_CREATE of a server that the bot, whose id is `me`, is in already; the channel 107 is for adults."""
    first = server_id(number)
    return {
        **_settings(number),
        "roles": [role(first, at) for at in range(ROLES)],
        "emojis": [_emoji(first, at) for at in range(EMOJIS)],
        "stickers": [_sticker(first, at) for at in range(STICKERS)],
        "channels": [channel(first, at) for at in range(CHANNELS)],
        "threads": [thread(first, at) for at in range(THREADS)],
        "members": [
            member(first, me or first + 700),
            *(member(first, first + 701 + at) for at in range(PEOPLE)),
        ],
        "voice_states": [
            {
                **{"user_id": str(first + 701), "channel_id": str(first + 104), "session_id": f"{first:x}"},
                **dict.fromkeys(("deaf", "mute", "self_deaf", "self_mute", "self_video", "suppress"), False),
                "request_to_speak_timestamp": None,
            }
        ],
        **{"presences": [], "stage_instances": [], "soundboard_sounds": [], "guild_scheduled_events": []},
        **{"member_count": 1_234, "large": True, "joined_at": SINCE, "unavailable": False},
    }


def _settings(number: int) -> Json:
    first = server_id(number)
    return {
        **{"id": str(first), "name": f"The {number}th circle of readers", "owner_id": str(first + 701)},
        **{"icon": f"{first:032x}", "banner": f"{first + 1:032x}", "splash": None, "discovery_splash": None},
        "description": "We read together every Friday evening, and talk about it until the lamp goes out.",
        **{"features": ["COMMUNITY", "NEWS", "ANIMATED_ICON", "INVITE_SPLASH", "WELCOME_SCREEN_ENABLED"]},
        **{"preferred_locale": "en-GB", "verification_level": 2, "default_message_notifications": 1},
        **{"explicit_content_filter": 2, "afk_timeout": 300, "afk_channel_id": None, "mfa_level": 0},
        **{"nsfw_level": 0, "premium_tier": 1, "premium_subscription_count": 3, "vanity_url_code": None},
        **{
            "system_channel_id": str(first + 101),
            "rules_channel_id": str(first + 102),
            "max_members": 500_000,
        },
        **{"system_channel_flags": 0, "public_updates_channel_id": str(first + 103), "widget_enabled": False},
    }


def channel(first: int, at: int) -> Json:
    """Every tenth is a category, every fourth of the others for voices, one a forum."""
    kind = CATEGORY if at % 10 == 0 else FORUM if at == 9 else VOICE if at % 4 == 0 else TEXT
    about: Json = {
        **{"id": str(first + 100 + at), "guild_id": str(first), "type": kind, "position": at, "flags": 0},
        **{"name": f"a-room-for-readers-{at}", "nsfw": at == 7},
        "parent_id": None if kind == CATEGORY else str(first + 100 + at // 10 * 10),
        "permission_overwrites": [
            {"id": str(first + role), "type": 0, "allow": "1049600", "deny": "2048"} for role in range(4)
        ],
    }
    if kind in (TEXT, FORUM):
        about |= {
            "topic": f"What is talked about in room {at}, and how: kindly, and without giving away the end."
        }
        about |= {"rate_limit_per_user": 0, "last_message_id": str(first + 900), "last_pin_timestamp": SINCE}
    if kind == VOICE:
        about |= {"bitrate": 64_000, "user_limit": 0, "rtc_region": None, "rate_limit_per_user": 0}
    if kind == FORUM:
        about |= {"available_tags": [], "default_reaction_emoji": None, "default_sort_order": None}
        about |= {"default_forum_layout": 0}
    return about


def thread(first: int, at: int) -> Json:
    return {
        **{
            "id": str(first + 200 + at),
            "guild_id": str(first),
            "parent_id": str(first + 101),
            "type": PUBLIC_THREAD,
        },
        **{"name": f"An evening {at}", "owner_id": str(first + 701), "member_count": 5, "message_count": 90},
        **{
            "rate_limit_per_user": 0,
            "flags": 0,
            "total_message_sent": 90,
            "last_message_id": str(first + 901),
        },
        "thread_metadata": {
            **{"archived": False, "auto_archive_duration": 1440, "archive_timestamp": SINCE},
            **{"locked": False, "create_timestamp": SINCE},
        },
    }


def role(first: int, at: int) -> Json:
    colours = {"primary_color": 3_447_003, "secondary_color": None, "tertiary_color": None}
    return {
        **{
            "id": str(first + at),
            "name": "@everyone" if at == 0 else f"Readers of shelf {at}",
            "position": at,
        },
        **{"permissions": "2248473465835073", "color": 3_447_003, "colors": colours, "hoist": at > 10},
        **{"managed": False, "mentionable": True, "icon": None, "unicode_emoji": None, "flags": 0},
    }


def _emoji(first: int, at: int) -> Json:
    return {
        **{"id": str(first + 300 + at), "name": f"lamp_{at}", "roles": [], "animated": False},
        **{"available": True, "managed": False, "require_colons": True},
    }


def _sticker(first: int, at: int) -> Json:
    return {
        **{
            "id": str(first + 400 + at),
            "guild_id": str(first),
            "name": f"Lamp {at}",
            "tags": "lamp",
            "type": 2,
        },
        **{"format_type": 1, "description": "A lamp that is lit", "available": True, "asset": ""},
    }


def member(first: int, user: int) -> Json:
    return {
        "user": {
            **{
                "id": str(user),
                "username": f"reader{user}",
                "global_name": "A reader",
                "avatar": f"{user:032x}",
            },
            **{"discriminator": "0", "bot": False, "public_flags": 0},
        },
        **{"roles": [str(first + 3), str(first + 5)], "nick": None, "joined_at": SINCE, "flags": 0},
        **{"avatar": None, "deaf": False, "mute": False, "pending": False, "premium_since": None},
    }
