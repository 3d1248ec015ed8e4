"""/bookmark add, list and remove."""

from typing import Any

from discord import Interaction, app_commands
from discord.ext import commands

from bot.actions import bookmarks
from bot.actions.request import Seen
from bot.answers import Answer, answering
from bot.cogs.anywhere import anywhere
from bot.cogs.completing import Choices, removable_bookmark_choices
from bot.cogs.presses import press
from bot.custom_id import NUMBER, READING
from bot.lamp import Lamp
from bot.screens import bookmarks as screens
from bot.screens.screen import Screen


@anywhere
class Bookmarks(
    commands.GroupCog, group_name="bookmark", group_description="Keep named places in the story."
):
    """Named places of what the channel reads."""

    def __init__(self, lamp: Lamp) -> None:
        self.lamp = lamp

    @app_commands.command(description="Keep the current page under a name.")
    @app_commands.describe(name="What to call it; without a name it is called by its first words.")
    async def add(
        self, interaction: Interaction[Any], name: app_commands.Range[str, 1, 60] | None = None
    ) -> None:
        async with answering(interaction, private=True) as answer:
            await answer.tell(await kept(self.lamp, interaction, name or "", None))

    @app_commands.command(description="Show the bookmarks of this story.")
    async def list(self, interaction: Interaction[Any]) -> None:
        async with answering(interaction, private=True) as answer:
            await answer.tell(await listed(self.lamp, interaction, None))

    @app_commands.command(description="Remove a bookmark.")
    @app_commands.describe(name="Which one.")
    async def remove(self, interaction: Interaction[Any], name: app_commands.Range[str, 1, 100]) -> None:
        async with answering(interaction, private=True) as answer:
            gone = await self.lamp.act(bookmarks.remove, interaction, name)
            await answer.tell(screens.removed(gone.name, gone.quote))

    @remove.autocomplete("name")
    async def _names(self, interaction: Interaction[Any], typed: str) -> Choices:
        return await removable_bookmark_choices(self.lamp, interaction, typed)


async def kept(lamp: Lamp, interaction: Interaction[Any], name: str, seen: Seen | None) -> Screen:
    """Keep the current page, and say so."""
    made = await lamp.act(bookmarks.add, interaction, name, seen)
    return screens.kept(made.bookmark.name, made.where)


async def listed(lamp: Lamp, interaction: Interaction[Any], seen: Seen | None, page: int = 0) -> Screen:
    """A page of the bookmarks of the story that is meant."""
    found = await lamp.look(bookmarks.kept, interaction, seen)
    named = [(each.name, each.place, each.made_by) for each in found.bookmarks]
    return screens.bookmarks(found.outline, found.reading_id, named, page)


@press("bookmarks", way="to|on", reading_id=READING, page=NUMBER)
async def leafed(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, way: str, reading_id: str, page: str
) -> None:
    """Another page of the bookmarks."""
    del way  # only tells two buttons apart
    await answer.redraw(await listed(lamp, interaction, Seen(reading_id, 0), int(page)))


PRESSES = (leafed,)
