"""No order of turns, refusals, cancellations, locks and restarts loses a turn, or saves half of one."""

import asyncio
import shutil
import sqlite3
import tempfile
from collections.abc import Coroutine
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from bot.store.database import Busy, Store, Transaction
from tests.store.sample import FIRST, Outdated, folder_of, history, notes, together, turn, write_down


class Refused(Exception):
    """A person is told no, after something was written."""


async def _refuse(tx: Transaction, text: str) -> None:
    await write_down(tx, text)
    raise Refused


async def _twice(tx: Transaction, reading: int) -> None:
    await write_down(tx, "never")
    await tx.run("INSERT INTO turn VALUES (?, 0, 0), (?, 0, 0)", reading, reading)


async def _be_impatient(tx: Transaction) -> None:
    await tx.one("PRAGMA busy_timeout=1")


async def _give_up(store: Store, text: str) -> None:
    """A write whose caller is gone before it is done."""
    task = asyncio.ensure_future(store.write(write_down, text))
    asyncio.get_running_loop().call_soon(task.cancel)
    await asyncio.wait([task])


_READINGS = st.integers(0, 7)
_ASKED = st.lists(
    st.one_of(
        st.tuples(st.just("turn"), _READINGS),
        st.tuples(st.just("turn late"), _READINGS),
        st.tuples(st.just("refuse"), _READINGS),
        st.tuples(st.just("twice"), _READINGS),
        st.tuples(st.just("note"), _READINGS),
        st.tuples(st.just("give up"), _READINGS),
    ),
    min_size=1,
    max_size=12,
)


class AnyOrder(RuleBasedStateMachine):
    """A list and a dictionary that say what the database should hold, beside the database."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.path = self.home / "lamplight.db"
        self.migrations = folder_of(self.home / "migrations", FIRST)
        self.runner = asyncio.Runner()
        self.revisions = dict.fromkeys(range(8), 0)
        self.notes: list[str] = []
        self.pending: list[str] = []

    @initialize()
    def open(self) -> None:
        self.store = self.runner.run(Store.open(self.path, self.migrations))

    @rule()
    def restart(self) -> None:
        self.runner.run(self.store.close())
        self._pending_is_written()
        self.open()

    @rule(text=st.text(max_size=3))
    def soon(self, text: str) -> None:
        self.store.soon(write_down, text)
        self.pending.append(text)

    @rule(asked=_ASKED)
    def ask(self, asked: list[tuple[str, int]]) -> None:
        async def all_at_once() -> list[Any]:
            results = await together(self.store, *(self._asking(what, reading) for what, reading in asked))
            await self.store.write(_be_impatient)  # behind whoever gave up
            return results

        results = self.runner.run(all_at_once())
        self._pending_is_written()
        seen = dict(self.revisions)
        expected = [self._expect(what, reading, seen[reading]) for what, reading in asked]
        assert [type(r) if isinstance(r, Exception) else r for r in results] == expected
        self._compare()

    @rule(asked=_ASKED)
    def ask_while_locked(self, asked: list[tuple[str, int]]) -> None:
        async def all_at_once() -> list[Any]:
            await self.store.read(_be_impatient)
            results = await together(self.store, *(self._asking(what, reading) for what, reading in asked))
            with suppress(Busy):
                await self.store.write(_be_impatient)  # behind whoever gave up
            return results

        with closing(sqlite3.connect(self.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            results = self.runner.run(all_at_once())
        assert {type(result) for result in results} <= {Busy, type(None)}
        self.pending.clear()  # lost by design, with a line in the log
        self._compare()

    def _asking(self, what: str, reading: int) -> Coroutine[Any, Any, Any]:
        match what:
            case "turn":
                return self.store.write(turn, reading, self.revisions[reading])
            case "turn late":
                return self.store.write(turn, reading, self.revisions[reading] - 1)
            case "refuse":
                return self.store.write(_refuse, "never")
            case "twice":
                return self.store.write(_twice, reading)
            case "note":
                return self.store.write(write_down, "kept")
            case _:
                return _give_up(self.store, "kept")

    def _expect(self, what: str, reading: int, seen: int) -> object:
        match what:
            case "turn" if self.revisions[reading] == seen:
                self.revisions[reading] += 1
                return seen + 1
            case "turn" | "turn late":
                return Outdated
            case "refuse":
                return Refused
            case "twice":
                return sqlite3.IntegrityError
            case "note":
                self.notes.append("kept")
                return 1
            case _:
                self.notes.append("kept")
                return None

    def _pending_is_written(self) -> None:
        self.notes += self.pending
        self.pending.clear()

    def _compare(self) -> None:
        assert self.runner.run(self.store.read(notes)) == self.notes
        with closing(sqlite3.connect(self.path)) as other:
            assert {reading: len(steps) for reading, steps in history(other).items()} == self.revisions

    def teardown(self) -> None:
        self.runner.run(self.store.close())
        self._pending_is_written()
        with closing(sqlite3.connect(self.path)) as other:
            assert [text for (text,) in other.execute("SELECT text FROM note ORDER BY rowid")] == self.notes
        self.runner.close()
        shutil.rmtree(self.home)


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
