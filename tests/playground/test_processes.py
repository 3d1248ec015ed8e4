"""A bot in a process of its own, killed as hard as can be: its messages stay and the next one goes on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.playground import InteractionFailed, Playground

ROOT = Path(__file__).parents[2]


@pytest.fixture
def start() -> Iterator[Callable[[Playground], subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []

    def begin(here: Playground) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.playground.bot", here.api_url, here.token]
        started.append(subprocess.Popen(command, cwd=ROOT))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()


async def test_a_killed_bot_is_followed_by_another(
    start: Callable[[Playground], subprocess.Popen[bytes]],
) -> None:
    async with Playground(still=True) as here:
        server = here.server("Book club")
        room, ana = server.channel("reading"), server.member("Ana")
        first = start(here)
        await here.bot_ready()
        await ana.types("/read", room)
        assert "# Page 1" in await ana.presses("Next")
        first.kill()
        await here.bot_gone()
        start(here)
        await here.bot_ready()
        assert "# Page 2" in await ana.presses("Next")
        await here.settled()
        assert here.gateway.identified == 2 and len(room.messages()) == 1


async def test_an_ignored_press_fails_when_its_time_is_up(
    start: Callable[[Playground], subprocess.Popen[bytes]],
) -> None:
    async with Playground(still=True) as here:
        server = here.server("Book club")
        room, ana = server.channel("reading"), server.member("Ana")
        start(here)
        await here.bot_ready()
        await ana.types("/acts", room)
        here.world.listeners.append(
            lambda event: here.clock.advance(3) if event.name == "INTERACTION_CREATE" else None
        )
        with pytest.raises(InteractionFailed):
            await ana.presses("Ignore")
