"""From a file to a checked, migrated database: everything that happens before the first turn."""

import sqlite3
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.store.checking import look_first
from bot.store.errors import StoreError
from bot.store.lock import Lock
from bot.store.migrations import keep_copy, migrate, read_migrations, version_of

# FULL: with NORMAL a power cut loses turns that were already answered (427 of them, measured). The busy
# timeout stays well under Discord's three seconds. No mmap: an I/O error would be a crash. The pages that are not
# kept here are in the system's cache, from where a turn is as quick: 32 MB and 4 MB made no difference.
_PRAGMAS = """
    PRAGMA synchronous=FULL
    PRAGMA foreign_keys=ON
    PRAGMA cache_size=-8192
    PRAGMA journal_size_limit=67108864
    PRAGMA trusted_schema=OFF
"""


def refuse_emptied(path: Path, lock: Lock) -> None:
    """To SQLite a file of no bytes is a healthy new database. Raises StoreError if there was one before."""
    if lock.initialised and path.exists() and path.stat().st_size == 0:
        raise StoreError(f"{path} has become empty; put back a copy of it, or delete it to begin anew.")


def prepare(connection: sqlite3.Connection, path: Path, lock: Lock, folder: Path | Traversable) -> None:
    """Checks, sets up, migrates. Raises StoreError or sqlite3.Error; what is refused is not written to."""
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA busy_timeout=1500")
    migrations = read_migrations(folder)
    _inspect(connection, path, len(migrations))
    _set_up(connection, path)
    version = version_of(connection)
    if 0 < version < len(migrations):
        keep_copy(connection, path, len(migrations))
    migrate(connection, migrations)
    if migrations:
        lock.remember()


def _inspect(connection: sqlite3.Connection, path: Path, newest: int) -> None:
    look_first(connection, path)
    version = version_of(connection)
    if version > newest:
        raise StoreError(f"The database {path} is of version {version}, newer than I am; update Lamplight.")
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if version == 0 and tables:
        raise StoreError(f"{path} is the database of another program; name another DATA_DIR.")


def _set_up(connection: sqlite3.Connection, path: Path) -> None:
    mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    if mode != "wal":
        raise StoreError(f"The folder {path.parent} does not allow a write-ahead log; a local disk does.")
    for pragma in _PRAGMAS.strip().splitlines():
        connection.execute(pragma)
    teach(connection)


def teach(connection: sqlite3.Connection) -> None:
    """What the search asks SQLite, and SQLite asks Python: of bytes, and so twice as fast as INSTR."""
    connection.create_function("has_piece", 2, bytes.__contains__, deterministic=True)
