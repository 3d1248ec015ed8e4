"""What a noun's function gets: four ways to run a statement, the same on every engine."""

import enum
import sqlite3
from collections.abc import AsyncIterator, Coroutine, Iterable, Sequence
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
Row = sqlite3.Row


class Engine(enum.StrEnum):
    """What keeps the database; the values name the folders of migrations that are its own."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


class Transaction(Protocol):
    """Placeholders are `?`. A body awaits nothing but these methods."""

    @property
    def engine(self) -> Engine:
        """For the search, which each engine does in its own way. Everything else is said in what they share."""

    async def one(self, sql: str, *args: Any) -> Row | None:
        """The first row, or None; for RETURNING as well."""

    async def all(self, sql: str, *args: Any) -> list[Row]:
        """Every row; for RETURNING as well."""

    async def run(self, sql: str, *args: Any) -> int:
        """The number of rows changed. Not for RETURNING, whose count SQLite knows only once it is read."""

    async def run_then(self, first: str, then: str, *args: Any) -> int:
        """The number of rows that `first` changed; for each of them `then`, an INSERT … VALUES of one row.

        `args` are those of both. One message where the database is asked by messages.
        """

    async def put(self, statements: tuple[str, ...], *args: Any) -> None:
        """Writes of different tables whose outcome nobody looks at; `args` are those of all.

        They are done before the next statement of another kind, and at the latest when the body ends: by one message,
        and with others of their kind.
        """

    async def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """The statement once for each of `rows`."""

    def batches(self, sql: str, size: int) -> AsyncIterator[list[Row]]:
        """Every row, so many at once: for whole tables, which memory does not hold."""


class SqliteTransaction:
    """A Transaction whose methods never suspend, so that `drive` can finish a body without an event loop."""

    __slots__ = ("_connection",)
    engine = Engine.SQLITE

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    async def one(self, sql: str, *args: Any) -> Row | None:
        row: Row | None = self._connection.execute(sql, args).fetchone()
        return row

    async def all(self, sql: str, *args: Any) -> list[Row]:
        return self._connection.execute(sql, args).fetchall()

    async def run(self, sql: str, *args: Any) -> int:
        return self._connection.execute(sql, args).rowcount

    async def run_then(self, first: str, then: str, *args: Any) -> int:
        taken = first.count("?")
        changed = self._connection.execute(first, args[:taken]).rowcount
        for _ in range(changed):
            self._connection.execute(then, args[taken:])
        return changed

    async def put(self, statements: tuple[str, ...], *args: Any) -> None:
        for sql in statements:
            taken = sql.count("?")
            self._connection.execute(sql, args[:taken])
            args = args[taken:]

    async def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        self._connection.executemany(sql, rows)

    async def batches(self, sql: str, size: int) -> AsyncIterator[list[Row]]:
        cursor = self._connection.execute(sql)
        while rows := cursor.fetchmany(size):
            yield rows


def drive(body: Coroutine[Any, Any, T]) -> T:
    """Runs a body that awaits only its SqliteTransaction to its end, here and now, in any thread."""
    try:
        body.send(None)
    except StopIteration as end:
        result: T = end.value
        return result
    body.close()
    raise RuntimeError(f"{body!r} awaited something other than its transaction")
