"""Who may identify when: Discord's session start limit, a bucket of shards at a time.

Source: Discord's documentation of the gateway, "Max Concurrency" and "Session Start Limit Object".
"""

from __future__ import annotations

from bot.playground.clock import Clock
from bot.playground.state import Json

PAUSE = 5.0  # s between two shards of a bucket
A_DAY = 24 * 60 * 60.0  # s
TOTAL = 1_000  # identifies a day


class SessionStarts:
    """`shards` is how many Discord recommends; with `held` who identifies too early gets an invalid session."""

    def __init__(
        self, clock: Clock, *, shards: int = 1, max_concurrency: int = 1, held: bool = False
    ) -> None:
        self.shards, self.max_concurrency, self.held = shards, max_concurrency, held
        self.refused = 0  # how often somebody was too early
        self._clock = clock
        self._last: dict[int, float] = {}  # by bucket
        self._today: list[float] = []

    def take(self, shard: int) -> bool:
        """Whether a shard may identify now, and if so, that it does."""
        now, bucket = self._clock.now(), shard % self.max_concurrency
        early = now - self._last.get(bucket, 0.0) < PAUSE
        if self.held and (early or not self._left(now)):
            self.refused += 1
            return False
        self._last[bucket] = now
        self._today.append(now)
        return True

    def _left(self, now: float) -> int:
        self._today = [at for at in self._today if now - at < A_DAY]
        return max(0, TOTAL - len(self._today))

    def told(self) -> Json:
        """What /gateway/bot says of it."""
        now = self._clock.now()
        left = self._left(now)
        return {
            "total": TOTAL,
            "remaining": left,
            "reset_after": round((self._today[0] + A_DAY - now) * 1000) if self._today else 0,
            "max_concurrency": self.max_concurrency,
        }
