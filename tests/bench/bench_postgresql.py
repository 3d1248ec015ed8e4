"""Turns on PostgreSQL beside turns on SQLite: one process on one core, every turn on the disk before it is answered."""

import contextlib
import os
from collections.abc import AsyncIterator, Iterator
from statistics import median

from tests.bench.cast import LAMPLIGHT, on_stage, opened
from tests.bench.load import Load, at_once, measured, paced
from tests.bench.stage import Stage
from tests.bench.tables import ms, table
from tests.postgresql import MISSING, is_here, running

A_SECOND = 400
PEOPLE = 64
DURABLE = {"fsync": "on", "full_page_writes": "on", "autovacuum": "on", "shared_buffers": "128MB"}
NAMES = ("SQLite", "PostgreSQL")


async def compare(quick: bool) -> None:
    """The bot has the last core for itself; the playground, whoever presses and the server have the others."""
    if not is_here():
        print(MISSING)
        return
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, cores[:-1] or cores)
    try:
        async with _stages(cores) as stages:
            await _compare(stages, *((2, 500) if quick else (3, 2_000)))
    finally:
        os.sched_setaffinity(0, cores)


@contextlib.asynccontextmanager
async def _stages(cores: list[int]) -> AsyncIterator[dict[str, Stage]]:
    async with contextlib.AsyncExitStack() as stack:
        server = stack.enter_context(running(DURABLE))
        stages = {}
        for name, url in zip(NAMES, ("sqlite", server.database()), strict=True):
            with _set("DATABASE_URL", url):
                stages[name] = await stack.enter_async_context(on_stage(LAMPLIGHT))
            await opened(stages[name])
            stages[name].process.stay_on(cores[-1:])
        yield stages


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


async def _compare(stages: dict[str, Stage], rounds: int, count: int) -> None:
    full: dict[str, list[Load]] = {name: [] for name in stages}
    even: dict[str, Load] = {name: Load() for name in stages}
    for _ in range(rounds):
        for name, stage in stages.items():
            act = stage.presses_next
            full[name].append(await measured(stage, at_once(act, stage.seats, count, under_way=PEOPLE)))
            even[name] += await measured(stage, paced(act, stage.seats, count, a_second=A_SECOND))
    rows = [
        (
            *(name, ms(median(load.cpu_each for load in full[name]))),
            *(f"{1 / median(load.wall_each for load in full[name]):,.0f}", f"≥ {A_SECOND}"),
            *(ms(median(even[name].waits)), ms(_high(even[name].waits)), "< 100"),
            str(even[name].late + sum(load.late for load in full[name])),
        )
        for name in stages
    ]
    head = (
        "",
        "CPU ms",
        "a second",
        "target",
        f"median ms at {A_SECOND} a second",
        "p99 ms",
        "target",
        "late",
    )
    table(f"Turns with {PEOPLE} under way, and at {A_SECOND} a second, one core for the bot", head, rows)


def _high(waits: list[float]) -> float:
    return sorted(waits)[len(waits) * 99 // 100]
