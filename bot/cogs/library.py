"""/library list, add, info, edit, replace and remove."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import discord
from discord import Interaction, app_commands
from discord.ext import commands

from bot.actions import stories, telling, uploads
from bot.actions.progress import Progress
from bot.actions.refusals import Refusal
from bot.actions.stories import Card, Removal
from bot.answers import Answer, answering
from bot.cogs.completing import Choices, own_choices, story_choices
from bot.cogs.pictures import at_hand
from bot.cogs.presses import press, submission
from bot.cogs.progress import standing
from bot.cogs.rights import may_manage
from bot.cogs.uploads import brought, reread
from bot.custom_id import NUMBER, STORY
from bot.lamp import Lamp
from bot.screens import stories as screens
from bot.screens.known import known
from bot.screens.progress import Standing
from bot.screens.screen import Screen
from bot.screens.stories import Entry, Room, Told
from bot.wording import library as wording_library
from bot.wording import retold
from story.model import Unreadable

Title = app_commands.Range[str, 1, 200]


class Library(commands.GroupCog, group_name="library", group_description="The stories of this server."):
    """What a server may read. Everybody may look; to change it takes the permission to manage the server."""

    def __init__(self, lamp: Lamp) -> None:
        self.lamp = lamp

    @app_commands.command(description="Show every story this server may read, and where it comes from.")
    async def list(self, interaction: Interaction[Any]) -> None:
        async with answering(interaction, private=True) as answer:
            await answer.tell(await _listed(self.lamp, interaction, 0))

    @app_commands.command(
        description="Bring a story: a file of yours, shown to you before anybody else sees it."
    )
    @app_commands.describe(file="Text, Markdown, a web page, EPUB, Word, OpenDocument or FB2.")
    async def add(self, interaction: Interaction[Any], file: discord.Attachment) -> None:
        async with answering(interaction, private=True) as answer:
            await brought(self.lamp, interaction, answer, file, None)

    @app_commands.command(description="Show what a story is about: length, rating, content notes, licence.")
    @app_commands.describe(story="Which story.")
    async def info(self, interaction: Interaction[Any], story: Title) -> None:
        async with answering(interaction, private=True) as answer:
            card = await self.lamp.look(stories.card, interaction, story)
            pictures = await at_hand(self.lamp, interaction, [card.story.cover])
            await answer.tell(screens.card(card.outline, _told(card), pictures))

    @app_commands.command(description="Change what is told of a story: title, author, rating, content notes.")
    @app_commands.describe(story="Which of the stories that were uploaded here.")
    async def edit(self, interaction: Interaction[Any], story: Title) -> None:
        async with answering(interaction, private=True) as answer:
            may_manage(interaction)
            story_id, about = await self.lamp.look(telling.editable, interaction, story)
            fields = (about.title, about.author, about.rating, about.content_notes)
            await answer.ask(screens.form(story_id, *fields))

    @app_commands.command(description="Bring a corrected edition of a story; every reading keeps its place.")
    @app_commands.describe(story="Which of the stories that were uploaded here.", file="The corrected file.")
    async def replace(self, interaction: Interaction[Any], story: Title, file: discord.Attachment) -> None:
        async with answering(interaction, private=True) as answer:
            await brought(self.lamp, interaction, answer, file, story)

    @app_commands.command(description="Take a story away, or put back one that was taken away today.")
    @app_commands.describe(story="Which of the stories that were uploaded here.")
    async def remove(self, interaction: Interaction[Any], story: Title) -> None:
        async with answering(interaction, private=True) as answer:
            may_manage(interaction)
            await answer.tell(_removal(await self.lamp.look(stories.to_remove, interaction, story)))

    @info.autocomplete("story")
    async def _stories(self, interaction: Interaction[Any], typed: str) -> Choices:
        return await story_choices(self.lamp, interaction, typed)

    @edit.autocomplete("story")
    @replace.autocomplete("story")
    async def _own(self, interaction: Interaction[Any], typed: str) -> Choices:
        return await own_choices(self.lamp, interaction, typed, stories.own)

    @remove.autocomplete("story")
    async def _removable(self, interaction: Interaction[Any], typed: str) -> Choices:
        return await own_choices(self.lamp, interaction, typed, stories.removable)


async def _listed(lamp: Lamp, interaction: Interaction[Any], page: int) -> Screen:
    found = await lamp.look(stories.listed, interaction)
    entries = [
        Entry(each.title, each.author, each.words, each.language, each.origin) for each in found.stories
    ]
    used = found.usage
    room = Room(used.stories, uploads.MOST_STORIES, used.size, uploads.MOST_BYTES)
    return screens.library(entries, [each.title for each in found.removed], room, page, found.hidden)


def _told(card: Card) -> Told:
    story, about, file = card.story, card.about, card.file
    return Told(
        story.story_id,
        story.origin,
        known(about),
        (file.name, file.size) if file else None,
        story.cover,
        card.pictures,
    )


def _removal(found: Removal) -> Screen:
    story = found.story
    if found.until is not None:
        return screens.removed(story.story_id, story.title, found.until, before=True)
    return screens.removal(story.story_id, story.title, _reading(found.reading), found.alone)


def _reading(found: Progress | None) -> Standing | None:
    return standing(found) if found else None


@press("books", way="to|on", page=NUMBER)
async def leafed(lamp: Lamp, interaction: Interaction[Any], answer: Answer, way: str, page: str) -> None:
    """Another page of the list."""
    del way  # only tells two buttons apart
    await answer.redraw(await _listed(lamp, interaction, int(page)))


@press("removal", story_id=STORY)
async def asked_to_remove(lamp: Lamp, interaction: Interaction[Any], answer: Answer, story_id: str) -> None:
    """Remove, under the answer to an upload, asks first."""
    may_manage(interaction)
    await answer.tell(_removal(await lamp.look(stories.to_remove, interaction, story_id)))


@press("remove", story_id=STORY)
async def removed(lamp: Lamp, interaction: Interaction[Any], answer: Answer, story_id: str) -> None:
    """The story leaves the library."""
    may_manage(interaction)
    gone = await lamp.act(stories.remove, interaction, story_id)
    await answer.redraw(screens.removed(story_id, gone.story.title, gone.until or 0))


@press("stays", story_id=STORY)
async def stayed(lamp: Lamp, interaction: Interaction[Any], answer: Answer, story_id: str) -> None:
    """The story is kept after all."""
    may_manage(interaction)
    found = await lamp.look(stories.to_remove, interaction, story_id)
    await answer.redraw(screens.stays(found.story.title))


@press("restore", story_id=STORY)
async def restored(lamp: Lamp, interaction: Interaction[Any], answer: Answer, story_id: str) -> None:
    """A story that was removed comes back, and its readings with it."""
    may_manage(interaction)
    back = await lamp.act(uploads.restore, interaction, story_id)
    await answer.redraw(screens.restored(back.title))


@submission("edit", story_id=STORY)
async def told_otherwise(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, fields: Mapping[str, str], story_id: str
) -> None:
    """What is told of a story changes: its file is read again, and told so."""
    may_manage(interaction)
    file, told = await lamp.look(telling.say, interaction, story_id, fields)
    try:
        read = await reread(lamp, interaction, answer, file)
    except Unreadable as problem:
        raise Refusal(
            wording_library.FILE_UNREADABLE, name=file.name, problem=partial(retold, problem.sentence)
        ) from None
    await lamp.act(telling.retell, interaction, file, read, told)
    card = await lamp.look(stories.card, interaction, story_id)
    await answer.tell(screens.edited(card.outline, _told(card)))


PRESSES = (leafed, asked_to_remove, removed, stayed, restored, told_otherwise)
