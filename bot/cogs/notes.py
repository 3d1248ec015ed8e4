"""/note add, list and remove, the notes of a page, and a message's menu "Pin to this page"."""

import re
from typing import Any

import discord
from discord import Interaction, app_commands
from discord.ext import commands

from bot.actions import notes
from bot.actions.notes import LONGEST, Words
from bot.actions.refusals import Refusal
from bot.actions.request import Seen
from bot.answers import Answer, answering
from bot.asking import role_names
from bot.cogs.completing import Choices, note_choices
from bot.cogs.pages import freshen
from bot.cogs.presses import press, submission
from bot.cogs.rights import manages, may_manage
from bot.custom_id import NOTE, NUMBER, READING
from bot.lamp import Lamp
from bot.screens import notes as screens
from bot.screens.notes import Jotting
from bot.screens.screen import Screen
from bot.store.notes import Message, Note
from bot.wording import notes as wording_notes

EMOJI = re.compile(r"<a?(:\w+:)\d+>")  # a server's own, which is text outside of it

CHANNEL, ROLE = re.compile(r"<#(\d+)>"), re.compile(r"<@&(\d+)>")


class Notes(commands.GroupCog, group_name="note", group_description="Write in the margin of the story."):
    """Words pinned to a page, for whoever has come so far."""

    def __init__(self, lamp: Lamp) -> None:
        self.lamp = lamp

    @app_commands.command(description="Pin a note to the current page.")
    @app_commands.describe(text="What to write in the margin.")
    async def add(self, interaction: Interaction[Any], text: app_commands.Range[str, 1, LONGEST]) -> None:
        async with answering(interaction, private=True) as answer:
            await _pin(self.lamp, interaction, answer, Words(text, interaction.user.id))

    @app_commands.command(description="Show the notes of this story, as far as it has been read.")
    async def list(self, interaction: Interaction[Any]) -> None:
        async with answering(interaction, private=True) as answer:
            await answer.tell(await _all(self.lamp, interaction, None))

    @app_commands.command(description="Take off a note of yours; managers any.")
    @app_commands.describe(note="Which one.")
    async def remove(self, interaction: Interaction[Any], note: app_commands.Range[str, 1, 100]) -> None:
        async with answering(interaction, private=True) as answer:
            manager = manages(interaction)
            was, gone = await self.lamp.act(notes.remove, interaction, note, manager=manager)
            await answer.tell(screens.removed(gone.words))
            await _draw_again(self.lamp, interaction, was.shown)

    @remove.autocomplete("note")
    async def _notes(self, interaction: Interaction[Any], typed: str) -> Choices:
        return await note_choices(self.lamp, interaction, typed)


@app_commands.context_menu(name="Pin to this page")
async def pin_to_this_page(interaction: Interaction[Any], message: discord.Message) -> None:
    """What somebody has written becomes a note; Discord sends its text along, so that no intent is needed."""
    async with answering(interaction, private=True) as answer:
        if message.author.bot:
            raise Refusal(wording_notes.NOT_A_MESSAGE)
        words = Words(
            await _said(interaction, message), message.author.id, Message(message.channel.id, message.id)
        )
        await _pin(interaction.client.lamp, interaction, answer, words)


async def _said(interaction: Interaction[Any], message: discord.Message) -> str:
    """A message in plain words: what it mentions by name, as far as Discord tells it."""
    client: Any = interaction.client
    if interaction.guild_id and CHANNEL.search(message.content):
        names = await client.lamp.channels.of(client, interaction.guild_id)
        message.content = CHANNEL.sub(lambda found: f"#{names.get(int(found[1]), '…')}", message.content)
    if interaction.guild_id and ROLE.search(message.content):
        names = await role_names(client, interaction.guild_id)
        message.content = ROLE.sub(lambda found: f"@{names.get(int(found[1]), '…')}", message.content)
    return EMOJI.sub(r"\1", message.clean_content)


async def _pin(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, words: Words, seen: Seen | None = None
) -> None:
    made = await lamp.act(notes.pin, interaction, words, seen)
    await answer.tell(screens.pinned(made.where))
    await _draw_again(lamp, interaction, made.shown)


async def _draw_again(lamp: Lamp, interaction: Interaction[Any], shown: notes.Shown) -> None:
    """The page tells how many notes it has."""
    if shown.together:
        interaction.client.painter.redraw(shown.reader_id)
    else:
        await freshen(lamp, interaction, shown.reader_id)


def _jottings(found: notes.Margin) -> list[Jotting]:
    return [_jotting(each) for each in found.notes]


def _jotting(note: Note) -> Jotting:
    message = note.message
    source = (note.server_id, message.channel_id, message.message_id) if message.message_id else None
    return Jotting(note.words, note.author_id, note.place, source)


async def _all(lamp: Lamp, interaction: Interaction[Any], seen: Seen | None, page: int = 0) -> Screen:
    found = await lamp.look(notes.kept, interaction, seen)
    return screens.notes(found.outline, found.reader_id, _jottings(found), page)


async def _here(lamp: Lamp, interaction: Interaction[Any], seen: Seen, page: int) -> Screen:
    found = await lamp.look(notes.of_page, interaction, seen)
    return screens.on_page(found.outline, found.reader_id, seen.revision, _jottings(found), page)


@press("notes", way="of|to|on", reading_id=READING, revision=NUMBER, page=NUMBER)
async def asked_for_notes(
    lamp: Lamp,
    interaction: Interaction[Any],
    answer: Answer,
    way: str,
    reading_id: str,
    revision: str,
    page: str,
) -> None:
    """The notes of a page, for whoever asked; `of` is on the page itself, the others leaf."""
    screen = await _here(lamp, interaction, Seen(reading_id, int(revision)), int(page))
    await (answer.tell(screen) if way == "of" else answer.redraw(screen))


@press("all-notes", way="to|on", reading_id=READING, page=NUMBER)
async def leafed(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, way: str, reading_id: str, page: str
) -> None:
    """Another page of all notes."""
    del way  # only tells two buttons apart
    await answer.redraw(await _all(lamp, interaction, Seen(reading_id, 0), int(page)))


@press("write-note", reading_id=READING, revision=NUMBER)
async def asked_to_write(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, reading_id: str, revision: str
) -> None:
    """The form for a note."""
    await lamp.listen(interaction)
    await answer.ask(screens.note_form(reading_id, int(revision)))


@press("take-off", note_id=NOTE)
async def taken_off(lamp: Lamp, interaction: Interaction[Any], answer: Answer, note_id: str) -> None:
    """A note that was reported leaves the margin; whoever sees the report sees by whom."""
    may_manage(interaction, wording_notes.NOT_YOURS_TO_TAKE_OFF)
    gone = await lamp.act(notes.take_off, interaction, note_id)
    await answer.post(screens.taken_off(interaction.user.id, gone.note.words))
    for each in gone.shown:
        await _draw_again(lamp, interaction, each)


@submission("note", reading_id=READING, revision=NUMBER)
async def written(
    lamp: Lamp,
    interaction: Interaction[Any],
    answer: Answer,
    fields: dict[str, str],
    reading_id: str,
    revision: str,
) -> None:
    """A note was written to the page that was seen."""
    words = Words(fields.get("words", ""), interaction.user.id)
    await _pin(lamp, interaction, answer, words, Seen(reading_id, int(revision)))


PRESSES = (asked_for_notes, leafed, asked_to_write, taken_off, written)
