"""The world's time, which a test may push forward, and the snowflakes made from it."""

from __future__ import annotations

import asyncio
import functools
import time
from collections.abc import Callable
from datetime import UTC, datetime

EPOCH = 1_420_070_400_000  # ms: the first instant of 2015, where Discord's snowflakes begin

NEVER = 1_000_000.0  # s


class Clock:
    """Real time plus what ``advance`` added; deadlines in the world are waited for through ``at``.

    ``stands``: no time passes but by ``advance``, so that a slow machine is late for nothing.
    """

    def __init__(self) -> None:
        self.stands = False
        self.ahead = 0.0  # s
        self._began = time.time()
        self.on_move: Callable[[], None] = lambda: None
        self._alarms: dict[asyncio.TimerHandle, tuple[float, Callable[[], None]]] = {}
        self._last_id = 0

    def now(self) -> float:
        """Seconds since 1970."""
        return (self._began if self.stands else time.time()) + self.ahead

    def iso(self, at: float | None = None) -> str:
        return _iso(self.now() if at is None else at)

    def advance(self, seconds: float) -> None:
        """Let ``seconds`` pass at once: whatever was due within them happens now."""
        self.ahead += seconds
        for handle, (due, act) in sorted(self._alarms.items(), key=lambda item: item[1][0]):
            if due <= self.now():
                self.forget(handle)
                act()
        self.on_move()

    def at(self, due: float, act: Callable[[], None]) -> asyncio.TimerHandle:
        """Call ``act`` when the world's time is ``due``; the handle is for ``forget``."""

        def ring() -> None:
            self._alarms.pop(handle, None)
            act()

        wait = NEVER if self.stands and due > self.now() else max(0.0, due - self.now())
        handle = asyncio.get_running_loop().call_later(wait, ring)
        self._alarms[handle] = (due, act)
        return handle

    def forget(self, handle: asyncio.TimerHandle) -> None:
        self._alarms.pop(handle, None)
        handle.cancel()

    def close(self) -> None:
        for handle in list(self._alarms):
            self.forget(handle)

    def new_id(self) -> int:
        """A snowflake: milliseconds since EPOCH in the upper bits, always above every earlier one."""
        stamp = (int(self.now() * 1000) - EPOCH) << 22
        self._last_id = max(self._last_id + 1, stamp)
        return self._last_id

    def new_id_of(self, index: int, count: int) -> int:
        """A snowflake of a server that Discord tells shard `index` of `count` about: so it divides the servers."""
        here = self.new_id() >> 22
        self._last_id = max(self._last_id, (here + (index - here) % count) << 22)
        return self._last_id


@functools.lru_cache(maxsize=4096)
def _iso(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="microseconds")
