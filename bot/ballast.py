"""What Discord tells and this bot has no use for: taken out before discord.py (2.7.1) parses it, so that none is kept.

A press carries the whole message that was pressed, which discord.py would build anew, component by component; here a
button's custom id says all there is to know (bot/cogs/presses.py). A server comes with its channels and threads, its
roles, emojis, people and more, and discord.py would hold an object for each: 50 KB a server. Every interaction says
itself what is allowed where it is and who asks; the rest is asked of Discord when somebody wants to know it
(bot/asking.py). What stays of a server is that it is there, its language, and the ids of its channels for adults
(bot/age_restriction.py). A server that is new is
told whole to whoever greets it, once.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from discord import Client, Guild
from discord.utils import parse_time, utcnow

from bot.age_restriction import Marks
from bot.logs import handling

Data = dict[str, Any]
Parser = Callable[[Data], None]

KEPT_OF_A_SERVER = ("id", "unavailable", "preferred_locale")
KEPT_OF_A_MESSAGE = ("id", "type", "flags", "content", "attachments")
NEW = timedelta(hours=1)  # since a server has the bot
PRESS = 3  # Discord's type of an interaction with a component


def throw_overboard(client: Client, marks: Marks, untold: int = 0) -> "Lightened":
    """Lighten what `client` is told from now on; other events than these it does not know.

    It dispatches three of its own: `new_server` with all that Discord tells of it, `place_gone` with the id of a
    channel or thread that was deleted, and `place_locked` with the id of a thread. `untold`: see Lightened.
    """
    lightened = Lightened(client, marks, untold)
    client._connection.parsers = lightened.parsers()
    return lightened


def whole_server(client: Client, data: Data) -> Guild:
    """A server with everything in it, which nobody keeps."""
    return Guild(data=data, state=client._connection)  # type: ignore[arg-type]


class Lightened:
    """What becomes of each event.

    `untold` are how many servers are there that only the process before was told of, whose session is gone on with.
    """

    def __init__(self, client: Client, marks: Marks, untold: int = 0) -> None:
        self.untold = untold
        self._client, self._marks, self._theirs = client, marks, client._connection.parsers

    def parsers(self) -> dict[str, Parser]:
        """By the names that Discord gives to events."""
        return {
            "READY": self._ready,
            "RESUMED": self._theirs["RESUMED"],
            "INTERACTION_CREATE": self._interaction,
            "GUILD_CREATE": self._server,
            "GUILD_UPDATE": self._server_changed,
            "GUILD_DELETE": self._server_gone,
            "CHANNEL_CREATE": self._marks.learn_channel,
            "CHANNEL_UPDATE": self._marks.learn_channel,
            "CHANNEL_DELETE": self._channel_gone,
            "THREAD_UPDATE": self._thread_changed,
            "THREAD_DELETE": self._place_gone,
        }

    def _interaction(self, data: Data) -> None:
        lighten_interaction(data)
        with handling(int(data["id"])):
            self._theirs["INTERACTION_CREATE"](data)

    def _ready(self, data: Data) -> None:
        self.untold = 0  # a session of its own, which is told of all
        self._theirs["READY"](data)

    def _server(self, data: Data) -> None:
        is_known = self._client.get_guild(int(data["id"])) is not None
        is_new = not is_known and not data.get("unavailable") and not _joined_long_ago(data)
        self.untold = max(0, self.untold - (not is_known and not is_new))  # it comes back from an outage
        self._marks.learn_server(data)
        self._theirs["GUILD_CREATE"](_lightened_server(data))
        if is_new:
            self._client.dispatch("new_server", data)

    def _server_changed(self, data: Data) -> None:
        self._theirs["GUILD_UPDATE"](_lightened_server(data))

    def _server_gone(self, data: Data) -> None:
        if not data.get("unavailable"):
            self._marks.forget_server(int(data["id"]))
            self.untold = max(0, self.untold - (self._client.get_guild(int(data["id"])) is None))
        self._theirs["GUILD_DELETE"](data)

    def _channel_gone(self, data: Data) -> None:
        self._marks.forget_channel(data)
        self._place_gone(data)

    def _place_gone(self, data: Data) -> None:
        self._client.dispatch("place_gone", int(data["id"]))

    def _thread_changed(self, data: Data) -> None:
        if (data.get("thread_metadata") or {}).get("locked"):
            self._client.dispatch("place_locked", int(data["id"]))


def _joined_long_ago(data: Data) -> bool:
    """One that was told to another process, and comes back from an outage, is not greeted again."""
    joined = data.get("joined_at")
    return bool(joined) and utcnow() - parse_time(str(joined)) > NEW


def _lightened_server(data: Data) -> Data:
    return {name: data[name] for name in KEPT_OF_A_SERVER if name in data}


def lighten_interaction(data: Data) -> None:
    """The pressed message without what is on it and who wrote it."""
    if data.get("type") == PRESS and (message := data.get("message")):
        data["message"] = {name: message[name] for name in KEPT_OF_A_MESSAGE if name in message}
