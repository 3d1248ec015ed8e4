"""Reading the uploads of all servers again, once, when the importer has grown: their files are kept for that.

A kill in the middle loses nothing: what was read again is known by its source, and the rest is read by the next start.
"""

import hashlib
import logging
from collections.abc import Callable

from bot.actions import telling
from bot.actions.desk import Desk
from bot.actions.library import IMPORTER
from bot.actions.refusals import Refusal
from bot.actions.request import Request
from bot.actions.turns import NOBODY
from bot.importing import import_story
from bot.store import installation, library, uploads
from bot.store.database import Store, Transaction
from bot.store.uploads import Draft
from story.model import Unreadable
from story.split import Split

log = logging.getLogger(__name__)

_NAME = "importer"  # of what the installation keeps


async def reread_uploads(store: Store, now: Callable[[], int]) -> list[str]:
    """Gives a line per story that was read again; one that cannot be read any more stays as it is."""
    if await store.read(installation.get, _NAME) == IMPORTER:
        return []
    lines = []
    for server_id, story_id in await store.read(uploads.everywhere):
        lines.append(await _reread(store, server_id, story_id, now))
    await store.write(installation.put, _NAME, IMPORTER)
    return [line for line in lines if line]


async def _reread(store: Store, server_id: int, story_id: str, now: Callable[[], int]) -> str:
    found = await store.read(_file, server_id, story_id)
    if found is None:
        return ""
    file, told = found
    try:
        how = (file.encoding or None, Split(file.split))
        story = await import_story(file.data, file.name, encoding=how[0], split=how[1])
        request = Request(server_id, 0, NOBODY, 0, now())
        new = await store.write(telling.retell, Desk(), request, file, story, told)
    except (Unreadable, Refusal) as error:
        log.info("Left an upload of server %s as it was: %s", server_id, error)
        return ""
    except Exception:
        log.exception("An upload of server %s cannot be read again; please report it", server_id)
        return ""
    return f"read “{new.title}” again, which was uploaded to a server"


async def _file(tx: Transaction, server_id: int, story_id: str) -> tuple[Draft, str] | None:
    """A file that an older importer has read, and what was told of it instead; None for one that need not be read."""
    file = await uploads.file(tx, server_id, story_id)
    kept = await uploads.get(tx, server_id, story_id)
    stands = await library.get(tx, server_id, story_id)
    if file is None or kept is None or stands is None or stands.removed:
        return None
    source = hashlib.sha256(IMPORTER.encode() + file.data).hexdigest()
    return None if stands.source == source else (file, kept.told)
