"""The browser of this machine, driven by Playwright; nothing is ever downloaded."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")  # root has no sandbox


def path() -> str | None:
    """Where a chromium is installed here, if one is."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@asynccontextmanager
async def started() -> AsyncIterator[Browser]:
    """Needs ``path()``."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path(), args=ARGUMENTS)
        yield browser
        await browser.close()
