"""A fresh database, as all processes share it."""

from collections.abc import AsyncIterator
from importlib.resources import files
from pathlib import Path

import pytest

from bot.store.database import Store


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(tmp_path / "lamplight.db", files("migrations"))
    yield opened
    await opened.close()
