"""What was said, kept in a file: the next start of the playground shows the conversation again.

The file is a line of JSON for whatever came to be or is otherwise now (the last one of its kind and id counts), so
that keeping costs as much as what is new, and a killed playground has kept all but a line that it was just writing.
What only one person sees is not kept, as in Discord.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from bot.playground import kept_json
from bot.playground.server import Playground
from bot.playground.state import LOADING, Json, Message
from bot.playground.world import Event

log = logging.getLogger(__name__)

MOST = 5_000  # messages kept of a channel, the newest
SPARE = 5_000  # lines that may be out of date before the file is written anew
PAUSE = 0.2  # s in which changes of places become one line
SAID = ("MESSAGE_CREATE", "MESSAGE_UPDATE")
PLACES = ("CHANNEL_", "THREAD_", "GUILD_", "USER_")


class Kept:
    """``bring_back`` before anything happens in the world, ``begin`` when nobody else can be writing."""

    def __init__(self, discord: Playground, path: Path) -> None:
        self.discord = discord
        self.path = path
        self._file: IO[str] | None = None
        self._lines = 0
        self._files: set[int] = set()  # that stand there already
        self._later: asyncio.TimerHandle | None = None
        discord.world.listeners.append(self._hear)

    # Reading.

    def bring_back(self) -> bool:
        """Fill an empty world with what was kept; False where that is nothing. The playground has started."""
        try:
            found = _read(self.path.read_text("utf-8"), self.discord.url)
            kept_json.furnish(self.discord, found["places"])
            kept_json.bring_files(self.discord.world, found["file"].values())
            kept_json.bring_messages(self.discord.world, found["message"].values())
        except FileNotFoundError:
            return False
        except (OSError, LookupError, TypeError, ValueError, AttributeError) as error:
            log.warning("What was said before cannot be read, and the playground begins anew: %r", error)
            self.discord.forget()
            return False
        return True

    # Writing.

    def begin(self) -> None:
        """Write down the world as it is, and from now on what happens in it."""
        self._let_go()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside = self.path.with_suffix(".new")
            with beside.open("w", encoding="utf-8") as file:
                self._lines = sum(bool(file.write(_line(one))) for one in self._everything())
            beside.replace(self.path)
            self._file = self.path.open("a", encoding="utf-8")
        except OSError as error:
            log.warning("What is said will not be there after the next start: %s", error)

    def close(self) -> None:
        if self._file is not None:
            self._write_places()
        self._let_go()

    def _let_go(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._later is not None:
            self._later.cancel()
            self._later = None

    def _everything(self) -> Iterator[Json]:
        self._files.clear()
        yield {"url": self.discord.url}
        yield {"places": kept_json.places(self.discord)}
        for channel in self.discord.world.channels.values():
            said = [one for one in channel.messages.values() if not one.ephemeral]
            for message in said[-MOST:]:
                yield from self._said(message)

    def _hear(self, event: Event) -> None:
        if self._file is None:
            return
        if event.name in SAID:
            message = self.discord.find(int(event.data["id"]))
            if message is not None and not message.ephemeral:
                self._write(*self._said(message))
        elif event.name == "MESSAGE_DELETE":
            self._write({"gone": int(event.data["id"])})
        elif event.name.startswith(PLACES) and self._later is None:
            self._later = asyncio.get_running_loop().call_later(PAUSE, self._write_places)

    def _said(self, message: Message) -> Iterator[Json]:
        """A message after those of its files that are new."""
        for one in message.attachments:
            if one.id not in self._files:
                self._files.add(one.id)
                yield {"file": kept_json.file(one)}
        yield {"message": kept_json.message(message)}

    def _write_places(self) -> None:
        self._later = None
        self._write({"places": kept_json.places(self.discord)})

    def _write(self, *lines: Json) -> None:
        try:
            if self._file is not None:
                self._file.write("".join(map(_line, lines)))
                self._file.flush()
                self._lines += len(lines)
        except OSError as error:
            log.warning("What is said from now on will not be there after the next start: %s", error)
            self._let_go()
        if self._lines > SPARE + 2 * sum(len(one.messages) for one in self.discord.world.channels.values()):
            self.begin()


def _line(one: Json) -> str:
    return json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n"


def _read(text: str, url: str) -> Json:
    """By kind and id; addresses of files are those of this start. Raises ValueError where a whole line is no JSON."""
    first, _, rest = text.partition("\n")
    rest = rest.replace(json.loads(first)["url"] + "/attachments/", url + "/attachments/")
    found: Json = {"message": {}, "file": {}}
    for line in rest.split("\n")[:-1]:  # what follows the last line's end was being written
        ((kind, told),) = json.loads(line).items()
        match kind:
            case "places":
                found["places"] = told
            case "gone":
                found["message"].pop(told, None)
            case _:
                found[kind][told["id"]] = told
    found["message"] = {key: one for key, one in found["message"].items() if not one["flags"] & LOADING}
    return found
