"""A database as all processes share it."""

from collections.abc import AsyncIterator
from importlib.resources import files
from pathlib import Path

import pytest

from bot.store.database import Store


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """On SQLite, which knows of no process but by what it says."""
    opened = await Store.open(tmp_path / "lamplight.db", files("migrations"))
    yield opened
    await opened.close()


@pytest.fixture
async def any_store(database: Path | str) -> AsyncIterator[Store]:
    """On each of the engines."""
    opened = await Store.open(database, files("migrations"))
    yield opened
    await opened.close()
