"""A Transaction over asyncpg, which is told the shared dialect in PostgreSQL's own placeholders."""

from collections.abc import AsyncIterator, Iterable, Sequence
from functools import lru_cache
from itertools import count, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from bot.store.transaction import Engine, Row

if TYPE_CHECKING:
    from bot.store.postgresql.connecting import Connection


class PostgresqlTransaction:
    """Each statement is prepared once for each connection. Rows are asyncpg's, which are read as SQLite's are."""

    __slots__ = ("_connection", "_puts")
    engine = Engine.POSTGRESQL

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self._puts: list[tuple[str, Sequence[Any]]] = []

    async def one(self, sql: str, *args: Any) -> Row | None:
        if self._puts:
            await self.finish()
        return cast(Row | None, await self._connection.fetchrow(numbered(sql), *storable(args)))

    async def all(self, sql: str, *args: Any) -> list[Row]:
        if self._puts:
            await self.finish()
        return cast(list[Row], await self._connection.fetch(numbered(sql), *storable(args)))

    async def run(self, sql: str, *args: Any) -> int:
        return await self._changed(numbered(sql), args)

    async def run_then(self, first: str, then: str, *args: Any) -> int:
        return await self._changed(followed(first, then), args)

    async def _changed(self, sql: str, args: Sequence[Any]) -> int:
        if self._puts:
            await self.finish()
        told = await self._connection.execute(sql, *storable(args))
        changed = told.rpartition(" ")[2]  # "UPDATE 1", "INSERT 0 1"
        return int(changed) if changed.isdecimal() else 0

    async def put(self, statements: tuple[str, ...], *args: Any) -> None:
        self._puts.append((together(statements), storable(args)))

    async def finish(self) -> None:
        """Do what was put and waits; to be called at the end."""
        puts, self._puts = self._puts, []
        for sql, same in groupby(puts, key=itemgetter(0)):
            await self._connection.executemany(sql, [args for _, args in same])

    async def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        if self._puts:
            await self.finish()
        await self._connection.executemany(numbered(sql), [storable(row) for row in rows])

    async def batches(self, sql: str, size: int) -> AsyncIterator[list[Row]]:
        await self.finish()
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


@lru_cache(maxsize=64)
def followed(first: str, then: str) -> str:
    """One statement for both: an INSERT of what VALUES names, for each row that the first has changed."""
    into, _, values = then.rpartition(" VALUES (")
    return numbered(
        f"WITH first AS ({first} RETURNING 1) {into} SELECT {values.removesuffix(')')} FROM first"
    )


@lru_cache(maxsize=64)
def together(statements: tuple[str, ...]) -> str:
    """One statement for several that change something: the server does all of them, in whatever order."""
    *others, last = statements
    named = ", ".join(f"put_{number} AS ({sql})" for number, sql in enumerate(others))
    return numbered(f"WITH {named} {last}" if named else last)
