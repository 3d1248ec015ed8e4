"""A window on the playground's page without a browser: it asks over the socket, and hears what it is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

PATIENCE = 30.0  # s


class Window:
    """``messages`` are what the page would show, by their ids."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.hello: dict[str, Any] = {}
        self.bot: dict[str, Any] = {}
        self.messages: dict[str, dict[str, Any]] = {}
        self.servers: list[dict[str, Any]] = []
        self.people: list[dict[str, Any]] = []
        self.direct: list[dict[str, Any]] = []
        self.drawer: dict[str, Any] = {}
        self.writing: dict[str, Any] = {}  # who was told to be typing last, and where
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._heard = asyncio.Condition()

    def channel(self, name: str) -> str:
        every = [channel for server in self.servers for channel in server["channels"]]
        return next(str(channel["id"]) for channel in every if channel["name"] == name)

    async def asks(self, do: str, **more: Any) -> dict[str, Any]:
        number = len(self._answers)
        self._answers[number] = asyncio.get_running_loop().create_future()
        await self.socket.send_json({"do": do, "nr": number, **more})
        async with asyncio.timeout(PATIENCE):
            return await self._answers[number]

    async def send(self, do: str, **more: Any) -> None:
        """Ask without waiting for the answer."""
        await self.socket.send_json({"do": do, "nr": -1, **more})

    async def closed(self) -> None:
        """Until the playground has closed it."""
        await self.until(lambda: self.socket.closed)

    async def types(self, text: str, channel: str = "reading") -> dict[str, Any]:
        return await self.asks("type", text=text, channel=self.channel(channel))

    async def until(self, ready: Callable[[], Any]) -> Any:
        try:
            async with asyncio.timeout(PATIENCE), self._heard:
                return await self._heard.wait_for(ready)
        except TimeoutError:
            told = "closed" if self.socket.closed else str(list(self.messages.values())[-3:])
            raise AssertionError(f"{self.bot}, and of what is shown, the last: {told}") from None

    @property
    def newest(self) -> dict[str, Any]:
        return list(self.messages.values())[-1]

    def shows(self, words: str) -> bool:
        return any(words in str(message) for message in self.messages.values())

    async def presses(self, label: str) -> dict[str, Any]:
        """The newest button of that label."""
        for message in reversed(self.messages.values()):
            for one in controls(message["components"]):
                if one.get("label") == label:
                    return await self.asks("press", message=message["id"], button=one["custom_id"])
        raise AssertionError(f"there is no {label} in {self.messages}")

    async def hear(self) -> None:
        async for frame in self.socket:
            told = frame.json()
            if told.get("re") in self._answers:
                self._answers[told["re"]].set_result(told)
            else:
                self._take(told)
            await self._wake()
        await self._wake()

    async def _wake(self) -> None:
        async with self._heard:
            self._heard.notify_all()

    def _take(self, told: dict[str, Any]) -> None:
        self.hello = told.get("hello", self.hello)
        self.bot = told.get("bot", self.bot)
        self.drawer = told.get("drawer", self.drawer)
        self.people = told.get("people", self.people)
        self.direct = told.get("direct", self.direct)
        self.servers = told.get("servers", self.servers)
        self.writing = told if "writing" in told else self.writing
        self.messages |= {one["id"]: one for one in told.get("messages", ())}
        if "message" in told:
            self.messages[told["message"]["id"]] = told["message"]
        self.messages.pop(told.get("gone", ""), None)


async def patiently(act: Callable[[], Awaitable[dict[str, Any]]]) -> None:
    """On a machine that is busy, Discord's three seconds may pass; then it is done again, as people do."""
    async with asyncio.timeout(3 * PATIENCE):
        while "failed" in (answer := await act()):
            continue
    assert "error" not in answer, answer


def controls(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for one in components:
        inner = [*one.get("components", ()), *([one["accessory"]] if "accessory" in one else ())]
        found += [one, *controls(inner)]
    return found


@asynccontextmanager
async def opened(url: str, name: str = "Ana") -> AsyncIterator[Window]:
    """A window of a person, as the page at ``url`` opens it."""
    origin = url.rstrip("/")
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{origin}/socket?as={name}", headers={"Origin": origin}) as socket,
    ):
        window = Window(socket)
        hearing = asyncio.create_task(window.hear())
        await window.until(lambda: window.hello)
        yield window
        hearing.cancel()
