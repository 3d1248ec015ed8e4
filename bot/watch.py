"""Watching LIBRARY_DIR: a story that is put there, changed or taken away is so in every library a moment later.

A look every few seconds costs one listing of the folder, needs no library, and works on every file system.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.actions.library import is_looked_at
from bot.store.errors import StoreError

log = logging.getLogger(__name__)

STAYS = "The library stays as it was for now: %s"
BUG = "The library could not be refreshed; please report it"
PAUSE = 3.0  # seconds between two looks

Look = dict[str, tuple[int, int, int]]  # by name: when it was changed, its size, and which file it is
Refresh = Callable[[], Awaitable[list[str]]]  # brings the library up to date; gives a line per change


def look(folder: Path) -> Look:
    """The files of a folder that may be meant, without reading them. Raises OSError."""
    found = {}
    for path in folder.iterdir():
        if is_looked_at(path.name) and path.exists():
            about = path.stat()
            found[path.name] = (about.st_mtime_ns, about.st_size, about.st_ino)
    return found


async def pause() -> None:
    await asyncio.sleep(PAUSE)


async def brought_up_to_date(refresh: Refresh) -> bool:
    """Whether a refresh went well; what came of it is in the log."""
    try:
        for line in await refresh():
            log.info("Library: %s", line)
    except (OSError, StoreError) as error:
        log.warning(STAYS, error)
        return False
    except Exception:
        log.exception(BUG)
        return False
    return True


async def watch(
    folder: Path,
    refresh: Refresh,
    known: Look | None,
    between_looks: Callable[[], Awaitable[None]] = pause,
) -> None:
    """Refreshes whenever the folder has changed and stayed as it is for one pause: a file may still be being copied.

    Runs until it is cancelled. `known` is the folder as it was before it was read last; None where that failed. A line
    that was logged at the last refresh is not logged again, and trouble only once.
    """
    seen, said, trouble = known or {}, list[str](), ""
    while True:
        await between_looks()
        try:
            found = await asyncio.to_thread(look, folder)
            if found == seen != known:
                lines = await refresh()
                for line in lines:
                    if line not in said:
                        log.info("Library: %s", line)
                said, known = lines, found
            seen, trouble = found, ""
        except (OSError, StoreError) as error:
            if str(error) != trouble:
                log.warning(STAYS, error)
            trouble = str(error)
        except Exception:
            log.exception(BUG)
            known = seen
