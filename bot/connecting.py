"""The line to Discord of one shard: connected, and connected again, for as long as it is wanted."""

import asyncio
import logging
from collections.abc import Callable

import aiohttp
import discord
from discord.gateway import DiscordWebSocket
from msgspec.structs import replace

from bot.arrival import invite_link
from bot.client import Lamplight, address
from bot.identifying import TurnIsFar, Turns
from bot.lamp import Lamp
from bot.resuming import session_of
from bot.settings import Settings
from bot.store.shards import Session, Shard

log = logging.getLogger(__name__)

PAUSE = 5.0  # seconds between two connections, so that a bug on every start does not become a storm
LONGEST_PAUSE = 60.0  # seconds; Discord allows a thousand connections a day
REFUSED = (discord.HTTPException, discord.ConnectionClosed, discord.PrivilegedIntentsRequired)
AWAY = (aiohttp.ClientError, OSError, discord.GatewayNotFound, discord.RateLimited)
TOO_MANY_REQUESTS = 429
SHARDS_NEEDED = 4011
BAD_TOKEN = "Discord does not accept DISCORD_TOKEN: copy it again from the Developer Portal."
Follow = Callable[[Lamplight], None]


class CannotRun(Exception):
    """Why the bot cannot start or go on, in one sentence."""


class Line:
    """`left`: the session to begin with. A line that `hands_over` leaves its own to whoever comes after it."""

    def __init__(
        self,
        lamp: Lamp,
        settings: Settings,
        shard: Shard,
        turns: Turns,
        follow: Follow,
        left: Session | None = None,
        *,
        hands_over: bool = False,
    ) -> None:
        self._lamp, self._settings, self._turns, self._follow = lamp, settings, turns, follow
        self._hands_over = hands_over
        self._client: Lamplight | None = None
        self._left = left
        self.shard = shard

    def session(self) -> Session | None:
        """What another process could go on with now."""
        if self._client is None:
            return self._left
        socket: DiscordWebSocket | None = self._client.ws
        found = session_of(socket)
        return replace(found, servers=self._client.servers) if found else self._client.left

    async def keep(self) -> None:
        """While Discord is away it is tried again and again, ever more slowly, until it is back. Raises CannotRun.

        discord.py ends on an exception in what it does with an event; a new client then goes on where it was.
        """
        in_vain, pause = 0, 0.0
        while True:
            async with self._new_client() as client:
                try:
                    await self._connect(client)
                    return
                except CannotRun:
                    raise
                except TurnIsFar:
                    pause = 0.0
                except Exception as error:
                    in_vain = in_vain + 1 if _is_away(error) and not client.is_ready() else 0
                    pause = min(PAUSE * 2 ** min(max(in_vain - 1, 0), 9), LONGEST_PAUSE)
                    if _is_away(error):
                        log.warning(
                            "Discord cannot be reached; trying again in %.0f seconds: %s", pause, error
                        )
                    else:
                        log.exception("The connection to Discord ended on a bug; connecting again")
            self._client = None
            await asyncio.sleep(pause)

    def _new_client(self) -> Lamplight:
        client = Lamplight(
            self._lamp, self._settings.discord_api_url, self.shard, turns=self._turns, left=self._left
        )
        client.hands_over = self._hands_over
        self._client, self._left = client, None
        self._follow(client)
        return client

    async def _connect(self, client: Lamplight) -> None:
        """To the connection's end. Raises CannotRun where another would do no better."""
        try:
            await client.login(self._settings.discord_token)
            if not self._settings.discord_api_url:
                log.info("Add me to a server with: %s", invite_link(client.application_id or 0))
            if client.left is None:
                await self._turns.come(client, self.shard)
            await client.connect()
        except discord.LoginFailure:
            raise CannotRun(BAD_TOKEN) from None
        except REFUSED as error:
            if _is_away(error):
                raise
            if isinstance(error, discord.ConnectionClosed) and error.code == SHARDS_NEEDED:
                raise CannotRun("I am in too many servers for SHARD_COUNT: set it to auto.") from None
            raise CannotRun(f"Discord does not let me in: {error}") from None


async def recommended(settings: Settings) -> int:
    """How many shards Discord recommends, once it can be reached. Raises CannotRun."""
    pause = PAUSE
    address(settings.discord_api_url)
    while True:
        async with discord.Client(intents=discord.Intents(guilds=True)) as client:
            try:
                await client.login(settings.discord_token)
                shards, _, _ = await client.http.get_bot_gateway()
                return shards
            except discord.LoginFailure:
                raise CannotRun(BAD_TOKEN) from None
            except (*REFUSED, *AWAY) as error:
                if not _is_away(error):
                    raise CannotRun(f"Discord does not let me in: {error}") from None
                log.warning("Discord cannot be reached; trying again in %.0f seconds: %s", pause, error)
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


def _is_away(error: Exception) -> bool:
    """Whether waiting may help."""
    if isinstance(error, discord.HTTPException):
        return error.status >= 500 or error.status == TOO_MANY_REQUESTS
    return isinstance(error, AWAY)
