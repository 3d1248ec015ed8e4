"""What a bot in another process holds: memory, threads, files, tasks, and rows that are not its users' own."""

import asyncio
import json
import os
import signal
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.soak.watched import CENSUS

# What people have read, said and brought: it grows because they do.
USERS_OWN = frozenset(
    {
        *(
            "story",
            "edition",
            "chapter",
            "scene",
            "reading",
            "turn",
            "bookmark",
            "note",
            "person",
            "house_rules",
        ),
        *(
            "readalong",
            "participant",
            "round",
            "post",
            "upload",
            "picture",
            "illustration",
            "searched",
            "panel",
        ),
    }
)
LOOKED = 0.05  # seconds
MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Census:
    """`memory` in bytes; `rows` by table; `kinds` are the commonest objects, for who looks for a reason."""

    memory: int
    threads: int
    files: int
    tasks: int
    objects: int
    rows: dict[str, int]
    kinds: dict[str, int]

    def __str__(self) -> str:
        rows = ", ".join(f"{count} {name}" for name, count in sorted(self.rows.items()) if count)
        return (
            f"{self.memory / MB:.1f} MB, {self.threads} threads, {self.files} files, {self.tasks} tasks,"
            f" {self.objects:,} objects; {rows}"
        )


async def taken(pid: int, home: Path) -> Census:
    """Once the bot has thrown away what it can."""
    there = home / CENSUS
    there.unlink(missing_ok=True)
    os.kill(pid, signal.SIGUSR1)
    async with asyncio.timeout(60):
        while not there.exists():
            await passes(LOOKED)
    told = json.loads(there.read_text("utf-8"))
    process = Path(f"/proc/{pid}")
    status = (process / "status").read_text("ascii")
    return Census(
        int(status.partition("VmRSS:")[2].split()[0]) * 1024,
        len(list((process / "task").iterdir())),
        len(list((process / "fd").iterdir())),
        told["tasks"],
        told["objects"],
        rows(home / "lamplight.db"),
        dict(told["kinds"]),
    )


def rows(database: Path) -> dict[str, int]:
    """Of the tables that are not users' own."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        wanted = [n for n in names if n not in USERS_OWN and not n.startswith(("scene_word", "sqlite_"))]
        return {n: connection.execute(f"SELECT COUNT(*) FROM {n}").fetchone()[0] for n in wanted}


async def passes(seconds: float) -> None:
    over = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(seconds, over.set_result, None)
    await over
