"""Where a test keeps its database: on each of the two engines."""

import asyncio
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.store.database import Store
from tests.bots import end_all
from tests.postgresql import MISSING, Server, is_here, running

ENGINES = ("sqlite", "postgresql")

# A busy machine may take a second for what takes a millisecond.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    told = "run what needs a database on this engine alone; else conversations are held on SQLite, the rest on both"
    parser.addoption("--engine", choices=ENGINES, help=told)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Conversations are long, and held on SQLite alone, like what is marked `on_one`; but those marked `on_both`."""
    if "engine" not in metafunc.fixturenames:
        return
    chosen = metafunc.config.getoption("--engine")
    marks = {mark.name for mark in metafunc.definition.iter_markers()}
    on_one = "on_one" in marks or ("conversations" in metafunc.module.__name__ and "on_both" not in marks)
    engines = (chosen,) if chosen else ENGINES[:1] if on_one else ENGINES
    metafunc.parametrize("engine", engines, scope="function")


@pytest.fixture(autouse=True)
def _nothing_is_left_running() -> Iterator[None]:
    yield
    end_all()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A server for all tests of this process."""
    if not is_here():
        pytest.skip(MISSING)
    with running() as server:
        yield server


@pytest.fixture(scope="session")
def migrated(postgresql: Server) -> str:
    """The name of a database at the newest version, to make copies of."""
    postgresql.sql("CREATE DATABASE migrated")

    async def migrate() -> None:
        store = await Store.open(postgresql.url("migrated"), files("migrations"))
        await store.close()

    asyncio.run(migrate())
    return "migrated"


@pytest.fixture
def database(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path | str]:
    """Where a store of the real tables may be opened: a file that is not there yet, or a database that is ready."""
    if engine == "sqlite":
        yield tmp_path / "lamplight.db"
        return
    server: Server = request.getfixturevalue("postgresql")
    url = server.database(request.getfixturevalue("migrated"))
    yield url
    server.drop(url)


@pytest.fixture
def new_database(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path | str]:
    """Where a store may be opened that has no tables yet."""
    if engine == "sqlite":
        yield tmp_path / "lamplight.db"
        return
    server: Server = request.getfixturevalue("postgresql")
    url = server.database()
    yield url
    server.drop(url)
