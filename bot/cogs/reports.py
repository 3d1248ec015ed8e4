"""/report: those who manage a server hear of it where they chose to, and whoever runs the bot by its log."""

import logging
from collections import deque
from typing import Any

import aiohttp
import discord
from discord import Interaction, app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.actions import reports
from bot.actions.refusals import Refusal
from bot.actions.reports import Report
from bot.answers import SILENT, answering
from bot.cogs.anywhere import anywhere
from bot.cogs.completing import Choices, open_note_choices, story_choices
from bot.lamp import Lamp
from bot.screens import report as screens
from bot.wording import report as wording_report

log = logging.getLogger(__name__)

MOST = 5  # reports of one person within an hour
HOUR = 60 * 60 * 1_000  # milliseconds
WHY = [Choice(name=sentence, value=why) for why, sentence in wording_report.REPORT_WHY.items()]


class Reports(commands.Cog):
    """Telling those who can do something about it."""

    def __init__(self, lamp: Lamp) -> None:
        self.lamp = lamp
        self._latest: deque[tuple[int, int]] = deque(maxlen=1_000)  # who, and when

    @app_commands.command(description="Report a story or a note to those who manage this server.")
    @app_commands.describe(
        why="What is wrong with it.",
        story="Which story.",
        note="Or which note in its margin.",
        words="What they should know besides.",
    )
    @app_commands.choices(why=WHY)
    @anywhere
    async def report(
        self,
        interaction: Interaction[Any],
        why: Choice[str],
        story: str | None = None,
        note: str | None = None,
        words: app_commands.Range[str, 1, 1000] = "",
    ) -> None:
        async with answering(interaction, private=True) as answer:
            found = await self.lamp.look(reports.reported, interaction, story, note)
            self._check_patience(interaction.user.id)
            _log(interaction, found, why.value)
            told = await self._tell(interaction, found, why.value, words)
            await answer.tell(screens.thanks(told=told))

    @report.autocomplete("story")
    async def _stories(self, interaction: Interaction[Any], typed: str) -> Choices:
        return await story_choices(self.lamp, interaction, typed)

    @report.autocomplete("note")
    async def _notes(self, interaction: Interaction[Any], typed: str) -> Choices:
        return await open_note_choices(self.lamp, interaction, typed)

    def _check_patience(self, person_id: int) -> None:
        now = self.lamp.now()
        if sum(who == person_id and now - at < HOUR for who, at in self._latest) >= MOST:
            raise Refusal(wording_report.REPORT_TOO_MANY)
        self._latest.append((person_id, now))

    async def _tell(self, interaction: Interaction[Any], found: Report, why: str, words: str) -> bool:
        """Whether the channel that was chosen has it. One that is gone or closed has not."""
        if not found.channel_id:
            return False
        one = found.note
        noted = (one.note_id, one.author_id, one.words) if one else None
        who = interaction.user.id
        screen = screens.report(who, why, found.title, noted, words).said(privately=False)
        try:
            channel = interaction.client.get_partial_messageable(found.channel_id)
            await channel.send(view=screen, allowed_mentions=SILENT)
        except (discord.HTTPException, aiohttp.ClientError) as error:
            log.warning("Server %s cannot be told of a report: %s", interaction.guild_id, error)
            return False
        return True


def _log(interaction: Interaction[Any], found: Report, why: str) -> None:
    """Which thing and why, in none of the words that somebody wrote."""
    what = f"note {found.note.note_id} in story {found.story_id}" if found.note else f"story {found.story_id}"
    log.warning("Reported in server %s: %s (%s)", interaction.guild_id or 0, what, why)
