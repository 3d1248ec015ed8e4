"""From the start of the process until Discord knows the bot, and until a first command is answered."""

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bot.playground import Playground
from tests.bench.cast import CONSTANT, LAMPLIGHT, put_story
from tests.bench.process import BotProcess
from tests.bench.stage import Stage, ready, seats_in
from tests.bench.tables import ratio, table, times

SERVERS = 10
FIRST, SECOND = "Lamplight, nothing there yet", "Lamplight, started again"
NOVEL = "Lamplight, with a new 1 MB novel"
CONSTANT_BOT = "constant bot"
TARGETS = {FIRST: "≤ 1.50", SECOND: "≤ 1.50"}


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from the start of the process, and of its CPU."""

    ready: float
    answered: float
    cpu: float


async def compare(quick: bool) -> None:
    """In turns; the bundled story is in the library each time."""
    rounds = 2 if quick else 7
    starts: dict[str, list[Start]] = {name: [] for name in (CONSTANT_BOT, FIRST, SECOND, NOVEL)}
    for number in range(rounds + 1):  # the first only warms up
        with tempfile.TemporaryDirectory(prefix="lamplight-bench-") as folder:
            home = Path(folder)
            async with Playground() as discord:
                starts[CONSTANT_BOT].append(await _start(discord, CONSTANT, home, "next"))
            async with Playground() as discord:
                starts[FIRST].append(await _start(discord, LAMPLIGHT, home, "help"))
                starts[SECOND].append(await _start(discord, LAMPLIGHT, home, "help"))
                put_story(home)
                starts[NOVEL].append(await _start(discord, LAMPLIGHT, home, "help"))
        if number == 0:
            for each in starts.values():
                each.clear()
    _print(starts)


async def _start(discord: Playground, module: str, home: Path, command: str) -> Start:
    seats = seats_in(discord, 1 if discord.world.guilds else SERVERS)
    began = time.perf_counter()
    process = await BotProcess.start(module, home, discord.api_url, discord.token)
    try:
        await ready(discord, process)
        took = time.perf_counter() - began
        stage = Stage(discord, process, seats)
        await stage.types(stage.seats[0], command).seen
        return Start(took, time.perf_counter() - began, process.cpu())
    finally:
        await process.stop()
        await discord.bot_gone()


def _print(starts: dict[str, list[Start]]) -> None:
    base = starts[CONSTANT_BOT]

    def beside(name: str, what: Callable[[Start], float]) -> tuple[str, str]:
        mine, constant = [what(each) for each in starts[name]], [what(each) for each in base]
        return f"{median(mine):.2f}", times(ratio(mine, constant))

    rows = [
        (
            *(name, *beside(name, lambda start: start.ready), TARGETS.get(name, "")),
            *(*beside(name, lambda start: start.answered), TARGETS.get(name, "")),
            *beside(name, lambda start: start.cpu),
        )
        for name in starts
    ]
    head = (
        "",
        "ready s",
        "× constant",
        "target",
        "answered s",
        "× constant",
        "target",
        "CPU s",
        "× constant",
    )
    table(f"From process start, medians of {len(base)} starts", head, rows)
