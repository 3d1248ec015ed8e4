"""`make run` without a token: the page opens, the story is read in it, and nothing is left running afterwards."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest

from tests.playground.window import opened, patiently

PATIENCE = 90.0  # seconds that a playground and its bot may take, to start or to stop
ROOT = Path(__file__).parents[1]
OURS = (
    "DISCORD_TOKEN",
    "DISCORD_API_URL",
    "DATA_DIR",
    "LIBRARY_DIR",
    "LOG_LEVEL",
    "DISPLAY",
    "WAYLAND_DISPLAY",
)


class Run:
    """`python -m bot` in a folder of its own, without a token."""

    def __init__(self, folder: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        self.folder = folder
        self.environment = {**kept, "PYTHONPATH": str(ROOT), "PLAYGROUND_OPEN": "0", "DATA_DIR": str(folder)}
        self.url = ""

    async def starts(self) -> None:
        pipe = asyncio.subprocess.PIPE
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", cwd=self.folder, env=self.environment, stdout=pipe, stderr=pipe
        )

    async def opens(self) -> str:
        assert self.process.stdout and self.process.stderr
        async with asyncio.timeout(PATIENCE):
            line = (await self.process.stdout.readline()).decode()
            found = re.search(r"http://127\.0\.0\.1:\d+/", line)
            assert found, line + (await self.process.stderr.read()).decode()
        self.url = found[0]
        return self.url

    async def ends(self, how: signal.Signals = signal.SIGTERM) -> int:
        """The exit code, once the playground and the bot in it are both gone."""
        bots = children(self.process.pid)
        self.process.send_signal(how)
        async with asyncio.timeout(PATIENCE):
            await self.process.communicate()
            for bot in bots:
                await gone(bot)
        assert self.process.returncode is not None
        return self.process.returncode


def children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in text.read_text().split()] if text.exists() else []


async def gone(pid: int) -> None:
    """Waits for the end of a process that is nobody's child here."""
    with suppress(ProcessLookupError):
        ended = asyncio.Event()
        descriptor = os.pidfd_open(pid)
        asyncio.get_running_loop().add_reader(descriptor, ended.set)
        await ended.wait()
        asyncio.get_running_loop().remove_reader(descriptor)
        os.close(descriptor)


@pytest.fixture
async def run(tmp_path: Path) -> AsyncIterator[Run]:
    one = Run(tmp_path)
    await one.starts()
    yield one
    if one.process.returncode is None:
        one.process.kill()
        await one.process.communicate()


async def test_a_story_is_read_across_a_restart(run: Run) -> None:
    url = await run.opens()
    async with aiohttp.ClientSession() as session:
        async with session.get(url) as page:
            assert page.status == 200
            assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        for headers in ({"Host": "evil.example"}, {"Origin": "https://evil.example"}):
            async with session.get(url, headers=headers) as refused:
                assert refused.status == 403
    async with opened(url, "Ben") as ben:
        await patiently(lambda: ben.types("/read"))
        await ben.until(lambda: ben.shows("Page 1 of"))
        await patiently(lambda: ben.presses("Next"))
        await ben.until(lambda: ben.shows("Page 2 of"))
    assert await run.ends() == 0

    await run.starts()
    async with opened(await run.opens(), "Chloe") as chloe:
        assert chloe.shows("Page 2 of"), "the conversation is there again"
        await patiently(lambda: chloe.presses("Next"))
        await chloe.until(lambda: chloe.shows("Page 3 of"))
        await chloe.asks("move clock", seconds=2 * 24 * 3600)
        await patiently(lambda: chloe.types("/read"))
        await chloe.until(lambda: chloe.shows("Previously"))
    assert await run.ends(signal.SIGINT) == 0
    assert (run.folder / "playground" / "lamplight.db").exists()


async def test_a_killed_playground_takes_the_bot_with_it(run: Run) -> None:
    """On Linux, which alone tells a child of its parent's death."""
    await run.opens()
    assert bool(children(run.process.pid)) is (sys.platform == "linux")
    assert await run.ends(signal.SIGKILL) == -signal.SIGKILL


async def test_a_second_playground_takes_another_port(run: Run, tmp_path: Path) -> None:
    first = await run.opens()
    second = Run(tmp_path / "second")
    second.folder.mkdir()
    await second.starts()
    assert await second.opens() != first
    assert await second.ends() == 0
    assert await run.ends() == 0


async def test_a_bot_that_cannot_start_says_why(run: Run) -> None:
    """Two bots on one database: the second one's sentence and exit code are the playground's."""
    await run.opens()
    again = Run(run.folder)
    await again.starts()
    async with asyncio.timeout(PATIENCE):
        said, complained = await again.process.communicate()
    assert said == b""
    assert b"Traceback" not in complained and complained.strip()
    assert again.process.returncode == 1
    assert await run.ends() == 0
