"""Waiting one's turn, so that no more than so many a second are let through."""

import asyncio
from heapq import heappop, heappush
from itertools import count

AT_ONCE = 3  # after a rest; few, since what is delayed on the way comes together with what follows


class Throttle:
    """Lets through `a_second` and a few in any second, at an even pace: in the order in which they came, who can wait
    after all who cannot."""

    def __init__(self, a_second: float) -> None:
        self._each = 1 / a_second
        self._free_at = 0.0  # when everybody before has been let through
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []
        self._count = count()
        self._timer: asyncio.TimerHandle | None = None

    async def turn(self, *, can_wait: bool = False) -> None:
        """Returns when it is the caller's turn; at once while there are few."""
        mine = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (can_wait, next(self._count), mine))
        self._let_through()
        await mine

    def _let_through(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            free_at = max(self._free_at, loop.time() - AT_ONCE * self._each) + self._each
            if (wait := free_at - loop.time()) > 0:
                self._timer = self._timer or loop.call_later(wait, self._ring)
                return
            mine = heappop(self._waiting)[2]
            if not mine.done():  # nobody waits any more for one that was cancelled
                self._free_at = free_at
                mine.set_result(None)

    def _ring(self) -> None:
        self._timer = None
        self._let_through()
