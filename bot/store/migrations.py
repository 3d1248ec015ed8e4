"""Numbered SQL files, forward only, all that are missing applied in one transaction together with their number."""

import os
import re
import sqlite3
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path

from msgspec import Struct

from bot.store.errors import StoreError
from bot.store.transaction import Engine

_NAME = re.compile(r"(\d{4})_\w+\.sql")


class Migration(Struct, frozen=True):
    number: int
    name: str
    sql: str


def read_migrations(folder: Path | Traversable, engine: Engine = Engine.SQLITE) -> tuple[Migration, ...]:
    """The files `NNNN_words.sql` in order; one of that name in the folder of another engine comes in its place.

    Raises StoreError for a bad name, a gap, or a number twice.
    """
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    migrations = []
    for expected, file in enumerate((file for file in files if file.name.endswith(".sql")), start=1):
        match = _NAME.fullmatch(file.name)
        if not match or int(match[1]) != expected:
            raise StoreError(f"The migration {file.name} stands where number {expected:04} belongs.")
        own = folder / engine.value / file.name
        if engine is not Engine.SQLITE and own.is_file():
            file = own
        migrations.append(Migration(expected, file.name, file.read_text(encoding="utf-8")))
    return tuple(migrations)


def version_of(connection: sqlite3.Connection) -> int:
    """The number of the last migration applied; 0 for a new database."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(connection: sqlite3.Connection, migrations: tuple[Migration, ...]) -> None:
    """Applies what is missing, as one transaction: a kill at any instant leaves the old version or the new."""
    if version_of(connection) == len(migrations):
        return
    # Foreign keys cannot be switched inside a transaction, and a table that is rebuilt needs them off.
    connection.execute("PRAGMA foreign_keys=OFF")
    try:
        connection.execute("BEGIN IMMEDIATE")
        for migration in migrations[version_of(connection) :]:  # again: another process may have been first
            _apply(connection, migration)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys=ON")


def _apply(connection: sqlite3.Connection, migration: Migration) -> None:
    for statement in statements(migration.sql):
        _run(connection, statement)
    if broken := connection.execute("PRAGMA foreign_key_check").fetchone():
        raise StoreError(f"Migration {migration.name} leaves a row of {broken[0]} pointing nowhere.")
    connection.execute(f"PRAGMA user_version={migration.number}")


def _run(connection: sqlite3.Connection, statement: str) -> None:
    connection.set_authorizer(_inside_a_transaction)
    try:
        connection.execute(statement)
    finally:
        connection.set_authorizer(None)


def _inside_a_transaction(action: int, *_: str | None) -> int:
    """A COMMIT in a migration would make the rest of it a second, unnumbered step."""
    return sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_TRANSACTION else sqlite3.SQLITE_OK


def statements(sql: str) -> Iterator[str]:
    """The statements of a script. Semicolons in strings, comments and triggers do not end one.

    Not `executescript`: it commits the transaction that is open.
    """
    *pieces, last = sql.split(";")
    statement = ""
    for piece in pieces:
        statement += piece + ";"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if rest := (statement + last).strip():
        yield rest


def keep_copy(connection: sqlite3.Connection, database: Path, target: int) -> None:
    """Leaves `NAME.before-NNNN` beside the database, whole or not at all, in place of earlier copies."""
    copy = database.with_name(f"{database.name}.before-{target:04}")
    partial = database.with_name(f"{database.name}.partial")
    partial.unlink(missing_ok=True)
    connection.execute("VACUUM INTO ?", (str(partial),))
    with partial.open("rb+") as file:
        os.fsync(file.fileno())
    partial.replace(copy)
    for older in database.parent.glob(f"{database.name}.before-*"):
        if older != copy:
            older.unlink()
