"""What is to be seen from outside, on this machine's own address alone: `/healthz`, and `/metrics` for Prometheus.

Source of the text format: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

import contextlib
import math
from collections.abc import AsyncIterator, Callable
from typing import Any

from aiohttp import web

from bot.client import Lamplight
from bot.store import deadlines, posts
from bot.store.database import Store
from bot.store.errors import StoreError

HOST = "127.0.0.1"
MOST_WAITING = 1_000  # posts that are counted


class Health:
    """Follows the connection of the moment."""

    def __init__(self, store: Store, now: Callable[[], int]) -> None:
        """`now` gives milliseconds since 1970 in UTC."""
        self._store, self._now = store, now
        self._clients: dict[int, Lamplight] = {}  # by shard
        self._interactions = self._connections = 0

    def follow(self, client: Lamplight) -> None:
        """From here on this one is the connection to Discord of its shard."""
        self._clients[client.shard.shard_id] = client
        self._connections += 1
        client.add_listener(self._count, "on_interaction")

    async def _count(self, _: Any) -> None:
        self._interactions += 1

    @contextlib.asynccontextmanager
    async def served(self, port: int) -> AsyncIterator[None]:
        """Raises OSError where the port is taken."""
        app = web.Application()
        app.router.add_get("/healthz", self._healthz)
        app.router.add_get("/metrics", self._metrics)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, HOST, port).start()
            yield
        finally:
            await runner.cleanup()

    async def _healthz(self, _: web.Request) -> web.Response:
        """200 when Discord is connected and the database answers, else 503 and why."""
        try:
            await self._store.read(deadlines.earliest)
        except StoreError as error:
            return web.Response(status=503, text=f"{error}\n")
        if not self._is_connected():
            return web.Response(status=503, text="Discord is not connected.\n")
        return web.Response(text="ok\n")

    def _is_connected(self) -> bool:
        """One that was handed over is another process's."""
        mine = [one for one in self._clients.values() if not (one.hands_over and one.is_closed())]
        return bool(self._clients) and all(one.is_ready() for one in mine)

    async def _metrics(self, _: web.Request) -> web.Response:
        """503 while the database does not answer."""
        try:
            due = await self._store.read(deadlines.earliest)
            waiting = await self._store.read(posts.waiting, MOST_WAITING)
        except StoreError as error:
            return web.Response(status=503, text=f"{error}\n")
        clients = [one for one in self._clients.values() if one.is_ready()]
        late = max(0.0, (self._now() - due) / 1000) if due is not None else 0.0
        latency = max((one.latency for one in clients), default=math.nan)
        figures = (
            ("connected", "gauge", int(self._is_connected()), "1 when Discord is connected"),
            ("connections_total", "counter", self._connections, "connections that were tried"),
            ("servers", "gauge", sum(len(one.guilds) for one in clients), "servers that have the bot"),
            ("gateway_latency_seconds", "gauge", latency, "how long a heartbeat takes"),
            ("interactions_total", "counter", self._interactions, "commands, completions and presses"),
            ("deadline_late_seconds", "gauge", late, "how late the earliest deadline is"),
            ("posts_waiting", "gauge", len(waiting), f"posts on their way, counted up to {MOST_WAITING}"),
        )
        text = "".join(
            f"# HELP lamplight_{name} {about}\n# TYPE lamplight_{name} {kind}\nlamplight_{name} {value}\n"
            for name, kind, value, about in figures
        )
        return web.Response(text=text.replace(" nan\n", " NaN\n"))
