"""The REST side of the wire: reads requests, meets faults, checks the token, records, answers as Discord."""

from __future__ import annotations

import json
import logging
import re
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from aiohttp import BodyPartReader, hdrs, web

from bot.playground import permissions
from bot.playground.faults import Faults
from bot.playground.identifying import SessionStarts
from bot.playground.interactions import Interactions
from bot.playground.messages import Upload
from bot.playground.rate_limits import RateLimits, Refusal
from bot.playground.refusals import (
    Refused,
    invalid,
    missing_access,
    missing_permissions,
    unauthorized,
    unknown,
)
from bot.playground.request import Request
from bot.playground.sessions import dumps
from bot.playground.state import Channel, Guild, Message
from bot.playground.world import World

Handler: TypeAlias = Callable[["Call"], Awaitable[Any]]
Route: TypeAlias = tuple[str, str, Handler]

PREFIX = "/api/v10"
PART = re.compile(r"(?:files\[(\d+)\]|file(\d*))\Z")
PLENTY = {
    "X-RateLimit-Limit": "10000",
    "X-RateLimit-Remaining": "9999",
    "X-RateLimit-Reset-After": "1.000",
    "Via": "1.1 playground",
}
KEPT_REQUESTS = 50_000
BROKEN = object()  # a body that is no JSON

log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Call:
    """One request on its way through a handler."""

    wire: Wire
    ids: Mapping[str, str]
    body: Any
    files: dict[int, Upload]
    query: Mapping[str, str]

    @property
    def world(self) -> World:
        return self.wire.world

    @property
    def interactions(self) -> Interactions:
        return self.wire.interactions

    def id(self, name: str) -> int:
        return int(self.ids[name])

    def channel(self, *wanted: str) -> Channel:
        """The channel of the path, if the bot may see it and do what is wanted there."""
        channel = self.world.channels.get(self.id("channel"))
        if channel is None:
            raise unknown("channel")
        if not permissions.may(channel, self.world.bot, "view_channel"):
            raise missing_access()
        self.demand(channel, *wanted)
        return channel

    def demand(self, channel: Channel, *wanted: str) -> None:
        if not permissions.may(channel, self.world.bot, *wanted):
            raise missing_permissions()

    def message(self, channel: Channel) -> Message:
        """The message of the path; what only one person sees is not there for the channel's routes."""
        message = channel.messages.get(self.id("message"))
        if message is None or message.ephemeral:
            raise unknown("message")
        return message

    def guild(self) -> Guild:
        guild = self.world.guilds.get(self.id("guild"))
        if guild is None:
            raise unknown("guild")
        if self.world.bot.id not in guild.members:
            raise missing_access()
        return guild


class Wire:
    def __init__(
        self, world: World, interactions: Interactions, faults: Faults, token: str, starts: SessionStarts
    ) -> None:
        self.world = world
        self.interactions = interactions
        self.faults = faults
        self.starts = starts
        self.token = token
        self.gateway_url = ""
        self.rate_limits: RateLimits | None = None
        self.requests: deque[Request] = deque(maxlen=KEPT_REQUESTS)
        self.busy = 0  # requests that have not been answered yet

    def add(self, app: web.Application, routes: list[Route]) -> None:
        for method, path, handler in routes:
            app.router.add_route(method, PREFIX + path, self._served(path, handler))

    def _served(self, route: str, handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        needs_token = not route.startswith(("/interactions/", "/webhooks/", "/gateway"))

        async def serve(request: web.Request) -> web.StreamResponse:
            self.busy += 1
            self.world.touch()
            try:
                return await self._serve(request, route, handler, needs_token)
            finally:
                self.busy -= 1
                self.world.touch()

        return serve

    async def _serve(
        self, request: web.Request, route: str, handler: Handler, needs_token: bool
    ) -> web.StreamResponse:
        record = Request(request.method, request.path.removeprefix(PREFIX), route, query=request.query)
        self.requests.append(record)
        files = await _read(request, record)
        fault = self._limited(record) or await self.faults.meet(record)
        if fault is not None:
            record.status, record.answer = fault.status, fault.body
            return _response(fault.status, fault.body, fault.headers)
        try:
            if needs_token and request.headers.get("Authorization") != f"Bot {self.token}":
                raise unauthorized()
            if record.body is BROKEN:
                raise Refused(400, 50109, "The request body contains invalid JSON.")
            record.answer = await handler(Call(self, request.match_info, record.body, files, request.query))
            record.status = 204 if record.answer is None else 200
        except Refused as refusal:
            record.status, record.answer = refusal.status, refusal.body()
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            log.exception("%s %s is not understood: %r", record.method, record.path, record.body)
            record.status, record.answer = 400, invalid(["In body: is not understood"]).body()
        if self.faults.loses(record):
            _hang_up(request)
        return _response(record.status, record.answer, PLENTY)

    def _limited(self, record: Request) -> Refusal | None:
        return self.rate_limits.meet(record.method, record.path) if self.rate_limits else None

    async def nowhere(self, request: web.Request) -> web.StreamResponse:
        """A path that Discord has and this world has not (yet) is told so, and recorded."""
        path = request.path.removeprefix(PREFIX)
        answer = {"message": "404: Not Found", "code": 0}
        self.requests.append(Request(request.method, path, "", None, status=404, answer=answer))
        return _response(404, answer, PLENTY)


def _hang_up(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()


def _response(status: int, body: Any, headers: Mapping[str, str]) -> web.Response:
    """Exactly ``application/json``: with a charset discord.py would take the text for a string."""
    if body is None:
        return web.Response(status=status, headers=headers)
    data = dumps(body).encode()
    return web.Response(status=status, body=data, headers={**headers, hdrs.CONTENT_TYPE: "application/json"})


async def _read(request: web.Request, record: Request) -> dict[int, Upload]:
    """Fill in the record's body; the files beside it are returned, by the number that the body knows them by."""
    if not request.can_read_body:
        return {}
    if request.content_type.startswith("multipart/"):
        return await _read_parts(request, record)
    record.body = _parsed(await request.read())
    return {}


async def _read_parts(request: web.Request, record: Request) -> dict[int, Upload]:
    """``payload_json`` beside ``files[n]``; n is what the body's attachments name as their id."""
    record.body, files = {}, {}
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        data = bytes(await part.read())
        if part.name == "payload_json":
            record.body = _parsed(data)
        elif match := PART.match(part.name or ""):
            kind = part.headers.get(hdrs.CONTENT_TYPE, "application/octet-stream")
            files[int(match[1] or match[2] or 0)] = Upload(part.filename or "file", kind, data)
    record.files = tuple(file.filename for file in files.values())
    return files


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return BROKEN
