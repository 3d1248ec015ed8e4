"""What is to be seen from outside, on this machine's own address alone: `/healthz`, and `/metrics` for Prometheus."""

import contextlib
import math
from collections.abc import AsyncIterator, Callable, Iterator

from aiohttp import web

from bot.client import Lamplight
from bot.figures import Family, counter, family, gauge, text
from bot.meters import AnswerMeter, StoreMeter
from bot.store import deadlines, figures
from bot.store.database import Store
from bot.store.errors import StoreError
from bot.store.figures import Figures
from bot.store.readalong_state import Phase

HOST = "127.0.0.1"
LATE = 5_000  # milliseconds after which a deadline is late
PHASES = tuple(phase.value for phase in Phase if phase is not Phase.ENDED)


class Health:
    """Follows the connection of the moment."""

    def __init__(self, store: Store, now: Callable[[], int]) -> None:
        """`now` gives milliseconds since 1970 in UTC."""
        self._store, self._now = store, now
        self._clients: dict[int, Lamplight] = {}  # by shard
        self._held: frozenset[int] | None = None  # None: all shards are this process's
        self._connections = 0
        self._answers, self._database = AnswerMeter(), StoreMeter()
        self._answers.watch_waits()
        self._database.follow(store)

    def follow(self, client: Lamplight) -> None:
        """From here on this one is the connection to Discord of its shard."""
        self._clients[client.shard.shard_id] = client
        self._connections += 1
        self._answers.follow(client)

    def hold(self, shards: frozenset[int]) -> None:
        """These are this process's now; none: it waits to step in."""
        self._held = shards

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
        """200 when Discord is connected and the database answers, else 503 and why.

        A process that waits to step in has nothing to connect, and is well.
        """
        try:
            await self._store.read(deadlines.earliest)
        except StoreError as error:
            return web.Response(status=503, text=f"{error}\n")
        if not self._is_connected():
            return web.Response(status=503, text="Discord is not connected.\n")
        return web.Response(
            text="ok: other processes have every shard\n" if self._held == frozenset() else "ok\n"
        )

    def _is_connected(self) -> bool:
        """With every shard that is this process's; one that was handed over is another's."""
        mine = self._clients.keys() if self._held is None else self._held
        here = (self._clients.get(number) for number in mine)
        return (bool(mine) or self._held is not None) and all(
            one is not None and one.is_ready() for one in here
        )

    async def _metrics(self, _: web.Request) -> web.Response:
        """503 while the database does not answer."""
        try:
            found = await self._store.read(figures.count, self._now() - LATE)
        except StoreError as error:
            return web.Response(status=503, text=f"{error}\n")
        return web.Response(text=text((*self._lines(found), *self._answers.lines(), *self._database.lines())))

    def _lines(self, found: Figures) -> Iterator[Family]:
        clients = [one for one in self._clients.values() if one.is_ready() and not one.is_closed()]
        late = 0.0 if found.due_at is None else max(0.0, (self._now() - found.due_at) / 1000)
        latency = max((one.latency for one in clients), default=math.nan)
        phases = [(f'phase="{phase}"', found.under_way.get(phase, 0)) for phase in PHASES]
        up_to = f"counted up to {figures.MOST}"
        yield gauge("connected", "1 when every shard of this process is connected", self._is_connected())
        yield counter("connections_total", "connections that were tried", self._connections)
        yield gauge("servers", "servers that have the bot", sum(one.servers for one in clients))
        yield gauge("gateway_latency_seconds", "how long a heartbeat takes", latency)
        yield family("gauge", "readalongs", "read-alongs under way", phases)
        yield gauge("deadline_late_seconds", "how late the earliest deadline is", late)
        yield gauge("deadlines_late", f"deadlines more than {LATE // 1000} s late, {up_to}", found.late)
        yield gauge("posts_waiting", f"posts on their way, {up_to}", found.waiting)
