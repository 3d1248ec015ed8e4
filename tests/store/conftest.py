"""A fresh store for each test, and another program that meddles with its file."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.store.database import Store
from tests.postgresql import Server
from tests.store.sample import FIRST, folder_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lamplight.db"


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "migrations", FIRST)


@pytest.fixture
def url(postgresql: Server) -> Iterator[str]:
    """A PostgreSQL database of its own."""
    made = postgresql.database()
    yield made
    postgresql.drop(made)


@pytest.fixture
async def store(path: Path, migrations: Path) -> AsyncIterator[Store]:
    opened = await Store.open(path, migrations)
    yield opened
    await opened.close()


@pytest.fixture
def other(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program's connection to the same file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


@pytest.fixture
async def either(new_database: Path | str, migrations: Path) -> AsyncIterator[Store]:
    """A store on each of the two engines."""
    opened = await Store.open(new_database, migrations)
    yield opened
    await opened.close()
