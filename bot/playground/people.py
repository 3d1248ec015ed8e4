"""The people who use the app: they type, complete, press, choose, fill in, upload and read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.playground import forms, payloads, writing
from bot.playground.components import buttons, is_called, menus
from bot.playground.hands import Hands
from bot.playground.interactions import AUTOCOMPLETE, COMMAND, MODAL_SUBMIT
from bot.playground.messages import Upload, upload
from bot.playground.places import Room
from bot.playground.refusals import InteractionFailed, NotPossible
from bot.playground.replies import Reply
from bot.playground.state import Attachment, Json, Message, User
from bot.playground.typed import Typing

BUTTON = 2


class Person(Hands):
    """One person's window. ``in_`` may be left out: then it is where they last were."""

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def mention(self) -> str:
        return f"<@{self.user.id}>"

    @property
    def dm(self) -> Room:
        """Their direct messages with the bot."""
        return Room(self.world, self.world.direct(self.user))

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

    async def uses_command(
        self,
        name: str,
        options: Mapping[str, str],
        in_: Room | None = None,
        *,
        files: Mapping[str, Upload] | None = None,
    ) -> Reply:
        """The same with every option filled in by itself, as in Discord's window: a value may hold anything.

        ``name``: ``library add``, without the slash; ``files``: by the options that take them.
        """
        typing = self._typing(in_, None, anyway=False)
        typing.given, typing.attached = options, files or {}
        said = [f"{key}:{value}" for key, value in options.items()]
        named = [f"{key}:{file.filename}" for key, file in typing.attached.items()]
        text = " ".join((f"/{name}", *said, *named))
        one = self._send(COMMAND, typing.channel, typing.read(f"/{name}"), typed=text)
        return await self._reply(one)

    async def completes(self, text: str, in_: Room | None = None) -> list[str]:
        """What Discord offers for the last option of ``/goto place:ch``."""
        return [choice["name"] for choice in await self.completions(text, in_)]

    async def completions(self, text: str, in_: Room | None = None) -> list[Json]:
        """The same with their values: ``{"name", "value"}``."""
        typing = self._typing(in_, None, anyway=True)
        typing.focused = ""
        return await self._completed(typing, text)

    async def completes_option(
        self, name: str, options: Mapping[str, str], focused: str, in_: Room | None = None
    ) -> list[Json]:
        """What is offered for one option while the others stand as they do."""
        typing = self._typing(in_, None, anyway=True)
        typing.given, typing.focused = options, focused
        return await self._completed(typing, f"/{name}")

    async def _completed(self, typing: Typing, text: str) -> list[Json]:
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
        if together := forms.resolved(self.world, message.channel, found[0]["type"], values):
            data["resolved"] = together
        return await self._uses(message, data, custom_id)

    async def fills_in(self, fields: dict[str, Any], *, by_id: bool = False) -> Reply:
        """Submit the open form; its fields by their labels, the others as they stand.

        ``by_id``: fields by their custom ids and what is chosen by its values, for a window that draws the form.
        """
        modal, self.modal = self.modal, None
        if modal is None:
            raise NotPossible(f"no form is open for {self.name}")
        opener = modal.opened_by
        try:
            data = forms.submission(self.world, opener.channel, modal, fields, by_id=by_id)
        except NotPossible:
            self.modal = modal
            raise
        one = self._send(
            MODAL_SUBMIT, opener.channel, data, source=opener.source, typed=f"{modal.title}: {fields}"
        )
        one.modal = modal
        return await self._reply(one)

    async def uses(self, command: str, on: Message | Person | User, in_: Room | None = None) -> Reply:
        """A command of the context menu of a message or a person."""
        whom = on.user if isinstance(on, Person) else on
        kind = 3 if isinstance(whom, Message) else 2
        channel = whom.channel if isinstance(whom, Message) else self._channel(in_)
        typing = Typing(self.world, self.user, channel)
        found = typing.command(command, kind)
        if found is None:
            raise NotPossible(f"there is no {command!r} in that menu")
        typing.check_may_use(found)
        if isinstance(whom, Message):
            typing.resolve("messages", whom.id, payloads.message(self.world, whom))
        else:
            typing.resolve_user(whom)
        data = {"id": found["id"], "name": command, "type": kind, "target_id": str(whom.id)}
        one = self._send(COMMAND, channel, {**data, "resolved": typing.resolved}, typed=command)
        return await self._reply(one)

    # Writing.

    def begins_writing(self, in_: Room | None = None) -> None:
        """Everybody there is told that they are typing."""
        channel = self._channel(in_)
        writing.check_may_write(self.user, channel)
        writing.begin(self.world, self.user, channel)

    def says(
        self,
        text: str,
        in_: Room | None = None,
        *,
        file: tuple[str, bytes] | None = None,
        files: Sequence[Upload] = (),
        reply_to: Message | None = None,
    ) -> Message:
        """An ordinary message."""
        sent = [*([upload(file)] if file else []), *files]
        return writing.say(self.world, self.user, self._channel(in_), text, sent, reply_to)

    def rewrites(self, message: Message, text: str) -> None:
        """Edit a message of one's own."""
        writing.rewrite(self.world, self.user, message, text)

    def deletes(self, message: Message) -> None:
        """One's own message, or, for who may manage messages, anybody's."""
        writing.remove(self.world, self.user, message)

    # Seeing.

    def newest(self, in_: Room | None = None) -> Message | None:
        return next((m for m in self._channel(in_).newest_first() if self.sees(m)), None)

    def downloads(self, attachment: Attachment) -> bytes:
        return attachment.data
