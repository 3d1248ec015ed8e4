"""The drawer of the page: every trouble that it makes comes, goes, and is seen by every window."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.playground.home import Home, opened
from tests.playground.window import opened as window

AN_HOUR_LATER = """
import os, pathlib, sys
clock = pathlib.Path(os.environ["PLAYGROUND_CLOCK"])
while (ahead := int.from_bytes(clock.read_bytes(), "little")) <= 60_000:
    assert ahead == 60_000, ahead
sys.exit(f"{ahead} ms ahead")
"""


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    """With the small bot in a process of its own."""
    one = await opened((0,), (), tmp_path, lambda _: {})
    one.discord.clock.stands = True
    one.child.command = (sys.executable, "-m", "tests.playground.bot", one.discord.api_url, one.discord.token)
    assert await one.start(), one.child.last_words
    yield one
    await one.stop()


async def test_a_dropped_connection_comes_back(home: Home) -> None:
    async with window(home.discord.url) as ana:
        assert await ana.asks("drop") == {"re": 0}
        assert "failed" not in await ana.types("/read")
        await ana.until(lambda: ana.shows("# Page 0"))
    assert home.discord.gateway.resumed == 1 and home.discord.gateway.identified == 1


@pytest.mark.parametrize(("which", "status"), [("failing", 503), ("limiting", 429), ("slow", 200)])
async def test_a_trouble_comes_and_goes(home: Home, which: str, status: int) -> None:
    async with window(home.discord.url) as ana, window(home.discord.url, "Ben") as ben:
        await ana.asks("trouble", which=which)
        await ben.until(lambda: ben.drawer["trouble"] == which)
        await ana.send("type", text="/read", channel=ana.channel("reading"))
        await home.discord.world.until(lambda: home.discord.requests[-1].status == status)
        await ben.asks("trouble", which="")
        await ana.until(lambda: ana.drawer["trouble"] == "")
        await ana.types("/read")
        await ben.until(lambda: ben.shows("# Page 0"))


async def test_nonsense_is_no_trouble(home: Home) -> None:
    async with window(home.discord.url) as ana:
        assert "no such trouble" in (await ana.asks("trouble", which="flood"))["error"]
        for seconds in (0, -5, 1e12, "soon"):
            assert "error" in await ana.asks("move clock", seconds=seconds)
        assert home.discord.clock.ahead == 0


async def test_the_bot_is_told_the_time(home: Home) -> None:
    home.discord.clock.advance(60)
    home.child.command = (sys.executable, "-c", AN_HOUR_LATER)
    async with window(home.discord.url) as ana:
        await ana.send("restart")
        await ana.until(lambda: ana.bot["state"] == "starting")
        await ana.asks("move clock", seconds=3600)
        await ana.until(lambda: ana.bot["state"] == "stopped")
        assert ana.bot["last_words"] == "3660000 ms ahead" and ana.drawer["ahead"] == 3660


async def test_beginning_anew_forgets_everything(home: Home) -> None:
    (home.folder / "of-the-bot.db").write_text("places")
    async with window(home.discord.url) as ana:
        await ana.types("/read")
        await ana.asks("new person", name="Dora")
        await ana.asks("move clock", seconds=3600)
        await ana.asks("trouble", which="failing")
        await ana.send("begin anew")
        await ana.closed()
    async with window(home.discord.url, "Ben") as ben:
        await ben.until(lambda: ben.bot["state"] == "ready")
        assert ben.hello["name"] == "Ben" and not ben.messages
        assert len(ben.people) == 3 and ben.drawer == {"trouble": "", "ahead": 0}
        assert "failed" not in await ben.types("/read")
    assert not (home.folder / "of-the-bot.db").exists()


async def test_a_restart_is_seen_through_when_its_window_closes(home: Home) -> None:
    async with window(home.discord.url) as ana:
        await ana.send("restart")
        await ana.until(lambda: ana.bot["state"] != "ready")
    async with window(home.discord.url) as ana:
        await ana.until(lambda: ana.bot["state"] == "ready")
