"""Migrations on PostgreSQL: what is missing in one transaction; who starts together waits."""

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from bot.store.errors import StoreError
from bot.store.migrations import Migration, read_migrations, statements
from bot.store.postgresql.connecting import connect, shown
from bot.store.postgresql.keys import OURS
from bot.store.transaction import Engine

if TYPE_CHECKING:
    from bot.store.postgresql.connecting import Connection

MIGRATING = 0  # the second half of the advisory lock's key
_TRANSACTIONS = ("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE", "PREPARE")


async def migrated(url: str, folder: Path | Traversable) -> None:
    """Leaves a database at the newest version. Raises StoreError, and what errors.UNREACHABLE has."""
    migrations = read_migrations(folder, Engine.POSTGRESQL)
    connection = await connect(url)
    try:
        await connection.execute("SET lock_timeout = 0")
        await connection.execute("SELECT pg_advisory_lock($1, $2)", OURS, MIGRATING, timeout=600)
        version = await version_of(connection)
        if version > len(migrations):
            raise StoreError(
                f"The database {shown(url)} is of version {version}, newer than I am; update Lamplight."
            )
        if version == 0:
            await refuse_others(connection, url)
        async with connection.transaction():
            for migration in migrations[version:]:
                await _apply(connection, migration)
    finally:
        await connection.close(timeout=1)


async def version_of(connection: "Connection") -> int:
    """The number of the last migration applied; 0 for a new database."""
    if await connection.fetchval("SELECT to_regclass('lamplight_version')") is None:
        return 0
    return int(await connection.fetchval("SELECT COALESCE(MAX(version), 0) FROM lamplight_version"))


async def refuse_others(connection: "Connection", url: str) -> None:
    """Raises StoreError where a database without a version is not empty."""
    sql = (
        "SELECT COUNT(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
    )
    if await connection.fetchval(sql):
        raise StoreError(
            f"{shown(url)} is the database of another program; make one for me alone with createdb."
        )


async def _apply(connection: "Connection", migration: Migration) -> None:
    for statement in statements(migration.sql):
        if _first_word(statement) in _TRANSACTIONS:  # the rest of it would be a second, unnumbered step
            raise StoreError(f"Migration {migration.name} ends its own transaction.")
    await connection.execute(migration.sql, timeout=3_600)
    await connection.execute("CREATE TABLE IF NOT EXISTS lamplight_version (version BIGINT PRIMARY KEY)")
    await connection.execute("INSERT INTO lamplight_version VALUES ($1)", migration.number)


def _first_word(statement: str) -> str:
    lines = (line.partition("--")[0] for line in statement.splitlines())
    return (" ".join(lines).split() or [""])[0].rstrip(";").upper()
