"""A bot as other people write them, knowing nothing of the playground but where Discord is: it rolls dice."""

import os
import random

import discord
import yarl
from discord import app_commands

if api_url := os.environ.get("DISCORD_API_URL"):  # the whole of what a bot needs for the playground
    discord.http.Route.BASE = api_url
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["DISCORD_GATEWAY_URL"])


class Again(discord.ui.View):
    @discord.ui.button(label="Roll again")
    async def again(
        self, interaction: "discord.Interaction[Dice]", _: discord.ui.Button["discord.ui.View"]
    ) -> None:
        await interaction.response.edit_message(content=interaction.client.roll())


class Dice(discord.Client):
    def __init__(self, seed: int | None = None) -> None:
        super().__init__(intents=discord.Intents.default())
        self.tree = app_commands.CommandTree(self)
        self.chance = random.Random(seed)

    def roll(self) -> str:
        return f"You rolled a {self.chance.randint(1, 6)}."

    async def setup_hook(self) -> None:
        self.tree.add_command(roll)
        await self.tree.sync()


@app_commands.command(description="Roll a die.")
async def roll(interaction: discord.Interaction[Dice]) -> None:
    await interaction.response.send_message(interaction.client.roll(), view=Again())


if __name__ == "__main__":
    Dice().run(os.environ["DISCORD_TOKEN"])
