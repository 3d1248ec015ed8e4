"""Keeping the library in step with the files it is made of.

A file is read again only when its bytes or the importer have changed. A changed text becomes a new edition of the
same story, and every reading and bookmark keeps its place in it: by unchanged scene, then by quoted words, then by
ordinal. A file that cannot be read leaves the story as it was.
"""

import asyncio
import hashlib
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.actions.reading import short_hash
from bot.store import bookmarks, library, reading
from bot.store.database import Store, Transaction
from bot.store.library import EVERYWHERE, NewStory, ShelfStory
from story.model import Story, Unreadable
from story.places import How, quote, relocate

log = logging.getLogger(__name__)

IMPORTER = "1"  # grows when files that were imported should be read again
SUFFIXES = (".txt", ".md", ".markdown")


@dataclass(frozen=True, slots=True)
class File:
    """A story's file; its origin and name make its identity, its bytes the edition."""

    origin: str
    name: str
    data: bytes

    @property
    def story_id(self) -> str:
        return short_hash(f"{self.origin}:{self.name}")

    @property
    def source(self) -> str:
        return hashlib.sha256(IMPORTER.encode() + self.data).hexdigest()


def files_in(folder: Path | Traversable, origin: str) -> list[File]:
    """The story files of a folder, by name; hidden ones and those that cannot be opened are passed over."""
    found = []
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.startswith(".") or not path.name.lower().endswith(SUFFIXES):
            continue
        try:
            if path.is_file():
                found.append(File(origin, path.name, path.read_bytes()))
        except OSError as error:
            log.warning("The story %s cannot be opened: %s.", path.name, error.strerror)
    return found


async def refresh(store: Store, bundled: Traversable, folder: Path, now: int) -> list[str]:
    """Bring the library in line with the bundled stories and the operator's folder; gives a line per change."""
    files = files_in(bundled, "bundled") + files_in(folder, "folder")
    known = {each.story_id: each for each in await store.read(library.imported, ("bundled", "folder"))}
    lines = []
    for file in files:
        line = await _refresh_one(store, file, known.pop(file.story_id, None), now)
        if line:
            lines.append(line)
    for gone in known.values():
        if await store.write(library.remove, gone.story_id, now):
            lines.append(f"removed “{gone.title}” ({gone.name} is gone)")
    return lines


async def _refresh_one(store: Store, file: File, known: ShelfStory | None, now: int) -> str | None:
    if known and known.source == file.source and not known.removed:
        return None
    try:
        story = await asyncio.to_thread(_read, file)
    except Unreadable as error:
        return f"left out {file.name}: {error}"
    new = NewStory(file.story_id, EVERYWHERE, file.origin, file.name, file.source)
    edition_id = edition_of(file.story_id, story)
    moved = await store.write(put, new, edition_id, story, known.edition_id if known else None, now)
    if not known or known.edition_id == edition_id:
        return f"added “{story.title}”"
    return f"changed “{story.title}”" + (f" ({moved})" if moved else "")


def _read(file: File) -> Story:
    from story.importing import read_story  # its parsers are loaded only when there is something to read

    return read_story(file.data, file.name)


def edition_of(story_id: str, story: Story) -> str:
    """The name of a story's exact text: the hash of it."""
    exact = repr((story_id, story.title, story.author, story.language, story.summary, story.content_notes))
    return hashlib.sha256((exact + repr(story.chapters)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


async def put(
    tx: Transaction, new: NewStory, edition_id: str, story: Story, old_edition: str | None, now: int
) -> str:
    """Put an edition on the shelf and take every place along; gives how many readings were found by what."""
    old = await library.texts(tx, old_edition) if old_edition and old_edition != edition_id else None
    await library.add(tx, new, edition_id, story, now)
    if old is None:
        return ""
    texts = [scene.text for scene in story.scenes]
    found = await _resettle(tx, new.story_id, edition_id, old, texts)
    return ", ".join(f"{count} by {how}" for how, count in found.items())


async def _resettle(
    tx: Transaction, story_id: str, edition_id: str, old: Sequence[str], new: Sequence[str]
) -> Counter[How]:
    ways: Counter[How] = Counter()
    for each in await reading.standings(tx, story_id):
        place, how = relocate(each.place, each.quote, old, new)
        horizon, _ = relocate(each.horizon, "", old, new)
        words = quote(new[place.scene], place.at) if place.scene < len(new) else ""
        await reading.resettle(tx, replace(each, place=place, quote=words, horizon=horizon), edition_id)
        for bookmark in await bookmarks.of_reading(tx, each.reading_id):
            moved, _ = relocate(bookmark.place, bookmark.quote, old, new)
            await bookmarks.resettle(tx, replace(bookmark, place=moved))
        ways[how] += 1
    return ways
