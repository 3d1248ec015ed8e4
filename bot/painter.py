"""Drawing anew what stands in a channel: a read-along's page and its lobby, seldom enough for Discord."""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import aiohttp
import discord

from bot import drawing
from bot.actions import readalong_outbox as outbox
from bot.actions.desk import Desk
from bot.actions.readalong_outbox import Letter
from bot.actions.readalong_posts import END
from bot.asking import meets
from bot.callbacks import edit_message, edit_page
from bot.languages.catalogue import language
from bot.languages.hearing import speaking
from bot.rhythm import AGAIN, OLD, Rhythm
from bot.rounds import TASKS
from bot.screens.pictures import Pictures
from bot.screens.screen import Screen
from bot.store import lobbies
from bot.store.database import Store
from bot.store.errors import StoreError
from bot.store.house_rules import HouseRules
from bot.store.readalong import Readalong
from bot.store.readalong_state import Phase
from bot.store.shards import Shard
from bot.throttle import Throttle

log = logging.getLogger(__name__)

HOUR = 60 * 60 * 1_000  # milliseconds
LATER = (discord.DiscordServerError, discord.RateLimited, aiohttp.ClientError, OSError, StoreError)


def said(client: discord.Client, screen: Screen, one: Readalong, rules: HouseRules) -> Screen:
    """As the server wants it; in its language: the one it chose, else the one Discord says it has."""
    guild = client.get_guild(one.server_id)
    locale = rules.language or (guild.preferred_locale.value if guild else "")
    with speaking(language(locale), plain=rules.plain):
        return screen.said(privately=False)


async def edit(client: discord.Client, letter: Letter, draw: Callable[[Pictures], Screen]) -> None:
    """The message of a post drawn anew. Raises discord.HTTPException."""
    post = letter.post
    await meets(client, letter.readalong.server_id)

    def in_words(shown: Pictures) -> Screen:
        return said(client, draw(shown), letter.readalong, letter.rules)

    await edit_page(client, post.channel_id or 0, post.message_id or 0, letter.sheet, in_words)


class Painter:
    """One for each connection to Discord. What waits to be drawn is drawn once, from the newest row."""

    def __init__(
        self, client: discord.Client, store: Store, desk: Desk, now: Callable[[], int], throttle: Throttle
    ) -> None:
        self._client, self._store, self._desk, self._now = client, store, desk, now
        self._throttle = throttle
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._rhythm = Rhythm(time.monotonic)
        self._failed: dict[str, None] = {}  # in order
        self._drawing: set[asyncio.Task[None]] = set()

    def may_redraw(self, readalong_id: str) -> bool:
        """Whether a press may draw its page anew at once; if not, `redraw` does so soon."""
        if readalong_id in self._timers or not self._rhythm.is_free(readalong_id):
            return False
        self._rhythm.draws(readalong_id)
        return True

    def redraw(self, readalong_id: str) -> None:
        """Draw the page that is on show anew, from the newest row: once for all who press until then."""
        wait = self._rhythm.asked(readalong_id)
        if readalong_id not in self._timers:
            loop = asyncio.get_running_loop()
            self._timers[readalong_id] = loop.call_later(wait, self._start, readalong_id)

    def is_new(self, readalong_id: str) -> None:
        """Another page is on show than the one that was pressed."""
        self._rhythm.is_new(readalong_id)

    def redraw_lobby(self, readalong_id: str) -> None:
        """The same for the lobby."""
        self.redraw(f"lobby {readalong_id}")

    async def look(self, shard: Shard) -> None:
        """Draw the lobbies that tell what is no longer so: an earlier process may have been stopped before it did."""
        try:
            for readalong_id in await self._store.read(lobbies.outdated, shard):
                self.redraw_lobby(readalong_id)
        except StoreError as error:
            log.warning("Lobbies stay as they are: %s", error)

    def try_again(self) -> None:
        """Draw what Discord did not take; nothing else would, until somebody presses."""
        for key in list(self._failed):
            self.redraw(key)

    def draw_what_waits(self) -> list["asyncio.Task[None]"]:
        """Draw at once what waits to be drawn; gives what is under way."""
        for key, timer in list(self._timers.items()):
            timer.cancel()
            self._start(key)
        return list(self._drawing)

    def _start(self, key: str) -> None:
        self._timers.pop(key, None)
        self._failed.pop(key, None)
        self._rhythm.draws(key)
        task = asyncio.create_task(self._redraw(key), name=f"{TASKS}{key}")
        self._drawing.add(task)
        task.add_done_callback(self._drawing.discard)

    async def _redraw(self, key: str) -> None:
        try:
            kind, _, readalong_id = key.rpartition(" ")
            await (self._redraw_the_lobby(readalong_id) if kind else self._redraw_page(readalong_id))
        except LATER as error:
            log.info("Drawing %s again in a moment: %s", key, error)
            self._rhythm.rests(key, AGAIN)
            self._failed[key] = None
        except discord.HTTPException as error:
            log.info("Left %s as it was: %s", key, error)
        except Exception:
            log.exception("%s could not be drawn anew; please report it", key)

    async def _redraw_page(self, readalong_id: str) -> None:
        letter = await self._store.read(outbox.current_letter, self._desk, readalong_id)
        if letter is None or letter.readalong.state.phase not in (Phase.READING, Phase.TALKING, Phase.ENDED):
            return
        state = letter.readalong.state
        if letter.post.round != state.round or (state.phase is Phase.ENDED) != (letter.post.kind == END):
            return  # the next page is on its way
        if self._now() - letter.post.made_at > HOUR:
            self._rhythm.rests(readalong_id, OLD)
        await self._throttle.turn()
        can_undo = drawing.may_undo(letter, self._now())
        await edit(self._client, letter, partial(drawing.draw, letter, can_undo=can_undo))

    async def _redraw_the_lobby(self, readalong_id: str) -> None:
        await self._throttle.turn(can_wait=True)
        found = await self._store.read(outbox.lobby_of, self._desk, readalong_id)
        if found is None or found.readalong.lobby_id is None:
            return
        one = found.readalong
        await self._redraw_reminders(readalong_id)
        await meets(self._client, one.server_id)
        screen = said(self._client, drawing.lobby_screen(found), one, found.rules)
        with suppress(discord.NotFound):
            await edit_message(self._client, one.channel_id, one.lobby_id or 0, screen)
        if found.told != found.tells:
            await self._store.write(lobbies.tells, readalong_id, found.tells)

    async def _redraw_reminders(self, readalong_id: str) -> None:
        """What they remind of begins at another time, has begun or was called off."""
        for letter in await self._store.read(outbox.reminders, self._desk, readalong_id):
            await self._throttle.turn(can_wait=True)
            with suppress(discord.HTTPException, aiohttp.ClientError):
                await edit(self._client, letter, partial(drawing.draw, letter))
            one = letter.readalong
            if one.state.phase is Phase.ENDED or (one.state.phase is not Phase.LOBBY and one.thread_id):
                await self._store.write(outbox.retired, letter.post, self._now())

    async def close(self) -> None:
        """Nothing is drawn any more."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()
        for task in self._drawing:
            task.cancel()
        await asyncio.gather(*self._drawing, return_exceptions=True)
