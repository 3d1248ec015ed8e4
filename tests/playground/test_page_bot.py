"""The bot's own life, as the playground's page shows it: killed, restarted, and unable to start."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator

import pytest

from bot.playground import Playground
from bot.playground.site import Site
from bot.playground.site_child import Child
from bot.playground.site_world import furnish
from bot.playground.world import Event
from tests.playground.window import opened


@pytest.fixture
async def child() -> AsyncIterator[Child]:
    """A bot in a process of its own."""
    discord = Playground(still=True)
    furnish(discord)
    child = Child(discord, (), {})
    Site(discord, child)
    async with discord:
        child.command = (sys.executable, "-m", "tests.playground.bot", discord.api_url, discord.token)
        yield child
        await child.stop()


async def test_the_bot_is_killed_and_comes_back(child: Child) -> None:
    assert await child.start()
    async with opened(child.discord.url) as ana:
        assert ana.bot["state"] == "ready"
        await ana.types("/read")
        await ana.asks("kill")
        await ana.until(lambda: ana.bot["state"] == "stopped")
        assert ana.bot["last_words"] == "It was ended from outside, without a word."
        discord = child.discord

        def three_seconds_later(event: Event) -> None:
            if event.name == "INTERACTION_CREATE":
                discord.clock.advance(3)

        discord.world.listeners.append(three_seconds_later)
        assert "failed" in await ana.presses("Next")
        discord.world.listeners.remove(three_seconds_later)
        await ana.asks("restart")
        await ana.until(lambda: ana.bot["state"] == "ready")
        await ana.presses("Next")
        await ana.until(lambda: ana.shows("# Page 1"))


async def test_the_bot_is_restarted(child: Child) -> None:
    assert await child.start()
    async with opened(child.discord.url) as ana:
        await ana.asks("restart")
        assert ana.bot["state"] == "ready"
        assert "failed" not in await ana.types("/read")
    await child.stop()
    assert not child.discord.gateway.live


async def test_a_bot_that_cannot_start_says_why(child: Child) -> None:
    child.command = (sys.executable, "-c", "import sys; sys.exit('The lamp is out of oil.')")
    assert not await child.start()
    assert child.exit_code == 1
    assert child.last_words == "The lamp is out of oil."
