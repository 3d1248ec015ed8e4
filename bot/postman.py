"""Taking a read-along's posts to Discord: in order, each once, and at a pace that Discord allows.

Every post is a row that was committed before. It is sent with a nonce, so that one whose outcome is not known can be
sent again; only what Discord has surely refused is known not to be there. Nothing here matters: a new process finds
the rows and goes on.
"""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import Any, Literal

import aiohttp
import discord
from discord.http import Route
from msgspec.structs import replace

from bot import drawing
from bot.actions import readalong_outbox as outbox
from bot.actions.desk import Desk
from bot.actions.readalong_outbox import Letter
from bot.actions.readalong_posts import LOBBY, REMIND, TROUBLE
from bot.age_restriction import Marks
from bot.asking import meets
from bot.calendar import Calendar
from bot.callbacks import send_page
from bot.calling import calling, calls
from bot.painter import Painter, said
from bot.rounds import Rounds
from bot.screens.pictures import NONE, Pictures
from bot.screens.screen import Screen
from bot.standing import message_of
from bot.store import pictures, posts
from bot.store.database import Store
from bot.store.errors import StoreError
from bot.store.readalong import Readalong
from bot.store.readalong_state import Why
from bot.throttle import Throttle
from bot.tidying import Tidier
from story.rating import is_mature

log = logging.getLogger(__name__)

WEEK: Literal[10080] = (
    10080  # minutes after which Discord hides a thread that nobody writes in: the longest it has
)

UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, HAS_THREAD, IS_LOCKED = 10003, 10008, 160004, 160005
TOO_MANY = 429  # the status of what Discord asks to send later; discord.py gives up after five tries
NOT_KNOWN = (discord.DiscordServerError, discord.RateLimited, aiohttp.ClientError, OSError)


class Postman:
    """One for each connection to Discord."""

    def __init__(
        self,
        client: discord.Client,
        store: Store,
        desk: Desk,
        now: Callable[[], int],
        throttle: Throttle,
        painter: Painter,
        tidier: Tidier,
        calendar: Calendar,
        marks: Marks,
    ) -> None:
        self._client, self._store, self._desk, self._now = client, store, desk, now
        self._throttle, self._painter, self._tidier = throttle, painter, tidier
        self._calendar, self._marks = calendar, marks
        self._rounds = Rounds("posts of", self._round)

    def deliver(self, readalong_id: str) -> "asyncio.Task[None]":
        """Send what a read-along has to say; one round at a time for each, and one more if there is more."""
        return self._rounds.go(readalong_id)

    def is_at(self, readalong_id: str) -> bool:
        """Whether something is being sent for a read-along."""
        return self._rounds.is_at(readalong_id)

    async def free_hand(self, most: int, seconds: float) -> None:
        """Until it is sent for fewer read-alongs than that, or so long: what takes longer keeps nobody waiting."""
        if len(under_way := self._rounds.under_way) >= most:
            await asyncio.wait(under_way, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)

    async def _round(self, readalong_id: str) -> None:
        try:
            while await self._send_next(readalong_id):
                pass
        except NOT_KNOWN as error:
            log.info("A post of read-along %s waits for Discord: %s", readalong_id, error)
        except StoreError as error:
            log.warning("A post of read-along %s waits: %s", readalong_id, error)
        except Exception:
            log.exception("The posts of read-along %s could not be sent; please report it", readalong_id)

    async def _send_next(self, readalong_id: str) -> bool:
        letter = await self._store.write(outbox.next_letter, self._desk, readalong_id, self._now())
        if letter is None:
            return False
        try:
            await self._send(letter)
        except NOT_KNOWN:
            raise  # it may have arrived: the next try is with the same nonce
        except discord.HTTPException as error:
            if error.status == TOO_MANY:
                log.info("A post of read-along %s waits, as Discord asks for: %s", readalong_id, error)
                return False
            why = _why(error)
            log.warning("Read-along %s pauses (%s): %s", readalong_id, why, error)
            await self._store.write(outbox.failed, self._desk, letter.post, why, self._now())
        return True

    async def _send(self, letter: Letter) -> None:
        post, one = letter.post, letter.readalong
        if letter.sheet and not await self._may_show(one):
            await self._store.write(outbox.failed, self._desk, post, Why.AGE_GATE, self._now())
            return
        in_channel = post.kind in (LOBBY, TROUBLE, REMIND)
        where = one.channel_id if in_channel else one.thread_id or await self._open(one)
        if one.thread_id is None and not in_channel:
            letter = replace(letter, readalong=replace(one, thread_id=where))
        channel = self._client.get_partial_messageable(where, guild_id=one.server_id)
        await self._throttle.turn()
        message_id = await self._standing(where, letter) or (await self._post(channel, letter)).id
        await self._store.write(outbox.sent, post, where, message_id, self._now())
        self._tidier.tidy(one.readalong_id)
        self._painter.is_new(one.readalong_id)
        if post.kind == LOBBY:
            self._calendar.keep(one.readalong_id)

    async def _standing(self, channel_id: int, letter: Letter) -> int | None:
        """What an earlier process has posted and could not note any more."""
        if not letter.in_doubt:
            return None
        newest = await self._store.read(posts.newest_message, letter.readalong.readalong_id)
        return await message_of(self._client, channel_id, letter.post, self._drawn_for(letter, NONE), newest)

    async def _post(self, channel: discord.PartialMessageable, letter: Letter) -> discord.Message:
        """With its pictures; where they are refused, told in words."""
        names = [each.picture for each in letter.sheet.plates] if letter.sheet else []
        shown = Pictures(await self._store.read(pictures.get, names)) if names else NONE
        how: Any = {
            "nonce": letter.post.nonce,
            "silent": not calls(letter),
            "allowed_mentions": calling(letter),
        }
        await meets(self._client, letter.readalong.server_id)
        return await send_page(channel, shown, partial(self._drawn_for, letter), **how)

    def _drawn_for(self, letter: Letter, shown: Pictures) -> Screen:
        return said(self._client, drawing.draw(letter, shown), letter.readalong, letter.rules)

    async def _may_show(self, one: Readalong) -> bool:
        """A story for adults is posted only where Discord lets only adults in, and unknown means no."""
        return not is_mature(one.rating) or await self._marks.on(one.server_id, one.channel_id)

    async def _open(self, one: Readalong) -> int:
        """The thread of a read-along: made from its lobby, so that it can be made only once; else the channel."""
        await self._throttle.turn()
        try:
            thread_id = await self._thread(one)
        except discord.HTTPException as error:
            if isinstance(error, discord.DiscordServerError) or error.status == TOO_MANY:
                raise
            log.info("Read-along %s has no thread: %s", one.readalong_id, error)
            thread_id = one.channel_id
        await self._store.write(outbox.holds_in, one.readalong_id, thread_id)
        self._painter.redraw_lobby(one.readalong_id)
        return thread_id

    async def _thread(self, one: Readalong) -> int:
        http, name = self._client.http, drawing.thread_name(one)
        if one.lobby_id is not None:
            try:
                made = await http.start_thread_with_message(
                    one.channel_id, one.lobby_id, name=name, auto_archive_duration=WEEK
                )
                return int(made["id"])
            except discord.HTTPException as error:
                if error.code == HAS_THREAD:  # made by an earlier try
                    return one.lobby_id
                if error.code != UNKNOWN_MESSAGE:
                    raise
        route = Route("POST", "/channels/{channel_id}/threads", channel_id=one.channel_id)
        body = {"name": name, "auto_archive_duration": WEEK, "type": discord.ChannelType.public_thread.value}
        return int((await http.request(route, json=body))["id"])

    @property
    def under_way(self) -> list["asyncio.Task[None]"]:
        return self._rounds.under_way

    async def close(self) -> None:
        """Nothing is sent any more; what waits is found by the next process."""
        running = self._rounds.under_way
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def _why(error: discord.HTTPException) -> Why:
    if error.code == IS_LOCKED:
        return Why.THREAD_LOCKED
    if error.code == UNKNOWN_CHANNEL:
        return Why.THREAD_GONE
    return Why.NOT_ALLOWED if isinstance(error, discord.Forbidden) else Why.REFUSED
