"""/privacy show, export and delete."""

from typing import Any

from discord import Interaction, app_commands
from discord.ext import commands

from bot import names
from bot.actions import privacy
from bot.answers import Answer, answering
from bot.cogs.anywhere import anywhere
from bot.cogs.presses import press
from bot.lamp import Lamp
from bot.screens import export
from bot.screens import privacy as screens
from bot.wording import privacy as wording_privacy

PARTS = 5  # messages: who has the bot on their own account gets no more after one command
LARGEST = 10_000_000  # bytes of a file, where Discord does not say what it takes


@anywhere
class Privacy(commands.GroupCog, group_name="privacy", group_description="What I keep about you."):
    """Everybody may look at, take along and delete what is kept about them."""

    def __init__(self, lamp: Lamp) -> None:
        self.lamp = lamp

    @app_commands.command(description="Show what I keep about you, and about this server.")
    async def show(self, interaction: Interaction[Any]) -> None:
        async with answering(interaction, private=True) as answer:
            found = await self.lamp.look(privacy.kept, interaction)
            await answer.tell(screens.kept(found.about_person, found.about_server))

    @app_commands.command(description="Get a file of everything I keep about you.")
    async def export(self, interaction: Interaction[Any]) -> None:
        async with answering(interaction, private=True) as answer:
            await answer.promise()
            most = min(interaction.filesize_limit or LARGEST, LARGEST)
            rows = await self.lamp.look(privacy.everything, interaction)
            files = export.files(rows, interaction.user.id, self.lamp.now(), most)
            for number, data in enumerate(files[:PARTS], 1):
                await answer.show(screens.exported(data, number, len(files)))

    @app_commands.command(description="Forget everything I keep about you. You are asked first.")
    async def delete(self, interaction: Interaction[Any]) -> None:
        async with answering(interaction, private=True) as answer:
            found = await self.lamp.look(privacy.kept, interaction)
            await answer.tell(screens.forget(found.about_person))


@press("forget")
async def forgotten(lamp: Lamp, interaction: Interaction[Any], answer: Answer) -> None:
    """Everything about whoever presses is forgotten; their read-alongs are told that they have left."""
    gone = await lamp.act(privacy.forget, interaction)
    names.keep(interaction.user.id, named=True)
    await answer.redraw(screens.said(wording_privacy.FORGOTTEN))
    for readalong_id in gone.left:
        interaction.client.postman.deliver(readalong_id)
        interaction.client.painter.redraw_lobby(readalong_id)


@press("remember")
async def remembered(lamp: Lamp, interaction: Interaction[Any], answer: Answer) -> None:
    """Nothing is forgotten after all."""
    del lamp, interaction
    await answer.redraw(screens.said(wording_privacy.STAYED))


PRESSES = (forgotten, remembered)
