"""Measures, each figure beside one that it can be compared with: python -m tests.bench [--quick] [NAME…]"""

import argparse
import asyncio
import os
import platform
import sqlite3
import time
from collections.abc import Awaitable, Callable

from tests.bench import (
    bench_convert,
    bench_find,
    bench_import,
    bench_languages,
    bench_load,
    bench_memory,
    bench_million,
    bench_playground,
    bench_postgresql,
    bench_readalongs,
    bench_scale,
    bench_servers,
    bench_start,
    bench_store,
    bench_turns,
)

Bench = Callable[[bool], Awaitable[None]]


async def _store(quick: bool) -> None:
    print()
    await bench_store.compare(600 if quick else 3_000)


BENCHES: dict[str, Bench] = {
    "turns": bench_turns.compare,
    "load": bench_load.compare,
    "start": bench_start.compare,
    "import": bench_import.compare,
    "convert": bench_convert.compare,
    "memory": bench_memory.compare,
    "million": bench_million.compare,
    "find": bench_find.compare,
    "languages": bench_languages.compare,
    "playground": bench_playground.compare,
    "postgresql": bench_postgresql.compare,
    "readalongs": bench_readalongs.compare,
    "scale": bench_scale.compare,
    "servers": bench_servers.compare,
    "store": _store,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds: a look, not a figure")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(BENCHES)}")
    options = parser.parse_args()
    unknown = set(options.names) - set(BENCHES)
    if unknown:
        parser.error(f"there is no bench {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}")
    print(
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores.",
        end=" ",
    )
    print("Read ratios: absolute figures move with the machine and with who else is on it.")
    asyncio.run(_measure(options.names or list(BENCHES), options.quick))


async def _measure(names: list[str], quick: bool) -> None:
    for name in names:
        began = time.perf_counter()
        await BENCHES[name](quick)
        print(f"({name}: {time.perf_counter() - began:.0f} s)")


if __name__ == "__main__":
    main()
