"""The bot that most people would write: an embed, a view that stays, and a database connection for each command."""

import os
from pathlib import Path
from typing import Any

import aiosqlite
import discord
from discord import ui

from tests.bench.bots.small import Interaction, SmallBot, run
from tests.bench.novel import page

TEXT = page()
DATABASE = Path(os.environ["DATA_DIR"]) / "usual.db"
TABLE = "CREATE TABLE IF NOT EXISTS places (channel_id INTEGER PRIMARY KEY, page INTEGER NOT NULL)"


class UsualBot(SmallBot):
    """Makes its table at the start."""

    async def setup_hook(self) -> None:
        await super().setup_hook()
        async with aiosqlite.connect(DATABASE) as db:
            await db.execute(TABLE)
            await db.commit()


bot = UsualBot()


async def turned(channel_id: int | None, by: int) -> int:
    """The page that a channel is at after a turn."""
    async with aiosqlite.connect(DATABASE) as db:
        async with db.execute("SELECT page FROM places WHERE channel_id = ?", (channel_id,)) as cursor:
            row = await cursor.fetchone()
        number: int = row[0] + by if row else 1
        await db.execute("INSERT OR REPLACE INTO places VALUES (?, ?)", (channel_id, number))
        await db.commit()
    return number


def embed(number: int) -> discord.Embed:
    shown = discord.Embed(title="A Bench Novel", description=TEXT, colour=0xE0A458)
    return shown.set_footer(text=f"Page {number}")


class Pages(ui.View):
    """The buttons below a page."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @ui.button(label="Back")
    async def back(self, interaction: Interaction, _: ui.Button[Any]) -> None:
        await self._turn(interaction, -1)

    @ui.button(label="Next", style=discord.ButtonStyle.primary)
    async def forth(self, interaction: Interaction, _: ui.Button[Any]) -> None:
        await self._turn(interaction, 1)

    @ui.button(label="Contents")
    async def contents(self, interaction: Interaction, _: ui.Button[Any]) -> None:
        await interaction.response.send_message("One chapter.", ephemeral=True)

    async def _turn(self, interaction: Interaction, by: int) -> None:
        number = await turned(interaction.channel_id, by)
        await interaction.response.edit_message(embed=embed(number), view=self)


async def _show(interaction: Interaction, by: int) -> None:
    number = await turned(interaction.channel_id, by)
    await interaction.response.send_message(embed=embed(number), view=Pages())


@bot.tree.command(description="Show the page.")
async def read(interaction: Interaction) -> None:
    await _show(interaction, 0)


@bot.tree.command(name="next", description="Turn the page.")
async def turn(interaction: Interaction) -> None:
    await _show(interaction, 1)


if __name__ == "__main__":
    run(bot)
