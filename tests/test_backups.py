"""A backup for every night, kept for a week, and the two commands around it."""

import asyncio
import contextlib
import os
import sqlite3
import sys
import threading
from importlib.resources import files
from pathlib import Path

import pytest

from bot import backups
from bot.backups import keep_one_of_today, nightly
from bot.store.database import Store, StoreError
from tests.test_command_line import ROOT, bot

DAY = 24 * 60 * 60 * 1_000  # milliseconds
NOW = 1_760_000_000_000  # 2025-10-09


async def _database(folder: Path) -> Path:
    store = await Store.open(folder / "lamplight.db", files("migrations"))
    await store.close()
    return folder / "lamplight.db"


def _kept(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "backups").iterdir())


async def test_one_a_day_for_a_week(tmp_path: Path) -> None:
    database = await _database(tmp_path)
    for day in range(10):
        for hour in range(3):
            keep_one_of_today(database, 7, NOW + day * DAY + hour * 60 * 60 * 1_000)
    assert _kept(tmp_path) == [f"lamplight-2025-10-{day}.db" for day in range(12, 19)]


async def test_what_cannot_be_saved_costs_no_earlier_backup(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database = await _database(tmp_path)
    keep_one_of_today(database, 1, NOW)
    database.write_bytes(b"\xaa" * 9_000)
    looks = asyncio.Queue[None]()
    looks.put_nowait(None)
    looked = asyncio.Event()

    async def between_looks() -> None:
        looked.set() if looks.empty() else None
        await looks.get()

    running = asyncio.create_task(nightly(database, 1, lambda: NOW + DAY, between_looks))
    await looked.wait()
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    assert _kept(tmp_path) == ["lamplight-2025-10-09.db"]
    assert "the earlier ones stay" in caplog.text
    with pytest.raises(StoreError, match=r"restore .*lamplight-2025-10-09\.db"):
        await Store.open(database, files("migrations"))


def test_a_stop_does_not_wait_for_a_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    going, go_on, over = threading.Event(), threading.Event(), threading.Event()

    def long(*_: object) -> None:
        going.set()
        go_on.wait(30)
        over.set()

    async def stopped_meanwhile() -> None:
        making = asyncio.create_task(nightly(tmp_path / "lamplight.db", 7, lambda: NOW, at_once))
        await asyncio.to_thread(going.wait)
        making.cancel()

    async def at_once() -> None:
        pass

    monkeypatch.setattr(backups, "keep_one_of_today", long)
    asyncio.run(stopped_meanwhile())
    assert not over.is_set()
    go_on.set()


async def test_what_such_a_stop_left_goes_with_the_next_backup(tmp_path: Path) -> None:
    database = await _database(tmp_path)
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "lamplight-2025-10-08.db.partial").write_bytes(b"half of one")
    keep_one_of_today(database, 7, NOW)
    assert _kept(tmp_path) == ["lamplight-2025-10-09.db"]


async def test_backup_and_restore_as_typed(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    database = await _database(tmp_path / "data")
    with contextlib.closing(sqlite3.connect(database)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()
    made = bot("backup", "copy.db", home=tmp_path)
    assert (made.returncode, made.stderr) == (0, "") and "whole" in made.stdout
    assert bot("backup", "copy.db", home=tmp_path).returncode == 2
    assert bot("backup", ".", home=tmp_path).returncode == 0
    assert len(list(tmp_path.glob("lamplight-*.db"))) == 1
    database.unlink()
    restored = bot("restore", "copy.db", home=tmp_path)
    assert restored.returncode == 0
    with contextlib.closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == version
    (tmp_path / "copy.db").write_bytes(b"nothing")
    refused = bot("restore", "copy.db", home=tmp_path)
    assert refused.returncode == 2 and refused.stderr.strip().count("\n") == 0
    assert "damaged" in refused.stderr


async def test_a_backup_pours_into_another_machine(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    database = await _database(tmp_path / "data")
    with (tmp_path / "poured.db").open("wb") as file:
        poured = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "backup", "-"),
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "DATA_DIR": str(database.parent)},
            stdout=file,
        )
        assert await poured.wait() == 0
    assert bot("restore", "poured.db", home=tmp_path).returncode == 0
    assert {each.name for each in database.parent.iterdir() if each.is_dir()} == {"library"}
