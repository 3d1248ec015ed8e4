"""What a window may ask for in its person's name: commands, presses, forms and ordinary messages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.playground import site_commands, site_view
from bot.playground.people import Person
from bot.playground.places import Room
from bot.playground.refusals import NotPossible
from bot.playground.replies import Reply
from bot.playground.server import Playground
from bot.playground.site_uploads import Uploads
from bot.playground.state import Json, Message, User


@dataclass(frozen=True, slots=True)
class Asking:
    """One question of a window: who asks, and what."""

    discord: Playground
    person: Person
    uploads: Uploads
    what: Json

    @property
    def room(self) -> Room:
        channel = self.discord.world.channels.get(int(self.what["channel"]))
        if channel is None:
            raise NotPossible("This channel is gone.")
        return self.discord.room(channel)

    @property
    def message(self) -> Message:
        message = self.discord.find(int(self.what["message"]))
        if message is None or not self.person.sees(message):
            raise NotPossible("This message is gone.")
        return message

    @property
    def user(self) -> User:
        user = self.discord.world.users.get(int(self.what["person"]))
        if user is None:
            raise NotPossible("there is no such person")
        return user


Ask: TypeAlias = Callable[[Asking], Awaitable[Json]]


async def _reply(doing: Awaitable[Reply]) -> Json:
    reply = await doing
    return {"modal": site_view.modal(reply.modal)} if reply.modal else {}


async def list_commands(asking: Asking) -> Json:
    channel = asking.room.channel
    return {
        "commands": site_commands.commands(asking.discord, asking.person, channel),
        "menus": site_commands.menu_commands(asking.discord, asking.person, channel),
    }


async def type_(asking: Asking) -> Json:
    return await _reply(asking.person.types(asking.what["text"], asking.room))


async def complete(asking: Asking) -> Json:
    return {"choices": await asking.person.completions(asking.what["text"], asking.room)}


async def command(asking: Asking) -> Json:
    what, words = asking.what, asking.what.get("files") or {}
    files = dict(zip(words, asking.uploads.find(words.values()), strict=True))
    answer = await _reply(
        asking.person.uses_command(what["name"], _texts(what["options"]), asking.room, files=files)
    )
    asking.uploads.forget(words.values())
    return answer


async def complete_option(asking: Asking) -> Json:
    what = asking.what
    options = _texts(what["options"])
    found = await asking.person.completes_option(what["name"], options, what["focused"], asking.room)
    return {"choices": found}


def _texts(options: Mapping[str, object]) -> dict[str, str]:
    return {str(name): str(value) for name, value in options.items()}


async def use(asking: Asking) -> Json:
    """A command of the menu of a message or of a person."""
    on = asking.message if "message" in asking.what else asking.user
    return await _reply(asking.person.uses(asking.what["command"], on, asking.room))


async def press(asking: Asking) -> Json:
    return await _reply(asking.person.presses_id(asking.message, asking.what["button"]))


async def choose(asking: Asking) -> Json:
    what = asking.what
    return await _reply(asking.person.chooses_id(asking.message, what["menu"], what["values"]))


async def fill_in(asking: Asking) -> Json:
    """``files``: words of uploads by the fields that take them; with them the fields go by their ids."""
    fields, words = dict(asking.what["fields"]), asking.what.get("files")
    for field, names in (words or {}).items():
        fields[field] = asking.uploads.find(names)
    return await _reply(asking.person.fills_in(fields, by_id=words is not None))


async def say(asking: Asking) -> Json:
    what, words = asking.what, asking.what.get("files") or ()
    reply_to = asking.discord.find(int(what["reply_to"])) if what.get("reply_to") else None
    asking.person.says(what["text"], asking.room, files=asking.uploads.find(words), reply_to=reply_to)
    asking.uploads.forget(words)
    return {}


async def begin_writing(asking: Asking) -> Json:
    asking.person.begins_writing(asking.room)
    return {}


async def older(asking: Asking) -> Json:
    """Messages before one, as many as a window gets at once; fewer where that is the beginning of the channel."""
    found = site_view.last_seen(asking.room.channel, asking.person, int(asking.what["before"]))
    return {"messages": [site_view.message(asking.discord, one) for one in found]}


async def rewrite(asking: Asking) -> Json:
    asking.person.rewrites(asking.message, asking.what["text"])
    return {}


async def delete(asking: Asking) -> Json:
    asking.person.deletes(asking.message)
    return {}


ASKS: dict[str, Ask] = {
    "list commands": list_commands,
    "type": type_,
    "complete": complete,
    "command": command,
    "complete option": complete_option,
    "use": use,
    "press": press,
    "choose": choose,
    "fill in": fill_in,
    "say": say,
    "begin writing": begin_writing,
    "older": older,
    "rewrite": rewrite,
    "delete": delete,
}
