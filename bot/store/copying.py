"""A whole installation moved from one database to another, whichever engine keeps either."""

import contextlib
import hashlib
import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from graphlib import TopologicalSorter
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from msgspec import Struct

from bot.store import search
from bot.store.errors import StoreError, not_opened
from bot.store.lock import Lock
from bot.store.opening import prepare, refuse_emptied
from bot.store.transaction import Engine, SqliteTransaction, Transaction

A_BATCH = 500  # rows
LARGE = 8  # rows with files in them
OWN = (
    "sqlite_",
    "scene_word",
    "searched",
    "lamplight_version",
)  # beginnings of tables that an engine keeps for itself

_TABLES = {
    Engine.SQLITE: "SELECT name FROM sqlite_schema WHERE type = 'table'",
    Engine.POSTGRESQL: "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
}
_POINTING = {
    Engine.SQLITE: 'SELECT m.name, f."table" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f',
    Engine.POSTGRESQL: "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint"
    " WHERE contype = 'f'",
}


class Copied(Struct, frozen=True):
    tables: int
    rows: int


class Digest:
    """How many rows there were and what was in them, in whatever order they came."""

    def __init__(self) -> None:
        self.count = 0
        self._sum = 0

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        for row in rows:
            told = repr([bytes(each) if isinstance(each, memoryview) else each for each in row])
            self._sum += int.from_bytes(hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest())
        self.count += len(rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Digest) and (self.count, self._sum) == (other.count, other._sum)

    __hash__ = None  # type: ignore[assignment]


async def copy(source: Path | str, target: Path | str, migrations: Path | Traversable) -> Copied:
    """Everything or nothing, in one transaction; each row is compared before that is committed. Raises StoreError.

    Both are locked meanwhile, and brought to the newest version before.
    """
    if isinstance(source, Path) and not source.exists():
        raise StoreError(f"There is no database {source} to copy.")
    if isinstance(source, Path) and isinstance(target, Path) and source.resolve() == target.resolve():
        raise StoreError(f"{source} would be copied onto itself; name another place to copy it to.")
    async with _opened(source, migrations) as old, _opened(target, migrations) as new:
        tables = await _tables(old)
        await _refuse_full(new, target, tables)
        kept = {table: await _copy(old, new, table) for table in tables}
        for edition in await new.all("SELECT edition_id FROM edition"):
            await search.index(new, edition[0])
        for table, digest in kept.items():
            if await _digest(new, table) != digest:
                raise StoreError(f"The copy of {table} is not the same; nothing was copied.")
        return Copied(len(tables), sum(digest.count for digest in kept.values()))


async def _tables(tx: Transaction) -> list[str]:
    """Those that a row points to come before it."""
    names = [row[0] for row in await tx.all(_TABLES[tx.engine]) if not row[0].startswith(OWN)]
    before: Mapping[str, set[str]] = {name: set() for name in sorted(names)}
    for name, other in await tx.all(_POINTING[tx.engine]):
        if name in before and other != name:
            before[name].add(other)
    return [*TopologicalSorter(before).static_order()]


async def _refuse_full(tx: Transaction, target: Path | str, tables: Sequence[str]) -> None:
    for table in tables:
        if await tx.one(f"SELECT 1 FROM {table} LIMIT 1"):
            where = "The database to copy to" if isinstance(target, str) else str(target)
            raise StoreError(f"{where} is not empty; name one that nobody has read in yet.")


async def _copy(old: Transaction, new: Transaction, table: str) -> Digest:
    digest = Digest()
    async for rows in _rows(old, table):
        names = list(rows[0].keys())
        marks = ", ".join("?" * len(names))
        await new.many(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", [tuple(row) for row in rows]
        )
        digest.add([[row[name] for name in sorted(names)] for row in rows])
    return digest


async def _digest(tx: Transaction, table: str) -> Digest:
    digest = Digest()
    async for rows in _rows(tx, table):
        names = sorted(rows[0].keys())
        digest.add([[row[name] for name in names] for row in rows])
    return digest


async def _rows(tx: Transaction, table: str) -> AsyncIterator[list[Any]]:
    """In batches, none of which is empty."""
    first = await tx.one(f"SELECT * FROM {table} LIMIT 1")
    if first is None:
        return
    size = LARGE if "data" in first.keys() else A_BATCH  # noqa: SIM118
    async for rows in tx.batches(f"SELECT * FROM {table}", size):
        yield rows


@contextlib.asynccontextmanager
async def _opened(where: Path | str, migrations: Path | Traversable) -> AsyncIterator[Transaction]:
    """The one transaction of a database that nobody else uses, committed at the end of the block."""
    if isinstance(where, str):
        from bot.store.postgresql.alone import opened

        async with opened(where, migrations) as transaction:
            yield transaction
        return
    with _file(where, migrations) as connection:
        yield SqliteTransaction(connection)


@contextlib.contextmanager
def _file(path: Path, migrations: Path | Traversable) -> Iterator[sqlite3.Connection]:
    path = path.resolve()
    lock = Lock(path)
    try:
        refuse_emptied(path, lock)
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
            prepare(connection, path, lock, migrations)
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise not_opened(path, error) from error
    finally:
        lock.release()
