"""The buttons under pages that have footnotes."""

from typing import Any

from discord import Interaction

from bot.actions import footnotes
from bot.actions.request import Seen
from bot.answers import Answer
from bot.cogs.presses import press
from bot.custom_id import NUMBER, READING
from bot.lamp import Lamp
from bot.screens import footnotes as screens
from story.places import Place


@press("footnotes", way="of|to|on", reading_id=READING, revision=NUMBER, page=NUMBER)
async def asked_for_footnotes(
    lamp: Lamp,
    interaction: Interaction[Any],
    answer: Answer,
    way: str,
    reading_id: str,
    revision: str,
    page: str,
) -> None:
    """The footnotes of a page, for whoever asked; `of` is on the page itself, the others leaf."""
    seen = Seen(reading_id, int(revision))
    told = await lamp.look(footnotes.of_page, interaction, seen)
    screen = screens.footnotes(told, screens.of_reading(reading_id, seen.revision), int(page))
    await (answer.tell(screen) if way == "of" else answer.redraw(screen))


@press("group-footnotes", way="of|to|on", readalong_id=READING, scene=NUMBER, at=NUMBER, page=NUMBER)
async def asked_for_footnotes_of_a_group(
    lamp: Lamp,
    interaction: Interaction[Any],
    answer: Answer,
    way: str,
    readalong_id: str,
    scene: str,
    at: str,
    page: str,
) -> None:
    """The same of a read-along's page."""
    place = Place(int(scene), int(at))
    told = await lamp.look(footnotes.of_group, interaction, readalong_id, place)
    screen = screens.footnotes(told, screens.of_group(readalong_id, place), int(page))
    await (answer.tell(screen) if way == "of" else answer.redraw(screen))


PRESSES = (asked_for_footnotes, asked_for_footnotes_of_a_group)
