"""One open window: a person behind a socket, who asks for things by name and is told what they can see happen."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Awaitable, Coroutine, Iterator
from contextlib import suppress
from typing import Any

from aiohttp import WSMsgType, web

from bot.playground import site_view
from bot.playground.gateway import CONNECTED
from bot.playground.people import Person
from bot.playground.refusals import InteractionFailed, NotPossible
from bot.playground.server import Playground
from bot.playground.site_asks import ASKS, Ask, Asking
from bot.playground.site_building import BUILDING
from bot.playground.site_commands import first_command
from bot.playground.site_drawer import DRAWER, Drawer
from bot.playground.site_uploads import Uploads
from bot.playground.state import Json
from bot.playground.world import Event

log = logging.getLogger(__name__)

POSTED = ("MESSAGE_CREATE", "MESSAGE_UPDATE")
PLACES = ("CHANNEL_", "THREAD_", "GUILD_", "USER_")
EVERY_ASK: dict[str, Ask] = {**ASKS, **BUILDING}


class Window:
    """Asks come as ``{"do", "nr", ...}`` and are answered as ``{"re": nr, ...}``; everything else is told unasked."""

    def __init__(
        self,
        discord: Playground,
        drawer: Drawer,
        person: Person,
        uploads: Uploads,
        socket: web.WebSocketResponse,
    ) -> None:
        self.discord = discord
        self.drawer = drawer
        self.person = discord.person(person.user)  # whose open form is this window's own
        self.uploads = uploads
        self.socket = socket
        self._places: Json = {}  # and people, as last told
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Until the window is closed."""
        since = self.discord.world.revision
        await self.tell(self._everything())
        self._begin(self._follow(since))
        self.discord.world.listeners.append(self._hear)
        try:
            async for frame in self.socket:
                if frame.type is WSMsgType.TEXT:
                    self._begin(self._answer(frame.data))
        finally:
            self.discord.world.listeners.remove(self._hear)
            for task in self._tasks:
                task.cancel()

    async def tell(self, what: Json) -> None:
        with suppress(ConnectionError):
            await self.socket.send_str(json.dumps(what, ensure_ascii=False))

    def tell_of_bot(self) -> None:
        self._begin(self.tell({"bot": self._bot()}))

    def tell_of_drawer(self) -> None:
        self._begin(self.tell({"drawer": self.drawer.state()}))

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _everything(self) -> Json:
        self._places = self._seen_places()
        return {
            "hello": self._places["me"],
            "bot": self._bot(),
            "drawer": self.drawer.state(),
            **self._places,
            "messages": site_view.messages(self.discord, self.person),
        }

    def _seen_places(self) -> Json:
        return {
            "me": site_view.me(self.person),
            "people": site_view.people(self.discord),
            "servers": site_view.servers(self.discord, self.person),
            "direct": site_view.direct(self.discord, self.person),
        }

    def _bot(self) -> Json:
        bot, child = self.discord.bot, self.drawer.child
        shards = Counter(session.shard for session in self.discord.gateway.live)
        return {
            "id": str(bot.id),
            "name": bot.name,
            "state": child.state,
            "last_words": child.last_words,
            "first_command": first_command(self.discord),
            "connected": max(shards.values(), default=0),
        }

    # Telling.

    async def _follow(self, since: int) -> None:
        async for event in self.discord.watch(self.person, since):
            if (told := self._told(event)) is not None:
                await self.tell(told)

    def _told(self, event: Event) -> Json | None:
        if event.name in POSTED:
            message = self.discord.find(int(event.data["id"]))
            return {"message": site_view.message(self.discord, message)} if message else None
        if event.name == "TYPING_START" and event.data["user_id"] != str(self.person.id):
            return {"writing": event.data["user_id"], "channel": event.data["channel_id"]}
        if event.name == "MESSAGE_DELETE":
            return {"gone": event.data["id"], "channel": event.data["channel_id"]}
        return None

    def _hear(self, event: Event) -> None:
        """A place that is hidden from now on is no longer told of, so this listens to every change of places."""
        if event.name.startswith(PLACES):
            self._begin(self._tell_places())
        elif event.name == CONNECTED:
            self.tell_of_bot()

    async def _tell_places(self) -> None:
        before, now = self._places, self._seen_places()
        if now == before:
            return
        self._places = now
        known = set(_channels(before))
        new = site_view.messages(self.discord, self.person, known)
        await self.tell({**now, "messages": new})

    # Being asked.

    async def _answer(self, text: str) -> None:
        asked: Json = {}
        try:
            asked = json.loads(text)
            answer = await self._do(asked)
        except NotPossible as reason:
            answer = {"error": str(reason)}
        except InteractionFailed as reason:
            answer = {"failed": str(reason)}
        except Exception:
            log.exception("Cannot do what a window asked: %s", text)
            answer = {"error": "The playground does not understand its own page: reload it."}
        if isinstance(asked, dict):
            await self.tell({"re": asked.get("nr"), **answer})

    def _do(self, asked: Json) -> Awaitable[Json]:
        if asked["do"] in DRAWER:
            return DRAWER[asked["do"]](self.drawer, asked)
        return EVERY_ASK[asked["do"]](Asking(self.discord, self.person, self.uploads, asked))


def _channels(places: Json) -> Iterator[str]:
    for server in places["servers"]:
        yield from (channel["id"] for channel in server["channels"])
    yield from (channel["id"] for channel in places["direct"])
