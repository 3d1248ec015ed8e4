"""The stories of a server's library: what there is, what is told of one, and taking one away."""

from msgspec import Struct

from bot import wording
from bot.actions import ages
from bot.actions.desk import Desk
from bot.actions.library import UNDO
from bot.actions.progress import Progress, progress_of
from bot.actions.reading import find_story
from bot.actions.refusals import Refusal
from bot.actions.request import Request
from bot.store import editions, library, pictures, reading, uploads
from bot.store.database import Transaction
from bot.store.editions import About
from bot.store.library import ShelfStory
from bot.store.uploads import Upload, Usage
from bot.wording import library as wording_library
from story.outline import Outline


class Library(Struct, frozen=True):
    """What a server may read; of its own, what takes how much, and what left the shelf a while ago.

    `hidden` is how many more are for adults, and not for this channel.
    """

    stories: tuple[ShelfStory, ...]
    removed: tuple[ShelfStory, ...]
    usage: Usage
    hidden: int


class Card(Struct, frozen=True):
    """What may be told of a story before it is read; the outline is for its counts, not for its titles."""

    story: ShelfStory
    about: About
    outline: Outline
    file: Upload | None
    pictures: int


class Removal(Struct, frozen=True):
    """A story of the server's own, and who is reading it; `until` is when it is forgotten, if it was removed."""

    story: ShelfStory
    reading: Progress | None
    alone: int
    until: int | None


async def listed(tx: Transaction, desk: Desk, request: Request) -> Library:
    """Everything this server may read."""
    del desk
    shelf = await library.shelf(tx, request.server_id)
    stories = [each for each in shelf if ages.may_read(request, each.rating)]
    removed = await library.removed_since(tx, request.server_id, request.now - UNDO)
    gone = [each for each in removed if ages.may_read(request, each.rating)]
    usage = await uploads.usage(tx, request.server_id)
    return Library(tuple(stories), tuple(gone), usage, ages.hidden(request, shelf))


async def card(tx: Transaction, desk: Desk, request: Request, wanted: str) -> Card:
    """What is told of a story. Raises Refusal."""
    found = find_story(await library.shelf(tx, request.server_id), wanted)
    ages.check(request, found.rating)
    file = await uploads.get(tx, request.server_id, found.story_id)
    about = await editions.about(tx, found.edition_id)
    count = await pictures.count(tx, found.edition_id)
    return Card(found, about, await desk.outline(tx, found.edition_id), file, count)


async def own(tx: Transaction, desk: Desk, request: Request) -> list[ShelfStory]:
    """The server's own stories on the shelf."""
    del desk
    return [each for each in await library.shelf(tx, request.server_id) if each.origin == "upload"]


async def removable(tx: Transaction, desk: Desk, request: Request) -> list[ShelfStory]:
    """The server's own stories, those included whose removal can still be undone."""
    removed = await library.removed_since(tx, request.server_id, request.now - UNDO)
    return await own(tx, desk, request) + removed


async def own_story(tx: Transaction, request: Request, wanted: str) -> ShelfStory:
    """The story of the server's own that is meant. Raises Refusal, also for one that is everybody's."""
    shelf = await library.shelf(tx, request.server_id)
    try:
        return find_story([each for each in shelf if each.origin == "upload"], wanted)
    except Refusal:
        raise Refusal(wording_library.NOT_UPLOADED, title=find_story(shelf, wanted).title) from None


async def to_remove(tx: Transaction, desk: Desk, request: Request, wanted: str) -> Removal:
    """The story that would be taken away, or was, and who is reading it. Raises Refusal."""
    removed = await library.removed_since(tx, request.server_id, request.now - UNDO)
    try:
        found = await own_story(tx, request, wanted)
    except Refusal as refusal:
        if refusal.sentence != wording.NO_SUCH_STORY:
            raise
        found = find_story(removed, wanted)
    return await _removal(tx, desk, request, found)


async def remove(tx: Transaction, desk: Desk, request: Request, story_id: str) -> Removal:
    """Take one of the server's own stories off the shelf. Raises Refusal where it is gone for good."""
    await library.sweep(tx, request.now - UNDO)
    found = await library.get(tx, request.server_id, story_id)
    if found is None:
        raise Refusal(wording_library.GONE_FOR_GOOD)
    await library.remove(tx, story_id, request.now)
    return await _removal(tx, desk, request, found)


async def _removal(tx: Transaction, desk: Desk, request: Request, story: ShelfStory) -> Removal:
    removed_at = await library.removed_at(tx, story.story_id)
    until = None if removed_at is None else removed_at + UNDO
    together = await reading.of_story(tx, request.server_id, story.story_id)
    everybody = await reading.standings(tx, story.story_id)
    if together is None:
        return Removal(story, None, len(everybody), until)
    return Removal(story, await progress_of(tx, desk, together), len(everybody) - 1, until)
