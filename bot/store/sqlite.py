"""SQLite: one connection; whole bodies in one hop to its thread, waiting writes in one commit."""

import asyncio
import logging
import sqlite3
from collections import deque
from collections.abc import Callable, Sequence
from contextvars import copy_context
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, ParamSpec, Self, TypeVar, cast

import aiosqlite

from bot.store import database
from bot.store.commit import Committer, Job, Outcome
from bot.store.database import Body, Store
from bot.store.errors import StoreError, not_opened
from bot.store.lock import Lock
from bot.store.opening import prepare, refuse_emptied

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)


class SqliteStore(Store):
    """A body runs in one go in the database's thread, and awaits nothing that would suspend it.

    The others of a group in which one has failed are run a second time.
    """

    def __init__(self, driver: aiosqlite.Connection, connection: sqlite3.Connection, lock: Lock) -> None:
        self._loop = asyncio.get_running_loop()
        self._driver = driver
        self._committer = Committer(connection)
        self._lock = lock
        self._reads: deque[Job] = deque()
        self._writes: deque[Job] = deque()
        self._later: list[Job] = []
        self._timer: asyncio.TimerHandle | None = None
        self._called = False
        self._closed = False

    @classmethod
    async def at(cls, path: Path, migrations: Path | Traversable) -> Self:
        """Locks, checks and migrates the database at `path`, which is made if need be. Raises StoreError."""
        path = path.resolve()  # one file, one lock, by whatever name
        lock = Lock(path)
        try:
            refuse_emptied(path, lock)
            driver = connect(path)
            try:
                await driver
                connection = driver._conn
                await hop(driver, prepare, connection, path, lock, migrations)
            except BaseException:
                await driver.close()
                raise
            return cls(driver, connection, lock)
        except BaseException as error:
            lock.release()
            if isinstance(error, sqlite3.Error):
                raise not_opened(path, error) from error
            raise

    async def read(self, body: Body[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return cast(T, await self._ask(self._reads, body, args, kwargs))

    async def write(self, body: Body[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        if self._later:
            self._hurry()
        return cast(T, await self._ask(self._writes, body, args, kwargs))

    def soon(self, body: Body[P, Any], *args: P.args, **kwargs: P.kwargs) -> None:
        if self._closed:
            return
        self._later.append(Job(None, body, args, kwargs, copy_context()))
        if self._timer is None:
            self._timer = self._loop.call_later(database.SOON, self._hurry)

    async def close(self) -> None:
        if self._closed:
            return
        self._hurry()
        self._closed = True
        try:
            async with asyncio.timeout(database.CLOSING):
                await hop(self._driver, self._finish)
                await self._driver.close()
        except TimeoutError:  # its thread may still write: the lock stays until the process ends
            log.error("The database does not answer; ending without it. Nothing that was saved is lost.")
            return
        except sqlite3.Error as error:
            log.error("The database did not close as it should: %s. Nothing that was saved is lost.", error)
        self._lock.release()

    def _ask(self, queue: deque[Job], body: Any, args: Any, kwargs: Any) -> asyncio.Future[Any]:
        if self._closed:
            raise StoreError("I am shutting down; please try again in a moment.")
        future = self._loop.create_future()
        queue.append(Job(future, body, args, kwargs, copy_context()))
        self._call()
        return future

    def _hurry(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
            self._writes.extend(self._later)
            self._later.clear()
            self._call()

    def _call(self) -> None:
        if not self._called:
            self._called = True
            send(self._driver, self._serve)

    # From here on: in the database's thread.

    def _serve(self) -> None:
        """Reads first, then one group of writes, so that neither waits for more than one round of the other.

        `_called` is cleared before the queues are looked at: whoever adds a job afterwards calls again.
        """
        self._called = False
        if self._reads:
            self._answer(self._committer.read(self._reads))
        if self._writes:
            self._answer(self._committer.write(self._writes))
        if self._writes:
            self._call()

    def _answer(self, outcomes: list[Outcome]) -> None:
        self._loop.call_soon_threadsafe(_resolve, outcomes)

    def _finish(self) -> None:
        while self._reads or self._writes:
            self._serve()
        self._committer.optimize()


def _resolve(outcomes: Sequence[Outcome]) -> None:
    for job, result, error in outcomes:
        if job.future is None:
            if error is not None:
                lost = "A write that nobody waits for was lost."
                job.context.run(log.warning, lost, exc_info=error)
        elif job.future.done():
            pass  # its caller was cancelled
        elif error is None:
            job.future.set_result(result)
        else:
            job.future.set_exception(error)


# The only lines that know the inside of aiosqlite (0.22: `_thread`, `_tx`, `_execute`, `_conn`). Its public
# methods take a hop for each statement, which costs three times as much and is torn apart by a cancellation.


def connect(path: Path) -> aiosqlite.Connection:
    """A connection that commits each statement by itself, so that the transactions are ours."""
    driver = aiosqlite.connect(path, isolation_level=None, cached_statements=256)
    driver._thread.daemon = True  # a process must be able to end although its database hangs or was forgotten
    return driver


async def hop(driver: aiosqlite.Connection, function: Callable[..., T], *args: Any) -> T:
    """What `function` returns, run in the database's thread."""
    return cast(T, await driver._execute(function, *args))  # type: ignore[no-untyped-call]


def send(driver: aiosqlite.Connection, function: Callable[[], None]) -> None:
    """Runs `function` in the database's thread, and waits for nothing."""
    driver._tx.put_nowait((None, function))
