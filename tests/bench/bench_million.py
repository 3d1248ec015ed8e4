"""What a turn costs, and how long a start takes, with a million readings in the database and with a few."""

import shutil
import sqlite3
import tempfile
import time
from contextlib import AsyncExitStack, closing
from pathlib import Path
from statistics import median

from tests.bench.cast import LAMPLIGHT, opened, put_story
from tests.bench.load import Load, at_once, measured
from tests.bench.stage import Stage, staged
from tests.bench.tables import ms, ratio, table, times

SERVERS = 100
UNDER_WAY = 16
TARGET = "≤ 1.20"
# As so many servers would have left it: each with a place, the turn that led there and the message that shows it.
MANY = """
WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT {readings})
INSERT INTO reading (reading_id, server_id, reader_id, story_id, edition_id, scene, at, quote, horizon_scene,
    horizon_at, revision, shown, started_at, turned_at, turned_by)
SELECT lower(hex(randomblob(6))) || x, 1000000 + x, 0, story_id, edition_id, 0, 0, 'some words of the story', 0, 0,
    1, 1, 1700000000000 + x, 1700000000000 + x, 5000000 + x % 300000
FROM n, (SELECT story_id, edition_id FROM story LIMIT 1);
INSERT INTO turn (reading_id, revision, kind, from_scene, from_at, to_scene, to_at, turned_by, turned_at,
    interaction_id)
SELECT reading_id, 1, 'open', 0, 0, 0, 0, turned_by, turned_at, 900000000000 + server_id FROM reading
WHERE started_at < 1750000000000;
INSERT INTO panel (reading_id, channel_id, server_id, message_id, revision, scene, at, shown_at)
SELECT reading_id, server_id + 1, server_id, server_id + 2, 1, 0, 0, turned_at FROM reading
WHERE started_at < 1750000000000;
"""


async def compare(quick: bool) -> None:
    """Both bots are there all the time, and take turns."""
    readings, rounds, count = (100_000, 3, 200) if quick else (1_000_000, 7, 500)
    async with AsyncExitStack() as stack:
        few, few_start, _ = await _stage(stack, 0)
        many, many_start, size = await _stage(stack, readings)
        loads: dict[Stage, list[Load]] = {few: [], many: []}
        for _ in range(rounds):
            for stage, done in loads.items():
                work = at_once(stage.presses_next, stage.seats, count, under_way=UNDER_WAY)
                done.append(await measured(stage, work))
    about = f"the large database has {size / 1e6:,.0f} MB"
    title = f"Next presses, {UNDER_WAY} under way, medians of {rounds} rounds; {about}"
    _print(
        title,
        {f"{SERVERS} readings": (loads[few], few_start), f"and {readings:,} more": (loads[many], many_start)},
    )


async def _stage(stack: AsyncExitStack, readings: int) -> tuple[Stage, float, int]:
    """A bot with so many readings of others, what its start took and the size of its database."""
    home = Path(tempfile.mkdtemp(prefix="lamplight-bench-"))
    stack.callback(shutil.rmtree, home, ignore_errors=True)
    put_story(home)
    async with staged(LAMPLIGHT, home, 1) as first:
        await opened(first)  # when the library is there
    if readings:
        _fill(home / "lamplight.db", readings)
    began = time.perf_counter()
    stage = await stack.enter_async_context(staged(LAMPLIGHT, home, SERVERS))
    took = time.perf_counter() - began
    return await opened(stage), took, (home / "lamplight.db").stat().st_size


def _fill(path: Path, readings: int) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.executescript(f"PRAGMA synchronous=OFF; BEGIN; {MANY.format(readings=readings)} COMMIT;")
        found = database.execute("SELECT COUNT(*) FROM panel").fetchone()[0]
    if found < readings:
        raise RuntimeError(f"{found} readings were made instead of {readings}")


def _print(title: str, sides: dict[str, tuple[list[Load], float]]) -> None:
    base = [load.cpu_each for load in next(iter(sides.values()))[0]]
    rows = []
    for name, (loads, start) in sides.items():
        cpu, waits = [load.cpu_each for load in loads], sorted(wait for load in loads for wait in load.waits)
        over = times(ratio(cpu, base)) if cpu != base else ""
        late = str(sum(load.late + load.told for load in loads))
        wait = ms(waits[len(waits) * 99 // 100])
        rows.append((name, ms(median(cpu)), over, TARGET if over else "", wait, late, f"{start:.2f}"))
    table(title, ("", "CPU ms", "× few", "target", "p99 ms", "not turned", "ready s"), rows)
