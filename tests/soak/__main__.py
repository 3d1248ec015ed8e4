"""Runs it: python -m tests.soak [--minutes N] [--report] [SCENARIO…]"""

import argparse
import asyncio
import random
import sqlite3
import sys
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

from tests.postgresql import MISSING, is_here, running
from tests.soak import clocks, day, disks, kills, outages, shards, weather
from tests.soak.engines import Postgresql, Sqlite
from tests.soak.report import Result, line, write_down

PAGE = Path(__file__).parents[2] / "docs" / "RELIABILITY.md"
WHOLE = 40.0  # minutes that everything takes on two cores that have nothing else to do


async def _kills(share: float, seed: int) -> Result:
    return await kills.run(Sqlite(), max(20, round(1_000 * share)), seed)


async def _postgresql_kills(share: float, seed: int) -> Result:
    with running() as server:
        return await kills.run(Postgresql(server), max(20, round(1_000 * share)), seed)


async def _weather(share: float, seed: int) -> Result:
    return await weather.run(Sqlite(alive=True), max(2, round(6 * share)), seed)


async def _postgresql_weather(share: float, seed: int) -> Result:
    with running() as server:
        return await weather.run(Postgresql(server), max(2, round(6 * share)), seed)


async def _postgresql_clock(share: float, seed: int) -> Result:
    with running() as server:
        return await clocks.run(Postgresql(server), max(10, round(30 * share)), seed)


async def _postgresql_day(share: float, seed: int) -> Result:
    with running() as server:
        return await day.run(Postgresql(server), share, seed)


async def _shards(share: float, seed: int) -> Result:
    """One is killed every minute; in a shorter run more often."""
    seconds = max(90.0, 360 * share)
    return await shards.run(seconds, seed, shards.EVERY if seconds >= 4 * shards.EVERY else 25.0)


async def _of_postgresql(scenario: Coroutine[Any, Any, Result]) -> Result:
    """Where it is not on this machine, that is what is to be told."""
    if is_here():
        return await scenario
    scenario.close()
    return Result("PostgreSQL", "not tried", MISSING)


Scenario = Callable[[float, int], Awaitable[Result]]  # (share of the whole, seed)
SCENARIOS: dict[str, Scenario] = {
    "kills": _kills,
    "postgresql-kills": lambda share, seed: _of_postgresql(_postgresql_kills(share, seed)),
    "weather": _weather,
    "postgresql-weather": lambda share, seed: _of_postgresql(_postgresql_weather(share, seed)),
    "clock": lambda share, seed: clocks.run(Sqlite(alive=True), max(10, round(30 * share)), seed),
    "postgresql-clock": lambda share, seed: _of_postgresql(_postgresql_clock(share, seed)),
    "day": lambda share, seed: day.run(Sqlite(alive=True), share, seed),
    "postgresql-day": lambda share, seed: _of_postgresql(_postgresql_day(share, seed)),
    "postgresql-restarts": lambda share, seed: _of_postgresql(
        outages.restarted(max(4, round(40 * share)), random.Random(seed))
    ),
    "postgresql-failover": lambda share, _: _of_postgresql(outages.failed_over(max(1, round(5 * share)))),
    "shards": lambda share, seed: _of_postgresql(_shards(share, seed)),
    "full-disk": lambda share, _: disks.full(max(3, round(20 * share))),
    "read-only-disk": lambda _, __: disks.read_only(),
    "damaged": lambda share, seed: disks.damaged(max(3, round(30 * share)), random.Random(seed)),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument(
        "--minutes", type=float, default=WHOLE, help=f"about so long; {WHOLE:.0f} is everything"
    )
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="to repeat a run")
    parser.add_argument("--report", action="store_true", help=f"into docs/{PAGE.name}")
    parser.add_argument("names", nargs="*", metavar="SCENARIO", help=f"only these: {', '.join(SCENARIOS)}")
    options = parser.parse_args()
    if unknown := set(options.names) - set(SCENARIOS):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(SCENARIOS)}")
    about = f"Seed {options.seed}, Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}."
    print(about, flush=True)
    names = options.names or list(SCENARIOS)
    results = asyncio.run(_run(names, options.minutes / WHOLE, options.seed))
    if options.report:
        write_down(PAGE, about, results)


async def _run(names: Sequence[str], share: float, seed: int) -> list[Result]:
    results = []
    for name in names:
        began = time.monotonic()
        results.append(await SCENARIOS[name](share, seed))
        print(line(results[-1], time.monotonic() - began), flush=True)
    return results


if __name__ == "__main__":
    main()
