"""A store over a PostgreSQL server: each body in a transaction of its own, several at a time."""

import asyncio
import logging
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, ParamSpec, Self, TypeVar, cast

from bot.store import database
from bot.store.database import Body, Store
from bot.store.errors import StoreError
from bot.store.postgresql.connecting import MOST, shown
from bot.store.postgresql.connections import Connections
from bot.store.postgresql.errors import UNREACHABLE, not_opened
from bot.store.postgresql.keys import EVERYTHING
from bot.store.postgresql.lanes import NOWHERE, READING, WRITING, Job, Lanes, places_of
from bot.store.postgresql.migrating import migrated
from bot.store.postgresql.presence import Presence
from bot.store.postgresql.worker import Worker

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)


class PostgresqlStore(Store):
    """A body sees the database as it was when it began (REPEATABLE READ).

    One that would change what another has changed meanwhile is refused by the server, and runs again from its
    beginning: what two people press at once is then decided by the rows, as if they had come one after the other.
    """

    def __init__(self, connections: Connections, presence: Presence) -> None:
        self._loop = asyncio.get_running_loop()
        self._connections = connections
        self._presence = presence
        self._lanes = Lanes()
        self._again = asyncio.Lock()
        self._hands = 0  # workers that look for something to do
        self._working: set[asyncio.Task[None]] = set()
        self._later: dict[int, list[Job]] = {}  # by their lanes
        self._timer: asyncio.TimerHandle | None = None
        self._closed = False

    @classmethod
    async def at(cls, url: str, migrations: Path | Traversable, process_id: str = "") -> Self:
        """Raises StoreError."""
        presence = None
        try:
            presence = await Presence.of(url, process_id or EVERYTHING)
            await migrated(url, migrations)
            connections = Connections(url)
            connections.give(await connections.take(WRITING))
            return cls(connections, presence)
        except BaseException as error:
            if presence is not None:
                await presence.leave()
            if isinstance(error, (*UNREACHABLE, ValueError)):
                raise not_opened(shown(url), error) from error
            raise

    async def read(self, body: Body[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return cast(T, await self._ask(READING, NOWHERE, body, args, kwargs))

    async def write(self, body: Body[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return cast(T, await self._ask(WRITING, places_of(args), body, args, kwargs))

    def soon(self, body: Body[P, Any], *args: P.args, **kwargs: P.kwargs) -> None:
        if self._closed:
            return
        job = Job(None, WRITING, places_of(args), body, args, kwargs)
        self._later.setdefault(job.lane, []).append(job)
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

    def _ask(
        self, begin: str, places: tuple[int, ...], body: Any, args: Any, kwargs: Mapping[str, Any]
    ) -> asyncio.Future[Any]:
        """Done whatever becomes of the caller."""
        if self._closed:
            raise StoreError("I am shutting down; please try again in a moment.")
        future = self._loop.create_future()
        self._lanes.add([Job(future, begin, places, body, args, kwargs)])
        self._call()
        return future

    def _hurry(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        later, self._later = self._later, {}
        for jobs in later.values():
            self._lanes.add(jobs)
        self._call()

    def _call(self) -> None:
        """Another worker for what is ready; each goes on as long as something is."""
        if self._lanes and self._hands < MOST:
            self._hands += 1
            task = self._loop.create_task(self._work())
            self._working.add(task)
            task.add_done_callback(self._working.discard)

    async def _work(self) -> None:
        worker = Worker(self._connections, self._again)
        try:
            while jobs := self._lanes.take():
                self._call()  # who had been behind others may be many at once
                try:
                    await self._serve(worker, jobs)
                finally:
                    self._lanes.left(jobs)
        finally:
            self._hands -= 1
            worker.rest()

    async def _serve(self, worker: Worker, jobs: list[Job]) -> None:
        first = jobs[0]
        if first.future is None:
            return await worker.write_later(jobs)
        try:
            if first.begin == READING:
                result = await worker.read(first)
            else:
                result = await worker.write(first, self._taken_along(first.places))
        except BaseException as error:
            if not first.future.done():
                first.future.set_exception(error)
            if not isinstance(error, Exception):
                raise
        else:
            if not first.future.done():  # else its caller was cancelled
                first.future.set_result(result)

    def _taken_along(self, places: tuple[int, ...]) -> list[Job]:
        """What waits for a write of one of those lanes, or of none."""
        if not self._later:
            return []
        return [job for lane in (*places, *NOWHERE) for job in self._later.pop(lane, ())]
