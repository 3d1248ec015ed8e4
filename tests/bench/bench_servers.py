"""Memory of ten thousand servers in one process: the bot, and a plain discord.py bot with its default intents."""

import asyncio
import contextlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from tests.bench.guilds import guild, server_id
from tests.bench.process import BotProcess
from tests.bench.tables import table

LAMPLIGHT, PLAIN = "bot", "tests.bench.bots.plain"
ME = 10**16
USER = {
    "id": str(ME),
    "username": "lamplight",
    "global_name": None,
    "discriminator": "0",
    "avatar": None,
    "bot": True,
}
APPLICATION = {
    "id": str(ME),
    "flags": 0,
    "name": "Lamplight",
    "icon": None,
    "description": "",
    "bot_public": True,
    "bot_require_code_grant": False,
}
KB = 1024
BEAT, SETTLED = (
    500,
    10,
)  # milliseconds between heartbeats, which name the last event; so many when all is told
TARGET = 5.0  # KB for a server
Json = dict[str, Any]


class Wire:
    """Discord as far as a bot that only comes online sees it, with so many servers."""

    def __init__(self, servers: int) -> None:
        self._servers = servers
        self.settled = asyncio.Event()  # the bot has parsed everything, and has had time to be ready
        self._beats = self._number = 0
        self.api_url = ""
        self.sent = 0  # bytes of all servers

    @contextlib.asynccontextmanager
    async def served(self) -> Any:
        app = web.Application()
        app.router.add_get("/gateway", self._gateway)
        app.router.add_route("*", "/api/{rest:.*}", self._rest)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            self._at = f"127.0.0.1:{runner.addresses[0][1]}"
            self.api_url = f"http://{self._at}/api"
            yield self
        finally:
            await runner.cleanup()

    async def _rest(self, request: web.Request) -> web.Response:
        answers: dict[str, Any] = {
            "users/@me": USER,
            "oauth2/applications/@me": APPLICATION | {"owner": USER, "verify_key": "", "summary": ""},
            "gateway": {"url": f"ws://{self._at}/gateway"},
        }
        found = answers.get(request.match_info["rest"])
        if found is None:  # the commands
            given = await request.json() if request.method == "PUT" else []
            found = [{**each, "id": str(at), "version": "1"} for at, each in enumerate(given, 1)]
        return web.Response(body=json.dumps(found).encode(), content_type="application/json")

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        await self._send(socket, {"op": 10, "d": {"heartbeat_interval": BEAT}, "s": None, "t": None})
        async for message in socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                break
            match json.loads(message.data)["op"]:
                case 1:
                    await self._send(socket, {"op": 11, "d": None, "s": None, "t": None})
                    self._beats += json.loads(message.data)["d"] == self._servers + 1
                    if self._beats == SETTLED:
                        self.settled.set()
                case 2:
                    await self._tell(socket)
        return socket

    async def _tell(self, socket: web.WebSocketResponse) -> None:
        stubs = [{"id": str(server_id(number)), "unavailable": True} for number in range(self._servers)]
        await self._event(
            socket,
            "READY",
            {
                **{"v": 10, "user": USER, "guilds": stubs, "session_id": "one", "shard": [0, 1]},
                **{
                    "resume_gateway_url": f"ws://{self._at}/gateway",
                    "application": {"id": str(ME), "flags": 0},
                },
            },
        )
        for number in range(self._servers):
            self.sent += await self._event(socket, "GUILD_CREATE", guild(number, ME))

    async def _event(self, socket: web.WebSocketResponse, name: str, data: Json) -> int:
        self._number += 1
        return await self._send(socket, {"op": 0, "t": name, "s": self._number, "d": data})

    async def _send(self, socket: web.WebSocketResponse, frame: Json) -> int:
        text = json.dumps(frame, separators=(",", ":"))
        await socket.send_str(text)
        return len(text)


async def compare(quick: bool) -> None:
    """What each process grows by, from no server to all, when it says that it is ready."""
    servers = 1_000 if quick else 10_000
    rows = []
    for name, module, target in (("plain discord.py", PLAIN, ""), ("Lamplight", LAMPLIGHT, f"≤ {TARGET}")):
        empty, _ = await _grown(module, 0)
        full, sent = await _grown(module, servers)
        each = (full - empty) / servers / KB
        rows.append((name, f"{empty / KB / KB:.1f}", f"{full / KB / KB:.1f}", f"{each:.2f}", target))
    head = ("", "empty MB", f"{servers:,} servers MB", "KB a server", "target")
    table(f"Memory for servers that take {sent / servers / KB:.0f} KB each on the wire", head, rows)


async def _grown(module: str, servers: int) -> tuple[int, int]:
    """Bytes in memory when it is ready, and bytes it was told."""
    home = Path(tempfile.mkdtemp(prefix="lamplight-bench-"))
    try:
        async with Wire(servers).served() as wire:
            process = await BotProcess.start(module, home, wire.api_url, "a.token")
            try:
                async with asyncio.timeout(300):
                    await wire.settled.wait()
                return process.memory(), wire.sent
            finally:
                await process.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)
