"""What a bot in another process holds: memory, threads, files, tasks, and rows that are not its users' own."""

import asyncio
import json
import os
import signal
from dataclasses import dataclass
from pathlib import Path

from tests.soak.engines import Engine
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


async def taken(pid: int, home: Path, engine: Engine) -> Census:
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
        await rows(home, engine),
        dict(told["kinds"]),
    )


async def rows(home: Path, engine: Engine) -> dict[str, int]:
    """Of the tables that are not users' own."""
    (found,) = await engine.ask(home, engine.tables)
    names = [row[0] for row in found]
    wanted = [n for n in names if n not in USERS_OWN and not n.startswith(("scene_word", "sqlite_"))]
    counts = await engine.ask(home, *(f"SELECT COUNT(*) FROM {name}" for name in wanted))
    return {name: count for name, ((count,),) in zip(wanted, counts, strict=True)}


async def passes(seconds: float) -> None:
    over = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(seconds, over.set_result, None)
    await over
