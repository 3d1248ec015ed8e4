"""Bringing a story to a server: a draft that nobody else sees, until a manager accepts it.

file ──add──▶ draft ──accept──▶ story        every step names its server: another's draft is not there
              ▲   │ └─discard─▶ nothing
              └───┘ read another way
"""

from collections import Counter
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from bot.actions import ages
from bot.actions.desk import Desk
from bot.actions.editions import Moved, edition_of, foresee
from bot.actions.library import UNDO
from bot.actions.naming import short_hash
from bot.actions.refusals import Refusal
from bot.actions.request import Request
from bot.actions.stories import own_story
from bot.actions.telling import as_told, settle, size_of_pictures
from bot.store import library, uploads
from bot.store.database import Transaction
from bot.store.library import ShelfStory
from bot.store.uploads import Draft, Upload
from bot.wording import library as wording_library
from story.model import Story
from story.outline import Outline, outline_of
from story.places import How
from story.split import Split

MOST_STORIES = 50  # of a server's own
MOST_BYTES = 100_000_000  # of their files; as much again may have been removed and wait to be forgotten
MOST_DRAFTS = 5  # of a server; the oldest is forgotten for a sixth
DRAFT_LIVES = 24 * 60 * 60 * 1_000  # milliseconds


class Replaced(Struct, frozen=True):
    """The story that a draft would replace; its readings would move, `same`: to where they are."""

    title: str
    removed: bool
    outline: Outline
    moved: tuple[Moved, ...]
    same: bool


class DryRun(Struct, frozen=True):
    """What an import made of a file, for the one who brought it."""

    draft: Draft
    story: Story
    outline: Outline
    replaced: Replaced | None
    may_show: bool  # a page of it, in this channel


class Accepted(Struct, frozen=True):
    """A draft that has become a story; `moved` is how the readings of an older edition were found again."""

    story_id: str
    title: str
    is_new: bool
    moved: Counter[How]


async def check_room(tx: Transaction, desk: Desk, request: Request, size: int, replaces: str = "") -> None:
    """Raises Refusal where the server may not bring so many bytes more."""
    del desk
    used = await uploads.usage(tx, request.server_id)
    old = await uploads.get(tx, request.server_id, replaces)
    is_there = old is not None and await library.removed_at(tx, old.story_id) is None
    stories = used.stories + (not is_there)
    taken = used.size + size - (old.taken if old and is_there else 0)
    if stories > MOST_STORIES:
        raise Refusal(wording_library.TOO_MANY_STORIES, most=MOST_STORIES)
    if taken > MOST_BYTES:
        free = partial(wording_library.megabytes, max(0, MOST_BYTES - used.size))
        raise Refusal(
            wording_library.NO_ROOM,
            size=partial(wording_library.megabytes, size),
            free=free,
            most=MOST_BYTES // 1_000_000,
        )
    if used.removed + stories > 2 * MOST_STORIES or used.removed_size + taken > 2 * MOST_BYTES:
        raise Refusal(wording_library.NO_ROOM_YET)


async def bring(
    tx: Transaction, desk: Desk, request: Request, name: str, size: int, wanted: str | None
) -> str:
    """The id of the story that a file would replace, or ""; `wanted` is what was typed. Raises Refusal."""
    if wanted is None:
        replaces = await _of_that_name(tx, request.server_id, name)
    else:
        replaces = (await own_story(tx, request, wanted)).story_id
    await check_room(tx, desk, request, size, replaces)
    return replaces


async def _of_that_name(tx: Transaction, server_id: int, name: str) -> str:
    found = await uploads.named(tx, server_id, name) or await uploads.get(tx, server_id, _id(server_id, name))
    return found.story_id if found else ""


def _id(server_id: int, name: str, draft_id: str = "") -> str:
    return short_hash(f"upload:{server_id}:{name}:{draft_id}" if draft_id else f"upload:{server_id}:{name}")


async def keep(
    tx: Transaction, desk: Desk, request: Request, name: str, data: bytes, replaces: str, story: Story
) -> DryRun:
    """Keep a file that has been read as a draft, and tell what it would be. Raises Refusal."""
    await check_room(tx, desk, request, len(data) + size_of_pictures(story), replaces)
    made = await keep_unread(tx, desk, request, name, data, replaces)
    return await _dry_run(tx, request, made, story)


async def keep_unread(
    tx: Transaction, desk: Desk, request: Request, name: str, data: bytes, replaces: str
) -> Draft:
    """Keep a file as a draft that may be read another way. Raises Refusal."""
    await check_room(tx, desk, request, len(data), replaces)
    about = (request.person_id, request.now)
    draft_id = short_hash(f"draft:{request.server_id}:{request.interaction_id}")
    made = Draft(draft_id, request.server_id, replaces, name, data, "", Split.AUTO, *about)
    await uploads.add_draft(tx, made)
    await uploads.sweep_drafts(tx, request.server_id, request.now - DRAFT_LIVES, MOST_DRAFTS)
    return made


async def draft(tx: Transaction, desk: Desk, request: Request, draft_id: str) -> Draft:
    """A draft of this server. Raises Refusal where it is gone."""
    del desk
    found = await uploads.draft(tx, request.server_id, draft_id)
    if found is None or found.made_at < request.now - DRAFT_LIVES:
        raise Refusal(wording_library.DRAFT_GONE)
    return found


async def read_again(tx: Transaction, desk: Desk, request: Request, read: Draft, story: Story) -> DryRun:
    """Note that a draft's file was read another way, and tell what it would be now. Raises Refusal."""
    del desk
    if not await uploads.read_as(tx, request.server_id, read.draft_id, read.encoding, read.split):
        raise Refusal(wording_library.DRAFT_GONE)
    return await _dry_run(tx, request, read, story)


async def _dry_run(tx: Transaction, request: Request, read: Draft, story: Story) -> DryRun:
    old = await uploads.get(tx, read.server_id, read.replaces)
    told = as_told(story, old.told) if old else story
    ages.check_brought(request, told.rating)
    replaced = await _replaced(tx, old, told) if old else None
    return DryRun(read, told, outline_of(told), replaced, ages.may_read(request, told.rating))


async def _replaced(tx: Transaction, old: Upload, story: Story) -> Replaced | None:
    stands = await library.get(tx, old.server_id, old.story_id)
    if stands is None:
        return None
    same = stands.edition_id == edition_of(old.story_id, story)
    moved = await foresee(tx, old.story_id, stands.edition_id, story)
    outline = await library.outline(tx, stands.edition_id)
    return Replaced(stands.title, stands.removed, outline, tuple(moved), same)


async def discard(tx: Transaction, desk: Desk, request: Request, draft_id: str) -> str:
    """Forget a draft; gives its file's name. Raises Refusal where it is gone."""
    found = await draft(tx, desk, request, draft_id)
    await uploads.drop_draft(tx, request.server_id, draft_id)
    return found.name


async def accept(
    tx: Transaction, desk: Desk, request: Request, read: Draft, story: Story, *, as_new: bool
) -> Accepted:
    """Put a draft, read anew as it says, on the shelf. Raises Refusal where it is gone or was read another way."""
    found = await draft(tx, desk, request, read.draft_id)
    if found != read:
        raise Refusal(wording_library.DRAFT_CHANGED)
    await library.sweep(tx, request.now - UNDO)
    replaces = "" if as_new else found.replaces
    old = await uploads.get(tx, request.server_id, replaces)
    await check_room(tx, desk, request, len(found.data) + size_of_pictures(story), replaces)
    story_id = old.story_id if old else await _new_id(tx, found)
    told = old.told if old else ""
    new = as_told(story, told)
    ages.check_brought(request, new.rating)
    moved = await settle(tx, request, replace(found, replaces=story_id), new, told)
    await uploads.drop_draft(tx, request.server_id, read.draft_id)
    return Accepted(story_id, new.title, old is None, moved)


async def _new_id(tx: Transaction, read: Draft) -> str:
    """By the file's name, so that the next file of that name is the same story; by the draft's where it is taken."""
    by_name = _id(read.server_id, read.name)
    taken = await uploads.get(tx, read.server_id, by_name)
    return _id(read.server_id, read.name, read.draft_id) if taken else by_name


async def restore(tx: Transaction, desk: Desk, request: Request, story_id: str) -> ShelfStory:
    """Undo a removal, readings and all. Raises Refusal where it is too late, or its place is taken."""
    await library.sweep(tx, request.now - UNDO)
    found = await library.get(tx, request.server_id, story_id)
    file = await uploads.get(tx, request.server_id, story_id)
    if found is None or file is None:
        raise Refusal(wording_library.GONE_FOR_GOOD)
    if found.removed:
        await check_room(tx, desk, request, file.taken, story_id)
        await library.restore(tx, request.server_id, story_id)
    return found
