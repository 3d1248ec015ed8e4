"""The connections of a process that are free: the one used last is used next, and who is not needed is closed."""

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from bot.store.postgresql.connecting import connect
from bot.store.postgresql.errors import UNREACHABLE

if TYPE_CHECKING:
    from bot.store.postgresql.connecting import Connection

EMPTY = 1.0  # seconds for which a transaction in which nothing has happened is kept for whoever comes
NEEDED = 300.0  # seconds after which a connection that nobody used is closed: the server has a hundred for everybody


class Session:
    """A connection, and with what a transaction has begun on it in which nothing has happened; "": none has.

    It sees what is committed when it is asked its first question, not before, and holds nothing until then.
    """

    __slots__ = ("begun", "connection", "since")

    def __init__(self, connection: "Connection") -> None:
        self.connection = connection
        self.begun = ""
        self.since = 0.0  # when it became free

    async def roll_back(self) -> None:
        """Never raises what errors.UNREACHABLE has: it is over either way."""
        self.begun = ""
        if not self.connection.is_closed() and self.connection.is_in_transaction():
            with contextlib.suppress(*UNREACHABLE):
                await self.connection.execute("ROLLBACK")

    async def close(self) -> None:
        with contextlib.suppress(*UNREACHABLE):
            await self.connection.close(timeout=1)


class Connections:
    """Made when they are needed; how many there are at once is up to whoever takes them.

    asyncpg's own pool costs half as much as a statement, each time.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._loop = asyncio.get_running_loop()
        self._free: list[Session] = []
        self._taken: set[Session] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._tidying: set[asyncio.Task[None]] = set()

    async def take(self, begin: str) -> Session:
        """If possible one that has begun so. Raises what errors.UNREACHABLE has."""
        self._free = [each for each in self._free if not each.connection.is_closed()]
        if self._free:
            session = next((each for each in reversed(self._free) if each.begun == begin), self._free[-1])
            self._free.remove(session)
        else:
            session = Session(await connect(self._url))
        self._taken.add(session)
        return session

    def give(self, session: Session) -> None:
        """Back, or broken as it is."""
        self._taken.discard(session)
        if not session.connection.is_closed():
            session.since = self._loop.time()
            self._keep(session)

    async def close(self) -> None:
        """Those that are free."""
        if self._timer is not None:
            self._timer.cancel()
        free, self._free = self._free, []
        await asyncio.gather(*(session.close() for session in free), *self._tidying)

    def terminate(self) -> None:
        """Those that are not free, too, whatever is done on them."""
        for session in (*self._free, *self._taken):
            session.connection.terminate()

    def _keep(self, session: Session) -> None:
        self._free.append(session)
        until = _until(session)
        if self._timer is not None and self._timer.when() > until:
            self._timer.cancel()
            self._timer = None
        if self._timer is None:
            self._timer = self._loop.call_at(until, self._tidy)

    def _tidy(self) -> None:
        self._timer, now = None, self._loop.time()
        free, self._free = self._free, []
        for session in free:
            if _until(session) > now:
                self._keep(session)
            elif session.begun:
                self._see_to(self._emptied(session))
            else:
                self._see_to(session.close())

    def _see_to(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._loop.create_task(work)
        self._tidying.add(task)
        task.add_done_callback(self._tidying.discard)

    async def _emptied(self, session: Session) -> None:
        await session.roll_back()
        self._keep(session)


def _until(session: Session) -> float:
    """When something is to be done about one that stays free."""
    return session.since + (EMPTY if session.begun else NEEDED)
