"""How a person does anything: where they are, what they send to the app, and waiting for what comes of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bot.playground import permissions, transcript
from bot.playground.interactions import COMPONENT, Interaction, Modal
from bot.playground.line import Line
from bot.playground.messages import upload
from bot.playground.places import Room
from bot.playground.refusals import InteractionFailed, NotPossible
from bot.playground.replies import Reply, reply_of
from bot.playground.state import Channel, Json, Message, User
from bot.playground.typed import Typing
from bot.playground.world import PATIENCE

ALMOST_FAILED = (
    3.5  # s, longer than Discord's three: a bot of another process may have nothing to show for a press
)


class Hands:
    """Somebody with a window; ``in_`` may be left out: then it is where they last were."""

    def __init__(self, line: Line, user: User, room: Room | None) -> None:
        self.world = line.world
        self._line = line
        self.user = user
        self.room = room
        self.modal: Modal | None = None

    @property
    def name(self) -> str:
        return self.user.name

    def sees(self, message: Message) -> bool:
        if message.deleted or message.only_for not in (None, self.user.id):
            return False
        return permissions.may(message.channel, self.user, "view_channel")

    def _typing(self, in_: Room | None, file: tuple[str, bytes] | None, *, anyway: bool) -> Typing:
        files = [upload(file)] if file else []
        return Typing(self.world, self.user, self._channel(in_), anyway=anyway, files=files)

    def _channel(self, in_: Room | None) -> Channel:
        if in_ is not None:
            self.room = in_
        if self.room is None:
            raise NotPossible(f"{self.name} is nowhere: say in which channel")
        return self.room.channel

    def _where(self, in_: Room | None, message: Message | None) -> Iterable[Message]:
        if message is not None:
            return (message,)
        return (one for one in self._channel(in_).newest_first() if self.sees(one))

    def _sight(self, in_: Room | None) -> str:
        channel = self._channel(in_)
        return transcript.transcript([m for m in channel.messages.values() if self.sees(m)][-5:])

    async def _uses(self, message: Message, data: Json, typed: str) -> Reply:
        """``message`` is the one in the world, or a copy of it from earlier: then that is what they see."""
        source = message.channel.messages.get(message.id) or replace(message, deleted=True)
        one = self._send(COMPONENT, message.channel, data, source=source, shown=message, typed=typed)
        return await self._reply(one)

    def _send(self, kind: int, channel: Channel, data: Json, **more: Any) -> Interaction:
        self._line.check_reachable(channel.guild)
        return self._line.interactions.send(kind, self.user, channel, data, **more)

    async def _seen(self, one: Interaction) -> None:
        here = self._line.same_process
        hurry = asyncio.create_task(self._line.end_when_idle(one)) if here else None
        fails_by_itself = not here and not self.world.clock.stands
        try:
            await asyncio.wait([one.seen], timeout=ALMOST_FAILED if fails_by_itself else PATIENCE)
        finally:
            if hurry is not None:
                hurry.cancel()
        if one.failed:
            raise InteractionFailed(f"{self.name}: {one.typed}: This interaction failed")

    async def _reply(self, one: Interaction) -> Reply:
        await self._seen(one)
        if one.modal is not None and one.modal.opened_by is one:
            self.modal = one.modal
            return Reply(one.modal.title, None, one.modal)
        message = one.shown or one.original or one.source
        if message is None:
            return Reply("", None)
        return reply_of(message)
