"""The bot as Discord's client: which events it asks for, its commands, and what it keeps in memory (nothing)."""

import asyncio
import gc
import hashlib
import json
import logging
from collections.abc import Sequence
from typing import Any

import discord
import yarl
from discord import Interaction, app_commands
from discord.app_commands import AppCommandContext, AppInstallationType
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot import names, wording
from bot.actions import departures
from bot.actions.readalong_outbox import thread_is_out
from bot.actions.refusals import Refusal
from bot.age_restriction import Marks
from bot.answers import all_answered, answering
from bot.arrival import welcome
from bot.ballast import throw_overboard, whole_server
from bot.calendar import Calendar
from bot.clock import Clock
from bot.cogs import (
    alone,
    bookmarks,
    footnotes,
    house_rules,
    keepsake,
    library,
    notes,
    people,
    places,
    privacy,
    progress,
    readalong,
    readalong_plan,
    readalong_presses,
    reading,
    reports,
    search,
    uploads,
)
from bot.cogs.presses import Presses
from bot.identifying import Turns, in_memory
from bot.lamp import Lamp
from bot.languages.commands import fingerprint, localised
from bot.painter import Painter
from bot.postman import Postman
from bot.resuming import leave_open, told_once
from bot.store import installation
from bot.store.house_rules import never_named
from bot.store.readalong_state import Why
from bot.store.shards import WHOLE, Session, Shard
from bot.sweep import sweep
from bot.throttle import Throttle
from bot.tidying import Tidier

log = logging.getLogger(__name__)

A_SECOND = 42  # requests; Discord allows a bot 50, some are for others, and the way there bunches them
AT_LEAST = 5  # of each shard: all are seldom busy at once, and who is sent away waits a moment
GRACE = 2.0  # seconds for the answers that are being given when a shard is handed over
YOUNG = 3_000  # objects until the collector looks again: some seventy turns; at 700 it took 5 % of a turn
# And how many looks until one at the older, and of these until one at all. What is under way at a look is found by a
# later one only: at Python's 10 and 10, with 64 people turning pages at once, thousands of answers would wait for that.
OLDER = (2, 3)

COGS = (
    *(reading.Reading, places.Places, bookmarks.Bookmarks, progress.Progress, search.Search),
    *(library.Library, house_rules.Settings, notes.Notes, readalong.Readalong),
    *(people.Me, privacy.Privacy, reports.Reports),
)
MENUS = (notes.pin_to_this_page,)
PRESSES = (
    *(*reading.PRESSES, *places.PRESSES, *bookmarks.PRESSES, *progress.PRESSES, *search.PRESSES),
    *(*library.PRESSES, *uploads.PRESSES, *house_rules.PRESSES, *notes.PRESSES, *readalong_presses.PRESSES),
    *(*footnotes.PRESSES, *keepsake.PRESSES, *readalong_plan.PRESSES),
    *(*alone.PRESSES, *people.PRESSES, *privacy.PRESSES),
)


def address(api_url: str) -> None:
    """Where Discord's API is from here on; "": where it was."""
    Route.BASE = api_url or Route.BASE


class Tree(app_commands.CommandTree["Lamplight"]):
    """The slash commands; whatever one raises before its own answer begins still ends as a sentence."""

    async def interaction_check(self, interaction: Interaction[Any], /) -> bool:
        """Asked before every command and completion: nobody is turned away, and everybody is listened to."""
        interaction.client.lamp.hear(interaction)
        return True

    async def on_error(self, interaction: Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        async with answering(interaction):
            if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
                raise Refusal(wording.OLD_COMMAND)
            raise getattr(error, "original", error)


class Lamplight(commands.Bot):
    """One connection to Discord, of one shard. `api_url` replaces Discord's own address; "" keeps it.

    `left` is the session that another process left, which this one goes on with; one that `hands_over` leaves its own.
    """

    def __init__(
        self,
        lamp: Lamp,
        api_url: str = "",
        shard: Shard = WHOLE,
        turns: Turns | None = None,
        left: Session | None = None,
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=AppCommandContext(guild=True, dm_channel=False, private_channel=False),
            allowed_installs=AppInstallationType(guild=True, user=False),
            shard_id=shard.shard_id,
            shard_count=shard.count,
        )
        self.lamp = lamp
        self.shard = shard
        self.left = left
        self.hands_over = False
        self._is_taken = False
        self._turns = turns or Turns(in_memory())
        self._api_url = api_url
        self._presses = Presses(PRESSES)
        self.marks = Marks(self)
        self._lightened = throw_overboard(self, self.marks, left.servers if left else 0)
        throttle, all_of = (
            Throttle(max(A_SECOND / shard.count, AT_LEAST)),
            (self, lamp.store, lamp.desk, lamp.now),
        )
        self.painter = Painter(*all_of, throttle)
        self.tidier = Tidier(*all_of, throttle)
        self.calendar = Calendar(self, lamp.store, lamp.now, throttle, shard)
        self.postman = Postman(*all_of, throttle, self.painter, self.tidier, self.calendar, self.marks)
        self.clock = Clock(*all_of[1:], self.postman, self.painter, self.calendar, shard)
        self._ticking: asyncio.Task[None] | None = None
        self._sweeping: asyncio.Task[None] | None = None
        if left:
            told_once(self, self._ready_again)
        address(api_url)

    async def setup_hook(self) -> None:
        gc.freeze()  # what start-up loaded stays: the collector need not look through it at every round
        gc.set_threshold(YOUNG, *OLDER)
        gc.enable()
        if self._api_url:
            found = await self.http.request(Route("GET", "/gateway"))
            DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(found["url"])
        names.begin(await self.lamp.store.read(never_named))
        for cog in COGS:
            await self.add_cog(cog(self.lamp))
        for menu in MENUS:
            self.tree.add_command(menu)
        self._ticking = asyncio.create_task(self._tick())
        if self.shard.shard_id == 0:  # one does what is to be done once for all
            await self._sync_commands()
            self._sweeping = asyncio.create_task(sweep(self.lamp.store, self.lamp.now))

    async def before_identify_hook(self, _: int | None, *, initial: bool = False) -> None:
        """Whoever connects has had its turn; a session that is found to be over needs another."""
        if not initial:
            await self._turns.come_again(self, self.shard)

    @property
    def servers(self) -> int:
        """How many have the bot, those that only the process before was told of as well."""
        return len(self.guilds) + self._lightened.untold

    def take_left(self) -> Session | None:
        """The session to go on with, once: should that be over, there is another one."""
        taken, self._is_taken = self._is_taken, True
        return None if taken else self.left

    def _ready_again(self) -> None:
        """A session that is gone on with is ready at once: what it was told was told to another process."""
        self._ready.set()
        log.info("Going on with shard %d", self.shard.shard_id)

    async def _tick(self) -> None:
        """From when the servers are known: a story for adults is posted only in channels that are."""
        await self.wait_until_ready()
        self.calendar.look()
        await self.painter.look(self.shard)
        await self.tidier.look(self.shard)
        await self.clock.run()

    async def _sync_commands(self) -> None:
        """Tell Discord the commands, if they or Discord's copy have changed since it was told."""
        payload = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        english = json.dumps(payload, sort_keys=True) + fingerprint()
        told = hashlib.sha256(english.encode()).hexdigest()
        application_id = self.application_id or 0
        there = await self.http.get_global_commands(application_id)
        if _versions(told, there) == await self.lamp.store.read(installation.get, "commands"):
            return
        spoken: Any = localised(payload, [each.value for each in discord.Locale])
        new = await self.http.bulk_upsert_global_commands(application_id, payload=spoken)
        await self.lamp.store.write(installation.put, "commands", _versions(told, new))
        log.info("Told Discord %d commands", len(new))

    async def close(self) -> None:
        """Stops soon after a start, too: discord.py would go on to tell a closed client that it is ready."""
        if waiting := self._connection._ready_task:
            waiting.cancel()
        for running in (self._ticking, self._sweeping):
            if running:
                running.cancel()
        for each in (self.calendar, self.postman, self.painter, self.tidier):
            await each.close()
        if self.hands_over:
            await leave_open(self.ws)
            await all_answered(GRACE)
        await super().close()

    async def at_rest(self) -> None:
        """Until everything is sent and drawn; what waits to be drawn is drawn at once."""
        while busy := [
            *self.postman.under_way,
            *self.painter.draw_what_waits(),
            *self.tidier.under_way,
            *self.calendar.under_way,
        ]:
            await asyncio.wait(busy)

    async def on_ready(self) -> None:
        log.info("Ready as %s; servers: %d", self.user, len(self.guilds))
        await self.reconcile()

    async def reconcile(self) -> None:
        """Note which servers came and went while nobody looked."""
        lamp, here = self.lamp, frozenset(guild.id for guild in self.guilds)
        gone = await lamp.store.write(departures.reconcile, here, self._would_know, lamp.now())
        if gone:
            log.info("Servers that removed me while I was away: %d", gone)

    def _would_know(self, server_id: int) -> bool:
        """Whether Discord tells this connection of a server. Source: Discord's rule for sharding."""
        return self.shard.has(server_id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        await self.lamp.store.write(departures.left, guild.id, self.lamp.now())

    async def on_new_server(self, data: dict[str, Any]) -> None:
        await self.lamp.store.write(departures.came, int(data["id"]))
        await welcome(whole_server(self, data), self.application_id or 0)

    async def on_place_gone(self, place_id: int) -> None:
        await self._out_of_reach(place_id, Why.THREAD_GONE)

    async def on_place_locked(self, thread_id: int) -> None:
        await self._out_of_reach(thread_id, Why.THREAD_LOCKED)

    async def _out_of_reach(self, thread_id: int, why: Why) -> None:
        """What was read there is paused, and says so where it can."""
        lamp = self.lamp
        for each in await lamp.store.write(thread_is_out, lamp.desk, thread_id, why, lamp.now()):
            self.postman.deliver(each)
            self.painter.redraw_lobby(each)

    async def on_interaction(self, interaction: Interaction[Any]) -> None:
        await self._presses.answer(interaction)


def _versions(told: str, commands: Sequence[Any]) -> str:
    """What is remembered of a telling: Discord gives a command a new version whenever it changes."""
    return " ".join((told, *sorted(str(each["version"]) for each in commands)))
