"""Planned read-alongs in Discord's own calendar, where the bot may make events; nothing depends on it."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import discord
from discord import EntityType, EventStatus, PrivacyLevel
from discord.http import Route

from bot.actions import readalong_plan
from bot.actions.readalong_plan import Entry
from bot.asking import meets
from bot.languages.catalogue import language
from bot.languages.hearing import speaking
from bot.painter import LATER
from bot.rounds import Rounds
from bot.screens.screen import shortened
from bot.screens.where import message_link
from bot.store import scheduled_events
from bot.store.database import Store
from bot.store.errors import StoreError
from bot.store.readalong import Readalong
from bot.store.readalong_state import Phase
from bot.store.shards import WHOLE, Shard
from bot.throttle import Throttle
from bot.wording import plainly
from bot.wording import plan as wording_plan

log = logging.getLogger(__name__)

LASTS = 2 * 60 * 60 * 1_000  # milliseconds: an event elsewhere than in a voice channel needs an end


class Calendar:
    """One for each connection to Discord. It makes the calendar say what the rows say, whatever it said before."""

    def __init__(
        self,
        client: discord.Client,
        store: Store,
        now: Callable[[], int],
        throttle: Throttle,
        shard: Shard = WHOLE,
    ) -> None:
        self._client, self._store, self._now = client, store, now
        self._throttle, self._shard = throttle, shard
        self._rounds = Rounds("calendar of", self._keep)
        self._looking: asyncio.Task[None] | None = None
        self._failed: dict[str, None] = {}  # in order

    def keep(self, readalong_id: str) -> "asyncio.Task[None]":
        """Make, move, begin, end or take away the event of a read-along, if it has another than it should."""
        return self._rounds.go(readalong_id)

    def look(self) -> None:
        """The same for all, after a start: an earlier process may have been stopped before it did."""
        self._looking = asyncio.create_task(self._keep_all())

    def try_again(self) -> None:
        """What Discord, or the database, did not take."""
        failed, self._failed = self._failed, {}
        for readalong_id in failed:
            self.keep(readalong_id)

    @property
    def under_way(self) -> list["asyncio.Task[None]"]:
        looking = [self._looking] if self._looking and not self._looking.done() else []
        return [*looking, *self._rounds.under_way]

    async def _keep_all(self) -> None:
        try:
            for readalong_id in await self._store.read(scheduled_events.wanted, self._shard):
                await self.keep(readalong_id)
        except StoreError as error:
            log.warning("Discord's calendar stays as it is: %s", error)

    async def _keep(self, readalong_id: str) -> None:
        try:
            entry = await self._store.read(readalong_plan.entry, readalong_id)
            if entry and (entry.event_id or entry.is_planned):
                await self._settle(entry)
        except LATER as error:
            log.info("Read-along %s is not in the calendar yet as it should be: %s", readalong_id, error)
            self._failed[readalong_id] = None
        except discord.HTTPException as error:
            log.info("Read-along %s is not in the calendar as it should be: %s", readalong_id, error)
        except Exception:
            log.exception("Read-along %s stumbled over the calendar; please report it", readalong_id)

    async def _settle(self, entry: Entry) -> None:
        event = await self._event(entry)
        phase, status = entry.readalong.state.phase, event["status"] if event else None
        is_off = phase is Phase.ENDED or (phase is Phase.LOBBY and not entry.is_planned)
        if entry.is_planned:
            await self._announce(entry, event)
        elif event and status == EventStatus.scheduled.value:
            if is_off:
                await self._ask("DELETE", entry, event["id"])  # it was called off
            else:
                await self._ask("PATCH", entry, event["id"], {"status": EventStatus.active.value})
        elif event and status == EventStatus.active.value and is_off:
            await self._ask("PATCH", entry, event["id"], {"status": EventStatus.completed.value})
        if is_off:
            await self._store.write(scheduled_events.gone, entry.readalong.readalong_id)

    async def _event(self, entry: Entry) -> Any:
        """What stands in the calendar for it: as it was noted, or by its link to the lobby, where no note was made."""
        if entry.event_id is None:
            link = _link(entry.readalong)
            return next(
                (each for each in await self._ask("GET", entry) if link in (each["description"] or "")), None
            )
        try:
            return await self._ask("GET", entry, entry.event_id)
        except discord.NotFound:
            return None

    async def _announce(self, entry: Entry, event: Any) -> None:
        """One that somebody took away is not made anew, and for what begins in a moment there is none."""
        begins = entry.readalong.state.begins_at or 0
        if begins <= self._now() or (event is None and entry.event_id):
            return
        times = {"scheduled_start_time": _time(begins), "scheduled_end_time": _time(begins + LASTS)}
        if event is None:
            event = await self._ask("POST", entry, json={**await self._about(entry), **times})
        elif datetime.fromisoformat(event["scheduled_start_time"]) != datetime.fromisoformat(_time(begins)):
            await self._ask("PATCH", entry, event["id"], times)
        await self._store.write(scheduled_events.stands, entry.readalong.readalong_id, int(event["id"]))

    async def _about(self, entry: Entry) -> dict[str, Any]:
        one = entry.readalong
        channel = await self._client.http.get_channel(one.channel_id)
        await meets(self._client, one.server_id)
        guild = self._client.get_guild(one.server_id)
        with speaking(language(entry.language or (guild.preferred_locale.value if guild else ""))):
            name = plainly(wording_plan.EVENT_NAME, title=one.title)
            about = plainly(wording_plan.EVENT_ABOUT, title=shortened(one.title, 200), link=_link(one))
        return {
            "name": shortened(name, 100),
            "description": about,
            "entity_type": EntityType.external.value,
            "entity_metadata": {"location": shortened(f"#{channel.get('name', '')}", 100)},
            "privacy_level": PrivacyLevel.guild_only.value,
        }

    async def _ask(self, method: str, entry: Entry, event_id: int | None = None, json: Any = None) -> Any:
        """Discord's answer. Raises discord.HTTPException."""
        path = "/guilds/{guild_id}/scheduled-events" + ("/{event_id}" if event_id else "")
        route = Route(method, path, guild_id=entry.readalong.server_id, event_id=event_id)
        await self._throttle.turn(can_wait=True)
        return await self._client.http.request(route, **({"json": json} if json else {}))

    async def close(self) -> None:
        """What is not done is done after the next start."""
        running = self.under_way
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def _link(one: Readalong) -> str:
    return str(message_link(one.server_id, one.channel_id, one.lobby_id or 0))


def _time(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).isoformat()
