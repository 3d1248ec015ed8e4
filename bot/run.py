"""Running the bot: what has to be there before it connects, and leaving things in order when it stops."""

import asyncio
import contextlib
import logging
import signal
import sys
import time
from collections.abc import Coroutine
from importlib.resources import files
from typing import Any

import aiohttp
import discord

from bot.actions.desk import Desk
from bot.actions.library import refresh
from bot.client import Lamplight, invite_link
from bot.lamp import Lamp
from bot.settings import Settings
from bot.store.database import Store

log = logging.getLogger(__name__)


class CannotRun(Exception):
    """Why the bot cannot start or go on, in one sentence."""


def now() -> int:
    """Milliseconds since 1970 in UTC."""
    return time.time_ns() // 1_000_000


async def run(settings: Settings) -> None:
    """Runs until it is told to stop. Raises CannotRun and StoreError."""
    store = await Store.open(settings.database, files("migrations"))
    try:
        for line in await refresh(store, files("bot.bundled"), settings.library_dir, now()):
            log.info("Library: %s", line)
        async with Lamplight(Lamp(store, Desk(), now), settings.discord_api_url) as client:
            await _until_stopped(_connected(client, settings.discord_token))
    finally:
        await store.close()


async def _connected(client: Lamplight, token: str) -> None:
    try:
        await client.login(token)
        if client.application_id:
            log.info("Add me to a server with: %s", invite_link(client.application_id))
        await client.connect()
    except discord.LoginFailure:
        raise CannotRun(
            "Discord does not accept DISCORD_TOKEN: copy it again from the Developer Portal."
        ) from None
    except (aiohttp.ClientError, OSError, discord.DiscordServerError) as error:
        raise CannotRun(f"Discord cannot be reached: {error}.") from None


async def _until_stopped(work: Coroutine[Any, Any, None]) -> None:
    task = asyncio.create_task(work)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows raises KeyboardInterrupt instead
            loop.add_signal_handler(name, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task


def set_up_logging(level: int) -> None:
    """To standard error, one line each; discord.py speaks only of trouble unless everything is wanted."""
    logging.basicConfig(
        level=level, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    if level > logging.DEBUG:
        logging.getLogger("discord").setLevel(max(level, logging.WARNING))
