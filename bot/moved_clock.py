"""`python -m bot.moved_clock`: the bot as the playground starts it, by a clock that the playground moves.

The file named by PLAYGROUND_CLOCK says how far the clock is ahead of the machine's (bot/playground/site_child.py). The
end of standard input is the end of the playground, and the bot goes with it.
"""

import gc
import mmap
import os
import signal
import sys
import threading
import time
from pathlib import Path

from bot.__main__ import read_settings, start

LOOK = 0.5  # seconds after which what became due is done, where the clock was moved


class MovedClock:
    """Reads the file anew for every look: what comes after a move of the clock is done by the time after it."""

    def __init__(self, path: str) -> None:
        with Path(path).open("rb") as file:
            self._ahead = mmap.mmap(file.fileno(), 8, access=mmap.ACCESS_READ)

    def now(self) -> int:
        """Milliseconds since 1970 in UTC."""
        return time.time_ns() // 1_000_000 + int.from_bytes(self._ahead, "little", signed=True)


def _end_with(told: int) -> None:
    """Waits for the end of a descriptor (`sys.stdin` would lock itself, and the process's own end), and stops."""
    while os.read(told, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> int:
    gc.disable()  # as `start` does, and earlier
    settings = read_settings()
    from bot import clock

    clock.LONGEST = LOOK
    threading.Thread(target=_end_with, args=(sys.stdin.fileno(),), daemon=True).start()
    return start(settings, MovedClock(os.environ["PLAYGROUND_CLOCK"]).now)


if __name__ == "__main__":
    sys.exit(main())
