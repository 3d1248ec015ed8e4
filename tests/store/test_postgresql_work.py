"""How PostgreSQL's few connections are used: kept for nobody, and shared by those for whom nobody waits."""

import asyncio
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.store import database
from bot.store.database import Store, Transaction
from bot.store.postgresql import connections
from tests.postgresql import Server
from tests.store.sample import notes, revision_of, turn, write_down


class Where(NamedTuple):
    """What a body is told of the place it belongs to."""

    server_id: int


async def test_who_does_nothing_keeps_no_transaction_and_no_connection(
    url: str, migrations: Path, postgresql: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "EMPTY", 0.1)
    store = await Store.open(url, migrations)

    async def until(count: str, what: str) -> None:
        sql = f"SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'lamplight' AND {what}"
        name = url.partition("?")[0].rpartition("/")[2]
        async with asyncio.timeout(30):
            while await asyncio.to_thread(postgresql.sql, f"{sql} AND datname = '{name}'") != count:
                pass

    async def press_eight() -> None:
        assert await asyncio.gather(*(store.read(revision_of, n) for n in range(8))) == [1] * 8

    assert await asyncio.gather(*(store.write(turn, n, 0) for n in range(8))) == [1] * 8
    await until("0", "state LIKE '%in transaction%'")
    await press_eight()
    monkeypatch.setattr(connections, "NEEDED", 0.1)
    await press_eight()
    await until("1", "TRUE")  # by which the process holds its place
    await press_eight()
    await store.close()
    await until("0", "TRUE")


async def test_what_nobody_waits_for_is_done_for_many_servers_together(
    url: str, migrations: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "SOON", 600.0)
    transactions = set()

    async def shown(tx: Transaction, where: Where) -> None:
        transactions.add(id(tx))
        await tx.put(("INSERT INTO note (text) VALUES (?)",), str(where.server_id))

    store = await Store.open(url, migrations)
    for server in range(1, 201):
        store.soon(shown, Where(server))
    await store.write(write_down, "next")
    assert not transactions, "they are of other servers"
    await store.close()
    assert len(transactions) < 20
    again = await Store.open(url, migrations)
    assert set(await again.read(notes)) == {"next", *map(str, range(1, 201))}
    await again.close()


async def test_one_that_fails_among_what_nobody_waits_for_fails_alone(url: str, migrations: Path) -> None:
    async def shown(tx: Transaction, where: Where) -> None:
        reading = 99 if where.server_id == 3 else 1  # there is no such reading
        await tx.put(("INSERT INTO turn VALUES (?, ?, 1)",), reading, where.server_id)

    async def revisions(tx: Transaction) -> list[int]:
        return [row["revision"] for row in await tx.all("SELECT revision FROM turn ORDER BY revision")]

    store = await Store.open(url, migrations)
    for server in range(1, 6):
        store.soon(shown, Where(server))
    await store.close()
    again = await Store.open(url, migrations)
    assert await again.read(revisions) == [1, 2, 4, 5]
    await again.close()
