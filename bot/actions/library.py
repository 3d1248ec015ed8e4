"""Keeping the library in step with the files it is made of.

A file is read again only when its bytes or the importer have changed, and one that cannot be read leaves its story as
it was and harms no other.
"""

import hashlib
import logging
from importlib.resources.abc import Traversable
from pathlib import Path

from msgspec import Struct

from bot.actions.editions import edition_of, put
from bot.actions.naming import short_hash
from bot.importing import Limits, import_story
from bot.store import editions, library
from bot.store.database import Store
from bot.store.library import EVERYWHERE, NewStory, ShelfStory
from story.model import Unreadable

log = logging.getLogger(__name__)

NOBODY_WAITS = Limits(seconds=60.0)  # for a file of the operator's on a machine that has much else to do
UNDO = 24 * 60 * 60 * 1_000  # milliseconds in which the removal of an upload can be undone
IMPORTER = "7"  # grows when files that were imported should be read again
SUFFIXES = (
    *(".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".epub"),
    *(".docx", ".odt", ".fodt", ".fb2", ".fb2.zip"),
)
UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp", "~")
A_FOLDER = "it is a folder, and only files beside it are read."
ANOTHER_ENDING = f"its name ends in none of {', '.join(SUFFIXES)}."


class File(Struct, frozen=True):
    """A story's file; its origin and name make its identity, its bytes the edition. None: it cannot be opened."""

    origin: str
    name: str
    data: bytes | None

    @property
    def story_id(self) -> str:
        return short_hash(f"{self.origin}:{self.name}")

    @property
    def source(self) -> str:
        return hashlib.sha256(IMPORTER.encode() + (self.data or b"")).hexdigest()

    @property
    def shown_name(self) -> str:
        return shown(self.name)


def is_story_file(name: str) -> bool:
    """Whether a file of that name is looked at: hidden ones and those of other kinds are not."""
    return not name.startswith(".") and name.lower().endswith(SUFFIXES)


def is_looked_at(name: str) -> bool:
    """Whether something of that name may be meant to be read: what is hidden, or still being copied, is not."""
    return not name.startswith(".") and not name.lower().endswith(UNFINISHED)


def passed_over(folder: Path) -> list[str]:
    """What somebody may have meant as a story, and why it is none; a line each. Raises OSError."""
    paths = sorted(path for path in folder.iterdir() if is_looked_at(path.name))
    folders = [f"{shown(path.name)}: {A_FOLDER}" for path in paths if path.is_dir()]
    others = [path for path in paths if not is_story_file(path.name) and path.is_file()]
    return folders + [f"{shown(path.name)}: {ANOTHER_ENDING}" for path in others]


def shown(name: str) -> str:
    """A file's name as text: an old archive may have given it bytes that are none."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def files_in(folder: Path | Traversable, origin: str) -> list[File]:
    """The story files of a folder, by name."""
    paths = sorted(folder.iterdir(), key=lambda path: path.name)
    return [_opened(path, origin) for path in paths if is_story_file(path.name) and not path.is_dir()]


def _opened(path: Path | Traversable, origin: str) -> File:
    try:
        return File(origin, path.name, path.read_bytes())
    except OSError as error:
        file = File(origin, path.name, None)
        log.warning("The story file %s cannot be opened: %s.", file.shown_name, error.strerror)
        return file


async def refresh(store: Store, bundled: Traversable, folder: Path, now: int) -> list[str]:
    """Bring the library in line with the bundled stories and the operator's folder; gives a line per change.

    What was removed from a server's own stories so long ago that it cannot be undone is forgotten.
    """
    await store.write(library.sweep, now - UNDO)
    files = files_in(bundled, "bundled") + files_in(folder, "folder")
    known = {each.story_id: each for each in await store.read(library.imported, ("bundled", "folder"))}
    lines = [await _refresh_one(store, file, known.pop(file.story_id, None), now) for file in files]
    for gone in known.values():
        if await store.write(library.remove, gone.story_id, now):
            lines.append(f"removed “{gone.title}” ({gone.name} is gone)")
    return [line for line in lines if line]


async def _refresh_one(store: Store, file: File, known: ShelfStory | None, now: int) -> str:
    if file.data is None or (known and known.source == file.source and not known.removed):
        return ""
    try:
        story = await import_story(file.data, file.shown_name, limits=NOBODY_WAITS)
    except Unreadable as error:
        return f"left out {file.shown_name}: {error}"
    except Exception:
        log.exception("The importer fails on %s; please report it", file.shown_name)
        return f"left out {file.shown_name}: it cannot be imported."
    new = NewStory(file.story_id, EVERYWHERE, file.origin, file.shown_name, file.source)
    found = await store.write(put, new, story, known.edition_id if known else "", now)
    await store.write(editions.drop_unread, file.story_id)
    if not known or known.edition_id == edition_of(file.story_id, story):
        return f"added “{story.title}”"
    moved = ", ".join(f"{count} by {how}" for how, count in found.items())
    return f"changed “{story.title}”" + (f" ({moved})" if moved else "")
