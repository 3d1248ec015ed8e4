"""The people who use the app: they type, complete, press, choose, fill in, upload and read."""

from __future__ import annotations

import asyncio
import mimetypes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.playground import forms, messages, payloads, permissions, transcript
from bot.playground.components import buttons, is_called, label_of, menus
from bot.playground.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL_SUBMIT, Interaction, Modal
from bot.playground.messages import Upload
from bot.playground.refusals import InteractionFailed, NotPossible, Refused
from bot.playground.state import Attachment, Channel, Json, Message, User
from bot.playground.typed import Typing
from bot.playground.world import PATIENCE

if TYPE_CHECKING:
    from bot.playground.places import Room
    from bot.playground.server import Playground

BUTTON = 2


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person saw come of what they did, as it was at that moment."""

    text: str  # the message as in a transcript, without its author
    message: Message | None  # goes on changing as the app edits it
    modal: Modal | None = None
    private: bool = False  # only they see it
    buttons: tuple[str, ...] = ()  # the ones that can be pressed
    deleted: bool = False

    def __contains__(self, words: str) -> bool:
        return words in self.text


class Person:
    """One person's window. ``in_`` may be left out: then it is where they last were."""

    def __init__(self, discord: Playground, user: User, room: Room | None) -> None:
        self.discord = discord
        self.user = user
        self.room = room
        self.modal: Modal | None = None

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def mention(self) -> str:
        return f"<@{self.user.id}>"

    @property
    def dm(self) -> Room:
        """Their direct messages with the bot."""
        return self.discord.room(self.discord.world.direct(self.user))

    def installs(self) -> None:
        """Have the app on one's own account too, to use it anywhere."""
        self.user.installed = True

    def closes_dms(self) -> None:
        """Take no more direct messages from the bot."""
        self.user.closed = True

    # Doing.

    async def types(
        self,
        text: str,
        in_: Room | None = None,
        *,
        file: tuple[str, bytes] | None = None,
        anyway: bool = False,
    ) -> Reply:
        """``/read story:The Lamplighter``; NotPossible where Discord's window would not send it.

        Raises InteractionFailed when the bot does not answer in time.
        """
        typing = self._typing(in_, file, anyway=anyway)
        one = self._send(COMMAND, typing.channel, typing.read(text), typed=text)
        return await self._reply(one)

    async def uploads(self, text: str, file: tuple[str, bytes], in_: Room | None = None) -> Reply:
        """A command with a file (name, content) for its attachment option."""
        return await self.types(text, in_, file=file)

    async def completes(self, text: str, in_: Room | None = None) -> list[str]:
        """What Discord offers for the last option of ``/goto place:ch``."""
        return [choice["name"] for choice in await self.completions(text, in_)]

    async def completions(self, text: str, in_: Room | None = None) -> list[Json]:
        """The same with their values: ``{"name", "value"}``."""
        typing = self._typing(in_, None, anyway=True)
        typing.focused = ""
        one = self._send(AUTOCOMPLETE, typing.channel, typing.read(text), typed=text)
        await self._seen(one)
        if one.choices is None:
            raise InteractionFailed(f"{text}: loading options failed")
        return one.choices

    async def picks(self, text: str, choice: str, in_: Room | None = None) -> Reply:
        """Type a command, take what completion offers for its last option, and send that."""
        offered = await self.completions(text, in_)
        values = [str(one["value"]) for one in offered if one["name"] == choice]
        if not values:
            raise NotPossible(f"{text} is offered {[one['name'] for one in offered]}, not {choice!r}")
        before, colon, _ = text.rpartition(":")
        return await self.types(f"{before}{colon}{values[0]}", in_)

    async def presses(
        self, button: str, in_: Room | None = None, *, message: Message | None = None, anyway: bool = False
    ) -> Reply:
        """The newest button of that name that can be pressed; with ``anyway`` one that is greyed out too."""
        found = [
            (home, one)
            for home in self._where(in_, message)
            for one in buttons(home.components)
            if is_called(one, button)
        ]
        usable = [pair for pair in found if anyway or not pair[1].get("disabled")]
        if not usable:
            reason = "is greyed out" if found else "is nowhere"
            raise NotPossible(f"the button {button!r} {reason} for {self.name}:\n{self._sight(in_)}")
        home, one = usable[0]
        if "custom_id" not in one:
            raise NotPossible(f"{button!r} is a link to {one.get('url')}")
        return await self.presses_id(home, one["custom_id"])

    async def presses_id(self, message: Message, custom_id: str) -> Reply:
        """Press what the message may no longer have; ``message`` may be a remembered copy (``Message.copy``)."""
        return await self._uses(message, {"custom_id": custom_id, "component_type": BUTTON}, custom_id)

    async def chooses(
        self,
        *options: str,
        menu: str | None = None,
        in_: Room | None = None,
        message: Message | None = None,
        anyway: bool = False,
    ) -> Reply:
        """Options by their labels, in the newest menu that has them (``menu``: by its placeholder)."""
        for home in self._where(in_, message):
            for one in menus(home.components):
                if menu in (None, one.get("placeholder")) and (anyway or not one.get("disabled")):
                    if (values := forms.values(home.channel, one, options)) is None:
                        continue
                    return await self.chooses_id(home, one["custom_id"], values)
        raise NotPossible(f"{self.name} finds no menu with {options}:\n{self._sight(in_)}")

    async def chooses_id(self, message: Message, custom_id: str, values: Sequence[str]) -> Reply:
        """Choose by the ids and values of the wire, for a window that draws the menu itself."""
        found = [one for one in menus(message.components) if one.get("custom_id") == custom_id]
        if not found or found[0].get("disabled"):
            raise NotPossible("this menu is not there any more")
        data: Json = {"custom_id": custom_id, "component_type": found[0]["type"], "values": list(values)}
        if together := forms.resolved(self.discord.world, message.channel, found[0]["type"], values):
            data["resolved"] = together
        return await self._uses(message, data, custom_id)

    async def fills_in(self, fields: dict[str, Any]) -> Reply:
        """Submit the open form; its fields by their labels, the others as they stand."""
        modal, self.modal = self.modal, None
        if modal is None:
            raise NotPossible(f"no form is open for {self.name}")
        opener = modal.opened_by
        try:
            data = forms.submission(self.discord.world, opener.channel, modal, fields)
        except NotPossible:
            self.modal = modal
            raise
        one = self._send(
            MODAL_SUBMIT, opener.channel, data, source=opener.source, typed=f"{modal.title}: {fields}"
        )
        one.modal = modal
        return await self._reply(one)

    async def uses(self, command: str, on: Message | Person) -> Reply:
        """A command of the context menu of a message or a person."""
        kind = 3 if isinstance(on, Message) else 2
        channel = on.channel if isinstance(on, Message) else self._channel(None)
        typing = Typing(self.discord.world, self.user, channel)
        found = typing.command(command, kind)
        if found is None:
            raise NotPossible(f"there is no {command!r} in that menu")
        typing.check_may_use(found)
        if isinstance(on, Message):
            typing.resolve("messages", on.id, payloads.message(self.discord.world, on))
        else:
            typing.resolve("users", on.id, payloads.user(on.user))
        data = {"id": found["id"], "name": command, "type": kind, "target_id": str(on.id)}
        one = self._send(COMMAND, channel, {**data, "resolved": typing.resolved}, typed=command)
        return await self._reply(one)

    def says(self, text: str, in_: Room | None = None, *, file: tuple[str, bytes] | None = None) -> Message:
        """An ordinary message."""
        channel = self._channel(in_)
        wanted = "send_messages_in_threads" if channel.is_thread else "send_messages"
        if not permissions.may(channel, self.user, wanted):
            raise NotPossible(f"{self.name} may not write in #{channel.name}")
        files = {0: upload(file)} if file else {}
        try:
            return messages.post(self.discord.world, channel, self.user, {"content": text}, files)
        except Refused as refusal:
            raise NotPossible(f"{self.name} cannot send this: {refusal.message} {refusal.errors}") from None

    # Seeing.

    def sees(self, message: Message) -> bool:
        if message.deleted or message.only_for not in (None, self.user.id):
            return False
        return permissions.may(message.channel, self.user, "view_channel")

    def newest(self, in_: Room | None = None) -> Message | None:
        return next((m for m in self._channel(in_).newest_first() if self.sees(m)), None)

    def downloads(self, attachment: Attachment) -> bytes:
        return attachment.data

    # How it is done.

    def _typing(self, in_: Room | None, file: tuple[str, bytes] | None, *, anyway: bool) -> Typing:
        files = [upload(file)] if file else []
        return Typing(self.discord.world, self.user, self._channel(in_), anyway=anyway, files=files)

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
        self.discord.check_reachable()
        return self.discord.interactions.send(kind, self.user, channel, data, **more)

    async def _seen(self, one: Interaction) -> None:
        hurry = asyncio.create_task(self.discord.end_when_idle(one)) if self.discord.same_process else None
        try:
            await asyncio.wait([one.seen], timeout=PATIENCE)
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


def reply_of(message: Message) -> Reply:
    pressable = tuple(label_of(one) for one in buttons(message.components) if not one.get("disabled"))
    return Reply(
        transcript.body(message), message, None, message.ephemeral, pressable, deleted=message.deleted
    )


def upload(file: tuple[str, bytes]) -> Upload:
    name, data = file
    return Upload(name, mimetypes.guess_type(name)[0] or "application/octet-stream", data)


def names(people: Sequence[Person]) -> list[str]:
    return [person.name for person in people]
