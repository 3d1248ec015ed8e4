"""What commands complete while somebody types: at most 25 choices, and none rather than an error."""

import logging
from typing import Any

from discord import Interaction
from discord.app_commands import Choice

from bot import wording
from bot.actions import bookmarks, places, reading
from bot.actions.bookmarks import Bookmarks
from bot.actions.refusals import Refusal
from bot.lamp import Lamp
from bot.screens.places import choice_name
from bot.screens.screen import shortened
from bot.store.errors import StoreError
from bot.wording import plainly
from story.places import Place

log = logging.getLogger(__name__)

Choices = list[Choice[str]]
MOST = 25  # choices; and 100 characters for a choice's name and value


def _matching(choices: list[tuple[str, str]], typed: str) -> Choices:
    words = typed.casefold().split()
    found = [(name, value) for name, value in choices if all(word in name.casefold() for word in words)]
    return [Choice(name=shortened(name, 100), value=value[:100]) for name, value in found[:MOST]]


async def story_choices(lamp: Lamp, interaction: Interaction[Any], typed: str) -> Choices:
    """The stories of the library."""
    try:
        shelf = await lamp.look(reading.stories, interaction)
    except (Refusal, StoreError):
        return []
    named = [(f"{each.title} — {each.author}" if each.author else each.title, each) for each in shelf.stories]
    return _matching([(name, each.story_id) for name, each in named], typed)


async def bookmark_choices(lamp: Lamp, interaction: Interaction[Any], typed: str) -> Choices:
    """The bookmarks of what this channel reads."""
    try:
        kept: Bookmarks = await lamp.look(bookmarks.kept, interaction)
    except (Refusal, StoreError):
        return []
    return _matching([(each.name, each.name) for each in kept.bookmarks], typed)


async def place_choices(lamp: Lamp, interaction: Interaction[Any], typed: str) -> Choices:
    """Bookmarks, then chapters, then scenes, those around the current place first; no title that gives things away.

    A number or a percentage that was typed is offered as such.
    """
    try:
        about, kept = await lamp.look(places.named, interaction)
    except (Refusal, StoreError):
        return []
    outline, horizon, here = about.outline, max(about.horizon, about.place), about.place.scene
    number = typed.strip().rstrip("%")
    offers = []
    if number.isdecimal() and int(number[:6]) <= 100:
        offers.append((f"{int(number)}%", f"{int(number)}%"))
    offers += [(plainly(wording.GO_BOOKMARK, name=each.name), each.name) for each in kept[:10]]
    if len(outline.chapters) > 1:
        chapters = range(len(outline.chapters))
        offers += [
            (choice_name("chapter", outline, each, horizon), f"chapter {each + 1}") for each in chapters
        ]
    reached = [each for each in range(len(outline.scenes)) if Place(each, 0) <= horizon]
    nearest = sorted(sorted(reached, key=lambda each: abs(each - here))[:MOST])
    scenes = nearest if not typed.strip() else reached
    offers += [(choice_name("scene", outline, each, horizon), f"scene {each + 1}") for each in scenes]
    return _matching(offers, typed)
