"""How long answers and the database take, and what Discord holds up: measured only where somebody looks.

Nothing here is in the way otherwise: a connection and a store are given their meters when they are made, or not at all.
"""

import re
from collections import OrderedDict
from collections.abc import Iterator
from time import perf_counter
from types import SimpleNamespace
from typing import Any

import aiohttp
from discord import Client
from discord.http import Ratelimit

from bot import custom_id
from bot.figures import Family, Histogram, counter
from bot.store.database import Store, Transaction

TURNS = frozenset({"turn", "next", "back"})  # what presses of Next and Back do, and commands are called
COMMAND, PRESS = 2, 3  # Discord's types of interactions
TOO_MANY_REQUESTS = 429
WAITED = 0.001  # seconds from which discord.py has surely waited
UNANSWERED = 4_096  # interactions that are remembered until they are answered
CALLBACK = re.compile(r"/interactions/(\d+)/[^/]+/callback$")


class AnswerMeter:
    """From when the gateway has told of an interaction until Discord has taken its first answer."""

    def __init__(self) -> None:
        self._came: OrderedDict[str, tuple[str, float]] = OrderedDict()
        self._took = Histogram("answer_seconds", "from an interaction to its first answer")
        self.interactions = self.too_many = self.waits = 0
        self.waited = 0.0

    def follow(self, client: Client) -> None:
        """Before it logs in."""
        parsers: dict[str, Any] = client._connection.parsers
        parse = parsers["INTERACTION_CREATE"]

        def told(data: dict[str, Any]) -> None:
            self.interactions += 1
            if (kind := kind_of(data)) is not None:
                self._came[data["id"]] = (kind, perf_counter())
                if len(self._came) > UNANSWERED:
                    self._came.popitem(last=False)
            parse(data)

        parsers["INTERACTION_CREATE"] = told
        trace = aiohttp.TraceConfig()
        trace.on_request_end.append(self._answered)
        client.http.http_trace = trace

    async def _answered(self, _: Any, __: SimpleNamespace, request: aiohttp.TraceRequestEndParams) -> None:
        if request.response.status == TOO_MANY_REQUESTS:
            self.too_many += 1
        elif request.response.ok and (found := CALLBACK.search(request.url.path)):
            kind, came = self._came.pop(found[1], ("", 0.0))
            if kind:
                self._took.observe(f'kind="{kind}"', perf_counter() - came)

    def watch_waits(self) -> None:
        """Count how long discord.py (2.7.1) waits by itself, so that Discord need not refuse: once in a process."""
        acquire = Ratelimit.acquire

        async def timed(bucket: Any) -> None:
            began = perf_counter()
            await acquire(bucket)
            if (took := perf_counter() - began) > WAITED:
                self.waits += 1
                self.waited += took

        limit: Any = Ratelimit
        limit.acquire = timed

    def lines(self) -> Iterator[Family]:
        yield self._took.lines()
        yield counter("interactions_total", "commands, completions and presses", self.interactions)
        yield counter("too_many_requests_total", "requests that Discord refused for now (429)", self.too_many)
        yield counter("rate_limit_waits_total", "requests that waited so that it need not", self.waits)
        yield counter("rate_limit_waited_seconds_total", "how long they did", self.waited)


def kind_of(data: dict[str, Any]) -> str | None:
    """Whether it turns a page, what else it may be, or None where it is no matter of answers."""
    about = data.get("data") or {}
    if data.get("type") == COMMAND:
        return "turn" if about.get("name") in TURNS else "other"
    if data.get("type") == PRESS:
        return "turn" if custom_id.deed(str(about.get("custom_id", ""))) in TURNS else "other"
    return None


class StoreMeter:
    """How long bodies wait for their turn, and how long they and their commit take."""

    def __init__(self) -> None:
        self._waited = Histogram("database_wait_seconds", "until a body begins")
        self._took = Histogram("database_seconds", "from there until it is committed")

    def follow(self, store: Store) -> None:
        vars(store).update(read=self._timed(store.read, "read"), write=self._timed(store.write, "write"))

    def _timed(self, ask: Any, kind: str) -> Any:
        labels = f'kind="{kind}"'

        async def asked(body: Any, *args: Any, **kwargs: Any) -> Any:
            began = started = perf_counter()

            async def timed(tx: Transaction, *args: Any, **kwargs: Any) -> Any:
                nonlocal started
                started = perf_counter()
                return await body(tx, *args, **kwargs)

            try:
                return await ask(timed, *args, **kwargs)
            finally:
                self._waited.observe(labels, started - began)
                self._took.observe(labels, perf_counter() - started)

        return asked

    def lines(self) -> Iterator[Family]:
        yield self._waited.lines()
        yield self._took.lines()
