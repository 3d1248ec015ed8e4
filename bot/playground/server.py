"""The playground itself: a Discord that listens on 127.0.0.1, and the door to everything in it."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncGenerator
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.playground import (
    permissions,
    rest_application,
    rest_channels,
    rest_events,
    rest_interactions,
    rest_messages,
)
from bot.playground.clock import Clock
from bot.playground.faults import Faults
from bot.playground.gateway import Gateway
from bot.playground.identifying import SessionStarts
from bot.playground.interactions import Interactions
from bot.playground.line import Line
from bot.playground.people import Person
from bot.playground.places import Room
from bot.playground.rate_limits import RateLimits
from bot.playground.request import Request
from bot.playground.servers import Server
from bot.playground.state import Channel, Guild, Message, User
from bot.playground.wire import PREFIX, Wire
from bot.playground.world import PATIENCE, Event, World

HOST = "127.0.0.1"
TO_START = 60.0  # real seconds that a bot may take, on a machine that has much else to do
TOKEN = "playground.token.only-for-this-machine"
ROUTES = (
    *rest_application.ROUTES,
    *rest_messages.ROUTES,
    *rest_interactions.ROUTES,
    *rest_channels.ROUTES,
    *rest_events.ROUTES,
)


class Playground:
    """One world on one port; ``async with Playground() as discord`` starts and ends it.

    ``same_process``: the bot runs (on discord.py) in this very process, so that it can be known when it has nothing
    left to do, and a press that it ignores fails at once and not after three seconds. ``still``: time passes only by
    ``clock.advance``. ``rate_limits``: hold it to Discord's rate limits (``faults.rate_limit`` plans single ones).
    ``shards`` is how many it is recommended to have, ``max_concurrency`` how many of them may identify in five
    seconds, to which it is held where that is given.
    """

    def __init__(
        self,
        bot_name: str = "Lamplight",
        *,
        port: int = 0,
        token: str = TOKEN,
        same_process: bool = False,
        still: bool = False,
        rate_limits: bool = False,
        shards: int = 1,
        max_concurrency: int | None = None,
    ) -> None:
        self.world = World(bot_name)
        self.world.clock.stands = still
        self.token = token
        self.port = port
        self.interactions = Interactions(self.world)
        held = max_concurrency is not None
        starts = SessionStarts(
            self.world.clock, shards=shards, max_concurrency=max_concurrency or 1, held=held
        )
        self.gateway = Gateway(self.world, token, starts)
        self.faults = Faults(self.gateway)
        self.wire = Wire(self.world, self.interactions, self.faults, token, starts)
        self.wire.rate_limits = RateLimits(self.world) if rate_limits else None
        self.line = Line(self.world, self.interactions, self.gateway, self.wire, same_process=same_process)
        self.people: list[Person] = []
        self.app = self._app()
        self._runner = web.AppRunner(self.app, access_log=None, shutdown_timeout=0.1)

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=32 << 20)
        app[rest_messages.WORLD] = self.world
        self.wire.add(app, list(ROUTES))
        app.router.add_get("/gateway", self.gateway.handle)
        app.router.add_get("/attachments/{channel}/{file}/{name}", rest_messages.download)
        app.router.add_route("*", PREFIX + "/{rest:.*}", self.wire.nowhere)
        return app

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.world.url = f"http://{HOST}:{self.port}"
        self.gateway.url = self.wire.gateway_url = f"ws://{HOST}:{self.port}/gateway"

    async def stop(self) -> None:
        self.world.clock.close()
        await self.gateway.drop(code=1001)
        await self._runner.cleanup()

    @property
    def url(self) -> str:
        return self.world.url

    @property
    def api_url(self) -> str:
        """What the bot takes for ``https://discord.com/api/v10``."""
        return self.world.url + PREFIX

    @property
    def clock(self) -> Clock:
        return self.world.clock

    @property
    def bot(self) -> User:
        return self.world.bot

    @property
    def requests(self) -> deque[Request]:
        """Everything the app has asked of the REST API, oldest first."""
        return self.wire.requests

    # Places.

    def server(
        self, name: str, *, bot_permissions: int | None = permissions.BOT, shard: tuple[int, int] = (0, 1)
    ) -> Server:
        """A new server; with ``bot_permissions=None`` the bot is not in it. ``shard``: its own, and of how many."""
        return self.server_of(self.world.new_guild(name, bot_permissions, shard=shard))

    def server_of(self, guild: Guild) -> Server:
        return Server(self.line, self.people, guild)

    def room(self, channel: Channel) -> Room:
        return Room(self.world, channel)

    def person(self, user: User) -> Person:
        """Somebody's window, with nothing open in it yet."""
        return Person(self.line, user, None)

    def find(self, message_id: int) -> Message | None:
        return self.world.message(message_id)

    def forget(self) -> None:
        """Empty the world; no bot is connected meanwhile."""
        self.world.clear()
        self.people.clear()

    # Waiting.

    async def bot_ready(self, *, commands: bool = True, within: float = TO_START) -> None:
        """Until a bot is connected and (once in the world's life) has registered its commands."""
        await self.world.until(
            lambda: self.gateway.live and (self.world.synced or not commands), within=within, what="the bot"
        )

    async def shards_ready(self, *, within: float = TO_START) -> None:
        """Until every shard is connected, and the commands are registered."""
        await self.world.until(
            lambda: self.gateway.whole and self.world.synced, within=within, what="every shard"
        )

    async def bot_gone(self, *, within: float = PATIENCE) -> None:
        await self.world.until(lambda: not self.gateway.live, within=within, what="the bot to go")

    async def settled(self, *, within: float = PATIENCE) -> None:
        """Until the bot has taken in all that happened and waits for no answer (of REST).

        In the same process: until it handles nothing any more. A bot elsewhere is known by its requests only.
        Raises NothingHappened when it is still busy after ``within`` real seconds.
        """
        await self.line.settled(within=within)

    # Watching.

    def watch(self, person: Person, since: int | None = None) -> AsyncGenerator[Event, None]:
        """Everything that a person may see happen, from now on or from after a revision; never ends."""
        return self._feed(person, self.world.revision if since is None else since)

    async def _feed(self, person: Person, seen: int) -> AsyncGenerator[Event, None]:
        while True:
            fresh = self.world.since(seen)
            for event in fresh:
                seen = event.revision
                if self.world.sees(person.user, event):
                    yield event
            if not fresh:
                await self.world.change()
