"""Waiting one's turn, so that no more than so many a second are let through."""

import asyncio

AT_ONCE = 5  # after a rest; few, since what is delayed on the way comes together with what follows


class Throttle:
    """Lets through `a_second` and a few in any second, at an even pace, in the order in which they came."""

    def __init__(self, a_second: float) -> None:
        self._each = 1 / a_second
        self._free_at = 0.0  # when everybody before has been let through

    async def turn(self) -> None:
        """Returns when it is the caller's turn; at once while there are few."""
        loop = asyncio.get_running_loop()
        self._free_at = max(self._free_at, loop.time() - AT_ONCE * self._each) + self._each
        wait = self._free_at - loop.time()
        if wait > 0:
            await asyncio.sleep(wait)
