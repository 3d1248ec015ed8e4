"""A store over a PostgreSQL server: each body in a transaction of its own, several at a time."""

import asyncio
import contextlib
import logging
from collections.abc import Coroutine, Mapping, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec, Self, TypeVar

import asyncpg

from bot.store import database
from bot.store.database import Body, Store
from bot.store.errors import Busy, NotRead, NotSaved, StoreError
from bot.store.postgresql.connecting import LOOK_AGAIN, PATIENCE, pool, shown
from bot.store.postgresql.errors import (
    AWAY,
    IN_THE_WAY,
    UNREACHABLE,
    Lost,
    Unsure,
    not_opened,
    not_read,
    not_saved,
)
from bot.store.postgresql.keys import EVERYTHING
from bot.store.postgresql.lanes import NOWHERE, Lanes, places_of
from bot.store.postgresql.migrating import migrated
from bot.store.postgresql.presence import Presence
from bot.store.postgresql.transaction import PostgresqlTransaction

if TYPE_CHECKING:
    from bot.store.postgresql.connecting import Pooled

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)

TRIES = 10  # of a body that others are in the way of; from the second on one at a time, so that somebody gets through
READING = "BEGIN READ ONLY"
WRITING = "BEGIN"


class _Job(NamedTuple):
    """What is to be done, at the place whose lane it takes, and wherever else it is told of."""

    places: tuple[int, ...]
    body: Any
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]

    @property
    def lane(self) -> int:
        return self.places[0]


class PostgresqlStore(Store):
    """A body sees the database as it was when it began (REPEATABLE READ).

    One that would change what another has changed meanwhile is refused by the server, and runs again from its
    beginning: what two people press at once is then decided by the rows, as if they had come one after the other.
    """

    def __init__(self, connections: "asyncpg.Pool[asyncpg.Record]", presence: Presence) -> None:
        self._loop = asyncio.get_running_loop()
        self._connections = connections
        self._presence = presence
        self._lanes = Lanes()
        self._again = asyncio.Lock()
        self._working: set[asyncio.Task[Any]] = set()
        self._later: list[_Job] = []
        self._timer: asyncio.TimerHandle | None = None
        self._closed = False

    @classmethod
    async def at(cls, url: str, migrations: Path | Traversable, process_id: str = "") -> Self:
        """Raises StoreError."""
        presence = None
        try:
            presence = await Presence.of(url, process_id or EVERYTHING)
            await migrated(url, migrations)
            return cls(await pool(url), presence)
        except BaseException as error:
            if presence is not None:
                await presence.leave()
            if isinstance(error, (*UNREACHABLE, ValueError)):
                raise not_opened(shown(url), error) from error
            raise

    async def read(self, body: Body[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._done(self._read(_Job(NOWHERE, body, args, kwargs)))

    async def write(self, body: Body[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._done(self._write(_Job(places_of(args), body, args, kwargs)))

    def soon(self, body: Body[P, Any], *args: P.args, **kwargs: P.kwargs) -> None:
        if self._closed:
            return
        self._later.append(_Job(places_of(args), body, args, kwargs))
        if self._timer is None:
            self._timer = self._loop.call_later(database.SOON, self._hurry)

    async def close(self) -> None:
        if self._closed:
            return
        self._hurry()
        self._closed = True
        try:
            async with asyncio.timeout(database.CLOSING):
                while self._working:
                    await asyncio.wait(self._working)
                await self._connections.close()
        except UNREACHABLE:
            log.error("The database does not answer; ending without it. Nothing that was saved is lost.")
            self._connections.terminate()
        await self._presence.leave()

    def _done(self, work: Coroutine[Any, Any, T]) -> asyncio.Future[T]:
        """Whatever becomes of the caller."""
        if self._closed:
            work.close()
            raise StoreError("I am shutting down; please try again in a moment.")
        task = self._loop.create_task(work)
        self._working.add(task)
        task.add_done_callback(self._working.discard)
        return asyncio.shield(task)

    def _hurry(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        later, self._later = self._later, []
        for lane in dict.fromkeys(job.lane for job in later):
            task = self._loop.create_task(self._by_themselves([job for job in later if job.lane == lane]))
            self._working.add(task)
            task.add_done_callback(self._working.discard)

    def _taken_along(self, places: tuple[int, ...]) -> list[_Job]:
        """What waits for a write of one of those lanes, or of none."""
        with_it = (*places, *NOWHERE)
        taken = [job for job in self._later if job.lane in with_it]
        if taken:
            self._later = [job for job in self._later if job.lane not in with_it]
        return taken

    async def _read(self, job: _Job) -> Any:
        try:
            return await self._tried([job], READING)
        except (Lost, *UNREACHABLE) as error:
            if isinstance(told := not_read(error), Lost):
                raise NotRead(AWAY) from error
            raise told from error

    async def _write(self, job: _Job) -> Any:
        if not job.lane:
            return await self._with_later(job)
        async with self._lanes.lane(job.lane):
            return await self._with_later(job)

    async def _with_later(self, job: _Job) -> Any:
        if later := self._taken_along(job.places):
            try:
                return await self._tried([*later, job], WRITING)
            except Exception:  # whoever it was: each alone
                await self._one_by_one(later)
        return await self._alone(job)

    async def _by_themselves(self, later: Sequence[_Job]) -> None:
        """Of one lane, where no write took them along."""
        async with self._lanes.lane(later[0].lane):
            await self._one_by_one(later)

    async def _one_by_one(self, later: Sequence[_Job]) -> None:
        for job in later:
            try:
                await self._alone(job)
            except Exception:
                log.warning("A write that nobody waits for was lost.", exc_info=True)

    async def _alone(self, job: _Job) -> Any:
        """A body by itself, as often as others are in its way. Raises NotSaved and what the body raises."""
        try:
            return await self._got_through(job)
        except Lost as error:
            log.warning("%s (%s)", NotSaved(AWAY), error.__cause__)
            raise NotSaved(AWAY) from error
        except (asyncpg.SerializationError, asyncpg.DeadlockDetectedError) as error:
            raise Busy() from error
        except UNREACHABLE as error:
            told = not_saved(error)
            if isinstance(told, NotSaved):
                log.warning("%s (%s)", told, error)
            raise told from error

    async def _got_through(self, job: _Job) -> Any:
        with contextlib.suppress(Lost, *IN_THE_WAY):
            return await self._tried([job], WRITING)
        for _ in range(TRIES - 2):
            async with self._again:
                with contextlib.suppress(*IN_THE_WAY):
                    return await self._tried([job], WRITING)
        async with self._again:
            return await self._tried([job], WRITING)

    async def _tried(self, jobs: Sequence[_Job], begin: str) -> Any:
        """What the last of them returns, in one transaction for all. Raises Lost and Unsure, and what they raise."""
        connection = await self._connection()
        committing = False
        try:
            await connection.execute(begin)
            transaction, result = PostgresqlTransaction(connection), None
            for job in jobs:
                result = await job.body(transaction, *job.args, **job.kwargs)
            await transaction.finish()
            committing = True
            if await connection.execute("COMMIT") != "COMMIT":
                raise RuntimeError(f"{jobs[-1].body.__qualname__} went on after an error of the database")
            return result
        except BaseException as error:
            if not _is_closed(connection):
                await _roll_back(connection)
                raise
            if committing:
                raise Unsure from error
            raise Lost from error
        finally:
            with contextlib.suppress(*UNREACHABLE):
                await self._connections.release(connection)

    async def _connection(self) -> "Pooled":
        """One that is free, or a new one. Raises Lost."""
        until = 0.0
        while True:
            try:
                return await self._connections.acquire()
            except UNREACHABLE as error:
                until = until or self._loop.time() + PATIENCE
                if isinstance(error, TimeoutError) or self._loop.time() > until:
                    raise Lost from error
            await asyncio.sleep(LOOK_AGAIN)


def _is_closed(connection: "Pooled") -> bool:
    try:
        return connection.is_closed()
    except asyncpg.InterfaceError:  # the pool has taken it back, as it does at once when a connection breaks
        return True


async def _roll_back(connection: "Pooled") -> None:
    if connection.is_in_transaction():
        with contextlib.suppress(*UNREACHABLE):  # it is over either way
            await connection.execute("ROLLBACK")
