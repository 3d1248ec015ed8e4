"""From a file to a story of this server: fetched, read apart, shown to the one who brought it, accepted by them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any

import aiohttp
import discord
from discord import Interaction
from msgspec.structs import replace

from bot import wording
from bot.actions import uploads
from bot.actions.refusals import Refusal
from bot.actions.uploads import DryRun
from bot.answers import Answer
from bot.cogs.pictures import may_attach
from bot.cogs.presses import pick, press
from bot.cogs.rights import may_manage
from bot.custom_id import STORY
from bot.importing import LARGEST, import_story
from bot.lamp import Lamp
from bot.screens import uploads as screens
from bot.screens.screen import Screen
from bot.screens.uploads import Reading, Replacing
from bot.store.uploads import Draft
from bot.wording import library as wording_library
from bot.wording import retold
from bot.wording.library import megabytes
from story.model import Story, Undecodable, Unreadable
from story.split import Split

DRAFT = STORY  # the pattern of its ids
LONG = 4.0  # seconds after which somebody who waits is told why
FOUND_OUT = "auto"  # the encoding, in a menu
PACKED = b"PK\x03\x04"  # how files begin that are folders of files, and tell their encoding themselves


async def brought(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, file: discord.Attachment, story: str | None
) -> None:
    """A file becomes a draft, and its dry run is told; `story` is what it shall replace, as it was typed."""
    may_manage(interaction)
    _check_size(file.size)
    name = file.filename
    replaces = await lamp.look(uploads.bring, interaction, name, file.size, story)
    async with _one_at_a_time(lamp, interaction, answer), _patiently(answer, screens.reading_file(name)):
        data = await _fetched(file)
        read = await _read_first(data, name)
    if isinstance(read, Story):
        made = await lamp.act(uploads.keep, interaction, name, data, replaces, read)
        await answer.tell(_shown(interaction, made))
    else:
        kept = await lamp.act(uploads.keep_unread, interaction, name, data, replaces)
        await answer.tell(screens.unread(_reading(kept), read.sentence))


async def _read_first(data: bytes, name: str) -> Story | Undecodable:
    """The story in a file, or why its encoding has to be picked. Raises Refusal."""
    try:
        return await import_story(data, name)
    except Undecodable as problem:
        return problem
    except Unreadable as problem:
        raise Refusal(
            wording_library.FILE_UNREADABLE, name=name, problem=partial(retold, problem.sentence)
        ) from None


def _check_size(size: int) -> None:
    if size > LARGEST:
        raise Refusal(
            wording_library.FILE_TOO_LARGE, size=partial(megabytes, size), most=LARGEST // 1_000_000
        )


async def _fetched(file: discord.Attachment) -> bytes:
    """The file's bytes, which are as many as they are, whatever was declared."""
    try:
        data = await file.read()
    except (discord.HTTPException, aiohttp.ClientError):
        raise Refusal(wording_library.FILE_NOT_THERE) from None
    _check_size(len(data))
    return data


@asynccontextmanager
async def _one_at_a_time(lamp: Lamp, interaction: Interaction[Any], answer: Answer) -> AsyncIterator[None]:
    """A server reads one file at a time, and all servers together a few. Raises Refusal for the second."""
    server_id = interaction.guild_id or 0
    if server_id in lamp.importing:
        raise Refusal(wording_library.IMPORTING)
    lamp.importing.add(server_id)
    try:
        await answer.promise()
        async with lamp.workers:
            yield
    finally:
        lamp.importing.discard(server_id)


@asynccontextmanager
async def _patiently(answer: Answer, screen: Screen) -> AsyncIterator[None]:
    """Who waits for long is told why: a command in its answer, a press on its message."""
    task = asyncio.create_task(_later(answer, screen))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, discord.HTTPException, aiohttp.ClientError):
            await task


async def _later(answer: Answer, screen: Screen) -> None:
    await asyncio.sleep(LONG)
    is_press = answer.interaction.type is discord.InteractionType.component
    await (answer.redraw(screen) if is_press else answer.tell(screen))


async def reread(lamp: Lamp, interaction: Interaction[Any], answer: Answer, draft: Draft) -> Story:
    """The story in a file that was read before. Raises Unreadable."""
    screen = screens.reading_file(draft.name)
    async with _one_at_a_time(lamp, interaction, answer), _patiently(answer, screen):
        how = (draft.encoding or None, Split(draft.split))
        return await import_story(draft.data, draft.name, encoding=how[0], split=how[1])


def _shown(interaction: Interaction[Any], made: DryRun) -> Screen:
    about = (_reading(made.draft), made.story, made.outline, _replacing(made))
    return screens.dry_run(*about, sample=made.may_show, may_attach=may_attach(interaction))


def _reading(draft: Draft) -> Reading:
    is_text = not draft.data.startswith(PACKED)
    return Reading(draft.draft_id, draft.name, draft.encoding or FOUND_OUT, draft.split, is_text)


def _replacing(made: DryRun) -> Replacing | None:
    old, new = made.replaced, made.outline
    if old is None:
        return None
    moves = [(old.outline.where(each.origin), new.where(each.target), each.how) for each in old.moved]
    return Replacing(old.title, old.removed, old.same, moves)


@press("encoding", draft_id=DRAFT)
async def encoding_picked(lamp: Lamp, interaction: Interaction[Any], answer: Answer, draft_id: str) -> None:
    """The file is read in another encoding."""
    encoding = pick(interaction)
    if encoding not in wording_library.ENCODINGS:
        raise Refusal(wording.OLD_BUTTON)
    draft = await _draft(lamp, interaction, draft_id)
    how = "" if encoding == FOUND_OUT else encoding
    await _read_again(lamp, interaction, answer, replace(draft, encoding=how))


@press("split", draft_id=DRAFT)
async def split_picked(lamp: Lamp, interaction: Interaction[Any], answer: Answer, draft_id: str) -> None:
    """Another rule says what parts the scenes."""
    split = pick(interaction)
    if split not in wording_library.SPLITS:
        raise Refusal(wording.OLD_BUTTON)
    draft = await _draft(lamp, interaction, draft_id)
    await _read_again(lamp, interaction, answer, replace(draft, split=split))


async def _draft(lamp: Lamp, interaction: Interaction[Any], draft_id: str) -> Draft:
    may_manage(interaction)
    return await lamp.look(uploads.draft, interaction, draft_id)


async def _read_again(lamp: Lamp, interaction: Interaction[Any], answer: Answer, draft: Draft) -> None:
    try:
        story = await reread(lamp, interaction, answer, draft)
    except Unreadable as problem:
        await answer.redraw(screens.unread(_reading(draft), problem.sentence))
        return
    made = await lamp.act(uploads.read_again, interaction, draft, story)
    await answer.redraw(_shown(interaction, made))


@press("accept", way="as|new", draft_id=DRAFT)
async def accepted(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, way: str, draft_id: str
) -> None:
    """The draft becomes a story, or the newest edition of one; `new`: another story in any case."""
    draft = await _draft(lamp, interaction, draft_id)
    try:
        story = await reread(lamp, interaction, answer, draft)
    except Unreadable as problem:
        await answer.redraw(screens.unread(_reading(draft), problem.sentence))
        return
    done = await lamp.act(uploads.accept, interaction, draft, story, as_new=way == "new")
    await answer.redraw(screens.accepted(done.story_id, done.title, done.moved, is_new=done.is_new))


@press("discard", draft_id=DRAFT)
async def discarded(lamp: Lamp, interaction: Interaction[Any], answer: Answer, draft_id: str) -> None:
    """The draft is forgotten."""
    may_manage(interaction)
    await answer.redraw(screens.discarded(await lamp.act(uploads.discard, interaction, draft_id)))


PRESSES = (encoding_picked, split_picked, accepted, discarded)
