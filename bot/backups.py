"""The copies of the database in DATA_DIR/backups: one a night, kept for some days; and those that an operator asks for.

They are named by the day in UTC, so that the order of their names is that of their age.
"""

import asyncio
import datetime as dt
import logging
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from importlib.resources import files
from pathlib import Path
from typing import IO

from bot.beside import beside
from bot.store import backup, copying
from bot.store.errors import StoreError

log = logging.getLogger(__name__)

PAUSE = 20 * 60  # seconds between two looks at whether the day has its backup


async def pause() -> None:
    await asyncio.sleep(PAUSE)


async def nightly(
    database: Path, days: int, now: Callable[[], int], between_looks: Callable[[], Awaitable[None]] = pause
) -> None:
    """One backup for every day in UTC, the newest `days` of which are kept. Until it is cancelled."""
    while True:
        await between_looks()
        try:
            await beside(keep_one_of_today, database, days, now())
        except (OSError, StoreError) as error:
            log.error("There is no backup of today yet; the earlier ones stay: %s", error)


def keep_one_of_today(database: Path, days: int, now: int) -> None:
    """Earlier ones go only after a new one was found whole. Raises OSError and StoreError."""
    folder = database.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    today = folder / f"lamplight-{_at(now):%Y-%m-%d}.db"
    if today.exists():
        return
    for unfinished in folder.glob("lamplight-*.partial"):  # whose process ended meanwhile
        unfinished.unlink()
    backup.back_up(database, today)
    log.info("Made the backup %s", today)
    for older in sorted(folder.glob("lamplight-????-??-??.db"))[:-days]:
        older.unlink()


def save(database: Path, to: Path, now: int) -> str:
    """Make a backup, in a folder under a name of its own; gives what to tell. Raises StoreError."""
    if to.is_dir():
        to = to / f"lamplight-{_at(now):%Y-%m-%d-%H%M%S}.db"
    backup.back_up(database, to)
    return f"{to} is a backup of {database}, and was read through: it is whole."


def pour(database: Path, into: IO[bytes]) -> None:
    """Write a backup to a stream. Raises OSError and StoreError."""
    with tempfile.TemporaryDirectory(dir=database.parent, prefix="backup-") as folder:
        copy = Path(folder) / database.name
        backup.back_up(database, copy)
        with copy.open("rb") as file:
            shutil.copyfileobj(file, into)


def put_back(database: Path, source: Path, now: int) -> str:
    """Gives what to tell. Raises StoreError, and then nothing has changed."""
    aside = database.with_name(f"{database.name}.replaced-{_at(now):%Y-%m-%d-%H%M%S}")
    there_was = backup.restore(database, source, files("migrations"), aside)
    before = f" What was there before is {aside}." if there_was else ""
    return f"{database} is now what {source} holds.{before}"


def copy(source: Path | str, target: Path | str) -> str:
    """Move an installation to another database, on whichever engine; gives what to tell. Raises StoreError."""
    copied = asyncio.run(copying.copy(source, target, files("migrations")))
    return (
        f"Copied {copied.rows:,} rows of {copied.tables} tables, and compared each: they are the same. "
        "Tell the bot of the new place with DATABASE_URL, or DATA_DIR; the old one is as it was."
    )


def _at(now: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(now / 1000, dt.UTC)
