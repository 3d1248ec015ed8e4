"""The playground as `make run` opens it, with the real bot in a process of its own, for one test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.playground.__main__ import open_playground
from bot.playground.home import Home
from bot.settings import make_folders, settings_from


@asynccontextmanager
async def at_home(folder: Path) -> AsyncIterator[Home]:
    """It keeps what it keeps in the folder."""
    settings = settings_from({"DATA_DIR": str(folder)})
    make_folders(settings)
    one = await open_playground(settings, ports=(0,))
    assert await one.start(), one.child.last_words
    yield one
    await one.stop()
