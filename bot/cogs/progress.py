"""/progress and /help, and the panel's menu for the rest."""

from typing import Any

from discord import Interaction, app_commands
from discord.ext import commands

from bot.actions import progress, readalong_status
from bot.actions.progress import Progress as Found
from bot.actions.request import Seen
from bot.answers import Answer, answering
from bot.arrival import invite_link, missing
from bot.cogs.alone import caught_up, went_on_alone
from bot.cogs.anywhere import anywhere
from bot.cogs.bookmarks import kept, listed
from bot.cogs.presses import pick, press
from bot.cogs.reading import stories
from bot.cogs.rights import manages
from bot.custom_id import NUMBER, READING
from bot.lamp import Lamp
from bot.screens import progress as screens
from bot.screens.notes import note_form
from bot.screens.progress import Standing
from bot.screens.screen import Screen
from bot.screens.where import channel_link, message_link
from bot.store.readalong import Readalong
from bot.whereabouts import server_of
from story.outline import Outline


class Progress(commands.Cog):
    """Where the server stands, and what to type next."""

    def __init__(self, lamp: Lamp) -> None:
        self.lamp = lamp

    @app_commands.command(description="Show how far every story of this server has come.")
    @anywhere
    async def progress(self, interaction: Interaction[Any]) -> None:
        async with answering(interaction, private=True) as answer:
            await answer.tell(await _progress(self.lamp, interaction))

    @app_commands.command(description="Show what to type next.")
    @anywhere
    async def help(self, interaction: Interaction[Any]) -> None:
        async with answering(interaction, private=True) as answer:
            await answer.tell(await _help(self.lamp, interaction))


async def _progress(lamp: Lamp, interaction: Interaction[Any]) -> Screen:
    readings = [standing(each) for each in await lamp.look(progress.progress, interaction)]
    if not server_of(interaction):
        return screens.progress(readings)
    together = [_together(*each) for each in await lamp.look(readalong_status.begun, interaction)]
    return screens.progress([*together, *readings])


def _together(one: Readalong, outline: Outline) -> Standing:
    """Where a read-along stands, for a screen; what the clock has turned is its host's doing."""
    state = one.state
    link = channel_link(one.server_id, one.thread_id or one.channel_id)
    turned = (state.opened_at, state.turned_by or state.host_id)
    return Standing(one.title, outline.where(state.place), *turned, link)


async def _help(lamp: Lamp, interaction: Interaction[Any]) -> Screen:
    found = await lamp.look(progress.situation, interaction)
    current, is_alone = (standing(found.current) if found.current else None), not server_of(interaction)
    return screens.help_for(found.stories, current, alone=is_alone, rights=_rights(interaction))


def _rights(interaction: Interaction[Any]) -> tuple[list[str], str] | None:
    """What is missing on the server, for who could grant it."""
    if not manages(interaction):
        return None
    link = invite_link(interaction.application_id, interaction.guild_id or 0)
    return missing(interaction.app_permissions), link


def standing(found: Found) -> Standing:
    """Where a reading stands, for a screen."""
    panel, reading = found.panel, found.reading
    is_public = panel and panel.server_id
    link = message_link(panel.server_id, panel.channel_id, panel.message_id) if panel and is_public else None
    turned = (reading.turned_at, reading.turned_by)
    return Standing(found.outline.title, found.where, *turned, link, alone=reading.is_alone)


@press("more", reading_id=READING, revision=NUMBER)
async def picked(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, reading_id: str, revision: str
) -> None:
    """The panel's menu; what it shows is told to the one who picked."""
    seen = Seen(reading_id, int(revision))
    match pick(interaction):
        case "bookmark":
            await answer.tell(await kept(lamp, interaction, "", seen))
        case "bookmarks":
            await answer.tell(await listed(lamp, interaction, seen))
        case "note":
            await lamp.listen(interaction)
            await answer.ask(note_form(reading_id, seen.revision))
        case "alone":
            await went_on_alone(lamp, interaction, answer, seen)
        case "missed":
            await caught_up(lamp, interaction, answer, seen)
        case "stories":
            await answer.tell(await stories(lamp, interaction))
        case "progress":
            await answer.tell(await _progress(lamp, interaction))
        case _:
            await answer.tell(await _help(lamp, interaction))


PRESSES = (picked,)
