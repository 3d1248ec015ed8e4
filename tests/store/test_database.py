"""Whole bodies, grouped commits, and failures that stay alone."""

import asyncio
import random
import sqlite3
import threading
import types
from collections.abc import Generator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import cast

import pytest

from bot.store import commit, database
from bot.store.database import Row, Store, StoreError, Transaction
from bot.store.transaction import SqliteTransaction
from tests.store.sample import Outdated, history, notes, revision_of, together, turn, write_down


async def test_four_ways_to_run_a_statement(store: Store) -> None:
    async def body(tx: Transaction) -> tuple[Row | None, Row | None, list[Row], int]:
        await tx.many("INSERT INTO note VALUES (?)", ([text] for text in "abc"))
        changed = await tx.run("UPDATE note SET text = text || ? WHERE text > ?", "!", "a")
        nobody = await tx.one("SELECT * FROM note WHERE text = ?", "z")
        first = await tx.one("SELECT text AS words, 7 FROM note ORDER BY text")
        return nobody, first, await tx.all("DELETE FROM note RETURNING text"), changed

    nobody, first, gone, changed = await store.write(body)
    assert nobody is None
    assert first is not None and (first["words"], first[0], first[1]) == ("a", "a", 7)
    assert [row["text"] for row in gone] == ["a", "b!", "c!"]
    assert changed == 2


async def test_a_write_is_on_the_disk_when_it_returns(store: Store, other: sqlite3.Connection) -> None:
    assert await store.write(turn, 1, seen=0) == 1
    assert history(other)[1] == [1]


async def test_a_refusal_undoes_its_body_and_reaches_its_caller(store: Store) -> None:
    async def change_of_mind(tx: Transaction) -> None:
        await write_down(tx, "never")
        raise LookupError("no such scene")

    with pytest.raises(LookupError, match="no such scene"):
        await store.write(change_of_mind)
    assert await store.read(notes) == []
    assert await store.write(write_down, "after") == 1


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


async def test_who_fails_in_a_group_fails_alone(store: Store) -> None:
    async def half(tx: Transaction) -> None:
        await write_down(tx, "half")
        await tx.run("INSERT INTO turn VALUES (99, 1, 1)")  # no such reading

    results = await together(
        store,
        store.write(turn, 1, seen=0),
        store.write(half),
        store.write(turn, 1, seen=0),
        store.write(turn, 2, seen=0),
    )
    assert results[0] == results[3] == 1
    assert isinstance(results[1], sqlite3.IntegrityError)
    assert isinstance(results[2], Outdated)
    assert await store.read(notes) == []


async def test_sixty_four_who_press_at_once_turn_one_page(store: Store, other: sqlite3.Connection) -> None:
    results = await together(store, *(store.write(turn, 5, seen=0) for _ in range(64)))
    assert results.count(1) == 1
    assert sum(isinstance(result, Outdated) for result in results) == 63
    assert history(other)[5] == [1]


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


async def test_a_read_may_not_write(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await store.read(write_down, "a")
    assert await store.write(write_down, "b") == 1
    assert await store.read(notes) == ["b"]


async def test_a_read_waits_behind_no_more_than_one_group(store: Store) -> None:
    order: list[str] = []

    async def note(_: Transaction, what: str) -> None:
        order.append(what)

    async def ask_late(_: Transaction) -> None:
        order.append("write")
        if order.count("write") == 1:  # a reader who comes while the first group is being written
            late = store._loop.create_task
            asked = threading.Event()
            store._loop.call_soon_threadsafe(lambda: readers.append(late(store.read(note, "read"))))
            store._loop.call_soon_threadsafe(store._loop.call_soon, asked.set)
            assert asked.wait(10)

    readers: list[asyncio.Task[None]] = []
    await together(store, *(store.write(ask_late) for _ in range(commit.GROUP * 3)))
    await readers[0]
    assert order.index("read") == commit.GROUP


async def test_a_write_whose_caller_is_cancelled_is_done_whole(
    store: Store, other: sqlite3.Connection
) -> None:
    """600 cancellations at random; awaiting each statement breaks the connection after about 115."""
    chance = random.Random(7)
    attempts = [0] * 8

    async def turn_twice(tx: Transaction, reading: int) -> None:
        attempts[reading] += 1
        seen = await revision_of(tx, reading)
        await turn(tx, reading, seen)
        await turn(tx, reading, seen + 1)

    async def press(reading: int) -> None:
        task = asyncio.ensure_future(store.write(turn_twice, reading))
        for _ in range(chance.randrange(3)):
            await store.read(revision_of, reading)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    await asyncio.gather(*(press(number % 8) for number in range(600)))
    assert await store.write(write_down, "still here") == 1
    turned = {reading: len(steps) for reading, steps in history(other).items()}
    assert turned == {reading: 2 * count for reading, count in enumerate(attempts)}
    assert sum(attempts) > 300


async def test_soon_is_done_at_the_head_of_the_next_write(store: Store) -> None:
    store.soon(write_down, "nobody waits")
    assert await store.read(notes) == []
    await store.write(write_down, "somebody waits")
    assert await store.read(notes) == ["nobody waits", "somebody waits"]


async def test_soon_is_done_without_another_write(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "SOON", 0.01)
    done = asyncio.Event()

    async def tell(tx: Transaction) -> None:
        await write_down(tx, "nobody waits")
        store._loop.call_soon_threadsafe(done.set)

    store.soon(tell)
    await done.wait()
    assert await store.read(notes) == ["nobody waits"]


async def test_soon_is_done_at_close(path: Path, migrations: Path) -> None:
    store = await Store.open(path, migrations)
    store.soon(write_down, "nobody waits")
    await store.close()
    store.soon(write_down, "too late, and nobody minds")
    again = await Store.open(path, migrations)
    assert await again.read(notes) == ["nobody waits"]
    await again.close()


async def test_a_failure_of_soon_is_in_the_log_and_nobody_elses(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    store.soon(turn, 1, 99)
    assert await store.write(write_down, "a") == 1
    assert "A write that nobody waits for was lost." in caplog.text


async def test_close_finishes_what_waits(path: Path, migrations: Path, other: sqlite3.Connection) -> None:
    store = await Store.open(path, migrations)
    waiting = [asyncio.ensure_future(store.write(write_down, str(n))) for n in range(2 * commit.GROUP)]
    closing = asyncio.ensure_future(store.close())
    assert await asyncio.gather(*waiting) == [1] * len(waiting)
    await closing
    assert other.execute("SELECT count(*) FROM note").fetchone() == (len(waiting),)


async def test_after_close_a_sentence(path: Path, migrations: Path) -> None:
    store = await Store.open(path, migrations)
    await store.close()
    await store.close()
    with pytest.raises(StoreError, match="I am shutting down"):
        await store.read(notes)
    with pytest.raises(StoreError, match="I am shutting down"):
        await store.write(write_down, "a")


async def test_close_gives_up_on_a_thread_that_hangs(
    path: Path, migrations: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(database, "CLOSING", 0.05)
    store = await Store.open(path, migrations)
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
    driver = database.connect(path)
    assert driver._thread.daemon
    await driver
    loop, told = asyncio.get_running_loop(), asyncio.Event()
    threads = [await database.hop(driver, threading.current_thread)]

    def tell() -> None:
        threads.append(threading.current_thread())
        loop.call_soon_threadsafe(told.set)
        raise RuntimeError("which the thread survives")

    database.send(driver, tell)
    await told.wait()
    assert threads == [driver._thread] * 2
    with pytest.raises(ZeroDivisionError):
        await database.hop(driver, lambda: 1 // 0)
    connection = driver._conn
    assert type(connection) is sqlite3.Connection
    assert connection.isolation_level is None
    await driver.close()
    driver._thread.join(10)
    assert not driver._thread.is_alive()
