"""The database, whichever engine keeps it: what the rest of the bot knows of it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from bot.store.errors import Busy, Full, NotRead, NotSaved, StoreError
from bot.store.transaction import Row, Transaction

__all__ = ["Busy", "Full", "NotRead", "NotSaved", "Row", "Store", "StoreError", "Transaction"]

P = ParamSpec("P")
T = TypeVar("T")
Body = Callable[Concatenate[Transaction, P], Coroutine[Any, Any, T]]

SOON = 1.0  # seconds that a write nobody waits for may wait for company
CLOSING = 10.0  # seconds after which `close` gives up on a database that does not answer


class Store(ABC):
    """Bodies are `async def` functions that take a Transaction first and await nothing else.

    A caller who is cancelled cannot tear a body apart, it is done all the same. An exception that a body raises undoes
    that body alone and reaches the caller of `write`. A body may be run again from its beginning, where another was in
    its way, so that what it does in memory must bear being done twice.
    """

    @staticmethod
    async def open(where: Path | str, migrations: Path | Traversable, process_id: str = "") -> "Store":
        """Locks, checks and migrates a database: SQLite's file, made if need be, or a PostgreSQL database by its URL.

        That is shared with others who say by `process_id` who they are; without one it is the caller's alone.
        Each engine is imported only where it is used. Raises StoreError.
        """
        if isinstance(where, str):
            from bot.store.postgresql.store import PostgresqlStore

            return await PostgresqlStore.at(where, migrations, process_id)
        from bot.store.sqlite import SqliteStore

        return await SqliteStore.at(where, migrations)

    @abstractmethod
    async def read(self, body: Body[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `body` returns; it sees committed data and may not write. Raises NotRead."""

    @abstractmethod
    async def write(self, body: Body[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `body` returns, once it is on the disk. Raises NotSaved, and then nothing has changed."""

    @abstractmethod
    def soon(self, body: Body[P, Any], *args: P.args, **kwargs: P.kwargs) -> None:
        """A write nobody waits for: done with the next one, within SOON, or at close. A kill loses it."""

    @abstractmethod
    async def close(self) -> None:
        """Finishes what waits, tidies up, lets the lock go. Never raises or takes longer than CLOSING."""
