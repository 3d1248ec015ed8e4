"""Going on with a gateway session that another process left: what happened meanwhile is told again.

Discord keeps a session for whoever knows its id and how many events were taken in. What was taken in after that was
written down comes a second time, an interaction too; one that was answered then is left alone. This file knows the
inside of discord.py (2.7.1), whose first connection always begins a session of its own.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any, Protocol, Self

import aiohttp
import discord
import discord.client
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.store.shards import Session

log = logging.getLogger(__name__)

PATIENCE = (
    1.0  # seconds for Discord to tell whether an interaction was answered, of the three that a person waits
)
GOING_ON = 4000  # a websocket that is closed with 1000 ends its session; with this it may be gone on with


class Heir(Protocol):
    """A client that may have been left a session."""

    def take_left(self) -> Session | None:
        """The session, once."""


class Socket(DiscordWebSocket):
    """Resumes at its first connection, if a session was left."""

    @classmethod
    async def from_client(cls, client: Any, *, initial: bool = False, **how: Any) -> Self:
        left: Session | None = client.take_left() if initial and hasattr(client, "take_left") else None
        if left is not None:
            try:
                return await super().from_client(client, initial=False, **how | _as_told(left))
            except (aiohttp.ClientError, OSError) as error:
                log.info("The session that was left cannot be reached: %s", error)
        return await super().from_client(client, initial=initial, **how)


def _as_told(left: Session) -> dict[str, Any]:
    gateway = yarl.URL(left.gateway)
    return {"session": left.session_id, "sequence": left.sequence, "gateway": gateway, "resume": True}


discord.client.DiscordWebSocket = Socket  # type: ignore[misc]


def session_of(socket: DiscordWebSocket | None) -> Session | None:
    """What somebody else would need to go on with it; None where there is nothing to go on with."""
    if socket is None or not socket.session_id or socket.sequence is None:
        return None
    return Session(socket.session_id, socket.sequence, str(socket.gateway))


async def leave_open(socket: DiscordWebSocket | None) -> None:
    """Take in no more events; Discord keeps them for whoever goes on."""
    if socket is not None:
        await socket.close(code=GOING_ON)


def told_once(client: discord.Client, ready: Callable[[], None]) -> None:
    """Until the session is gone on with, or a new one begins, what was answered is left alone."""
    parsers = client._connection.parsers
    parse, resumed, begun = (parsers[name] for name in ("INTERACTION_CREATE", "RESUMED", "READY"))
    checking: set[asyncio.Task[None]] = set()

    def interaction(data: Any) -> None:
        task = asyncio.create_task(_unless_answered(client, data, parse))
        checking.add(task)
        task.add_done_callback(checking.discard)

    def up_to_date(then: Callable[[Any], None]) -> Callable[[Any], None]:
        def parsed(data: Any) -> None:
            parsers.update({"INTERACTION_CREATE": parse, "RESUMED": resumed, "READY": begun})
            then(data)

        return parsed

    def gone_on(data: Any) -> None:
        resumed(data)
        ready()

    parsers["INTERACTION_CREATE"] = interaction
    parsers["RESUMED"], parsers["READY"] = up_to_date(gone_on), up_to_date(begun)


async def _unless_answered(client: discord.Client, data: Any, parse: Callable[[Any], None]) -> None:
    route = Route(
        *("GET", "/webhooks/{webhook_id}/{webhook_token}/messages/@original"),
        webhook_id=client.application_id or 0,
        webhook_token=data["token"],
    )
    try:
        async with asyncio.timeout(PATIENCE):
            await client.http.request(route)
        return
    except (discord.HTTPException, aiohttp.ClientError, TimeoutError):
        parse(data)  # nobody has answered, or nobody knows: a turn that was made is not made twice
