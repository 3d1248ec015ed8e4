"""Whether every page of SQLite's file is in order: looked at before the first turn, or, of a large file, beside turns.

Reading takes a second for some 300 MB, and a start must not take minutes. A large file that was found damaged beside
the turns is read before them from then on, until it is whole: a bot that is started again by itself leaves it alone.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.store.errors import StoreError, damaged, not_opened

AT_ONCE = 256 * 1024 * 1024  # bytes; what is cut short or has lost its header SQLite notices by itself


def look_first(connection: sqlite3.Connection, path: Path) -> None:
    """Before the first turn. Raises StoreError, and sqlite3.Error for what SQLite notices by itself."""
    if _is_large(path) and not _suspect(path).exists():
        return
    _look(connection, path)
    _suspect(path).unlink(missing_ok=True)


def look_beside(path: Path) -> None:
    """Of a file that was not read before, on a connection that only reads: for another thread. Raises StoreError."""
    path = path.resolve()
    if not _is_large(path):
        return
    try:
        with closing(
            sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
        ) as connection:
            _look(connection, path)
    except sqlite3.Error as error:
        _remember(path)
        raise not_opened(path, error) from error
    except StoreError:
        _remember(path)
        raise


def _look(connection: sqlite3.Connection, path: Path) -> None:
    finding = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if finding != "ok":
        raise StoreError(damaged(path, finding))


def _is_large(path: Path) -> bool:
    return path.exists() and path.stat().st_size > AT_ONCE


def _suspect(path: Path) -> Path:
    return path.with_name(path.name + ".suspect")


def _remember(path: Path) -> None:
    _suspect(path).touch()
