"""/goto and /contents, and the buttons that go somewhere."""

from typing import Any

from discord import Interaction, app_commands
from discord.ext import commands

from bot import wording
from bot.actions import places
from bot.actions.places import Ahead
from bot.actions.refusals import Refusal
from bot.actions.request import Seen
from bot.actions.turns import Outdated, Shown
from bot.answers import Answer, answering
from bot.cogs.anywhere import anywhere
from bot.cogs.completing import Choices, place_choices
from bot.cogs.pages import check_may_post, post, redraw
from bot.cogs.presses import press
from bot.custom_id import NUMBER, READING
from bot.lamp import Lamp
from bot.saying import understood
from bot.screens import places as screens
from bot.screens.screen import Screen
from story.places import Place


class Places(commands.Cog):
    """Where a story can be taken, and what is in it."""

    def __init__(self, lamp: Lamp) -> None:
        self.lamp = lamp

    @app_commands.command(description="Go to a chapter, a scene, a percentage or a bookmark.")
    @app_commands.describe(place="For example: chapter 3, scene 12, 40%, or a bookmark's name.")
    @anywhere
    async def goto(self, interaction: Interaction[Any], place: app_commands.Range[str, 1, 100]) -> None:
        async with answering(interaction) as answer:
            await check_may_post(self.lamp, interaction)
            page = await _went(self.lamp, interaction, place)
            if isinstance(page, Ahead):
                about = (page.outline, page.place, page.reading_id, page.revision)
                await answer.tell(screens.ahead(*about, alone=page.alone))
            else:
                await post(self.lamp, interaction, answer, page)

    @goto.autocomplete("place")
    async def _places(self, interaction: Interaction[Any], typed: str) -> Choices:
        return await place_choices(self.lamp, interaction, typed)

    @app_commands.command(description="Show the chapters and scenes, as far as they have been read.")
    @anywhere
    async def contents(self, interaction: Interaction[Any]) -> None:
        async with answering(interaction, private=True) as answer:
            await answer.tell(await _contents(self.lamp, interaction, None, None))


async def _went(lamp: Lamp, interaction: Interaction[Any], place: str) -> Shown | Outdated | Ahead:
    """Where somebody typed they want to go; what is no place in English may be one in their language."""
    try:
        return await lamp.act(places.go, interaction, place)
    except Refusal as refusal:
        english = understood(place, wording.PLACE_CHAPTER, wording.PLACE_SCENE)
        if refusal.sentence != wording.NO_SUCH_PLACE or english == place:
            raise
    return await lamp.act(places.go, interaction, english)


async def _contents(
    lamp: Lamp, interaction: Interaction[Any], reading_id: str | None, page: int | None
) -> Screen:
    about = await lamp.look(places.contents, interaction, reading_id)
    return screens.contents(about.outline, about.place, about.horizon, about.reading_id, page)


@press("contents", reading_id=READING)
async def asked_for_contents(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, reading_id: str
) -> None:
    """The contents of the story on a panel, for whoever asked."""
    await answer.tell(await _contents(lamp, interaction, reading_id, None))


@press("leaf", way="to|on", reading_id=READING, page=NUMBER)
async def leafed(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, way: str, reading_id: str, page: str
) -> None:
    """Another page of the contents."""
    del way  # only tells two buttons apart
    await answer.redraw(await _contents(lamp, interaction, reading_id, int(page)))


@press("go", reading_id=READING, revision=NUMBER, scene=NUMBER, at=NUMBER)
async def went_ahead(
    lamp: Lamp,
    interaction: Interaction[Any],
    answer: Answer,
    reading_id: str,
    revision: str,
    scene: str,
    at: str,
) -> None:
    """The confirmed jump beyond the horizon: the question is answered, and the page is posted for all."""
    seen, place = Seen(reading_id, int(revision)), Place(int(scene), int(at))
    await check_may_post(lamp, interaction, seen)
    page = await lamp.act(places.go_ahead, interaction, seen, place)
    after = screens.gone(page.sheet) if isinstance(page, Shown) else None
    await post(lamp, interaction, answer, page, after=after)


@press("return", reading_id=READING, revision=NUMBER)
async def returned(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, reading_id: str, revision: str
) -> None:
    """Return to where we were before a jump."""
    page = await lamp.act(places.go_back, interaction, Seen(reading_id, int(revision)))
    await redraw(lamp, interaction, answer, page)


PRESSES = (asked_for_contents, leafed, went_ahead, returned)
