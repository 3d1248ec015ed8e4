"""A real browser, and for every test a playground of its own with the real bot behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize, expect

from bot.playground.home import Home
from tests.browser import chromium
from tests.playground.home import at_home

PATIENCE = 20_000  # ms that a busy machine may take
LAPTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}

expect.set_options(timeout=PATIENCE)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    if chromium.path() is None:
        pytest.skip("no chromium on this machine")
    async with chromium.started() as one:
        yield one


@pytest_asyncio.fixture(loop_scope="session")
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    """What `make run` opens."""
    async with at_home(tmp_path) as one:
        yield one


Opens = Callable[..., Awaitable[Page]]


@pytest_asyncio.fixture(loop_scope="session")
async def opens(browser: Browser, home: Home) -> AsyncIterator[Opens]:
    """A window of a person, on a screen of its own; it must run without an error to the end."""
    async with AsyncExitStack() as stack:
        troubles: list[str] = []

        async def open_window(person: str = "Ana", *, size: ViewportSize = LAPTOP, **more: Any) -> Page:
            context = await browser.new_context(viewport=size, reduced_motion="reduce", **more)
            stack.push_async_callback(context.close)
            context.set_default_timeout(PATIENCE)
            page = await context.new_page()
            page.on("pageerror", lambda error: troubles.append(str(error)))
            page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
            await page.goto(f"{home.discord.url}/?as={person}")
            await expect(page.get_by_role("heading", level=1)).to_contain_text("reading")
            return page

        yield open_window
        assert not [trouble for trouble in troubles if "ERR_CONNECTION_REFUSED" not in trouble]


async def types(page: Page, text: str) -> None:
    """Into the composer and sent, as one does it by hand."""
    await page.locator("#composer [contenteditable], #composer textarea, #composer input").first.click()
    await page.keyboard.type(text)
    await page.keyboard.press("Enter")
