"""Turns on PostgreSQL beside turns on SQLite: one process on one core, every turn on the disk before it is answered.

Only the bot's process is held to one core: the database's own processes, the playground and whoever presses share the
others, and so do the measures say what each of them took. Where they have but one core, they are the limit.
"""

import contextlib
import os
from collections.abc import AsyncIterator, Iterator
from statistics import median

from tests.bench.cast import LAMPLIGHT, on_stage, opened
from tests.bench.load import Load, at_once, measured, paced
from tests.bench.process import cpu_of
from tests.bench.stage import Stage
from tests.bench.tables import ms, ratio, table, times
from tests.postgresql import MISSING, Server, is_here, running

A_SECOND = 400
PEOPLE = 64
DURABLE = {"fsync": "on", "full_page_writes": "on", "autovacuum": "on", "shared_buffers": "128MB"}
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


class Side:
    """One engine: the bot on its stage, and what came of its load. `servers` is what the database's processes took."""

    def __init__(self, stage: Stage, server: Server | None) -> None:
        self.stage = stage
        self.full: list[Load] = []
        self.even = Load()
        self.servers = 0.0
        self._server = server

    async def press(self, count: int) -> None:
        """As fast as it goes, and then evenly."""
        act, seats, before = self.stage.presses_next, self.stage.seats, self._taken()
        self.full.append(await measured(self.stage, at_once(act, seats, count, under_way=PEOPLE)))
        self.even += await measured(self.stage, paced(act, seats, count, a_second=A_SECOND))
        self.servers += self._taken() - before

    def _taken(self) -> float:
        return sum(map(cpu_of, self._server.processes())) if self._server else 0.0

    @property
    def answered(self) -> int:
        return self.even.answered + sum(load.answered for load in self.full)


async def compare(quick: bool) -> None:
    """The bot has the last core for itself; the playground, whoever presses and the server have the others."""
    if not is_here():
        print(MISSING)
        return
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, cores[:-1] or cores)
    try:
        async with _sides(cores) as sides:
            for _ in range(2 if quick else 3):
                for side in sides.values():
                    await side.press(500 if quick else 2_000)
            _print(sides)
    finally:
        os.sched_setaffinity(0, cores)


@contextlib.asynccontextmanager
async def _sides(cores: list[int]) -> AsyncIterator[dict[str, Side]]:
    async with contextlib.AsyncExitStack() as stack:
        server = stack.enter_context(running(DURABLE))
        sides = {}
        for name, url in ((SQLITE, "sqlite"), (POSTGRESQL, server.database())):
            with _set("DATABASE_URL", url):
                stage = await stack.enter_async_context(on_stage(LAMPLIGHT))
            await opened(stage)
            stage.process.stay_on(cores[-1:])
            sides[name] = Side(stage, server if name == POSTGRESQL else None)
        yield sides


@contextlib.contextmanager
def _set(name: str, value: str) -> Iterator[None]:
    """For the bots that are started in the block."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        del os.environ[name]
        if before is not None:
            os.environ[name] = before


def _print(sides: dict[str, Side]) -> None:
    cpu = {name: [load.cpu_each for load in side.full] for name, side in sides.items()}
    rows = [
        (
            *(name, ms(median(cpu[name])), "≤ 2.5" if name == POSTGRESQL else ""),
            times(ratio(cpu[name], cpu[SQLITE])),
            *(ms(side.servers / max(1, side.answered)), f"{1 / median(cpu[name]):,.0f}", f"≥ {A_SECOND}"),
            f"{1 / median(load.wall_each for load in side.full):,.0f}",
            *(ms(median(side.even.waits)), ms(_high(side.even.waits)), "< 100"),
            str(side.even.late + sum(load.late for load in side.full)),
        )
        for name, side in sides.items()
    ]
    head = (
        "",
        "CPU ms",
        "target",
        "× SQLite",
        "server's CPU ms",
        "a CPU second",
        "target",
        "a second",
        f"median ms at {A_SECOND} a second",
        "p99 ms",
        "target",
        "late",
    )
    table(f"Turns with {PEOPLE} under way, and at {A_SECOND} a second, one core for the bot", head, rows)


def _high(waits: list[float]) -> float:
    return sorted(waits)[len(waits) * 99 // 100]
