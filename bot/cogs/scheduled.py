"""A planned read-along in Discord's own calendar, where the bot may make events; nothing depends on it."""

import logging
from datetime import UTC, datetime
from typing import Any

import aiohttp
import discord
from discord import EntityType, EventStatus, Interaction, PrivacyLevel

from bot.actions.readalong_plan import event_of
from bot.lamp import Lamp
from bot.languages.hearing import to_person
from bot.screens.screen import shortened
from bot.screens.where import message_link
from bot.store import scheduled_events
from bot.store.readalong import Readalong
from bot.wording import plainly
from bot.wording import plan as wording_plan

log = logging.getLogger(__name__)

LASTS = 2 * 60 * 60 * 1_000  # milliseconds: an event elsewhere than in a voice channel needs an end


async def announce(lamp: Lamp, interaction: Interaction[Any], readalong_id: str) -> None:
    """Make the event of a planned read-along, or move it to its new time."""
    one, event_id = await lamp.look(event_of, interaction, readalong_id)
    guild = interaction.guild
    if guild is None or not interaction.app_permissions.create_events or one.state.begins_at is None:
        return
    with to_person(yes=False):
        about = _about(one, interaction)
    try:
        if event_id is None:
            made = await guild.create_scheduled_event(**about)
            await lamp.store.write(scheduled_events.stands, readalong_id, made.id)
        else:
            times = {key: about[key] for key in ("start_time", "end_time")}
            await (await guild.fetch_scheduled_event(event_id)).edit(**times)
    except (discord.HTTPException, aiohttp.ClientError) as error:
        log.info("Read-along %s stands in no calendar: %s", readalong_id, error)


async def begins_now(lamp: Lamp, interaction: Interaction[Any], readalong_id: str) -> None:
    """A planned read-along was begun before its time."""
    event = await _event(lamp, interaction, readalong_id)
    if event is None or event.status is not EventStatus.scheduled:
        return
    try:
        await event.start()
    except (discord.HTTPException, aiohttp.ClientError) as error:
        log.info("The event of read-along %s was not begun: %s", readalong_id, error)


async def retract(lamp: Lamp, interaction: Interaction[Any], readalong_id: str) -> None:
    """A read-along is over: its event ends with it, and one that was called off is taken away."""
    event = await _event(lamp, interaction, readalong_id)
    if event is None:
        return
    try:
        if event.status is EventStatus.active:
            await event.end()
        elif event.status is EventStatus.scheduled:
            await event.delete()
    except (discord.HTTPException, aiohttp.ClientError) as error:
        log.info("The event of read-along %s stays: %s", readalong_id, error)
    await lamp.store.write(scheduled_events.gone, readalong_id)


async def _event(
    lamp: Lamp, interaction: Interaction[Any], readalong_id: str
) -> discord.ScheduledEvent | None:
    """What stands in the calendar for it, if it still does."""
    _, event_id = await lamp.look(event_of, interaction, readalong_id)
    if event_id is None or interaction.guild is None:
        return None
    try:
        return await interaction.guild.fetch_scheduled_event(event_id)
    except (discord.HTTPException, aiohttp.ClientError):
        return None


def _about(one: Readalong, interaction: Interaction[Any]) -> dict[str, Any]:
    begins = one.state.begins_at or 0
    link = str(message_link(one.server_id, one.channel_id, one.lobby_id or 0))
    channel: Any = interaction.channel
    return {
        "name": shortened(plainly(wording_plan.EVENT_NAME, title=one.title), 100),
        "description": plainly(wording_plan.EVENT_ABOUT, title=shortened(one.title, 200), link=link),
        "start_time": datetime.fromtimestamp(begins / 1000, UTC),
        "end_time": datetime.fromtimestamp((begins + LASTS) / 1000, UTC),
        "entity_type": EntityType.external,
        "privacy_level": PrivacyLevel.guild_only,
        "location": shortened(f"#{getattr(channel, 'name', '')}", 100),
    }
