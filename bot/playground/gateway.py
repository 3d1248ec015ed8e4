"""The gateway: sessions over websockets that identify, heartbeat, resume, and are told what happens."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable
from typing import Any

import aiohttp
from aiohttp import web

from bot.playground import payloads
from bot.playground.identifying import SessionStarts
from bot.playground.sessions import BACKLOG, Session, dumps
from bot.playground.state import Guild, Json
from bot.playground.world import Event, World

HEARTBEAT, IDENTIFY, RESUME, INVALID, HELLO, ACK = 1, 2, 6, 9, 10, 11
ON_ITS_WAY = 0.05  # s that the answer to a heartbeat takes, at least
HEARTBEAT_EVERY = 41_250  # ms

CONNECTED = "GATEWAY_CONNECTED"  # the world's own event: a client has come or gone
FAREWELLS = (1000, 1001)  # a client that closes with one of these will not resume
UNKNOWN_ERROR, NOT_AUTHENTICATED, BAD_TOKEN, BAD_SHARD, BAD_INTENTS = 4000, 4003, 4004, 4010, 4014

GUILDS, MEMBERS, MESSAGES, TYPING = 1 << 0, 1 << 1, 1 << 9, 1 << 11
DIRECT_MESSAGES, DIRECT_TYPING, CONTENT, SCHEDULED = 1 << 12, 1 << 14, 1 << 15, 1 << 16
PRIVILEGED = MEMBERS | 1 << 8 | CONTENT

# The intents that an event needs: in a server, in direct messages. Source: Discord's documentation, "List of Intents".
INTENTS = {
    "MESSAGE": (MESSAGES, DIRECT_MESSAGES),
    "TYPING": (TYPING, DIRECT_TYPING),
    "CHANNEL": (GUILDS, 0),
    "THREAD": (GUILDS, 0),
    "GUILD": (GUILDS, 0),
    "GUILD_MEMBER": (MEMBERS, 0),
    "GUILD_SCHEDULED": (SCHEDULED, 0),
    "INTERACTION": (0, 0),
}


def needed(event: Event) -> int:
    words = event.name.split("_")
    pair = INTENTS.get("_".join(words[:2])) or INTENTS.get(words[0]) or (0, 0)
    return pair[event.guild is None]


class Gateway:
    def __init__(self, world: World, token: str, starts: SessionStarts) -> None:
        self.world = world
        self.token = token
        self.starts = starts
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self.identified = 0  # how often a client has begun anew
        self.resumed = 0
        self.allows_privileged = True
        world.listeners.append(self.hear)

    @property
    def live(self) -> list[Session]:
        return [session for session in self.sessions.values() if session.live]

    @property
    def whole(self) -> bool:
        """Whether every shard is connected: of as many as the last client said that there are."""
        there = {session.shard for session in self.live}
        count = next(reversed(self.sessions.values())).shard[1] if there else 1
        return all((index, count) in there for index in range(count))

    def hears_of(self, guild: Guild | None) -> bool:
        """Whether there is a session, connected or not, that is told of a server; None: of direct messages."""
        return any(session.gets(guild) for session in self.sessions.values())

    # Telling.

    def hear(self, event: Event) -> None:
        if not event.for_app or not self._is_there(event):
            return
        intents = needed(event)
        for session in self.sessions.values():
            if session.gets(event.guild) and (not intents or session.intents & intents):
                session.dispatch(event.name, self._as_seen(session, event))

    def _is_there(self, event: Event) -> bool:
        """Places that the bot is not in tell it nothing but what people do with it there."""
        if event.name == "INTERACTION_CREATE":
            return True
        if event.guild is None:
            return event.channel is None or self.world.bot in event.channel.recipients
        return self.world.bot.id in event.guild.members

    def _as_seen(self, session: Session, event: Event) -> Json:
        """Other people's words are empty without the message content intent, but in direct messages."""
        hidden = event.name in ("MESSAGE_CREATE", "MESSAGE_UPDATE") and event.guild is not None
        if hidden and not session.intents & CONTENT and not self._concerns_bot(event.data):
            return {**event.data, "content": "", "embeds": [], "attachments": [], "components": []}
        return event.data

    def _concerns_bot(self, message: Json) -> bool:
        own = str(self.world.bot.id)
        return message["author"]["id"] == own or any(user["id"] == own for user in message["mentions"])

    # Listening.

    async def handle(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(max_msg_size=0, autoclose=True)
        await socket.prepare(request)
        await socket.send_str(
            dumps({"op": HELLO, "d": {"heartbeat_interval": HEARTBEAT_EVERY, "_trace": []}})
        )
        session: Session | None = None
        pump: asyncio.Task[None] | None = None
        try:
            async for frame in socket:
                if frame.type != aiohttp.WSMsgType.TEXT:
                    break
                said = json.loads(frame.data)
                if said["op"] in (IDENTIFY, RESUME) and session is None:
                    session = await self._enter(socket, said["op"], said["d"])
                    if session is not None:
                        pump = self._attach(session, socket)
                        self.world.emit(CONNECTED, {}, for_app=False, for_people=False)
                else:
                    await self._answer(socket, session, said)
        finally:
            if session is not None and session.socket is socket:  # and not dropped by us
                session.outbox = session.socket = None
                if socket.close_code in FAREWELLS:
                    self.sessions.pop(session.id, None)
            if pump is not None:
                pump.cancel()
            self.world.emit(CONNECTED, {}, for_app=False, for_people=False)
        return socket

    async def _answer(self, socket: web.WebSocketResponse, session: Session | None, said: Json) -> None:
        match said["op"]:
            case 1:
                await self._take_beat(socket, session)
            case _ if session is None:
                await socket.close(code=NOT_AUTHENTICATED, message=b"Not authenticated.")
            case 8:
                self._send_members(session, said["d"])

    async def _take_beat(self, socket: web.WebSocketResponse, session: Session | None) -> None:
        """One that was asked for is not acknowledged, and none sooner than a network could: discord.py (2.7.1) would
        count from its beat before, 41 s ago, and warn that it cannot keep up. It notes when it sent one after sending.
        """
        if session is None:
            await socket.send_str(dumps({"op": ACK}))
        elif not session.owes:
            asyncio.get_running_loop().call_later(ON_ITS_WAY, session.send, ACK)
        if session is not None:
            session.owes = max(0, session.owes - 1)
            session.beats += 1
            self.world.touch()

    def _send_members(self, session: Session, wanted: Json) -> None:
        guild = self.world.guilds[int(wanted["guild_id"])]
        ids = {int(one) for one in wanted.get("user_ids") or ()}
        members = [m for m in guild.members.values() if not ids or m.user.id in ids]
        body: Json = {
            "guild_id": str(guild.id),
            "members": [payloads.member(self.world, member) for member in members],
            "chunk_index": 0,
            "chunk_count": 1,
            "nonce": wanted.get("nonce"),
        }
        session.dispatch("GUILD_MEMBERS_CHUNK", body)

    async def _enter(self, socket: web.WebSocketResponse, op: int, said: Json) -> Session | None:
        if said.get("token", "").removeprefix("Bot ") != self.token:
            await socket.close(code=BAD_TOKEN, message=b"Authentication failed.")
            return None
        if op == RESUME:
            return await self._resume(socket, said)
        if said["intents"] & PRIVILEGED and not self.allows_privileged:
            await socket.close(code=BAD_INTENTS, message=b"Disallowed intent(s).")
            return None
        return await self._begin(socket, said)

    async def _begin(self, socket: web.WebSocketResponse, said: Json) -> Session | None:
        """A new session, where the shard is one and its turn to identify has come."""
        index, count = said.get("shard") or (0, 1)
        if not 0 <= index < count:
            await socket.close(code=BAD_SHARD, message=b"Invalid shard.")
            return None
        if not self.starts.take(index):
            await socket.send_str(dumps({"op": INVALID, "d": False}))
            return None
        return self._identify(said, index, count)

    def _identify(self, said: Json, index: int, count: int) -> Session:
        for old in [s for s in self.sessions.values() if not s.live and s.shard == (index, count)]:
            del self.sessions[old.id]
        session = Session(said["intents"], (index, count))
        self.sessions[session.id] = session
        self.identified += 1
        world = self.world
        guilds = [g for g in world.guilds.values() if world.bot.id in g.members and session.gets(g)]
        ready: Json = {
            "v": 10,
            "user": payloads.me(world.bot),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "private_channels": [],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "application": {"id": str(world.app_id), "flags": 0},
            "shard": [index, count],
            "_trace": [],
        }
        session.dispatch("READY", ready)
        if session.intents & GUILDS:
            for guild in guilds:
                session.dispatch("GUILD_CREATE", payloads.guild(world, guild))
        return session

    async def _resume(self, socket: web.WebSocketResponse, said: Json) -> Session | None:
        session = self.sessions.get(said["session_id"])
        oldest = session.backlog[0][0] if session and session.backlog else 0
        if session is None or said["seq"] > session.seq or said["seq"] + 1 < oldest:
            await socket.send_str(dumps({"op": INVALID, "d": False}))
            return None
        kept = [(seq, frame) for seq, frame in session.backlog if seq > said["seq"]]
        session.backlog = deque(kept, maxlen=BACKLOG)
        self.resumed += 1
        return session

    def _attach(self, session: Session, socket: web.WebSocketResponse) -> asyncio.Task[None]:
        """From now on ``socket`` is the session's; what it has not had goes out first."""
        outbox: asyncio.Queue[str] = asyncio.Queue()
        again = session.backlog[0][0] > 1 if session.backlog else True
        for _, frame in session.backlog:
            outbox.put_nowait(frame)
        session.outbox, session.socket, session.owes = outbox, socket, 0
        if again:
            session.dispatch("RESUMED", {"_trace": []})
        return asyncio.get_running_loop().create_task(_pump(outbox, socket))

    # Troubling.

    async def drop(self, code: int = UNKNOWN_ERROR, *, forget: bool = False) -> None:
        """Close every connection; the sessions may be resumed, or are forgotten before anybody can."""
        live = self.live
        if forget:
            self.sessions.clear()
        for session in live:
            socket, session.outbox, session.socket = session.socket, None, None
            assert socket is not None
            await socket.close(code=code)
        self.world.touch()

    def tell_all(self, op: int, data: Any = None) -> None:
        for session in self.live:
            session.send(op, data)

    def invalidate(self) -> None:
        """Forget every session: the clients must identify anew."""
        self.tell_all(INVALID, False)
        for session in self.live:
            del self.sessions[session.id]

    async def barrier(self, within: float) -> None:
        """Wait until every client has taken in what it was sent: a client answers a heartbeat in its turn."""
        for session in self.live:
            session.owes += 1
            beats = session.beats + session.owes  # with those that somebody has asked for and not waited for
            session.send(HEARTBEAT)
            await self.world.until(_has_beaten(session, beats), within=within, what="a heartbeat")


def _has_beaten(session: Session, beats: int) -> Callable[[], bool]:
    return lambda: session.beats >= beats or not session.owes or not session.live


async def _pump(outbox: asyncio.Queue[str], socket: web.WebSocketResponse) -> None:
    while True:
        frame = await outbox.get()
        if socket.closed:
            return
        await socket.send_str(frame)
