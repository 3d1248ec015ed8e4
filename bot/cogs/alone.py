"""Reading alone: the presses on pages that only one person sees, and the ways between theirs and the server's."""

from typing import Any

from discord import Interaction

from bot.actions import alone, reading
from bot.actions.request import Seen
from bot.answers import Answer
from bot.cogs.pages import post, redraw
from bot.cogs.presses import press
from bot.cogs.reading import stories
from bot.custom_id import NUMBER, READING, STORY
from bot.lamp import Lamp


@press("own-story", story_id=STORY)
async def opened(lamp: Lamp, interaction: Interaction[Any], answer: Answer, story_id: str) -> None:
    """A story picked to be read alone."""
    page = await lamp.act(reading.open_story, interaction, story_id, by_oneself=True)
    await post(lamp, interaction, answer, page, opens=True)


@press("own-stories")
async def asked_for_stories(lamp: Lamp, interaction: Interaction[Any], answer: Answer) -> None:
    """The shelf of who reads alone."""
    await answer.tell(await stories(lamp, interaction, by_oneself=True))


@press("own-shelf", way="to|on", page=NUMBER)
async def leafed(lamp: Lamp, interaction: Interaction[Any], answer: Answer, way: str, page: str) -> None:
    """Another page of that shelf."""
    del way  # only tells two buttons apart
    await answer.redraw(await stories(lamp, interaction, int(page), by_oneself=True))


@press("together", reading_id=READING, revision=NUMBER)
async def went_to_server(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, reading_id: str, revision: str
) -> None:
    """From one's own place to the server's."""
    page = await lamp.act(alone.to_server, interaction, Seen(reading_id, int(revision)))
    await redraw(lamp, interaction, answer, page)


async def went_on_alone(lamp: Lamp, interaction: Interaction[Any], answer: Answer, seen: Seen) -> None:
    """From the server's page to one's own."""
    page = await lamp.act(alone.from_here, interaction, seen)
    await post(lamp, interaction, answer, page, opens=True)


async def caught_up(lamp: Lamp, interaction: Interaction[Any], answer: Answer, seen: Seen) -> None:
    """What the server has read without them, from the page they turned last."""
    page = await lamp.act(alone.from_last, interaction, seen)
    await post(lamp, interaction, answer, page, opens=True)


PRESSES = (opened, asked_for_stories, leafed, went_to_server)
