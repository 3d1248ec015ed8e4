"""Bots that are killed and started again: what the tests that kill them have in common."""

import asyncio
import contextlib
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from types import MappingProxyType

from bot.playground import Person, Playground, Room
from bot.playground.refusals import InteractionFailed, NothingHappened, NotPossible
from bot.playground.replies import Reply

PATIENCE = 60.0  # seconds that a bot may take to start
TROUBLE = (InteractionFailed, NothingHappened, NotPossible, ConnectionError)


class Incubator:
    """Starts and kills bots of the same home; see tests/conversations/incubator.py."""

    def __init__(self, process: asyncio.subprocess.Process, discord: Playground) -> None:
        self._process = process
        self._discord = discord
        self._pid = 0

    async def starts_a_bot(self, ahead: int = 0) -> None:
        """By a clock that is so many milliseconds ahead."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(b"%d\n" % ahead)
        async with asyncio.timeout(PATIENCE):
            self._pid = int(await self._process.stdout.readline())
        await self._discord.bot_ready(within=PATIENCE)

    async def kills_it(self) -> None:
        os.kill(self._pid, signal.SIGKILL)
        self._pid = 0
        await self._discord.bot_gone(within=PATIENCE)

    def leaves_none_behind(self) -> None:
        """A test that failed may not have killed its bot, which would call Discord for ever."""
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)


@asynccontextmanager
async def incubator(
    discord: Playground, home: Path, settings: Mapping[str, str] = MappingProxyType({})
) -> AsyncIterator[Incubator]:
    """Its bots have the playground's settings, and others that are given."""
    environment = {
        **os.environ,
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_URL": discord.api_url,
        "DATA_DIR": str(home),
        "LIBRARY_DIR": str(home / "library"),
        "LOG_LEVEL": "ERROR",
        **settings,
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.conversations.incubator"),
        env=environment,
        cwd=Path(__file__).parents[2],
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    bots = Incubator(process, discord)
    try:
        yield bots
    finally:
        bots.leaves_none_behind()
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


@asynccontextmanager
async def pressing(person: Person, button: str, room: Room) -> AsyncIterator[asyncio.Task[Reply]]:
    """Whatever is answered, or nothing: what comes of it is waited for in the block."""
    press = asyncio.create_task(person.presses(button, room))
    try:
        yield press
    finally:
        press.cancel()
        with contextlib.suppress(asyncio.CancelledError, *TROUBLE):
            await press


def is_asked(discord: Playground, path: str, before: int) -> bool:
    """Whether a bot has posted to such a path since there had been so many requests before; it may still wait."""
    since = list(discord.requests)[before:]
    return any(each.method == "POST" and re.search(path, each.path) for each in since)


def pages(room: Room) -> list[int]:
    """The numbers of the pages that stand in the channel, oldest message first."""
    return [int(number) for number in re.findall(r"page number (\d+)", room.transcript())]
