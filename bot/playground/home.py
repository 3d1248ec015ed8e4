"""The playground as `make run` opens it: a world that is kept, its page, and the bot in a process of its own."""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bot.playground.kept import Kept
from bot.playground.server import Playground
from bot.playground.site import Site
from bot.playground.site_child import Child
from bot.playground.site_drawer import Drawer
from bot.playground.site_world import furnish

KEPT = "kept.jsonl"


class Home:
    """``folder`` is where the bot and the playground keep what they keep, and nobody else anything."""

    def __init__(self, bot_name: str, port: int, command: Sequence[str], folder: Path) -> None:
        self.discord = Playground(bot_name, port=port)
        self.child = Child(self.discord, command, {})
        self.kept = Kept(self.discord, folder / KEPT)
        self.folder = folder
        self.site = Site(self.discord, self.child, Drawer(self.discord, self.child, self._clear_away))

    def _clear_away(self) -> None:
        for path in self.folder.glob("*"):
            if path.is_file():
                path.unlink()
        self.kept.begin()

    async def start(self) -> bool:
        """Whether the bot is ready. Another playground may have the folder: then its bot is not, and ours keeps out."""
        ready = await self.child.start()
        if ready:
            self.kept.begin()
        return ready

    async def stop(self) -> None:
        await self.child.stop()
        self.kept.close()
        await self.discord.stop()


async def opened(
    ports: Sequence[int],
    command: Sequence[str],
    folder: Path,
    environment: Callable[[Playground], Mapping[str, str]],
    *,
    bot_name: str = "Lamplight",
) -> Home:
    """On the first port that is free, with what was kept; the bot is not started yet. Raises OSError."""
    for port in ports:
        home = Home(bot_name, port, command, folder)
        try:
            await home.discord.start()
        except OSError as error:
            await home.discord.stop()
            if port != ports[-1] and error.errno == errno.EADDRINUSE:
                continue
            raise
        home.child.environment = environment(home.discord)
        if not home.kept.bring_back():
            furnish(home.discord)
        return home
    raise ValueError("no port to open the playground on")
