"""Waiting one's turn, so that no more than so many a second are let through."""

import asyncio


class Throttle:
    """Lets through at most `a_second` in any second, in the order in which they came."""

    def __init__(self, a_second: float) -> None:
        self._each = 1 / a_second
        self._burst = 1.0 - self._each
        self._free_at = 0.0  # when everybody before has been let through at an even pace

    async def turn(self) -> None:
        """Returns when it is the caller's turn; at once while there are few."""
        loop = asyncio.get_running_loop()
        self._free_at = max(self._free_at, loop.time()) + self._each
        wait = self._free_at - loop.time() - self._burst
        if wait > 0:
            await asyncio.sleep(wait)
