"""The README of the playground holds for a bot that has nothing to do with Lamplight."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest
import yarl

from bot.playground import NotPossible, Playground
from tests.playground.example_bot import Dice
from tests.playground.window import opened, patiently

ROOT = Path(__file__).parents[2]
README = ROOT / "bot" / "playground" / "README.md"
EXAMPLE = Path(__file__).with_name("example_bot.py")


@pytest.fixture
async def world() -> AsyncIterator[Playground]:
    async with Playground("Dice", same_process=True) as world:
        discord.http.Route.BASE = world.api_url
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(world.gateway.url)
        async with Dice(seed=3) as bot:
            running = asyncio.create_task(bot.start(world.token))
            yield world
        await running


async def test_everybody_may_roll_again(world: Playground) -> None:
    server = world.server("Games")
    table = server.channel("table")
    ana, ben = server.member("Ana"), server.member("Ben")
    await world.bot_ready()
    assert "You rolled a 2." in await ana.types("/roll", table)
    assert "You rolled a 5." in await ben.presses("Roll again", table)
    assert table.transcript(for_=ben) == "Ana used /roll\nDice\n  You rolled a 5.\n  [Roll again]"
    with pytest.raises(NotPossible, match="no command /dance"):
        await ana.types("/dance")


def test_the_readme_shows_these_very_lines() -> None:
    shown = "\n".join(re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL))
    lines = {line.strip() for line in shown.splitlines() if line.strip()}
    written = "\n".join(path.read_text("utf-8") for path in (Path(__file__), EXAMPLE))
    assert lines and not [line for line in lines if line not in written]


async def test_another_bot_is_shown_on_the_page(tmp_path: Path) -> None:
    command = (sys.executable, "-m", "bot.playground", sys.executable, "-m", "tests.playground.example_bot")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PLAYGROUND_OPEN": "0"}
    process = await asyncio.create_subprocess_exec(
        *command, cwd=tmp_path, env=environment, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    try:
        async with asyncio.timeout(60):
            line = (await process.stdout.readline()).decode()
        (url,) = re.findall(r"http://127\.0\.0\.1:\d+/", line)
        async with opened(url) as ana:
            await patiently(lambda: ana.types("/roll"))
            await ana.until(lambda: ana.shows("You rolled a"))
    finally:
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
