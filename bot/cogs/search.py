"""/find, and leafing through what it found."""

from typing import Any

from discord import Interaction, app_commands
from discord.ext import commands

from bot.actions import search
from bot.actions.request import Seen
from bot.actions.search import Found, Way
from bot.answers import Answer, answering
from bot.cogs.anywhere import anywhere
from bot.cogs.presses import press
from bot.custom_id import NUMBER, READING, TEXT
from bot.lamp import Lamp
from bot.screens import search as screens
from bot.screens.screen import Screen
from story.places import Place
from story.search import LONGEST


class Search(commands.Cog):
    """Finding a place by its words."""

    def __init__(self, lamp: Lamp) -> None:
        self.lamp = lamp

    @app_commands.command(description="Find words in the story, as far as it has been read.")
    @app_commands.describe(text="One word or several; the beginning of a word is enough.")
    @anywhere
    async def find(self, interaction: Interaction[Any], text: app_commands.Range[str, 1, LONGEST]) -> None:
        async with answering(interaction, private=True) as answer:
            await answer.tell(_screen(await self.lamp.look(search.find, interaction, text)))


def _screen(found: Found) -> Screen:
    hits = [(hit.place, hit.quote) for hit in found.hits]
    about = (found.outline, found.reading_id, found.revision, found.query.typed)
    return screens.found(*about, hits, earlier=found.earlier, later=found.later, alone=found.alone)


@press("find", way="earlier|later", reading_id=READING, scene=NUMBER, at=NUMBER, typed=TEXT)
async def leafed(
    lamp: Lamp,
    interaction: Interaction[Any],
    answer: Answer,
    way: str,
    reading_id: str,
    scene: str,
    at: str,
    typed: str,
) -> None:
    """More of what was found, from a place back or on."""
    beside, seen = Place(int(scene), int(at)), Seen(reading_id, 0)
    found = await lamp.look(search.leaf, interaction, seen, typed, Way(way), beside)
    await answer.redraw(_screen(found))


PRESSES = (leafed,)
