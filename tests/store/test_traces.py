"""Nobody is forgotten in forgetting: every column that could name a person or a server is in the one list."""

from importlib.resources import files
from pathlib import Path

import pytest

from bot.store import traces
from bot.store.database import Store, Transaction
from bot.store.traces import PEOPLE, PLACES, SERVERS
from bot.wording import privacy as wording_privacy

NAMING = ("_id", "_by", "_to")


async def _columns(tx: Transaction) -> list[tuple[str, str, str]]:
    """Table, column and type of everything that is kept."""
    tables = await tx.all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return [
        (table["name"], column["name"], column["type"])
        for table in tables
        for column in await tx.all(f"PRAGMA table_info({table['name']})")
    ]


def unlisted(columns: list[tuple[str, str, str]]) -> list[str]:
    """What could name somebody, and is in no list."""
    listed = {each.name for each in (*PEOPLE, *SERVERS)} | PLACES
    return [
        f"{table}.{column}"
        for table, column, kind in columns
        if kind == "BIGINT" and column.endswith(NAMING) and f"{table}.{column}" not in listed
    ]


@pytest.fixture
async def store(tmp_path: Path) -> Store:
    return await Store.open(tmp_path / "lamplight.db", files("migrations"))


async def test_every_column_that_names_somebody_is_listed(store: Store) -> None:
    columns = await store.read(_columns)
    assert unlisted(columns) == []
    names = {f"{table}.{column}" for table, column, _ in columns}
    assert {each.name for each in (*PEOPLE, *SERVERS)} | PLACES <= names, "and what is listed is there"
    await store.close()


def test_a_new_column_that_names_somebody_is_missed() -> None:
    new = [("club", "founded_by", "BIGINT"), ("club", "server_id", "BIGINT"), ("club", "size", "BIGINT")]
    assert unlisted(new) == ["club.founded_by", "club.server_id"]


def test_everything_that_is_kept_has_words() -> None:
    assert set(wording_privacy.ABOUT_PERSON) == {each.name for each in PEOPLE}
    assert set(wording_privacy.ABOUT_SERVER) == {each.name for each in SERVERS}


async def test_zero_is_no_server(store: Store) -> None:
    with pytest.raises(ValueError, match="no server"):
        await store.write(traces.forget_server, 0)
    await store.close()
