"""When a shard may identify: Discord lets one of each bucket do so in five seconds, and a thousand in a day.

Source: Discord's documentation of the gateway, "Max Concurrency" and "Session Start Limit Object".
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable

import discord

from bot.actions.shards import IDENTIFY_EVERY, next_turn
from bot.store.errors import StoreError
from bot.store.shards import Shard

log = logging.getLogger(__name__)

Turn = Callable[[int, int], Awaitable[int]]  # a bucket, and the longest wait: the wait, in milliseconds
FOREVER = 1 << 62
PATIENCE = 30_000  # milliseconds that an open connection waits for its turn; discord.py gives up after 60 s
SOON = (1.0, 5.0)  # seconds before one identifies anew, by chance: Discord asks for it


class TurnIsFar(Exception):
    """It takes too long for a connection that is open already: another one is made when the turn has come."""


class Turns:
    """One for all shards of a process. `turn` takes it among all processes; asked for is only what is needed."""

    def __init__(self, turn: Turn, *, shared: bool = False) -> None:
        self._turn = turn
        self._shared = shared

    async def come(self, client: discord.Client, shard: Shard) -> None:
        """Returns when it is a shard's turn, before it connects. Raises what a request to Discord does."""
        await self._wait(client, shard, FOREVER)

    async def come_again(self, client: discord.Client, shard: Shard) -> None:
        """The same for a connection that is open, and whose session was found to be over. Raises TurnIsFar."""
        await asyncio.sleep(random.uniform(*SOON))
        await self._wait(client, shard, PATIENCE)

    async def _wait(self, client: discord.Client, shard: Shard, most: int) -> None:
        at_once = 1
        if self._shared or shard.count > 1:
            at_once = await _at_once(client)
        wait = await self._taken(shard.shard_id % at_once, most)
        if wait > most:
            raise TurnIsFar
        await asyncio.sleep(wait / 1_000)

    async def _taken(self, bucket: int, most: int) -> int:
        while True:
            try:
                return await self._turn(bucket, most)
            except StoreError as error:
                log.warning("Connecting to Discord a little later: %s", error)
                await asyncio.sleep(IDENTIFY_EVERY / 1_000)


async def _at_once(client: discord.Client) -> int:
    """How many buckets there are, once anybody may identify today."""
    while True:
        _, _, limits = await client.http.get_bot_gateway()
        if limits["remaining"]:
            return max(1, limits["max_concurrency"])
        log.warning("Discord lets me connect again in %.0f minutes", limits["reset_after"] / 60_000)
        await asyncio.sleep(limits["reset_after"] / 1_000 + 1)


def in_memory() -> Turn:
    """For a process that has all shards to itself."""
    last: dict[int, int] = {}

    async def turn(bucket: int, most: int) -> int:
        now = int(asyncio.get_running_loop().time() * 1_000)
        at = next_turn(last.get(bucket, -FOREVER), now)
        if at - now <= most:
            last[bucket] = at
        return at - now

    return turn
