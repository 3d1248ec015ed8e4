"""The one clock: it does what is due, the oldest first, and sleeps until the next deadline.

It never sleeps longer than LONGEST, so that a wall clock that jumps, or a machine that was suspended, heals by itself;
a deadline that somebody sets meanwhile wakes it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from bot.actions import readalong_outbox as outbox
from bot.actions.desk import Desk
from bot.calendar import Calendar
from bot.painter import Painter
from bot.postman import Postman
from bot.store import deadlines, posts
from bot.store.database import Store
from bot.store.deadlines import Deadline
from bot.store.errors import StoreError
from bot.store.shards import WHOLE, Shard

log = logging.getLogger(__name__)

T = TypeVar("T")

LONGEST = 30.0  # seconds
SHORTEST = 0.02
AT_ONCE = 20  # deadlines that are worked off together, and read-alongs that are posted for
LISTED = 400  # that are looked up together
MOMENT = 0.5  # seconds: whoever is posted for longer than that keeps nobody else waiting


class Clock:
    """For the servers of one shard; `now` gives milliseconds since 1970 in UTC."""

    def __init__(
        self,
        store: Store,
        desk: Desk,
        now: Callable[[], int],
        postman: Postman,
        painter: Painter,
        calendar: Calendar,
        shard: Shard = WHOLE,
    ) -> None:
        self._store, self._desk, self._now = store, desk, now
        self._postman, self._painter = postman, painter
        self._calendar, self._shard = calendar, shard
        self._woken = asyncio.Event()
        self._looking = asyncio.Lock()
        self._next: int | None = None  # what it sleeps until

    def expect(self, at: int) -> None:
        """Something is due at a time: it is woken if it would sleep longer."""
        if self._next is None or at < self._next:
            self._woken.set()

    async def run(self) -> None:
        """Until it is cancelled."""
        time, all_at = asyncio.get_running_loop().time, 0.0
        while True:
            self._woken.clear()
            is_time = time() >= all_at  # what Discord does not take is not tried with every turn of another
            all_at = time() + LONGEST if is_time else all_at
            try:
                pause = await self.look(at_all=is_time)
            except StoreError as error:
                log.warning("The clock looks again in a moment: %s", error)
                pause = LONGEST
            except Exception:
                log.exception("The clock stumbled, and goes on; please report it")
                pause = LONGEST
            try:
                async with asyncio.timeout(pause):
                    await self._woken.wait()
            except TimeoutError:
                pass

    async def look(self, *, at_all: bool = True) -> float:
        """Do what is due, and send and draw all that waits; gives the seconds until there is more to do."""
        async with self._looking:
            while True:
                await _each(self._do, await self._store.read(deadlines.due, self._now(), LISTED, self._shard))
                self._next = await self._store.read(deadlines.earliest, self._shard)
                if self._next is None or self._next > self._now():
                    break
            if at_all:
                await self._deliver_what_waits()
                self._painter.try_again()
                self._calendar.try_again()
        if self._next is None:
            return LONGEST
        return min(LONGEST, max(SHORTEST, (self._next - self._now()) / 1000))

    async def _do(self, deadline: Deadline) -> None:
        await self._postman.free_hand(AT_ONCE, MOMENT)
        try:
            done = await self._store.write(outbox.fire, self._desk, deadline, self._now())
        except StoreError:
            raise
        except Exception:
            log.exception("%s could not be done, and is left out; please report it", deadline)
            await self._store.write(deadlines.done, deadline, self._now())
            return
        if done and done.happened:
            self._postman.deliver(deadline.readalong_id)
            if done.closed:
                self._painter.redraw(deadline.readalong_id)
            if done.has_another_place:
                self._painter.redraw_lobby(deadline.readalong_id)
                self._calendar.keep(deadline.readalong_id)

    async def _deliver_what_waits(self) -> None:
        """What an earlier process, a correction of a story or a failure of Discord's has left."""
        await _each(self._deliver, await self._store.read(posts.waiting, 1_000, self._shard))

    async def _deliver(self, readalong_id: str) -> None:
        await self._postman.free_hand(AT_ONCE, MOMENT)
        if not self._postman.is_at(readalong_id):
            self._postman.deliver(readalong_id)


async def _each(work: Callable[[T], Awaitable[None]], things: Sequence[T]) -> None:
    """In order, and a few at once: the next is begun as soon as any is done."""
    waiting = iter(things)

    async def one_after_another() -> None:
        for each in waiting:
            await work(each)

    await asyncio.gather(*(one_after_another() for _ in range(min(AT_ONCE, len(things)))))
