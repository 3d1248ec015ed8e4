"""What a test may make go wrong: refusals, rate limits, slowness, lost answers, a gateway that drops."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.playground.gateway import Gateway
from bot.playground.request import Request

RECONNECT = 7


@dataclass(slots=True, eq=False)
class Fault:
    """What will happen to the next ``left`` requests that match (None: to all, until it is lifted)."""

    method: str | None
    path: re.Pattern[str]
    left: int | None
    status: int = 0
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    gate: asyncio.Event | None = None
    delay: float = 0.0  # s
    loses: bool = False

    def takes(self, request: Request) -> bool:
        if self.left == 0 or self.method not in (None, request.method) or not self.path.search(request.path):
            return False
        if self.left is not None:
            self.left -= 1
        return True


class Faults:
    """Paths are regular expressions, searched in the path after ``/api/v10``; without one all are meant."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._planned: list[Fault] = []

    def fail(
        self, next_n: int | None, status: int = 500, *, method: str | None = None, path: str = ""
    ) -> Fault:
        """The next requests are not done and answered with ``status``."""
        body = {"message": f"{status}: Playground fault", "code": 0}
        return self._plan(Fault(method, re.compile(path), next_n, status, body, {"Via": "1.1 playground"}))

    def rate_limit(
        self,
        next_n: int | None,
        retry_after: float = 0.05,
        *,
        method: str | None = None,
        path: str = "",
        everywhere: bool = False,
    ) -> Fault:
        """The next requests are not done and answered 429, with what Discord says then."""
        body = {"message": "You are being rate limited.", "retry_after": retry_after, "global": everywhere}
        headers = rate_limit_headers(retry_after, everywhere=everywhere)
        return self._plan(Fault(method, re.compile(path), next_n, 429, body, headers))

    def slow(self, path: str, gate: asyncio.Event, *, method: str | None = None) -> Fault:
        """Requests are done and answered only once ``gate`` is set."""
        return self._plan(Fault(method, re.compile(path), None, gate=gate))

    def lag(self, seconds: float, *, method: str | None = None, path: str = "") -> Fault:
        """Requests are done and answered so much later."""
        return self._plan(Fault(method, re.compile(path), None, delay=seconds))

    def lose_answer(self, next_n: int, *, method: str | None = None, path: str = "") -> Fault:
        """The next requests are done, and then the connection breaks before the answer."""
        return self._plan(Fault(method, re.compile(path), next_n, loses=True))

    def lift(self, fault: Fault | None = None) -> None:
        """This one is over; without one, all are."""
        self._planned = [one for one in self._planned if fault is not None and one is not fault]

    async def drop_gateway(self, *, forget: bool = False) -> None:
        """Close the sockets; the clients may resume, or do so in vain where their sessions are forgotten."""
        await self._gateway.drop(forget=forget)

    def ask_to_reconnect(self) -> None:
        """Send RECONNECT (opcode 7)."""
        self._gateway.tell_all(RECONNECT)

    def invalidate_session(self) -> None:
        """Send INVALID_SESSION (opcode 9, not resumable): the clients must identify anew."""
        self._gateway.invalidate()

    # For the wire.

    async def meet(self, request: Request) -> Fault | None:
        """Wait for what is slow and at the gates in the way; then the fault that answers in the handler's place."""
        for fault in list(self._planned):
            if fault.loses or not fault.takes(request):
                continue
            if fault.gate is not None:
                await fault.gate.wait()
            elif fault.delay:
                await asyncio.sleep(fault.delay)
            else:
                return fault
        return None

    def loses(self, request: Request) -> bool:
        return any(fault.takes(request) for fault in self._planned if fault.loses)

    def _plan(self, fault: Fault) -> Fault:
        self._planned.append(fault)
        return fault


def rate_limit_headers(retry_after: float, *, everywhere: bool = False) -> dict[str, str]:
    """Without ``Via`` discord.py takes a 429 for a ban by Discord's front door."""
    headers = {"Retry-After": str(max(1, round(retry_after))), "Via": "1.1 playground"}
    if everywhere:
        return {**headers, "X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}
    return {
        **headers,
        "X-RateLimit-Limit": "5",
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset-After": f"{retry_after:.3f}",
        "X-RateLimit-Bucket": "playground",
        "X-RateLimit-Scope": "user",
    }
