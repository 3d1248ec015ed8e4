"""Group commit: everything that waits is one transaction, and what fails in it fails alone."""

import logging
import sqlite3
from asyncio import Future
from collections import deque
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from contextvars import Context
from typing import Any, NamedTuple

from bot.store.errors import NotSaved, not_read, not_saved
from bot.store.transaction import SqliteTransaction, drive

log = logging.getLogger(__name__)

GROUP = 512  # writes in one commit, so that a read never waits behind more than some 20 ms of them


class Job(NamedTuple):
    """A body that waits for its turn; without a future nobody waits for the outcome.

    It runs in its caller's context, so that whatever is logged of it has the id of their interaction.
    """

    future: Future[Any] | None
    body: Callable[..., Coroutine[Any, Any, Any]]
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    context: Context


class Outcome(NamedTuple):
    job: Job
    result: Any
    error: BaseException | None


class Committer:
    """Runs jobs on one connection, in the thread that owns it. Errors are outcomes: nothing is raised."""

    __slots__ = ("_connection", "_execute", "_transaction")

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._execute = connection.execute
        self._transaction = SqliteTransaction(connection)

    def read(self, waiting: deque[Job]) -> list[Outcome]:
        """Nothing else runs in this thread, so a body sees one state throughout, without a transaction."""
        self._execute("PRAGMA query_only=ON")
        outcomes = [self._attempt(job) for job in take(waiting, len(waiting))]
        self._execute("PRAGMA query_only=OFF")
        return [o if o.error is None else o._replace(error=not_read(o.error)) for o in outcomes]

    def write(self, waiting: deque[Job]) -> list[Outcome]:
        """One commit for all who wait. Nothing has an outcome before it; if it fails, everyone has failed."""
        try:
            # IMMEDIATE: a read that becomes a write is refused at once if somebody else wrote meanwhile.
            self._execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            # Those who came during the busy timeout too: nobody waits for more than one of those.
            return _all_failed(take(waiting, len(waiting)), error)
        jobs = take(waiting, GROUP)
        try:
            outcomes = self._together(jobs) or self._apart(jobs)
            if self._connection.in_transaction:
                self._execute("COMMIT")
        except BaseException as error:
            self._roll_back()
            return _all_failed(jobs, error)
        return outcomes

    def optimize(self) -> None:
        """Leaves SQLite the statistics it wants for its next plans; quick, because the look is limited."""
        with suppress(sqlite3.Error):
            self._execute("PRAGMA analysis_limit=400")
            self._execute("PRAGMA optimize")

    def _attempt(self, job: Job) -> Outcome:
        try:
            body = job.body(self._transaction, *job.args, **job.kwargs)
            return Outcome(job, job.context.run(drive, body), None)
        except BaseException as error:
            return Outcome(job, None, error)

    def _together(self, jobs: Sequence[Job]) -> list[Outcome] | None:
        """All jobs as one, which is nearly always well: two statements a job fewer. None: one of them failed."""
        outcomes = []
        for job in jobs:
            outcome = self._attempt(job)
            if outcome.error is not None:
                self._roll_back()
                return [_failed(outcome)] if len(jobs) == 1 else None
            self._still_inside(outcome)
            outcomes.append(outcome)
        return outcomes

    def _apart(self, jobs: Sequence[Job]) -> list[Outcome]:
        """All jobs once more, each so that it can be undone alone."""
        self._execute("BEGIN IMMEDIATE")
        return [self._beside(job) for job in jobs]

    def _beside(self, job: Job) -> Outcome:
        self._execute("SAVEPOINT job")
        outcome = self._attempt(job)
        self._still_inside(outcome)
        if outcome.error is not None:
            self._execute("ROLLBACK TO job")
            outcome = _failed(outcome)
        self._execute("RELEASE job")
        return outcome

    def _still_inside(self, outcome: Outcome) -> None:
        """A full disk ends the whole transaction (sqlite.org/lang_transaction.html), whoever met it."""
        if not self._connection.in_transaction:
            raise outcome.error or RuntimeError(f"{outcome.job.body.__qualname__} ended its transaction")

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            with suppress(sqlite3.Error):  # it is over either way
                self._execute("ROLLBACK")


def take(waiting: deque[Job], limit: int) -> list[Job]:
    """Who came first; the event loop may be adding to the queue at the same time."""
    return [waiting.popleft() for _ in range(min(limit, len(waiting)))]


def _failed(outcome: Outcome) -> Outcome:
    assert outcome.error is not None
    error = not_saved(outcome.error)
    if isinstance(error, NotSaved):
        outcome.job.context.run(log.warning, "%s (%s)", error, outcome.error)
    return outcome._replace(error=error)


def _all_failed(jobs: Sequence[Job], error: BaseException) -> list[Outcome]:
    for job in jobs:
        job.context.run(log.warning, "%s (%s; %d waiting)", not_saved(error), error, len(jobs))
    return [Outcome(job, None, not_saved(error)) for job in jobs]
