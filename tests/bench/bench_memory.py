"""Memory of the bot's process after 1,000 and after 10,000 turns, beside the constant bot's after as many answers."""

import asyncio

from tests.bench.cast import CONSTANT, LAMPLIGHT, on_stage, opened
from tests.bench.load import at_once, paced
from tests.bench.stage import Stage
from tests.bench.tables import table

TYPED = 10  # one turn of so many is a /next, in servers where nobody presses
A_SECOND = 60  # /next in 100 servers: 1.7 s between two in one of them
MB = 1 << 20


async def compare(quick: bool) -> None:
    """Bytes in memory, of processes that have found their library as they had left it."""
    marks = (300, 3_000) if quick else (1_000, 10_000)
    constant = await _grown(CONSTANT, marks)
    started = await _grown(LAMPLIGHT, marks, started_before=True)
    imported = await _grown(LAMPLIGHT, marks)
    rows = [
        _row("constant bot", constant, constant, ""),
        _row("Lamplight", started, constant, "≤ 25"),
        _row("Lamplight that has just imported a 1 MB novel", imported, constant, ""),
    ]
    head = (
        "",
        "ready MB",
        *(f"after {mark:,}" for mark in marks),
        "growth",
        "target",
        "over constant",
        "target",
    )
    table(f"Memory, MB; one turn of {TYPED} is a /next, the others are presses", head, rows)


def _row(name: str, sizes: list[float], constant: list[float], target: str) -> tuple[str, ...]:
    growth = f"{sizes[-1] - sizes[-2]:+.1f}"
    over = f"{sizes[-1] - constant[-1]:+.1f}"
    return (name, *(f"{size:.1f}" for size in sizes), growth, "none", over, target)


async def _grown(module: str, marks: tuple[int, ...], *, started_before: bool = False) -> list[float]:
    """MB when it is ready, and at the marks."""
    async with on_stage(module, started_before=started_before) as stage:
        sizes, done = [stage.process.memory() / MB], 0
        if module == LAMPLIGHT:
            await opened(stage)
        for mark in marks:
            await _turns(stage, mark - done)
            await stage.discord.settled(within=30)
            done = mark
            sizes.append(stage.process.memory() / MB)
    return sizes


async def _turns(stage: Stage, count: int) -> None:
    if stage.process.module == CONSTANT:
        await at_once(stage.types_next, stage.seats, count, under_way=64)
        return
    half = len(stage.seats) // 2
    typed = count // TYPED
    await asyncio.gather(
        at_once(stage.presses_next, stage.seats[:half], count - typed, under_way=64),
        paced(stage.types_next, stage.seats[half:], typed, a_second=A_SECOND),
    )
