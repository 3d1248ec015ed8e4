"""Looking after shards: all of them alone, or each process some, over one database.

A process that shares the work looks every second what is its own. What it is given it connects, with the session that
was left, so that nothing is missed; what another is to have it hands over. One that has not reached the database for
so long that others may think it dead lets go of everything before they take it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from functools import partial

from bot import names
from bot.actions import shards
from bot.actions.shards import LEASE, Me, Standing
from bot.connecting import Line
from bot.store.database import Store
from bot.store.errors import StoreError
from bot.store.house_rules import never_named
from bot.store.shards import Session, Shard

log = logging.getLogger(__name__)

LOOK = 1.0  # seconds between two looks
WAITING = 0.25  # where a shard is awaited that another process still has
SURE = LEASE / 1_000 * 3 / 4  # seconds after the last look for which what one holds is one's own

NewLine = Callable[[Shard, Session | None], Line]
Kept = Callable[[Line], Awaitable[None]]  # keeps a line, with what goes on beside it
Told = Callable[[frozenset[int]], None]  # of the shards that one looks after, at each look


async def alone(count: int, new_line: NewLine, kept: Kept) -> None:
    """All shards of so many, until one of them ends. Raises CannotRun."""
    tasks = [asyncio.ensure_future(kept(new_line(Shard(number, count), None))) for number in range(count)]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        await _ended(tasks)


async def _ended(tasks: Iterable["asyncio.Future[None]"]) -> None:
    """Cancelled, and over."""
    tasks = list(tasks)
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks)


class Fleet:
    """What one process does of what all do together."""

    def __init__(self, store: Store, me: Me, new_line: NewLine, kept: Kept, told: Told) -> None:
        self._store, self._me, self._new_line, self._kept, self._told = store, me, new_line, kept, told
        self._lines: dict[int, Line] = {}
        self._tasks: dict[int, asyncio.Future[None]] = {}
        self._left: dict[int, Session | None] = {}  # of what one holds and does not keep
        self._earlier: dict[int, Session | None] = {}
        self._sure = 0.0  # by the event loop's clock
        self._trouble = True
        self._names = ""

    async def run(self) -> None:
        """Until a line ends. Raises CannotRun."""
        try:
            while True:
                pause = await self._look()
                await self._pause(pause)
                for task in [task for task in self._tasks.values() if task.done()]:
                    return task.result()
        finally:
            await self._leave()

    async def _pause(self, seconds: float) -> None:
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        else:
            await asyncio.sleep(seconds)

    async def _look(self) -> float:
        """Gives the seconds until the next."""
        started = asyncio.get_running_loop().time()
        try:
            standing = await self._store.write(shards.look, self._me, self._sessions(), patient=self._trouble)
            await self._learn_names(standing.names)
        except StoreError as error:
            log.warning("Looking again in a moment what is mine: %s", error)
            self._trouble = True
            if started - self._sure > SURE:
                await self._let_go(list(self._lines))
            return LOOK
        self._sure, self._trouble = started, False
        await self._follow(standing)
        return WAITING if standing.waits else LOOK

    def _sessions(self) -> dict[int, Session | None]:
        """As they were at the look before: an interaction that was just taken in may not have been answered yet."""
        now = {number: line.session() for number, line in self._lines.items()}
        told = {number: self._earlier.get(number) or now[number] for number in now}
        self._earlier = now
        return told

    async def _learn_names(self, revision: str) -> None:
        """Somebody may have asked another process never to be named."""
        if revision != self._names:
            await names.renew(partial(self._store.read, never_named))
            self._names = revision

    async def _follow(self, standing: Standing) -> None:
        if lost := self._lines.keys() - standing.held:
            log.warning("Others look after shards %s now", sorted(lost))
            await self._let_go(lost)
        self._left.update(standing.claimed)
        if surplus := sorted(standing.surplus & self._lines.keys()):
            log.info("Handing over shards %s", surplus)
        await asyncio.gather(*(self._hand_over(number) for number in standing.surplus))
        for number in sorted(standing.held - standing.surplus - self._lines.keys()):
            self._begin(number)
        self._told(frozenset(self._lines))

    def _begin(self, number: int) -> None:
        line = self._new_line(Shard(number, self._me.shard_count), self._left.pop(number, None))
        log.info("Looking after shard %d", number)
        self._lines[number] = line
        self._tasks[number] = asyncio.ensure_future(self._kept(line))

    async def _let_go(self, numbers: Iterable[int]) -> None:
        numbers = list(numbers)
        await _ended(self._tasks.pop(number) for number in numbers)
        for number in numbers:
            self._left[number] = self._lines.pop(number).session()
            self._earlier.pop(number, None)

    async def _hand_over(self, number: int) -> None:
        if number in self._lines:
            await self._let_go([number])
        await self._store.write(shards.release, self._me, number, self._left.pop(number, None))

    async def _leave(self) -> None:
        """Nobody has to wait until one is missed."""
        numbers = list(self._lines)
        await self._let_go(numbers)
        try:
            for number in numbers:
                await self._store.write(shards.release, self._me, number, self._left.pop(number, None))
            await self._store.write(shards.leave, self._me)
        except StoreError as error:
            log.warning("Others will take over in a moment: %s", error)
