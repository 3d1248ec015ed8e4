"""`python -m bot.moved_clock`: the bot as the playground starts it, by a clock that the playground moves.

Standard input says how far the clock is ahead of the machine's: a line of milliseconds at the start, another whenever
it is moved. Its end is the end of the playground, and the bot goes with it.
"""

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import IO

from bot.__main__ import read_settings, start

LOOK = 0.5  # seconds after which what became due is done, where the clock was moved


class MovedClock:
    """`on_end` is called from another thread."""

    def __init__(self, told: IO[str], on_end: Callable[[], None]) -> None:
        """Returns once the first line is there."""
        self.ahead = 0
        self._told = told
        self._on_end = on_end
        self._take(told.readline())
        threading.Thread(target=self._listen, daemon=True).start()

    def now(self) -> int:
        """Milliseconds since 1970 in UTC."""
        return time.time_ns() // 1_000_000 + self.ahead

    def _listen(self) -> None:
        for line in self._told:
            self._take(line)
        self._on_end()

    def _take(self, line: str) -> None:
        self.ahead = int(line or 0)


def _stop() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> int:
    gc.disable()  # as `start` does, and earlier
    settings = read_settings()
    from bot import clock

    clock.LONGEST = LOOK
    return start(settings, MovedClock(sys.stdin, _stop).now)


if __name__ == "__main__":
    sys.exit(main())
