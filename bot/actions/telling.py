"""What a manager says about a story instead of its file; it outlasts a corrected edition."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping

from msgspec.structs import replace

from bot import wording
from bot.actions.desk import Desk
from bot.actions.editions import put
from bot.actions.library import IMPORTER
from bot.actions.refusals import Refusal
from bot.actions.request import Request
from bot.actions.stories import own_story
from bot.store import editions, library, uploads
from bot.store.database import Transaction
from bot.store.editions import About
from bot.store.library import NewStory
from bot.store.uploads import Draft
from bot.wording import library as wording_library
from story.model import Story
from story.places import How
from story.title import tidy_title

TELLABLE = ("title", "author", "rating", "content_notes")  # the names are those of Story's fields, and stored


def as_told(story: Story, told: str) -> Story:
    """The story with what was said about it, as JSON, in place of what its file says."""
    said = json.loads(told) if told else {}
    return replace(story, **{name: said[name] for name in TELLABLE if name in said})


async def editable(tx: Transaction, desk: Desk, request: Request, wanted: str) -> tuple[str, About]:
    """The id of one of the server's own stories, and what is told about it now. Raises Refusal."""
    del desk
    found = await own_story(tx, request, wanted)
    return found.story_id, await editions.about(tx, found.edition_id)


async def say(
    tx: Transaction, desk: Desk, request: Request, story_id: str, said: Mapping[str, str]
) -> tuple[Draft, str]:
    """The story's file, to be read again, and what is told of it now, as JSON. Raises Refusal.

    An empty title is the file's own.
    """
    del desk
    found = await library.get(tx, request.server_id, story_id)
    file, old = await _file(tx, request, story_id)
    if found is None or found.removed:
        raise Refusal(wording.STORY_REMOVED)
    now = await editions.about(tx, found.edition_id)
    told = json.loads(old) if old else {}
    for name in TELLABLE:
        words = _tidy(name, said.get(name, getattr(now, name)))
        if words != getattr(now, name):
            told[name] = words
    if not told.get("title", "…"):
        del told["title"]
    return file, json.dumps(told) if told else ""


def _tidy(name: str, words: str) -> str:
    return words.strip() if name == "content_notes" else tidy_title(words)


async def _file(tx: Transaction, request: Request, story_id: str) -> tuple[Draft, str]:
    file = await uploads.file(tx, request.server_id, story_id)
    kept = await uploads.get(tx, request.server_id, story_id)
    if file is None or kept is None:
        raise Refusal(wording.STORY_REMOVED)
    return file, kept.told


async def retell(
    tx: Transaction, desk: Desk, request: Request, read: Draft, story: Story, told: str
) -> Story:
    """Put the story on the shelf as it is told now. Raises Refusal where its file is another one by now."""
    del desk
    file, _ = await _file(tx, request, read.replaces)
    found = await library.get(tx, request.server_id, read.replaces)
    if file != read or found is None or found.removed:
        raise Refusal(wording_library.DRAFT_CHANGED)
    new = as_told(story, told)
    await settle(tx, request, read, new, told)
    return new


def size_of_pictures(story: Story) -> int:
    """In bytes."""
    return sum(len(picture.data) for picture in story.pictures)


async def settle(tx: Transaction, request: Request, read: Draft, story: Story, told: str) -> Counter[How]:
    """Put a file that was read on the shelf as the story it replaces, and keep it; gives how readings moved."""
    source = hashlib.sha256(IMPORTER.encode() + read.data).hexdigest()
    new = NewStory(read.replaces, request.server_id, "upload", read.name, source)
    known = await library.get(tx, request.server_id, read.replaces)
    moved = await put(tx, new, story, known.edition_id if known else "", request.now)
    await uploads.keep(tx, read.replaces, read, told, size_of_pictures(story))
    await editions.drop_unread(tx, read.replaces)
    return moved
