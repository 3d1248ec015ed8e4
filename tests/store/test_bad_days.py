"""A full disk and a locked database: a sentence each, nothing lost, and on we go when it has passed."""

import asyncio
import resource
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest

from bot.store.database import Busy, Full, NotRead, NotSaved, Store, Transaction
from tests.store.sample import history, notes, revision_of, together, turn, write_down

_SENTENCE = r"^I could not save that just now, so nothing has changed; .*\. Please try again in a moment\.$"


async def test_a_database_that_another_program_has_locked(
    store: Store, other: sqlite3.Connection, caplog: pytest.LogCaptureFixture
) -> None:
    other.execute("BEGIN IMMEDIATE")
    results = await together(store, *(store.write(turn, n, 0) for n in range(8)), store.read(notes))
    assert [type(result) for result in results] == [Busy] * 8 + [list]
    assert caplog.text.count("; 8 waiting") == 8, "all waited for the lock together, once"
    other.execute("ROLLBACK")
    assert await together(store, *(store.write(turn, n, 0) for n in range(8))) == [1] * 8
    assert all(steps == [1] for steps in history(other).values())


async def test_who_comes_while_others_wait_for_the_lock_waits_no_longer_than_they(
    store: Store, other: sqlite3.Connection, caplog: pytest.LogCaptureFixture
) -> None:
    other.execute("BEGIN IMMEDIATE")
    first = asyncio.get_running_loop().create_task(store.write(turn, 1, 0))
    await asyncio.get_running_loop().run_in_executor(None, lambda: None)
    with pytest.raises(Busy, match=_SENTENCE):
        await store.write(turn, 2, 0)
    with pytest.raises(Busy, match="another program is holding the database"):
        await first
    assert caplog.text.count("; 2 waiting") == 2, "together, and once"
    assert "another program is holding the database" in caplog.text
    other.execute("ROLLBACK")


async def test_a_statement_that_finds_the_disk_full(store: Store, other: sqlite3.Connection) -> None:
    await store.write(_limit, 40)
    big = "x" * 10_000
    results = await together(
        store, store.write(turn, 1, 0), store.write(_many_notes, big), store.write(turn, 2, 0)
    )
    assert isinstance(results[1], Full)
    saved = [result for result in (results[0], results[2]) if result == 1]
    assert len(saved) == sum(len(steps) for steps in history(other).values())
    with pytest.raises(Full, match="full or not writable"):
        await store.write(_many_notes, big)
    assert await store.read(notes) == []
    await store.write(_limit, 1_000_000)
    await store.write(_many_notes, big)
    assert len(await store.read(notes)) == 50


async def _limit(tx: Transaction, pages: int) -> None:
    await tx.one(f"PRAGMA max_page_count={pages}")


async def _many_notes(tx: Transaction, text: str) -> None:
    await tx.many("INSERT INTO note VALUES (?)", [(text,)] * 50)


class _SmallDisk:
    """A disk of a megabyte that can be filled; where none may be mounted, a limit on its files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
        self.mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0

    @contextmanager
    def full(self) -> Iterator[None]:
        if not self.mounted:
            with self.limited():
                yield
            return
        ballast = self.folder / "ballast"
        with ballast.open("wb", buffering=0) as file, suppress(OSError):
            while file.write(bytes(4096)):
                pass
        yield
        ballast.unlink()

    @contextmanager
    def limited(self) -> Iterator[None]:
        """Shows as an I/O error of a write (EFBIG), as some quotas do."""
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    def gone(self) -> None:
        if self.mounted:
            subprocess.run(["umount", "-l", str(self.folder)], check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[_SmallDisk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    disk = _SmallDisk(folder)
    yield disk
    disk.gone()


@pytest.mark.parametrize("trouble", [_SmallDisk.full, _SmallDisk.limited])
async def test_a_full_disk(
    small_disk: _SmallDisk,
    migrations: Path,
    trouble: Callable[[_SmallDisk], AbstractContextManager[None]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = small_disk.folder / "lamplight.db"
    store = await Store.open(path, migrations)
    saved = dict.fromkeys(range(8), 0)
    failures: list[NotSaved] = []
    with trouble(small_disk):
        while len(failures) < 40:
            asked = (store.write(_turn_with_note, reading, seen) for reading, seen in saved.items())
            for reading, result in enumerate(await together(store, *asked)):
                if isinstance(result, NotSaved):
                    failures.append(result)
                else:
                    saved[reading] = result
        assert [await store.read(revision_of, reading) for reading in saved] == list(saved.values())
    assert {type(failure) for failure in failures} == {Full}
    assert str(failures[0]) in caplog.text
    for reading, seen in saved.items():  # the same connection goes on
        saved[reading] = await store.write(_turn_with_note, reading, seen)
    await store.close()
    with sqlite3.connect(path) as after:
        assert {reading: len(steps) for reading, steps in history(after).items()} == saved
    after.close()


async def _turn_with_note(tx: Transaction, reading: int, seen: int) -> int:
    await write_down(tx, "x" * 1000)
    await tx.run("DELETE FROM note WHERE rowid % 2")
    return await turn(tx, reading, seen)


async def test_a_database_that_is_damaged_while_it_runs(store: Store, path: Path) -> None:
    await store.write(_many_notes, "x" * 10_000)
    await store.read(_checkpoint_and_forget)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(NotRead, match=r"^I could not look that up just now: the database is damaged\."):
        await store.read(notes)
    with pytest.raises(NotSaved, match="the database is damaged"):
        await store.write(write_down, "a")


async def _checkpoint_and_forget(tx: Transaction) -> None:
    await tx.one("PRAGMA query_only=OFF")
    await tx.one("PRAGMA wal_checkpoint(TRUNCATE)")
    await tx.one("PRAGMA shrink_memory")
