"""Taking a read-along's posts to Discord: in order, each once, and at a pace that Discord allows.

Every post is a row that was committed before. It is sent with a nonce, so that one whose outcome is not known can be
sent again; only what Discord has surely refused is known not to be there. Nothing here matters: a new process finds
the rows and goes on.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, Literal

import aiohttp
import discord
from discord.http import Route
from msgspec.structs import replace

from bot import drawing
from bot.actions import readalong_outbox as outbox
from bot.actions.desk import Desk, Recent
from bot.actions.readalong_outbox import Letter
from bot.actions.readalong_posts import REMIND, TROUBLE
from bot.callbacks import edit_message, edit_page, send_page
from bot.languages.catalogue import language
from bot.languages.hearing import speaking
from bot.screens.pictures import NONE, Pictures
from bot.screens.screen import Screen
from bot.store import pictures
from bot.store.database import Store
from bot.store.errors import StoreError
from bot.store.house_rules import HouseRules
from bot.store.posts import Post
from bot.store.readalong import Readalong
from bot.store.readalong_state import Phase, Why
from bot.throttle import Throttle
from story.rating import is_mature

log = logging.getLogger(__name__)

A_SECOND = 40  # requests; Discord allows a bot 50, and some are for others
WEEK: Literal[10080] = (
    10080  # minutes after which Discord hides a thread that nobody writes in: the longest it has
)
REDRAWN = 1.0  # seconds between two drawings of a page
REDRAWN_OLD = 10.0  # where it is older than an hour: Discord allows three in six seconds
HOUR = 60 * 60 * 1_000  # milliseconds
TASKS = "lamplight: "  # how the tasks are named in which posts are sent

UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, HAS_THREAD, IS_LOCKED = 10003, 10008, 160004, 160005
NOT_KNOWN = (discord.DiscordServerError, discord.RateLimited, aiohttp.ClientError, OSError)


class Postman:
    """One for each connection to Discord."""

    def __init__(self, client: discord.Client, store: Store, desk: Desk, now: Callable[[], int]) -> None:
        self._client, self._store, self._desk, self._now = client, store, desk, now
        self._throttle = Throttle(A_SECOND)
        self._rounds: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._drawn: Recent[str, float] = Recent(1024)
        self._drawing: set[asyncio.Task[None]] = set()

    # Sending.

    def deliver(self, readalong_id: str) -> "asyncio.Task[None]":
        """Send what a read-along has to say; one round at a time for each, and one more if there is more."""
        running = self._rounds.get(readalong_id)
        if running:
            self._again.add(readalong_id)
            return running
        task = asyncio.create_task(self._round(readalong_id), name=f"{TASKS}{readalong_id}")
        self._rounds[readalong_id] = task
        return task

    async def _round(self, readalong_id: str) -> None:
        try:
            while True:
                self._again.discard(readalong_id)
                while await self._send_next(readalong_id):
                    pass
                if readalong_id not in self._again:
                    return
        except NOT_KNOWN as error:
            log.info("A post of read-along %s waits for Discord: %s", readalong_id, error)
        except StoreError as error:
            log.warning("A post of read-along %s waits: %s", readalong_id, error)
        except Exception:
            log.exception("The posts of read-along %s could not be sent; please report it", readalong_id)
        finally:
            self._rounds.pop(readalong_id, None)

    async def _send_next(self, readalong_id: str) -> bool:
        letter = await self._store.write(outbox.next_letter, self._desk, readalong_id, self._now())
        if letter is None:
            return False
        try:
            await self._send(letter)
        except NOT_KNOWN:
            raise  # it may have arrived: the next try is with the same nonce
        except discord.HTTPException as error:
            why = _why(error)
            log.warning("Read-along %s pauses (%s): %s", readalong_id, why, error)
            await self._store.write(outbox.failed, self._desk, letter.post, why, self._now())
        return True

    async def _send(self, letter: Letter) -> None:
        post, one = letter.post, letter.readalong
        if not self._may_show(one) and letter.sheet:
            await self._store.write(outbox.failed, self._desk, post, Why.AGE_GATE, self._now())
            return
        in_channel = post.kind in (TROUBLE, REMIND)
        where = one.channel_id if in_channel else one.thread_id or await self._open(one)
        if one.thread_id is None and not in_channel:
            letter = replace(letter, readalong=replace(one, thread_id=where))
        channel = self._client.get_partial_messageable(where, guild_id=one.server_id)
        await self._throttle.turn()
        message = await self._post(channel, letter)
        earlier = await self._store.write(outbox.sent, self._desk, post, where, message.id, self._now())
        for each in earlier:
            await self._retire(each, taken_back=_takes_back(letter, each))

    async def _post(self, channel: discord.PartialMessageable, letter: Letter) -> discord.Message:
        """With its pictures; where they are refused, told in words."""
        names = [each.picture for each in letter.sheet.plates] if letter.sheet else []
        shown = Pictures(await self._store.read(pictures.get, names)) if names else NONE
        how: Any = {
            "nonce": letter.post.nonce,
            "silent": not drawing.calls(letter),
            "allowed_mentions": drawing.calling(letter),
        }
        return await send_page(channel, shown, partial(self._drawn_for, letter), **how)

    def _drawn_for(self, letter: Letter, shown: Pictures) -> Screen:
        return self._said(drawing.draw(letter, shown), letter.readalong, letter.rules)

    def _may_show(self, one: Readalong) -> bool:
        """A story for adults is posted only where Discord lets only adults in, and unknown means no."""
        if not is_mature(one.rating):
            return True
        channel: Any = self._client.get_channel(one.channel_id)
        if isinstance(channel, discord.Thread):
            channel = channel.parent
        is_nsfw = getattr(channel, "is_nsfw", None)
        return bool(is_nsfw and is_nsfw())

    async def _open(self, one: Readalong) -> int:
        """The thread of a read-along: made from its lobby, so that it can be made only once; else the channel."""
        await self._throttle.turn()
        try:
            thread_id = await self._thread(one)
        except discord.HTTPException as error:
            if isinstance(error, discord.DiscordServerError):
                raise
            log.info("Read-along %s has no thread: %s", one.readalong_id, error)
            thread_id = one.channel_id
        await self._store.write(outbox.holds_in, one.readalong_id, thread_id)
        self.redraw_lobby(one.readalong_id)
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

    async def _retire(self, letter: Letter, *, taken_back: bool) -> None:
        """Take the buttons off an earlier message. One that is gone or out of reach stays as it is."""
        post, one = letter.post, letter.readalong
        await self._throttle.turn()
        with suppress(discord.HTTPException, aiohttp.ClientError):
            if drawing.is_passing(letter):
                await self._message(post, one).delete()
            else:
                await self._edit(letter, partial(drawing.retired, letter, taken_back=taken_back))
        await self._store.write(outbox.retired, post, self._now())

    def _message(self, post: Post, one: Readalong) -> discord.PartialMessage:
        channel = self._client.get_partial_messageable(post.channel_id or 0, guild_id=one.server_id)
        return channel.get_partial_message(post.message_id or 0)

    # Drawing anew.

    def may_redraw(self, readalong_id: str) -> bool:
        """Whether a press may draw its page anew at once; if not, `redraw` does so within a second."""
        loop = asyncio.get_running_loop()
        last = self._drawn.get(readalong_id)
        if readalong_id in self._timers or (last is not None and loop.time() - last < REDRAWN):
            return False
        self._drawn.put(readalong_id, loop.time())
        return True

    def redraw(self, readalong_id: str, *, in_seconds: float = REDRAWN) -> None:
        """Draw the page that is on show anew, from the newest row: once for all who press until then."""
        if readalong_id not in self._timers:
            loop = asyncio.get_running_loop()
            self._timers[readalong_id] = loop.call_later(in_seconds, self._start, readalong_id)

    def redraw_lobby(self, readalong_id: str) -> None:
        """The same for the lobby."""
        self.redraw(f"lobby {readalong_id}")

    async def all_drawn(self) -> None:
        """Draw at once what waits to be drawn, and wait until everything is sent and drawn."""
        for key, timer in list(self._timers.items()):
            timer.cancel()
            self._start(key)
        while busy := [*self._drawing, *self._rounds.values()]:
            await asyncio.wait(busy)

    def _start(self, key: str) -> None:
        self._timers.pop(key, None)
        self._drawn.put(key, asyncio.get_running_loop().time())
        task = asyncio.create_task(self._redraw(key), name=f"{TASKS}{key}")
        self._drawing.add(task)
        task.add_done_callback(self._drawing.discard)

    async def _redraw(self, key: str) -> None:
        try:
            kind, _, readalong_id = key.rpartition(" ")
            await (self._redraw_the_lobby(readalong_id) if kind else self._redraw_page(readalong_id))
        except (discord.HTTPException, aiohttp.ClientError, StoreError) as error:
            log.info("Left %s as it was: %s", key, error)
        except Exception:
            log.exception("%s could not be drawn anew; please report it", key)

    async def _redraw_page(self, readalong_id: str) -> None:
        letter = await self._store.read(outbox.current_letter, self._desk, readalong_id)
        if letter is None or letter.readalong.state.phase not in (Phase.READING, Phase.TALKING):
            return
        if letter.post.round != letter.readalong.state.round:
            return  # the next page is on its way
        if self._now() - letter.post.made_at > HOUR:
            self._drawn.put(readalong_id, asyncio.get_running_loop().time() + REDRAWN_OLD - REDRAWN)
        await self._throttle.turn()
        can_undo = drawing.may_undo(letter, self._now())
        await self._edit(letter, partial(drawing.draw, letter, can_undo=can_undo))

    async def _redraw_the_lobby(self, readalong_id: str) -> None:
        found = await self._store.read(outbox.lobby_of, self._desk, readalong_id)
        if found is None or found.readalong.lobby_id is None:
            return
        one = found.readalong
        await self._throttle.turn()
        screen = self._said(drawing.lobby_screen(found), one, found.rules)
        await edit_message(self._client, one.channel_id, one.lobby_id or 0, screen)

    async def _edit(self, letter: Letter, draw: Callable[[Pictures], Screen]) -> None:
        post = letter.post

        def said(shown: Pictures) -> Screen:
            return self._said(draw(shown), letter.readalong, letter.rules)

        await edit_page(self._client, post.channel_id or 0, post.message_id or 0, letter.sheet, said)

    def _said(self, screen: Screen, one: Readalong, rules: HouseRules) -> Screen:
        """As the server wants it; in its language: the one it chose, else the one Discord says it has."""
        guild = self._client.get_guild(one.server_id)
        locale = rules.language or (guild.preferred_locale.value if guild else "")
        with speaking(language(locale), plain=rules.plain):
            return screen.said(privately=False)

    async def close(self) -> None:
        """Nothing is sent any more; what waits is found by the next process."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()
        running = [*self._drawing, *self._rounds.values()]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def _takes_back(letter: Letter, earlier: Letter) -> bool:
    """Whether a page was turned to too early: the one just before a turn that was taken back."""
    return letter.post.about.get("how") == "oops" and earlier.post.round == letter.post.round - 1


def _why(error: discord.HTTPException) -> Why:
    if error.code == IS_LOCKED:
        return Why.THREAD_LOCKED
    if error.code == UNKNOWN_CHANNEL:
        return Why.THREAD_GONE
    return Why.NOT_ALLOWED if isinstance(error, discord.Forbidden) else Why.REFUSED
