"""Durable turns a second and their CPU: the store beside aiosqlite awaited statement by statement, in one run.

python -m tests.bench.bench_store [TURNS]
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import aiosqlite

from bot.store.database import Store, Transaction

_READINGS = 10_000
_SCHEMA = f"""
CREATE TABLE reading (reading BIGINT PRIMARY KEY, place BIGINT NOT NULL, revision BIGINT NOT NULL);
CREATE TABLE turn (reading BIGINT NOT NULL, revision BIGINT NOT NULL, place BIGINT NOT NULL,
    PRIMARY KEY (reading, revision));
INSERT INTO reading WITH RECURSIVE n (x) AS (SELECT 0 UNION ALL SELECT x + 1 FROM n LIMIT {_READINGS})
    SELECT x, 0, 0 FROM n;
"""
_SEEN = "SELECT place, revision FROM reading WHERE reading = ?"
_MOVE = "UPDATE reading SET place = place + 1, revision = revision + 1 WHERE reading = ? AND revision = ?"
_NOTE = "INSERT INTO turn (reading, revision, place) VALUES (?, ?, ?)"

Turn = Callable[[int], Awaitable[object]]


async def _body(tx: Transaction, reading: int) -> None:
    row = await tx.one(_SEEN, reading)
    assert row is not None
    assert await tx.run(_MOVE, reading, row["revision"]) == 1
    await tx.run(_NOTE, reading, row["revision"] + 1, row["place"] + 1)


def _statement_by_statement(connection: aiosqlite.Connection) -> Turn:
    alone = asyncio.Lock()  # one connection has one transaction

    async def turn(reading: int) -> None:
        async with alone:
            await connection.execute("BEGIN IMMEDIATE")
            async with connection.execute(_SEEN, (reading,)) as cursor:
                row = await cursor.fetchone()
            assert row is not None
            await connection.execute(_MOVE, (reading, row[1]))
            await connection.execute(_NOTE, (reading, row[1] + 1, row[0] + 1))
            await connection.execute("COMMIT")

    return turn


async def _measure(turn: Turn, turns: int, at_once: int) -> tuple[float, float]:
    """Wall and CPU microseconds a turn; every reading is at most once under way."""

    async def press(first: int) -> None:
        for number in range(turns // at_once):
            await turn((first + number * at_once) * 7919 % _READINGS)

    wall, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(press(first) for first in range(at_once)))
    done = turns // at_once * at_once
    return (time.perf_counter() - wall) / done * 1e6, (time.process_time() - cpu) / done * 1e6


async def compare(turns: int) -> None:
    """Prints a table; both sides write to the same kind of file on the same disk, with synchronous=FULL."""
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "migrations").mkdir()
        (Path(home) / "migrations" / "0001_bench.sql").write_text(_SCHEMA, encoding="utf-8")
        store = await Store.open(Path(home) / "store.db", Path(home) / "migrations")
        plain = await aiosqlite.connect(Path(home) / "plain.db", isolation_level=None)
        await plain.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" + _SCHEMA)
        await plain.execute("PRAGMA busy_timeout=1500")
        await _table(lambda reading: store.write(_body, reading), _statement_by_statement(plain), turns)
        await plain.close()
        await store.close()


async def _table(ours: Turn, plain: Turn, turns: int) -> None:
    print("durable turns        store              aiosqlite, each statement awaited")
    print("at once        a second  CPU µs         a second  CPU µs       times the turns, CPU")
    for at_once in (1, 16, 64, 256):
        wall, cpu = await _measure(ours, turns, at_once)
        plain_wall, plain_cpu = await _measure(plain, turns, at_once)
        print(
            f"{at_once:7} {1e6 / wall:15,.0f} {cpu:7.0f} {1e6 / plain_wall:16,.0f} {plain_cpu:7.0f}"
            f" {plain_wall / wall:17.1f} {cpu / plain_cpu:7.2f}"
        )


if __name__ == "__main__":
    asyncio.run(compare(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000))
