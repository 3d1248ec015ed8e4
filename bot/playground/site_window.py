"""One open window: a person behind a socket, who asks for things by name and is told what they can see happen."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Coroutine
from contextlib import suppress
from typing import Any

from aiohttp import WSMsgType, web

from bot.playground import site_view
from bot.playground.people import Person, Reply
from bot.playground.places import Room
from bot.playground.refusals import InteractionFailed, NotPossible
from bot.playground.server import Playground
from bot.playground.site_child import Child
from bot.playground.state import Json, Message
from bot.playground.world import Event

log = logging.getLogger(__name__)

POSTED = ("MESSAGE_CREATE", "MESSAGE_UPDATE")
PLACES = ("CHANNEL_", "THREAD_", "GUILD_")


class Window:
    """Asks come as ``{"do", "nr", ...}`` and are answered as ``{"re": nr, ...}``; everything else is told unasked."""

    def __init__(
        self, discord: Playground, child: Child, person: Person, socket: web.WebSocketResponse
    ) -> None:
        self.discord = discord
        self.child = child
        self.person = Person(discord, person.user, None)  # whose open form is this window's own
        self.socket = socket
        self._servers: list[Json] = []  # as last told
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

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _everything(self) -> Json:
        people = [{"id": str(one.id), "name": one.name} for one in self.discord.people]
        self._servers = site_view.servers(self.discord, self.person)
        return {
            "hello": {"id": str(self.person.id), "name": self.person.name},
            "people": people,
            "bot": self._bot(),
            "servers": self._servers,
            "messages": site_view.messages(self.discord, self.person),
        }

    def _bot(self) -> Json:
        bot, child = self.discord.bot, self.child
        return {"id": str(bot.id), "name": bot.name, "state": child.state, "last_words": child.last_words}

    # Telling.

    async def _follow(self, since: int) -> None:
        async for event in self.discord.watch(self.person, since):
            if (told := self._told(event)) is not None:
                await self.tell(told)

    def _told(self, event: Event) -> Json | None:
        if event.name in POSTED:
            message = self.discord.find(int(event.data["id"]))
            return {"message": site_view.message(self.discord, message)} if message else None
        if event.name == "MESSAGE_DELETE":
            return {"gone": event.data["id"], "channel": event.data["channel_id"]}
        return None

    def _hear(self, event: Event) -> None:
        """A place that is hidden from now on is no longer told of, so this listens to every change of places."""
        if event.name.startswith(PLACES):
            self._begin(self._tell_places())

    async def _tell_places(self) -> None:
        before, now = self._servers, site_view.servers(self.discord, self.person)
        if now == before:
            return
        self._servers = now
        known = {channel["id"] for server in before for channel in server["channels"]}
        said = site_view.messages(self.discord, self.person)
        new = [one for one in said if one["channel_id"] not in known]
        await self.tell({"servers": now, "messages": new})

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
        match asked["do"]:
            case "type":
                return self._reply(self.person.types(asked["text"], self._room(asked)))
            case "complete":
                return self._complete(asked)
            case "list commands":
                return self._commands(asked)
            case "press":
                return self._reply(self.person.presses_id(self._message(asked), asked["button"]))
            case "choose":
                chosen = self.person.chooses_id(self._message(asked), asked["menu"], asked["values"])
                return self._reply(chosen)
            case "fill in":
                return self._reply(self.person.fills_in(asked["fields"]))
            case "say":
                return self._say(asked)
            case "restart" | "kill":
                return self._treat_bot(asked["do"])
        raise ValueError(asked["do"])

    async def _reply(self, doing: Awaitable[Reply]) -> Json:
        reply = await doing
        return {"modal": site_view.modal(reply.modal)} if reply.modal else {}

    async def _complete(self, asked: Json) -> Json:
        return {"choices": await self.person.completions(asked["text"], self._room(asked))}

    async def _commands(self, asked: Json) -> Json:
        return {"commands": site_view.commands(self.discord, self.person, self._room(asked).channel)}

    async def _say(self, asked: Json) -> Json:
        self.person.says(asked["text"], self._room(asked))
        return {}

    async def _treat_bot(self, how: str) -> Json:
        if how == "kill":
            self.child.kill()
        else:
            await self.child.restart()
        return {}

    def _room(self, asked: Json) -> Room:
        channel = self.discord.world.channels.get(int(asked["channel"]))
        if channel is None:
            raise NotPossible("This channel is gone.")
        return self.discord.room(channel)

    def _message(self, asked: Json) -> Message:
        message = self.discord.find(int(asked["message"]))
        if message is None or not self.person.sees(message):
            raise NotPossible("This message is gone.")
        return message
