"""A small database of readings and their turns, for tests that need not know the real tables."""

import asyncio
import sqlite3
import threading
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import asyncpg

from bot.store.database import Store, Transaction
from bot.store.sqlite import SqliteStore
from bot.store.transaction import Engine

FIRST = """
-- Readings; and the turns that led there; a semicolon in a comment ends nothing.
CREATE TABLE reading (reading INTEGER PRIMARY KEY, place BIGINT NOT NULL, revision BIGINT NOT NULL);
CREATE TABLE turn (
    reading BIGINT NOT NULL REFERENCES reading (reading),
    revision BIGINT NOT NULL,
    place BIGINT NOT NULL,
    PRIMARY KEY (reading, revision)
);
CREATE TABLE note (text TEXT NOT NULL); CREATE TABLE promise (
    reading BIGINT NOT NULL REFERENCES reading (reading) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO reading (reading, place, revision) VALUES (0,0,0), (1,0,0), (2,0,0), (3,0,0),
    (4,0,0), (5,0,0), (6,0,0), (7,0,0);
"""


BROKEN = (sqlite3.IntegrityError, asyncpg.IntegrityConstraintViolationError)


class Outdated(Exception):
    """Somebody else has turned the page."""


def folder_of(path: Path, *scripts: str) -> Path:
    """A folder with these migrations, numbered from 1."""
    path.mkdir(exist_ok=True)
    for number, script in enumerate(scripts, start=1):
        (path / f"{number:04}_step.sql").write_text(script, encoding="utf-8")
    return path


async def turn(tx: Transaction, reading: int, seen: int) -> int:
    """One page on, if the reading is still at the revision that was seen; the new revision."""
    row = await tx.one(
        "UPDATE reading SET place = place + 1, revision = revision + 1 WHERE reading = ? AND revision = ?"
        " RETURNING place, revision",
        *(reading, seen),
    )
    if row is None:
        raise Outdated
    await tx.run("INSERT INTO turn VALUES (?, ?, ?)", reading, row["revision"], row["place"])
    revision: int = row["revision"]
    return revision


async def revision_of(tx: Transaction, reading: int) -> int:
    row = await tx.one("SELECT revision FROM reading WHERE reading = ?", reading)
    assert row is not None
    revision: int = row["revision"]
    return revision


async def write_down(tx: Transaction, text: str) -> int:
    return await tx.run("INSERT INTO note (text) VALUES (?)", text)


async def notes(tx: Transaction) -> list[str]:
    """In the order in which they were written: where no row ever goes, as the engine keeps them."""
    order = {Engine.SQLITE: "rowid", Engine.POSTGRESQL: "ctid"}[tx.engine]
    return [row["text"] for row in await tx.all(f"SELECT text FROM note ORDER BY {order}")]


async def together(store: Store, *asked: Coroutine[Any, Any, Any]) -> list[Any]:
    """What each gets, results and exceptions, when all have asked before the store looks at the first."""
    if not isinstance(store, SqliteStore):  # nothing is done before the event loop goes on
        return await asyncio.gather(*asked, return_exceptions=True)
    release = threading.Event()

    async def stand_still(_: Transaction) -> None:
        release.wait(10)

    held = asyncio.ensure_future(store.read(stand_still))
    tasks = [asyncio.ensure_future(one) for one in asked]
    asyncio.get_running_loop().call_soon(release.set)  # runs after the first step of every task
    results = await asyncio.gather(*tasks, return_exceptions=True)
    await held
    return results


async def turns(tx: Transaction) -> dict[int, list[int]]:
    """As `history`, on whichever engine."""
    found: dict[int, list[int]] = {}
    for reading, place, revision in await tx.all("SELECT reading, place, revision FROM reading"):
        sql = "SELECT revision, place FROM turn WHERE reading = ? ORDER BY revision"
        steps = [tuple(row) for row in await tx.all(sql, reading)]
        assert steps == [(step, step) for step in range(1, revision + 1)]
        assert place == revision
        found[reading] = [step for step, _ in steps]
    return found


def history(connection: sqlite3.Connection) -> dict[int, list[int]]:
    """The revisions in each reading's history, checked: whole, in step with the place, and no page twice."""
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    found: dict[int, list[int]] = {}
    for reading, place, revision in connection.execute("SELECT reading, place, revision FROM reading"):
        sql = "SELECT revision, place FROM turn WHERE reading = ? ORDER BY revision"
        turns = connection.execute(sql, (reading,)).fetchall()
        assert turns == [(step, step) for step in range(1, revision + 1)]
        assert place == revision
        found[reading] = [step for step, _ in turns]
    return found
