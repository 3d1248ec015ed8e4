"""A backup is whole whatever happens meanwhile, and only a whole one is put back."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.store.backup import back_up, restore
from bot.store.database import Store, StoreError
from tests.store.sample import FIRST, folder_of, notes, write_down


def _notes_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM note ORDER BY rowid")]


async def test_a_backup_of_a_bot_that_goes_on_writing_holds_what_was_saved_before(
    store: Store, path: Path, tmp_path: Path
) -> None:
    for number in range(50):
        await store.write(write_down, str(number))
    making = asyncio.create_task(asyncio.to_thread(back_up, path, tmp_path / "copy.db"))
    more = 50
    while not making.done():
        await store.write(write_down, str(more))
        more += 1
    await making
    kept = _notes_in(tmp_path / "copy.db")
    assert kept == [str(number) for number in range(len(kept))] and len(kept) >= 50
    assert len(await store.read(notes)) == more
    assert not list(tmp_path.glob("*.partial"))


async def test_a_killed_bot_leaves_its_last_turns_to_the_backup(
    store: Store, path: Path, tmp_path: Path
) -> None:
    await store.write(write_down, "in the log only")
    there = tmp_path / "killed" / path.name
    there.parent.mkdir()
    for ending in ("", "-wal"):
        there.with_name(path.name + ending).write_bytes(path.with_name(path.name + ending).read_bytes())
    back_up(there, tmp_path / "copy.db")
    assert _notes_in(tmp_path / "copy.db") == ["in the log only"]


async def test_a_restored_backup_is_what_it_was_and_what_was_there_is_kept(
    path: Path, migrations: Path, tmp_path: Path
) -> None:
    store = await Store.open(path, migrations)
    await store.write(write_down, "early")
    back_up(path, tmp_path / "copy.db")
    await store.write(write_down, "late")
    with pytest.raises(StoreError, match="in use"):
        restore(path, tmp_path / "copy.db", migrations, tmp_path / "aside.db")
    await store.close()
    assert restore(path, tmp_path / "copy.db", migrations, tmp_path / "aside.db")
    store = await Store.open(path, migrations)
    assert len(await store.read(notes)) == 1
    await store.write(write_down, "again")
    await store.close()
    assert _notes_in(path) == ["early", "again"]
    assert _notes_in(tmp_path / "aside.db") == ["early", "late"]


async def test_the_log_of_the_database_before_is_not_read_into_the_backup(
    store: Store, path: Path, migrations: Path, tmp_path: Path
) -> None:
    await store.write(write_down, "early")
    back_up(path, tmp_path / "copy.db")
    await store.write(write_down, "late")
    log = path.with_name(f"{path.name}-wal").read_bytes()
    await store.close()
    path.with_name(f"{path.name}-wal").write_bytes(log)
    restore(path, tmp_path / "copy.db", migrations, tmp_path / "aside.db")
    assert _notes_in(path) == ["early"]
    assert _notes_in(tmp_path / "aside.db") == ["early", "late"]


async def test_a_new_machine_has_nothing_to_keep(store: Store, path: Path, tmp_path: Path) -> None:
    await store.write(write_down, "moved")
    back_up(path, tmp_path / "copy.db")
    new = tmp_path / "new" / "lamplight.db"
    scripts = folder_of(tmp_path / "scripts", FIRST)
    assert not restore(new, tmp_path / "copy.db", scripts, tmp_path / "aside.db")
    assert _notes_in(new) == ["moved"]


@pytest.mark.parametrize("harm", ["cut", "scribbled", "text", "empty", "newer", "missing"])
async def test_what_is_no_whole_backup_is_refused_and_nothing_changes(
    store: Store, path: Path, migrations: Path, tmp_path: Path, harm: str
) -> None:
    for number in range(2_000):
        store.soon(write_down, f"{number} a line that takes room")
    await store.write(write_down, "last")
    copy = tmp_path / "copy.db"
    back_up(path, copy)
    await store.close()
    _harm(copy, harm)
    before = path.read_bytes()
    with pytest.raises(StoreError) as refused:
        restore(path, copy, migrations, tmp_path / "aside.db")
    assert str(refused.value).endswith(".") and "\n" not in str(refused.value)
    assert path.read_bytes() == before
    assert not (tmp_path / "aside.db").exists() and not list(tmp_path.glob("*.partial"))


def _harm(copy: Path, harm: str) -> None:
    data = bytearray(copy.read_bytes())
    middle = len(data) // 2
    match harm:
        case "cut":
            copy.write_bytes(data[:middle])
        case "scribbled":
            data[middle : middle + 5_000] = b"\xaa" * 5_000
            copy.write_bytes(data)
        case "text":
            copy.write_bytes(b"Once upon a time. " * 1_000)
        case "empty":
            copy.write_bytes(b"")
        case "newer":
            with closing(sqlite3.connect(copy)) as connection:
                connection.execute("PRAGMA user_version=99")
        case _:
            copy.unlink()


async def test_a_damaged_database_makes_no_backup(store: Store, path: Path, tmp_path: Path) -> None:
    await store.close()
    path.write_bytes(path.read_bytes()[:4_096] + b"\xaa" * 20_000)
    with pytest.raises(StoreError):
        back_up(path, tmp_path / "copy.db")
    assert sorted(each.name for each in tmp_path.glob("copy*")) == []


async def test_nothing_is_overwritten(store: Store, path: Path, tmp_path: Path) -> None:
    await store.write(write_down, "a line")
    (tmp_path / "copy.db").write_text("precious")
    with pytest.raises(StoreError, match="already"):
        back_up(path, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "precious"
    with pytest.raises(StoreError, match="could not be written"):
        back_up(path, tmp_path / "no" / "folder" / "copy.db")
