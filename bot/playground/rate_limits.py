"""Discord's rate limits by the world's clock, for who wants to be held to them (``Playground(rate_limits=True)``).

The numbers are Discord's where it tells them (50 requests a second for all, interactions exempt), and else what is
commonly seen: 5 messages in 5 s in one channel, 3 edits in 6 s of messages older than an hour.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.playground.faults import rate_limit_headers
from bot.playground.world import World

EXEMPT = ("/interactions/", "/webhooks/", "/gateway")
MESSAGES = re.compile(r"/channels/(\d+)/messages\Z")
MESSAGE = re.compile(r"/channels/(\d+)/messages/(\d+)\Z")
OLD = 3600.0  # s


@dataclass(frozen=True, slots=True)
class Limit:
    bucket: str
    count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Refusal:
    status: int
    body: Any
    headers: Mapping[str, str]


EVERYTHING = Limit("global", 50, 1.0)


class RateLimits:
    def __init__(self, world: World) -> None:
        self.world = world
        self._used: defaultdict[str, deque[float]] = defaultdict(deque)

    def meet(self, method: str, path: str) -> Refusal | None:
        """Count a request, or refuse it with what is left to wait."""
        limits = self._limits(method, path)
        waits = [(self._wait(limit), limit) for limit in limits]
        longest, worst = max(waits, key=lambda pair: pair[0], default=(0.0, EVERYTHING))
        if longest > 0:
            return _refusal(longest, worst)
        for limit in limits:
            self._used[limit.bucket].append(self.world.clock.now())
        return None

    def _limits(self, method: str, path: str) -> list[Limit]:
        if path.startswith(EXEMPT):
            return []
        found = [EVERYTHING]
        if method == "POST" and (match := MESSAGES.match(path)):
            found.append(Limit(f"messages:{match[1]}", 5, 5.0))
        if (
            method == "PATCH"
            and (match := MESSAGE.match(path))
            and self._is_old(int(match[1]), int(match[2]))
        ):
            found.append(Limit(f"old:{match[1]}", 3, 6.0))
        return found

    def _is_old(self, channel_id: int, message_id: int) -> bool:
        channel = self.world.channels.get(channel_id)
        message = channel.messages.get(message_id) if channel else None
        return message is not None and self.world.clock.now() - message.created_at > OLD

    def _wait(self, limit: Limit) -> float:
        used, now = self._used[limit.bucket], self.world.clock.now()
        while used and used[0] <= now - limit.seconds:
            used.popleft()
        return used[0] + limit.seconds - now if len(used) >= limit.count else 0.0


def _refusal(wait: float, limit: Limit) -> Refusal:
    everywhere = limit is EVERYTHING
    body: dict[str, Any] = {
        "message": "You are being rate limited.",
        "retry_after": wait,
        "global": everywhere,
    }
    if limit.bucket.startswith("old:"):
        body["message"] = "Maximum number of edits to messages older than 1 hour reached. Try again later"
        body["code"] = 30046
    return Refusal(429, body, rate_limit_headers(wait, everywhere=everywhere))
