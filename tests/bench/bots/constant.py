"""The least a bot can do: one slash command that answers the same few words."""

from tests.bench.bots.small import Interaction, SmallBot, run

bot = SmallBot()


@bot.tree.command(name="next", description="Say something.")
async def say(interaction: Interaction) -> None:
    await interaction.response.send_message("The lamp is lit.")


if __name__ == "__main__":
    run(bot)
