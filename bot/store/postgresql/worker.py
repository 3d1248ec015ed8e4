"""One transaction after the other on one connection, each as often as others are in its way."""

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from typing import Any

import asyncpg

from bot.store.errors import Busy, NotRead, NotSaved
from bot.store.postgresql.connecting import LOOK_AGAIN, PATIENCE
from bot.store.postgresql.connections import Connections, Session
from bot.store.postgresql.errors import (
    AWAY,
    IN_THE_WAY,
    UNREACHABLE,
    Lost,
    Unsure,
    not_read,
    not_saved,
)
from bot.store.postgresql.lanes import READING, WRITING, Job
from bot.store.postgresql.transaction import PostgresqlTransaction

log = logging.getLogger(__name__)

TRIES = 10  # of a body that others are in the way of; from the second on one at a time, so that somebody gets through
INSTEAD = {READING: "SET TRANSACTION READ ONLY", WRITING: "SET TRANSACTION READ WRITE"}


class Worker:
    """Takes a connection when it needs one, and gives it back by `rest`.

    The message that commits begins the next transaction, for whoever comes: that is one less for each.
    """

    def __init__(self, connections: Connections, again: asyncio.Lock) -> None:
        self._connections = connections
        self._again = again
        self._session: Session | None = None

    async def read(self, job: Job) -> Any:
        """Raises NotRead and what the body raises."""
        try:
            return await self._tried([job], READING)
        except (Lost, *UNREACHABLE) as error:
            if isinstance(told := not_read(error), Lost):
                raise NotRead(AWAY) from error
            raise told from error

    async def write(self, job: Job, later: Sequence[Job] = ()) -> Any:
        """With what nobody waits for. Raises NotSaved and what the body raises."""
        if later:
            try:
                return await self._tried([*later, job], WRITING)
            except Exception:  # whoever it was: each alone
                await self._one_by_one(later)
        return await self._alone(job)

    async def write_later(self, jobs: Sequence[Job]) -> None:
        """What nobody waits for."""
        try:
            await self._tried(jobs, WRITING)
        except Exception:
            await self._one_by_one(jobs)

    def rest(self) -> None:
        """Nothing is to be done."""
        if self._session is not None:
            self._connections.give(self._session)
            self._session = None

    async def _one_by_one(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            try:
                await self._alone(job)
            except Exception:
                log.warning("A write that nobody waits for was lost.", exc_info=True)

    async def _alone(self, job: Job) -> Any:
        """A body by itself, as often as others are in its way."""
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

    async def _got_through(self, job: Job) -> Any:
        with contextlib.suppress(Lost, *IN_THE_WAY):
            return await self._tried([job], WRITING)
        for _ in range(TRIES - 2):
            async with self._again:
                with contextlib.suppress(*IN_THE_WAY):
                    return await self._tried([job], WRITING)
        async with self._again:
            return await self._tried([job], WRITING)

    async def _tried(self, jobs: Sequence[Job], begin: str) -> Any:
        """What the last of them returns, in one transaction for all. Raises Lost and Unsure, and what they raise."""
        session = self._session or await self._connected(begin)
        connection, committing = session.connection, False
        try:
            if session.begun != begin:
                await connection.execute(INSTEAD[begin] if session.begun else begin)
            session.begun = ""
            transaction, result = PostgresqlTransaction(connection), None
            for job in jobs:
                result = await job.body(transaction, *job.args, **job.kwargs)
            await transaction.finish()
            committing = True
            if await connection.execute("COMMIT AND CHAIN") != "COMMIT":
                raise RuntimeError(f"{jobs[-1].body.__qualname__} went on after an error of the database")
            session.begun = begin
            return result
        except BaseException as error:
            await session.roll_back()
            if not connection.is_closed():
                raise
            self.rest()
            if committing:
                raise Unsure from error
            raise Lost from error

    async def _connected(self, begin: str) -> Session:
        """One that is free, or a new one. Raises Lost."""
        loop, until = asyncio.get_running_loop(), 0.0
        while True:
            try:
                self._session = await self._connections.take(begin)
                return self._session
            except UNREACHABLE as error:
                until = until or loop.time() + PATIENCE
                if isinstance(error, TimeoutError) or loop.time() > until:
                    raise Lost from error
            await asyncio.sleep(LOOK_AGAIN)
