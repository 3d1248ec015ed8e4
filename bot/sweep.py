"""Forgetting what is no longer to be kept: servers that removed the bot, once their grace is over, and leftovers."""

import asyncio
import logging
from collections.abc import Callable

from bot.actions.departures import purge
from bot.actions.leftovers import forget
from bot.store.database import Store
from bot.store.errors import StoreError

log = logging.getLogger(__name__)

PAUSE = 6 * 60 * 60  # seconds between two looks: a grace is counted in days


async def sweep(store: Store, now: Callable[[], int]) -> None:
    """Until it is cancelled."""
    while True:
        try:
            for server_id in await store.write(purge, now()):
                log.info("Forgot server %s, which removed me 30 days ago", server_id)
            await store.write(forget, now())
        except StoreError as error:
            log.warning("Looking again later for what is to be forgotten: %s", error)
        await asyncio.sleep(PAUSE)
