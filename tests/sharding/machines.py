"""Machines that each run one process of the bot, all over one database: they are started, stopped and killed."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from bot.playground import Playground

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds for a process, and for a shard to come to where it belongs


class Machine:
    """Its process is a fork of one that has everything imported (tests/conversations/incubator.py)."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._pid = 0

    @property
    def runs(self) -> bool:
        return self._pid != 0

    async def starts(self, ahead: int = 0) -> None:
        """By a clock that is so many milliseconds ahead; returns before the process is ready."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(b"%d\n" % ahead)
        async with asyncio.timeout(PATIENCE):
            self._pid = int(await self._process.stdout.readline())

    def is_killed(self) -> None:
        self._ends(signal.SIGKILL)

    def is_told_to_stop(self) -> None:
        self._ends(signal.SIGTERM)

    def _ends(self, how: signal.Signals) -> None:
        os.kill(self._pid, how)
        self._pid = 0

    async def is_taken_away(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            if self._pid:
                self.is_killed()
            self._process.kill()
        await self._process.wait()


@asynccontextmanager
async def machine(discord: Playground, home: Path, settings: Mapping[str, str]) -> AsyncIterator[Machine]:
    """One that is there until the end of the block. `settings` say where the database is."""
    home.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_URL": discord.api_url,
        "DATA_DIR": str(home),
        "LOG_LEVEL": "ERROR",
        **settings,
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.conversations.incubator"),
        env=environment,
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    made = Machine(process)
    try:
        yield made
    finally:
        await made.is_taken_away()
