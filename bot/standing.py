"""Finding a post whose outcome is not known: it stands in its channel if a message there has its buttons.

Discord forgets a nonce after a few minutes; from then on this is how a lobby or a page that was posted by a process
that died before it could note that is not posted twice. Where the bot may not read what was said before, or the post
is not found, it is posted again and says that it may stand there already.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import discord
from discord import Client

from bot.actions.readalong_posts import LOBBY, PAGE, TALK
from bot.screens.screen import Part, Screen
from bot.store.posts import Post

SOUGHT = (LOBBY, PAGE, TALK)  # whose buttons are those of no other message after it
LISTED = 100  # messages; Discord lists no more at once
SLACK = 60_000  # milliseconds that Discord's clock may be behind


async def message_of(client: Client, channel_id: int, post: Post, screen: Screen, newest: int) -> int | None:
    """The id of its message; `newest` is that of the newest which is known. Raises discord.DiscordServerError."""
    wanted = set(_buttons(screen.to_components()))
    if post.kind not in SOUGHT or not wanted or post.tried_at is None:
        return None
    tried_at = datetime.fromtimestamp((post.tried_at - SLACK) / 1000, UTC)
    after = max(newest, discord.utils.time_snowflake(tried_at))
    try:
        found: Any = await client.http.logs_from(channel_id, LISTED, after=after)
    except discord.DiscordServerError:
        raise  # looked for with the next try
    except discord.HTTPException:
        return None
    own = str(client.user.id) if client.user else ""
    ids = [int(each["id"]) for each in found if each["author"]["id"] == own and _has(each, wanted)]
    return min(ids, default=None)


def _has(message: Any, wanted: set[str]) -> bool:
    return wanted <= set(_buttons(message.get("components", ())))


def _buttons(parts: Iterable[Part]) -> Iterator[str]:
    """The ids of all that can be pressed, wherever it stands."""
    for part in parts:
        if "custom_id" in part:
            yield part["custom_id"]
        yield from _buttons(part.get("components", ()))
        if "accessory" in part:
            yield from _buttons((part["accessory"],))
