"""500 turns a second; 64 presses under way all the time, on one core; and 64 people who press at the same instant."""

import gc
import os
import sqlite3
from collections.abc import Iterator
from contextlib import AsyncExitStack, closing, contextmanager
from pathlib import Path
from statistics import median

from tests.bench.cast import CONSTANT, LAMPLIGHT, STATELESS, USUAL, on_stage, opened
from tests.bench.load import Act, Load, at_once, measured, paced
from tests.bench.stage import Stage
from tests.bench.tables import ms, ratio, table, times

PEOPLE = 64
A_SECOND = 500
LONGEST_P99 = 100  # ms
TITLES = {
    CONSTANT: "constant answer to a command",
    STATELESS: "stateless bot's Next press",
    USUAL: "usual bot's Next press",
    LAMPLIGHT: "Next press",
}
Loads = dict[str, list[Load]]


async def compare(quick: bool) -> None:
    """Each bot has the last core for itself, the playground and whoever presses have the others."""
    cores = sorted(os.sched_getaffinity(0))
    async with AsyncExitStack() as stack:
        stages = {module: await stack.enter_async_context(on_stage(module)) for module in TITLES}
        for module, stage in stages.items():
            stage.process.stay_on(cores[-1:])
            if module != CONSTANT:
                await opened(stage)
        os.sched_setaffinity(0, cores[:-1] or cores)
        try:
            await _sustained(stages[LAMPLIGHT], 5 if quick else 20)
            await _full_load(stages, *((2, 500) if quick else (3, 1_000)))
            await _bursts(stages, 1 if quick else 3)
        finally:
            os.sched_setaffinity(0, cores)


async def _sustained(stage: Stage, seconds: int) -> None:
    """So many turns a second, evenly, whether the one before is answered or not; each is on the disk before it is.

    Other work of the machine is told beside it, since that is waited for as well. A bot that has just started is
    warmed up first.
    """
    await paced(stage.presses_next, stage.seats, 1_000, a_second=200)
    work = paced(stage.presses_next, stage.seats, A_SECOND * seconds, a_second=A_SECOND)
    before = _machine()
    with _no_garbage():
        load = await measured(stage, work)
    others = (_machine() - before - load.cpu - load.playground) / (load.wall * (os.cpu_count() or 1))
    waits = sorted(load.waits)
    row = (
        TITLES[LAMPLIGHT],
        f"{load.answered / load.wall:,.0f}",
        *(ms(waits[len(waits) * part // 100]) for part in (50, 99)),
        f"≤ {LONGEST_P99}",
        str(load.late + load.told),
        f"{load.cpu / load.wall:.0%}",
        f"{load.playground / load.wall:.0%}",
        f"{max(0, others):.0%}",
    )
    head = (
        "",
        "a second",
        "p50 ms",
        "p99 ms",
        "target",
        "not turned",
        "core of the bot",
        "of the playground",
        "others on the machine",
    )
    table(f"{A_SECOND} turns a second for {seconds} s, one core", head, [row])


@contextmanager
def _no_garbage() -> Iterator[None]:
    """The playground keeps every message, and a look through all of them would hold up 40 presses for 80 ms."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _machine() -> float:
    """Seconds of CPU that all of the machine has used. Source: proc(5), the columns but idle and iowait."""
    ticks = [int(each) for each in Path("/proc/stat").read_text("ascii").split("\n", 1)[0].split()[1:9]]
    return (sum(ticks) - ticks[3] - ticks[4]) / os.sysconf("SC_CLK_TCK")


def _act(stage: Stage) -> Act:
    return stage.types_next if stage.process.module == CONSTANT else stage.presses_next


async def _full_load(stages: dict[str, Stage], rounds: int, count: int) -> None:
    loads: Loads = {module: [] for module in stages}
    for _ in range(rounds):
        for module, stage in stages.items():
            acts = count // 4 if module == USUAL else count
            work = at_once(_act(stage), stage.seats, acts, under_way=PEOPLE)
            loads[module].append(await measured(stage, work))
    _print_full_load(loads)
    answered, ours = sum(load.answered for load in loads[LAMPLIGHT]), stages[LAMPLIGHT]
    print(f"Turns in the database: {_turns_kept(ours)} of {answered + len(ours.seats)} that were shown")


def _print_full_load(loads: Loads) -> None:
    cpu = {module: [load.cpu_each for load in each] for module, each in loads.items()}
    targets = {STATELESS: "≤ 1.50", USUAL: "< 0.50"}
    rows = [
        (
            *(TITLES[module], ms(median(cpu[module])), f"{1 / median(cpu[module]):,.0f}"),
            f"{1 / median(load.wall_each for load in each):,.0f}",
            "≥ 600" if module == LAMPLIGHT else "",
            ms(median(load.playground / max(1, load.answered) for load in each)),
            str(sum(load.late for load in each)),
            *(times(ratio(cpu[LAMPLIGHT], cpu[module])), targets.get(module, "")),
        )
        for module, each in loads.items()
    ]
    head = (
        "",
        "CPU ms",
        "a CPU second",
        "a second",
        "target",
        "playground ms",
        "late",
        "ours / this",
        "target",
    )
    title = f"Full load, {PEOPLE} under way, one core, medians of {len(cpu[LAMPLIGHT])} rounds"
    table(title, head, rows)


def _turns_kept(stage: Stage) -> int:
    """A connection that only reads disturbs nobody, and sees what is committed."""
    path = f"file:{stage.process.home / 'lamplight.db'}?mode=ro"
    with closing(sqlite3.connect(path, uri=True)) as database:
        return int(database.execute("SELECT COUNT(*) FROM turn").fetchone()[0])


async def _bursts(stages: dict[str, Stage], rounds: int) -> None:
    apart, together = {module: Load() for module in stages}, {module: Load() for module in stages}
    for _ in range(rounds):
        for module, stage in stages.items():
            seats = stage.seats[:PEOPLE]
            apart[module] += await measured(stage, at_once(_act(stage), seats, PEOPLE, under_way=PEOPLE))
            one = [stage.seats[-1]] * PEOPLE
            together[module] += await measured(stage, at_once(_act(stage), one, PEOPLE, under_way=PEOPLE))
    rows = [
        (
            *(TITLES[module], str(apart[module].late), ms(max(apart[module].waits))),
            *(str(together[module].late), ms(max(together[module].waits))),
            f"{together[module].answered / rounds:.0f}",
            {LAMPLIGHT: "1"}.get(module, ""),
        )
        for module in stages
    ]
    head = ("", "late", "longest ms", "late, one panel", "longest ms", "turns made", "target")
    title = f"{PEOPLE} people at the same instant, {rounds} times: on {PEOPLE} panels, and all on one"
    table(f"{title}; a late answer takes more than 3 s (target: none)", head, rows)
