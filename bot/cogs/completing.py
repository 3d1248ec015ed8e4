"""What commands complete while somebody types: at most 25 choices, and none rather than an error."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from functools import wraps
from typing import Any, NamedTuple, ParamSpec

from discord import Interaction
from discord.app_commands import Choice

from bot.actions import bookmarks, notes, places, readalong_status, reading
from bot.actions.finding import bookmark_choice, chapter_choice, scene_choice
from bot.actions.places import Contents
from bot.actions.refusals import Refusal
from bot.cogs.rights import manages
from bot.lamp import Action, Lamp
from bot.screens import places as screens
from bot.screens.screen import shortened
from bot.store.bookmarks import Bookmark
from bot.store.errors import StoreError
from bot.store.library import ShelfStory
from bot.store.readalong import Readalong
from bot.when.zones import zones
from story.likeness import likeliest
from story.outline import Outline
from story.places import Place

P = ParamSpec("P")
Choices = list[Choice[str]]
MOST = 25  # choices; and 100 characters for a choice's name and value


class Offer(NamedTuple):
    """A choice; what is typed is looked for in its name and in `also`."""

    name: str
    value: str
    also: str = ""


def quietly(complete: Callable[P, Awaitable[Choices]]) -> Callable[P, Coroutine[Any, Any, Choices]]:
    """No choices where there is nothing to choose from, and where it cannot be looked up."""

    @wraps(complete)
    async def choices(*args: P.args, **kwargs: P.kwargs) -> Choices:
        try:
            return await complete(*args, **kwargs)
        except (Refusal, StoreError):
            return []

    return choices


def _matching(offers: list[Offer], typed: str) -> Choices:
    words = typed.casefold().split()
    found = [each for each in offers if all(word in f"{each.name} {each.also}".casefold() for word in words)]
    return [Choice(name=shortened(each.name, 100), value=each.value[:100]) for each in found[:MOST]]


@quietly
async def story_choices(lamp: Lamp, interaction: Interaction[Any], typed: str) -> Choices:
    """The stories of the library."""
    shelf = await lamp.look(reading.stories, interaction)
    return _titled(list(shelf.stories), typed)


@quietly
async def own_choices(
    lamp: Lamp, interaction: Interaction[Any], typed: str, those: Action[[], list[ShelfStory]]
) -> Choices:
    """The stories of the server's own that an action finds."""
    return _titled(await lamp.look(those, interaction), typed)


def _titled(stories: list[ShelfStory], typed: str) -> Choices:
    """By title and author; where none has what is typed, those that nearly have."""
    offers = [
        Offer(f"{each.title} — {each.author}" if each.author else each.title, each.story_id)
        for each in stories
    ]
    near = likeliest(typed, [each.title for each in stories])
    return _matching(offers, typed) or _matching([offers[number] for number in near], "")


@quietly
async def readalong_choices(lamp: Lamp, interaction: Interaction[Any], typed: str) -> Choices:
    """What goes on in the server."""
    every = await lamp.look(readalong_status.going_on, interaction)
    names = await lamp.channels.of(interaction.client, interaction.guild_id or 0) if every else {}
    return _matching([Offer(_readalong(names, each), each.readalong_id) for each in every], typed)


def _readalong(names: Mapping[int, str], each: Readalong) -> str:
    name = names.get(each.channel_id)
    return f"{each.title} — #{name}" if name else each.title


def zone_choices(typed: str) -> Choices:
    """Names of time zones."""
    offers = [Offer(each, each, each.replace("_", " ")) for each in zones() if "/" in each]
    return _matching(offers, typed)


@quietly
async def removable_bookmark_choices(lamp: Lamp, interaction: Interaction[Any], typed: str) -> Choices:
    """The bookmarks somebody may remove, of what this channel reads."""
    found = await lamp.look(bookmarks.removable, interaction)
    return _matching([Offer(each.name, each.name) for each in found], typed)


@quietly
async def note_choices(lamp: Lamp, interaction: Interaction[Any], typed: str) -> Choices:
    """The notes somebody may take off, as far as this channel has read."""
    found = await lamp.look(notes.removable, interaction, manager=manages(interaction))
    return _matching([Offer(each.words, each.note_id) for each in found], typed)


@quietly
async def open_note_choices(lamp: Lamp, interaction: Interaction[Any], typed: str) -> Choices:
    """The notes that somebody has come to, by their words."""
    found = await lamp.look(notes.kept, interaction)
    return _matching([Offer(each.words, each.note_id) for each in found.notes], typed)


@quietly
async def place_choices(lamp: Lamp, interaction: Interaction[Any], typed: str) -> Choices:
    """Where /goto can go: bookmarks, chapters and scenes, and no title that gives things away.

    What is nearest to the current place comes first as long as nothing is typed.
    """
    about, kept = await lamp.look(places.named, interaction)
    marked = [_bookmark(each) for each in kept]
    if typed.strip():
        return _matching([*_percent(typed), *marked, *_chapters(about), *_scenes(about)], typed)
    chapters = _nearest(_chapters(about), about.outline.chapter_at(about.place), 8)
    scenes = _nearest(_scenes(about), about.place.scene, 8)
    return _matching([*marked[:9], *chapters, *scenes], "")


def _percent(typed: str) -> list[Offer]:
    number = typed.strip().rstrip("%")
    fits = number.isdecimal() and len(number) <= 3 and int(number) <= 100
    return [Offer(f"{int(number)}%", f"{int(number)}%", typed)] if fits else []


def _bookmark(bookmark: Bookmark) -> Offer:
    return Offer(screens.bookmark_name(bookmark.name), bookmark_choice(bookmark.name))


def _chapters(about: Contents) -> list[Offer]:
    outline = about.outline
    if len(outline.chapters) < 2:
        return []
    return [_chapter(outline, number, about.furthest) for number in range(len(outline.chapters))]


def _chapter(outline: Outline, number: int, furthest: Place) -> Offer:
    reached = Place(outline.first_scene(number), 0) <= furthest
    name = screens.chapter_name(number, outline.chapters[number] if reached else "", reached=reached)
    return Offer(name, chapter_choice(number), f"chapter {number + 1}")


def _scenes(about: Contents) -> list[Offer]:
    """Those that have been reached; a story that is one scene has none to offer."""
    outline = about.outline
    reached = [each for each in range(len(outline.scenes)) if Place(each, 0) <= about.furthest]
    offers = [Offer(screens.scene_name(outline, each), scene_choice(each), "scene") for each in reached]
    return offers if len(outline.scenes) > 1 else []


def _nearest(offers: list[Offer], here: int, around: int) -> list[Offer]:
    first = max(0, min(here - around // 2, len(offers) - around))
    return offers[first : first + around]
