"""Whole bodies, grouped commits, and failures that stay alone."""

import asyncio
import sqlite3
import threading
import types
from collections.abc import Generator
from importlib.metadata import version
from pathlib import Path
from typing import cast

import pytest

from bot.store import commit, database, sqlite
from bot.store.database import Store, StoreError, Transaction
from bot.store.transaction import SqliteTransaction
from tests.store.sample import history, notes, together, turn, write_down


async def test_a_write_is_on_the_disk_when_it_returns(store: Store, other: sqlite3.Connection) -> None:
    assert await store.write(turn, 1, seen=0) == 1
    assert history(other)[1] == [1]


async def test_who_waits_together_is_committed_together(store: Store) -> None:
    spoken: list[str] = []
    await store.read(_trace, spoken)
    results = await together(store, *(store.write(write_down, str(n)) for n in range(100)))
    await store.read(_trace, None)
    assert results == [1] * 100
    assert spoken.count("BEGIN IMMEDIATE") == spoken.count("COMMIT") == 1
    assert [word.split()[0] for word in spoken if "PRAGMA" not in word] == [
        "BEGIN", *["INSERT"] * 100, "COMMIT",
    ], "and no statement more"  # fmt: skip


async def _trace(tx: Transaction, into: list[str] | None) -> None:
    connection = cast(SqliteTransaction, tx)._connection
    connection.set_trace_callback(None if into is None else into.append)


async def test_a_commit_that_fails_fails_everyone_in_it(store: Store) -> None:
    async def promise(tx: Transaction) -> None:
        await tx.run("INSERT INTO promise VALUES (99)")  # looked at only at the commit

    results = await together(store, store.write(write_down, "a"), store.write(promise))
    assert [type(result) for result in results] == [sqlite3.IntegrityError] * 2
    assert await store.read(notes) == []
    assert await store.write(write_down, "after") == 1


@types.coroutine
def _elsewhere() -> Generator[None, None, None]:
    yield


async def test_a_body_that_awaits_something_else_is_told_so(store: Store) -> None:
    async def dawdle(tx: Transaction) -> None:
        await write_down(tx, "never")
        await _elsewhere()

    with pytest.raises(RuntimeError, match=r"dawdle.*something other than its transaction"):
        await store.write(dawdle)
    results = await together(store, store.write(dawdle), store.write(write_down, "a"))
    assert isinstance(results[0], RuntimeError)
    assert await store.read(notes) == ["a"]


async def test_a_body_that_ends_the_transaction_itself_is_told_so(store: Store) -> None:
    async def impatient(tx: Transaction) -> None:
        await tx.run("ROLLBACK")

    with pytest.raises(RuntimeError, match="impatient ended its transaction"):
        await store.write(impatient)
    results = await together(store, store.write(impatient), store.write(write_down, "a"))
    assert [type(result) for result in results] == [RuntimeError] * 2
    assert await store.write(write_down, "after") == 1
    assert await store.read(notes) == ["after"]


async def test_a_read_waits_behind_no_more_than_one_group(store: Store) -> None:
    order: list[str] = []
    loop = asyncio.get_running_loop()

    async def note(_: Transaction, what: str) -> None:
        order.append(what)

    async def ask_late(_: Transaction) -> None:
        order.append("write")
        if order.count("write") == 1:  # a reader who comes while the first group is being written
            asked = threading.Event()
            loop.call_soon_threadsafe(lambda: readers.append(loop.create_task(store.read(note, "read"))))
            loop.call_soon_threadsafe(loop.call_soon, asked.set)
            assert asked.wait(10)

    readers: list[asyncio.Task[None]] = []
    await together(store, *(store.write(ask_late) for _ in range(commit.GROUP * 3)))
    await readers[0]
    assert order.index("read") == commit.GROUP


async def test_close_gives_up_on_a_thread_that_hangs(
    path: Path, migrations: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(database, "CLOSING", 0.05)
    store = await sqlite.SqliteStore.at(path, migrations)
    release = threading.Event()

    async def hang(_: Transaction) -> None:
        release.wait(10)

    hanging = asyncio.ensure_future(store.read(hang))
    await asyncio.ensure_future(store.close())  # begins after the read has asked
    assert "The database does not answer" in caplog.text
    with pytest.raises(StoreError, match="in use"):
        await Store.open(path, migrations)
    release.set()
    await hanging
    await store._driver.close()
    store._lock.release()


async def test_the_inside_of_aiosqlite_is_as_we_know_it(path: Path) -> None:
    """The store leans on four private names; this fails, and says so, when an update changes what they do."""
    assert version("aiosqlite").startswith("0.22.")
    driver = sqlite.connect(path)
    assert driver._thread.daemon
    await driver
    loop, told = asyncio.get_running_loop(), asyncio.Event()
    threads = [await sqlite.hop(driver, threading.current_thread)]

    def tell() -> None:
        threads.append(threading.current_thread())
        loop.call_soon_threadsafe(told.set)
        raise RuntimeError("which the thread survives")

    sqlite.send(driver, tell)
    await told.wait()
    assert threads == [driver._thread] * 2
    with pytest.raises(ZeroDivisionError):
        await sqlite.hop(driver, lambda: 1 // 0)
    connection = driver._conn
    assert type(connection) is sqlite3.Connection
    assert connection.isolation_level is None
    await driver.close()
    driver._thread.join(10)
    assert not driver._thread.is_alive()
