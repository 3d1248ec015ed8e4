"""What cannot be opened is refused in a sentence, and left as it was."""

import asyncio
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.store import checking
from bot.store.checking import look_beside
from bot.store.database import Store, StoreError
from tests.store.sample import FIRST, folder_of, notes, write_down

_HOLD = """
import asyncio, sys
from pathlib import Path
from bot.store.database import Store

async def hold():
    store = await Store.open(Path(sys.argv[1]), Path(sys.argv[2]))
    print("open", flush=True)
    sys.stdin.read()
    await store.close()

asyncio.run(hold())
"""


@contextmanager
def _another_process(path: Path, migrations: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-c", _HOLD, str(path), str(migrations)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "open\n"
        yield process
        process.communicate("")


async def _refused(path: Path, migrations: Path, words: str) -> None:
    with pytest.raises(StoreError, match=words) as caught:
        await Store.open(path, migrations)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence


async def test_what_was_written_is_there_when_opened_again(path: Path, migrations: Path) -> None:
    for count in range(3):
        store = await Store.open(path, migrations)
        assert len(await store.read(notes)) == count
        await store.write(write_down, "a line")
        await store.close()


async def test_the_settings_of_the_connection(store: Store) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 1500,
        "cache_size": -8192,
        "mmap_size": 0,
        "journal_size_limit": 64 * 1024 * 1024,
        "trusted_schema": 0,
        "query_only": 1,  # because this is a read
    }

    async def ask(tx: object) -> dict[str, object]:
        rows = {name: await tx.one(f"PRAGMA {name}") for name in wanted}  # type: ignore[attr-defined]
        return {name: row[0] for name, row in rows.items()}

    assert await store.read(ask) == wanted


async def test_a_second_time_in_the_same_process(store: Store, path: Path, migrations: Path) -> None:
    await _refused(path, migrations, "in use by another Lamplight")
    nickname = path.with_name("nickname.db")
    nickname.symlink_to(path)
    await _refused(nickname, migrations, "in use by another Lamplight")
    assert await store.write(write_down, "the first goes on") == 1


async def test_a_second_process(path: Path, migrations: Path) -> None:
    with _another_process(path, migrations):
        await _refused(path, migrations, "in use by another Lamplight")
    store = await Store.open(path, migrations)
    await store.close()


async def test_the_lock_goes_with_a_killed_process(path: Path, migrations: Path) -> None:
    with _another_process(path, migrations) as other:
        other.kill()
    store = await Store.open(path, migrations)
    await store.close()


def test_a_process_that_forgets_to_close_ends(path: Path, migrations: Path) -> None:
    forgetful = _HOLD.replace("    await store.close()\n", "").replace("    sys.stdin.read()\n", "")
    command = [sys.executable, "-W", "ignore", "-c", forgetful, str(path), str(migrations)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
    assert (
        done.stdout == "open\n"
    )  # and it has ended: how Python does under a thread that it ends is its own matter


async def test_a_database_of_a_newer_version(path: Path, migrations: Path, tmp_path: Path) -> None:
    newer = folder_of(tmp_path / "newer", FIRST, "CREATE TABLE later (x TEXT);")
    store = await Store.open(path, newer)
    await store.close()
    before = path.read_bytes()
    await _refused(path, migrations, "of version 2, newer than I am; update Lamplight")
    assert path.read_bytes() == before


async def test_a_database_of_another_program(path: Path, migrations: Path) -> None:
    with closing(sqlite3.connect(path)) as foreign:
        foreign.execute("CREATE TABLE theirs (x)")
    before = path.read_bytes()
    await _refused(path, migrations, "the database of another program")
    assert path.read_bytes() == before


async def test_a_file_that_is_no_database(path: Path, migrations: Path) -> None:
    path.write_text("Once upon a time there was a text file.\n" * 100)
    before = path.read_bytes()
    await _refused(path, migrations, "is not a database, or is damaged")
    assert path.read_bytes() == before


@pytest.mark.parametrize("harm", ["cut short", "header gone", "page overwritten"])
async def test_a_damaged_file(path: Path, migrations: Path, harm: str) -> None:
    store = await Store.open(path, migrations)
    for _ in range(40):
        await store.write(write_down, "x" * 2000)
    await store.close()
    content = bytearray(path.read_bytes())
    match harm:
        case "cut short":
            content = content[: len(content) // 2]
        case "header gone":
            content[:100] = bytes(100)
        case _:
            content[2 * 4096 : -4096] = random.Random(1).randbytes(len(content) - 3 * 4096)
    path.write_bytes(content)
    await _refused(path, migrations, "damaged")
    assert path.read_bytes() == content


async def test_a_large_file_is_read_beside_the_turns_and_once_suspect_before_them(
    path: Path, migrations: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = await Store.open(path, migrations)
    for _ in range(40):
        await store.write(write_down, "x" * 2000)
    await store.close()
    whole = path.read_bytes()
    noise = random.Random(1).randbytes(4096)
    path.write_bytes(whole[: 10 * 4096] + noise + whole[11 * 4096 :])
    monkeypatch.setattr(checking, "AT_ONCE", len(whole) - 1)
    store = await Store.open(path, migrations)
    assert await store.write(write_down, "nobody has waited") == 1
    with pytest.raises(StoreError, match=r"damaged .*; put back a copy of it: python -m bot restore"):
        look_beside(path)
    await store.close()
    await _refused(path, migrations, "damaged")
    path.write_bytes(whole)
    for _ in range(2):
        store = await Store.open(path, migrations)
        look_beside(path)
        await store.close()
    path.write_bytes(whole[: len(whole) - 4096])
    monkeypatch.setattr(checking, "AT_ONCE", 0)
    await _refused(path, migrations, "damaged")  # SQLite sees by itself that it was cut short


async def test_a_file_that_has_become_empty(path: Path, migrations: Path) -> None:
    path.touch()  # never used: an ordinary beginning
    store = await Store.open(path, migrations)
    await store.close()
    path.write_bytes(b"")
    await _refused(path, migrations, "has become empty")
    assert path.read_bytes() == b""
    path.unlink()  # on purpose: begin anew
    store = await Store.open(path, migrations)
    assert await store.read(notes) == []
    await store.close()


async def test_a_folder_that_cannot_be(tmp_path: Path, migrations: Path) -> None:
    (tmp_path / "file").touch()
    await _refused(tmp_path / "file" / "lamplight.db", migrations, "I cannot write in the folder .*file: ")
    (tmp_path / "folder.db").mkdir()
    await _refused(tmp_path / "folder.db", migrations, "cannot be opened: unable to open database file")
    store = await Store.open(tmp_path / "new" / "deep" / "lamplight.db", migrations)
    await store.close()


async def test_a_database_held_by_another_program(path: Path, migrations: Path) -> None:
    store = await Store.open(path, migrations)
    await store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        await _refused(path, migrations, "held by another program")
    store = await Store.open(path, migrations)
    await store.close()


async def test_opening_that_is_cancelled_lets_the_lock_go(path: Path, migrations: Path) -> None:
    for steps in range(6):
        opening = asyncio.ensure_future(Store.open(path, migrations))
        for _ in range(steps):
            await asyncio.get_running_loop().run_in_executor(None, lambda: None)
        opening.cancel()
        results = await asyncio.gather(opening, return_exceptions=True)
        if isinstance(results[0], Store):
            await results[0].close()
    store = await Store.open(path, migrations)
    await store.close()
