"""/read, /next and /back, and the buttons that turn."""

from typing import Any

from discord import Interaction, app_commands
from discord.ext import commands

from bot.actions import reading
from bot.actions.places import start_again
from bot.actions.reading import ToPick, Way
from bot.actions.request import Seen
from bot.answers import Answer, answering
from bot.cogs.anywhere import anywhere
from bot.cogs.completing import Choices, story_choices
from bot.cogs.pages import check_may_post, may_post, post, redraw
from bot.cogs.pictures import at_hand
from bot.cogs.presses import press
from bot.custom_id import NUMBER, READING, STORY
from bot.lamp import Lamp
from bot.screens.library import Spine, offered, shelf
from bot.screens.screen import Screen
from bot.whereabouts import server_of


class Reading(commands.Cog):
    """Commands that show a page at the bottom of the channel."""

    def __init__(self, lamp: Lamp) -> None:
        self.lamp = lamp

    @app_commands.command(description="Show the current page, or open a story.")
    @app_commands.describe(
        story="Which story; without it, the one this channel is reading.",
        alone="Read by yourself, at your own place, with pages only you see.",
    )
    @anywhere
    async def read(
        self, interaction: Interaction[Any], story: str | None = None, alone: bool = False
    ) -> None:
        by_oneself = alone or not server_of(interaction)
        async with answering(interaction, private=by_oneself) as answer:
            if not by_oneself:
                may_post(interaction)
            page = await self.lamp.act(reading.read, interaction, story, by_oneself)
            if not isinstance(page, ToPick):
                await post(self.lamp, interaction, answer, page, opens=True)
            elif page.alone:
                await answer.tell(await _shelf(self.lamp, interaction, page, 0))
            else:
                await answer.post(await _shelf(self.lamp, interaction, page, 0))

    @read.autocomplete("story")
    async def _stories(self, interaction: Interaction[Any], typed: str) -> Choices:
        return await story_choices(self.lamp, interaction, typed)

    @app_commands.command(description="Turn to the next page and show it here.")
    @anywhere
    async def next(self, interaction: Interaction[Any]) -> None:
        await self._turn(interaction, Way.NEXT)

    @app_commands.command(description="Turn back to the page before and show it here.")
    @anywhere
    async def back(self, interaction: Interaction[Any]) -> None:
        await self._turn(interaction, Way.BACK)

    async def _turn(self, interaction: Interaction[Any], way: Way) -> None:
        async with answering(interaction, private=not server_of(interaction)) as answer:
            await check_may_post(self.lamp, interaction)
            page = await self.lamp.act(reading.turn, interaction, way)
            await post(self.lamp, interaction, answer, page)


def spines(stories: ToPick) -> list[Spine]:
    """What the shelf tells of stories."""
    return [
        Spine(
            *(each.story_id, each.title, each.author, each.words, each.language),
            each.content_notes,
            each.cover,
        )
        for each in stories.stories
    ]


@press("turn", way="next|back", reading_id=READING, revision=NUMBER)
async def turned(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, way: str, reading_id: str, revision: str
) -> None:
    """Next and Back turn the page in place."""
    page = await lamp.act(reading.turn, interaction, Way(way), Seen(reading_id, int(revision)))
    await redraw(lamp, interaction, answer, page)


@press("again", reading_id=READING, revision=NUMBER)
async def started_again(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, reading_id: str, revision: str
) -> None:
    """Start again, from the closing card."""
    page = await lamp.act(start_again, interaction, Seen(reading_id, int(revision)))
    await redraw(lamp, interaction, answer, page)


@press("open", story_id=STORY)
async def opened(lamp: Lamp, interaction: Interaction[Any], answer: Answer, story_id: str) -> None:
    """A story picked from a shelf or a closing card opens below."""
    if server_of(interaction):
        may_post(interaction)
    page = await lamp.act(reading.open_story, interaction, story_id)
    await post(lamp, interaction, answer, page, opens=True)


@press("stories")
async def asked_for_stories(lamp: Lamp, interaction: Interaction[Any], answer: Answer) -> None:
    """The whole shelf, for whoever asked."""
    await answer.tell(await stories(lamp, interaction))


async def stories(
    lamp: Lamp, interaction: Interaction[Any], page: int = 0, *, by_oneself: bool = False
) -> Screen:
    """A page of the shelf."""
    found = await lamp.look(reading.stories, interaction, by_oneself)
    return await _shelf(lamp, interaction, found, page)


async def _shelf(lamp: Lamp, interaction: Interaction[Any], found: ToPick, page: int) -> Screen:
    told = spines(found)
    pictures = await at_hand(lamp, interaction, [each.cover for each in offered(told, page)])
    return shelf(told, page, found.hidden, alone=found.alone, pictures=pictures)


@press("shelf", way="to|on", page=NUMBER)
async def leafed(lamp: Lamp, interaction: Interaction[Any], answer: Answer, way: str, page: str) -> None:
    """Another page of the shelf."""
    del way  # only tells two buttons apart
    await answer.redraw(await stories(lamp, interaction, int(page)))


PRESSES = (turned, started_again, opened, asked_for_stories, leafed)
