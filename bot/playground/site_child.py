"""The bot in a process of its own, which can be restarted, killed, and seen to die."""

from __future__ import annotations

import asyncio
import ctypes
import signal
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from typing import IO

from bot.playground.refusals import NothingHappened
from bot.playground.server import Playground

TO_START = 60.0  # s that a bot may take before it is ready
TO_STOP = 10.0  # s that a bot may take to leave things in order
CLOCK = "PLAYGROUND_CLOCK"
SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


class State(StrEnum):
    STARTING = "starting"
    READY = "ready"
    STOPPED = "stopped"


class Child:
    """One bot, started by a command; ``on_change`` is called whenever its state is another.

    The file that ``PLAYGROUND_CLOCK`` names in its environment tells how far the world's clock is ahead of the
    machine's: milliseconds, as eight bytes with the least first. A file, since what is sent after the clock was moved
    must not come before the news of it. Its standard input ends where the playground does.
    """

    def __init__(self, discord: Playground, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.discord = discord
        self.command = command
        self.environment = environment
        self.state = State.STOPPED
        self.exit_code = 0
        self.on_change: Callable[[], None] = lambda: None
        self._process: asyncio.subprocess.Process | None = None
        self._lives: set[asyncio.Task[None]] = set()
        self._said: deque[bytes] = deque(maxlen=20)
        self._turn = asyncio.Lock()
        self._clock: IO[bytes] | None = None
        discord.clock.on_move = self._tell_time

    @property
    def last_words(self) -> str:
        """Why it ended: the last line of what it wrote to standard error, if it could still write."""
        if self.state is not State.STOPPED or not self.exit_code:
            return ""
        if self.exit_code < 0:
            return "It was ended from outside, without a word."
        lines = b"".join(self._said).decode(errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")

    async def start(self) -> bool:
        """Whether it is ready; False where it has ended before that."""
        async with self._turn:
            return await self._start()

    async def restart(self) -> bool:
        async with self._turn:
            await self._stop()
            return await self._start()

    async def stop(self) -> None:
        """SIGTERM, and after ``TO_STOP`` seconds SIGKILL."""
        async with self._turn:
            await self._stop()

    def kill(self) -> None:
        """As when the power fails."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()

    async def _start(self) -> bool:
        if self._process is not None:
            return self.state is State.READY
        self._said.clear()
        clock = self._clock = tempfile.NamedTemporaryFile(buffering=0)  # noqa: SIM115  # `_live` closes it
        self._tell_time()
        self._process = await asyncio.create_subprocess_exec(
            *self.command,
            env={**self.environment, CLOCK: clock.name},
            stdin=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,  # Ctrl+C is for the playground, which then ends the bot
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,
        )
        self._become(State.STARTING)
        life = asyncio.create_task(self._live(self._process, clock))
        self._lives.add(life)
        life.add_done_callback(self._lives.discard)
        with suppress(NothingHappened):
            await self.discord.world.until(self._is_decided, within=TO_START)
        if self._process is not None and self.discord.gateway.live:
            self._become(State.READY)
        return self.state is State.READY

    def _is_decided(self) -> bool:
        return self._process is None or bool(self.discord.gateway.live and self.discord.world.synced)

    async def _live(self, process: asyncio.subprocess.Process, clock: IO[bytes]) -> None:
        """What it says goes to standard error, as if it had been started by hand."""
        assert process.stderr is not None
        while said := await process.stderr.read(1 << 16):
            self._said.append(said)
            sys.stderr.buffer.write(said)
            sys.stderr.buffer.flush()
        self.exit_code = await process.wait()
        self._clock = None
        clock.close()
        with suppress(NothingHappened):
            await self.discord.bot_gone()
        self._process = None
        self._become(State.STOPPED)

    async def _stop(self) -> None:
        process, lives = self._process, list(self._lives)
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.terminate()
        _, late = await asyncio.wait(lives, timeout=TO_STOP)
        if late:
            self.kill()
            await asyncio.wait(late)

    def _tell_time(self) -> None:
        if self._clock is not None:
            self._clock.seek(0)
            self._clock.write(round(self.discord.clock.ahead * 1000).to_bytes(8, "little", signed=True))

    def _become(self, state: State) -> None:
        self.state = state
        self.discord.world.touch()
        self.on_change()


def _end_with_parent() -> None:
    """Linux ends the bot also where the playground itself was killed and could not."""
    ctypes.CDLL(None).prctl(SET_DEATH_SIGNAL, signal.SIGTERM)
