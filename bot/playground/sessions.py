"""A session of the gateway: what it remembers of one client, and which servers its shard is told of."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import deque
from typing import Any

from aiohttp import web

from bot.playground.state import Guild, Json

DISPATCH = 0
BACKLOG = 5_000  # events that a session may have missed and still resume

dumps = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, check_circular=False).encode


class Session:
    """What the gateway remembers of one client, connected or not."""

    def __init__(self, intents: int, shard: tuple[int, int]) -> None:
        self.id = secrets.token_hex(16)
        self.intents = intents
        self.shard = shard
        self.seq = 0
        self.beats = 0
        self.owes = 0  # heartbeats that it was asked for and has not sent yet
        self.backlog: deque[tuple[int, str]] = deque(maxlen=BACKLOG)
        self.outbox: asyncio.Queue[str] | None = None  # of the live connection
        self.socket: web.WebSocketResponse | None = None

    @property
    def live(self) -> bool:
        return self.outbox is not None

    def dispatch(self, name: str, data: Json) -> None:
        self.seq += 1
        frame = dumps({"op": DISPATCH, "s": self.seq, "t": name, "d": data})
        self.backlog.append((self.seq, frame))
        if self.outbox is not None:
            self.outbox.put_nowait(frame)

    def send(self, op: int, data: Any = None) -> None:
        if self.outbox is not None:
            self.outbox.put_nowait(dumps({"op": op, "d": data}))

    def gets(self, guild: Guild | None) -> bool:
        index, count = self.shard
        return (guild.id >> 22) % count == index if guild else index == 0
