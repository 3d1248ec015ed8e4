"""A Transaction over asyncpg, which is told the shared dialect in PostgreSQL's own placeholders."""

from collections.abc import AsyncIterator, Iterable, Sequence
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any, cast

from bot.store.transaction import Engine, Row

if TYPE_CHECKING:
    from bot.store.postgresql.connecting import Connection, Pooled


class PostgresqlTransaction:
    """Each statement is prepared once for each connection. Rows are asyncpg's, which are read as SQLite's are."""

    __slots__ = ("_connection",)
    engine = Engine.POSTGRESQL

    def __init__(self, connection: "Connection | Pooled") -> None:
        self._connection = connection

    async def one(self, sql: str, *args: Any) -> Row | None:
        return cast(Row | None, await self._connection.fetchrow(numbered(sql), *storable(args)))

    async def all(self, sql: str, *args: Any) -> list[Row]:
        return cast(list[Row], await self._connection.fetch(numbered(sql), *storable(args)))

    async def run(self, sql: str, *args: Any) -> int:
        told = await self._connection.execute(numbered(sql), *storable(args))
        changed = told.rpartition(" ")[2]  # "UPDATE 1", "INSERT 0 1"
        return int(changed) if changed.isdecimal() else 0

    async def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        await self._connection.executemany(numbered(sql), [storable(row) for row in rows])

    async def batches(self, sql: str, size: int) -> AsyncIterator[list[Row]]:
        cursor = await self._connection.cursor(numbered(sql))
        while rows := await cursor.fetch(size):
            yield cast(list[Row], rows)


def storable(values: Sequence[Any]) -> list[Any]:
    """PostgreSQL's text cannot hold the character 0, which nobody types and anybody can send."""
    return [
        each.replace("\0", "\ufffd") if isinstance(each, str) and "\0" in each else each for each in values
    ]


@lru_cache(maxsize=1024)
def numbered(sql: str) -> str:
    """With $1, $2, … for each `?`; a `?` in quotes would be taken for one as well."""
    numbers = count(1)
    first, *rest = sql.split("?")
    return first + "".join(f"${next(numbers)}{part}" for part in rest)
