"""A bot as a process of its own: started, its CPU and memory read from outside, ended."""

import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import Process as Child
from collections.abc import Collection
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[2]
CPU_CLOCK = (
    2  # CPUCLOCK_SCHED of the kernel's clock ids: a whole process, ended threads included, in nanoseconds
)


def cpu_of(pid: int) -> float:
    """Seconds of CPU that a process of this machine has used, with all its threads."""
    return time.clock_gettime(~pid << 3 | CPU_CLOCK)


class BotProcess:
    """`python -m module` in the folder `home`, with the settings that Lamplight has. Needs Linux."""

    def __init__(self, module: str, home: Path, child: Child) -> None:
        self.module = module
        self.home = home
        self._child = child

    @classmethod
    async def start(cls, module: str, home: Path, api_url: str, token: str) -> Self:
        """What it says goes to `home`/log."""
        settings = {
            "DISCORD_API_URL": api_url,
            "DISCORD_TOKEN": token,
            "DATA_DIR": str(home),
            "LIBRARY_DIR": str(home / "library"),
            "LOG_LEVEL": "INFO",
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "",  # set where tests run; a host compiles the program only once
        }
        with (home / "log").open("ab") as log:
            arguments = (sys.executable, "-m", module)
            child = await asyncio.create_subprocess_exec(
                *arguments, cwd=home, env={**os.environ, **settings}, stdout=log, stderr=log
            )
        return cls(module, home, child)

    def cpu(self) -> float:
        """Seconds of CPU that all its threads have used."""
        return cpu_of(self._child.pid)

    def memory(self) -> int:
        """Bytes of it that are in memory now."""
        with Path(f"/proc/{self._child.pid}/status").open(encoding="ascii") as status:
            line = next(line for line in status if line.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024

    def stay_on(self, cores: Collection[int]) -> None:
        """Run only there, with every thread; those to come do as the one that starts them."""
        for thread in Path(f"/proc/{self._child.pid}/task").iterdir():
            os.sched_setaffinity(int(thread.name), cores)

    async def stop(self) -> None:
        """As an operator does; one that does not end within ten seconds is killed."""
        if self._child.returncode is None:
            self._child.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self._child.wait(), 10)
        except TimeoutError:
            self._child.kill()
            await self._child.wait()

    def said(self) -> str:
        return (self.home / "log").read_text("utf-8", "replace")
