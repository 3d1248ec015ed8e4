"""Taking the buttons off messages of read-alongs that are over, whenever there is nothing more urgent to send."""

import asyncio
import logging
from collections.abc import Callable
from functools import partial

import discord

from bot import drawing
from bot.actions import readalong_outbox as outbox
from bot.actions.desk import Desk
from bot.actions.readalong_outbox import Letter
from bot.painter import LATER, edit
from bot.rounds import TASKS
from bot.store import posts
from bot.store.database import Store
from bot.store.errors import StoreError
from bot.store.shards import Shard
from bot.throttle import Throttle

log = logging.getLogger(__name__)

HANDS = 8  # that tidy at the same time


class Tidier:
    """One for each connection to Discord. What it forgets is found at the next start."""

    def __init__(
        self, client: discord.Client, store: Store, desk: Desk, now: Callable[[], int], throttle: Throttle
    ) -> None:
        self._client, self._store, self._desk, self._now = client, store, desk, now
        self._throttle = throttle
        self._untidy: dict[str, None] = {}  # in order
        self._hands: set[asyncio.Task[None]] = set()

    def tidy(self, readalong_id: str) -> None:
        """Its newest message is the only one to press."""
        self._untidy[readalong_id] = None
        if len(self._hands) < HANDS:
            task = asyncio.create_task(self._tidy_up(), name=f"{TASKS}tidying")
            self._hands.add(task)
            task.add_done_callback(self._hands.discard)

    async def look(self, shard: Shard) -> None:
        """Tidy what an earlier process left: it may have been stopped before it did."""
        try:
            for readalong_id in await self._store.read(posts.untidy, shard):
                self.tidy(readalong_id)
        except StoreError as error:
            log.warning("Old pages keep their buttons: %s", error)

    @property
    def under_way(self) -> list["asyncio.Task[None]"]:
        return list(self._hands)

    async def _tidy_up(self) -> None:
        while self._untidy:
            readalong_id = next(iter(self._untidy))
            del self._untidy[readalong_id]
            try:
                for letter, taken_back in await self._store.read(outbox.over, self._desk, readalong_id):
                    await self._retire(letter, taken_back=taken_back)
            except StoreError as error:
                log.warning("Old pages of read-along %s keep their buttons: %s", readalong_id, error)
            except Exception:
                log.exception("Read-along %s could not be tidied; please report it", readalong_id)

    async def _retire(self, letter: Letter, *, taken_back: bool) -> None:
        """One that is gone or out of reach stays as it is; what Discord did not take is tidied with the next."""
        post, one = letter.post, letter.readalong
        await self._throttle.turn(can_wait=True)
        try:
            if drawing.is_passing(letter):
                channel = self._client.get_partial_messageable(post.channel_id or 0, guild_id=one.server_id)
                await channel.get_partial_message(post.message_id or 0).delete()
            else:
                await edit(self._client, letter, partial(drawing.retired, letter, taken_back=taken_back))
        except LATER as error:
            log.info("An old page of read-along %s keeps its buttons: %s", one.readalong_id, error)
            return
        except discord.HTTPException:
            pass
        await self._store.write(outbox.retired, post, self._now())

    async def close(self) -> None:
        """Nothing is tidied any more."""
        self._untidy.clear()
        for task in self._hands:
            task.cancel()
        await asyncio.gather(*self._hands, return_exceptions=True)
