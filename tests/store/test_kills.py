"""`kill -9` at any instant: nothing that was acknowledged is lost, no page twice, no migration by half.

LAMPLIGHT_KILLS says how often (200); the seed of a run is in its failure, and LAMPLIGHT_SEED repeats it.
"""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from bot.store.database import Store
from tests.store.sample import FIRST, folder_of, turn, write_down

KILLS = int(os.environ.get("LAMPLIGHT_KILLS", "200"))
SEED = os.environ.get("LAMPLIGHT_SEED") or str(random.randrange(10**6))

# A table rebuilt, as SQLite asks for in place of most ALTERs; a trigger, whose semicolons end nothing; data.
_REBUILD = """
CREATE TABLE new_reading (
    reading INTEGER PRIMARY KEY, place BIGINT NOT NULL, revision BIGINT NOT NULL, title TEXT NOT NULL
);
INSERT INTO new_reading SELECT reading, place, revision, 'Story; number ' || reading FROM reading;
DROP TABLE reading;
ALTER TABLE new_reading RENAME TO reading;
CREATE INDEX reading_by_title ON reading (title);
"""
_TRIGGER = """
ALTER TABLE turn ADD COLUMN turned_at BIGINT NOT NULL DEFAULT 0;
UPDATE turn SET turned_at = 1000 * revision;
CREATE TABLE seen (reading BIGINT NOT NULL, times BIGINT NOT NULL);
CREATE TRIGGER count_turns AFTER INSERT ON turn BEGIN
    UPDATE seen SET times = times + 1 WHERE reading = NEW.reading;
    INSERT INTO seen SELECT NEW.reading, 1 WHERE changes() = 0;
END;
INSERT INTO note (text) SELECT 'turn ' || reading || '/' || revision FROM turn;
"""


def _crash(what: str, path: Path, migrations: Path, kills: int) -> str:
    command = [sys.executable, "-m", "tests.store.crash", what, str(path), str(migrations), str(kills), SEED]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"with LAMPLIGHT_SEED={SEED}:\n{run.stderr}"
    return run.stdout


@pytest.mark.timeout(300 + KILLS)
def test_kill_the_readers(path: Path, migrations: Path) -> None:
    told = _crash("turns", path, migrations, KILLS)
    assert told.startswith(f"{KILLS} kills, ")
    assert int(told.split()[2]) > KILLS, "hardly anything was written that could have been lost"


@pytest.mark.timeout(300 + KILLS)
async def test_kill_an_update(tmp_path: Path) -> None:
    home = tmp_path / "home"
    store = await Store.open(home / "lamplight.db", folder_of(tmp_path / "old", FIRST))
    for number in range(60):
        await store.write(turn, number % 8, number // 8)
        await store.write(write_down, "x" * 500)
    await store.close()
    new = folder_of(tmp_path / "new", FIRST, _REBUILD, _TRIGGER)
    told = _crash("migrations", home / "lamplight.db", new, KILLS // 4)
    for way in ("at a statement", "as a file grew", "within a statement", "at random"):
        assert way in told
