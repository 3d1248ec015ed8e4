"""A whole copy of the database while it is in use, and a copy put back in its place.

Making one only reads: a connection that may not write cannot checkpoint either, so it needs no lock, and turns go on
beside it. (Two that checkpoint one write-ahead log can corrupt it: bot/store/lock.py.)
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.store.errors import StoreError
from bot.store.lock import Lock
from bot.store.migrations import read_migrations, version_of


def back_up(database: Path, to: Path) -> None:
    """Leaves a copy at `to` that was read through and found whole, or nothing. Raises StoreError."""
    if not database.exists():
        raise StoreError(f"There is no database {database} to make a backup of.")
    if to.exists():
        raise StoreError(f"There is something at {to} already; name another file.")
    with _partial(to) as partial:
        _copy(database, partial)
        inspect(partial)
        partial.replace(to)


def restore(database: Path, backup: Path, migrations: Path | Traversable, aside: Path) -> bool:
    """Puts `backup` in the place of `database`; whether there was one, which is then at `aside`. Raises StoreError.

    A backup of an earlier version is migrated when the bot opens it.
    """
    if not backup.is_file():
        raise StoreError(f"There is no file {backup}.")
    lock = Lock(database)
    try:
        with _partial(database) as partial:
            _refuse(inspect(backup), len(read_migrations(migrations)), backup)
            _copy(backup, partial)
            there_was = _put_aside(database, aside)
            partial.replace(database)
            lock.remember()
            return there_was
    finally:
        lock.release()


def _refuse(version: int, newest: int, backup: Path) -> None:
    if version > newest:
        raise StoreError(f"{backup} is of version {version}, newer than I am; update Lamplight.")
    if version == 0:
        raise StoreError(f"{backup} is no backup of Lamplight.")


def _put_aside(database: Path, aside: Path) -> bool:
    """With its write-ahead log, which holds the last turns of a process that was killed."""
    there_was = database.exists()
    for ending in ("-wal", ""):
        with contextlib.suppress(FileNotFoundError):
            _beside(database, ending).rename(_beside(aside, ending))
    _beside(database, "-shm").unlink(missing_ok=True)
    return there_was


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


@contextlib.contextmanager
def _partial(to: Path) -> Iterator[Path]:
    """Where a copy grows; whatever goes wrong meanwhile is a sentence, and leaves nothing behind."""
    partial = _beside(to, ".partial")
    try:
        partial.unlink(missing_ok=True)
        yield partial
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{to} could not be written: {error}.") from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def _copy(database: Path, to: Path) -> None:
    with _only_reading(database) as connection:
        connection.execute("VACUUM INTO ?", (str(to),))
    with to.open("rb+") as file:
        os.fsync(file.fileno())


def inspect(path: Path) -> int:
    """The version of a database in which every page and index is in order. Raises StoreError."""
    try:
        with _only_reading(path) as connection:
            finding = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            version = version_of(connection)
    except sqlite3.DatabaseError as error:
        finding, version = str(error), 0
    if finding != "ok":
        raise StoreError(f"{path} is damaged ({' '.join(finding.split())}).")
    return version


@contextlib.contextmanager
def _only_reading(path: Path) -> Iterator[sqlite3.Connection]:
    address = f"{path.resolve().as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
        yield connection
