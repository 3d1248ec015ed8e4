"""What a thousand, a hundred thousand and a million servers ask for on a busy day (docs/SCALE.md)."""

import math

from tests.bench.scale import Habits, lived, peak, start
from tests.bench.tables import table

SERVERS = (1_000, 100_000, 1_000_000)
SEED = 7
# Measured, on one core of a small machine that was busy with other work (bench_turns, bench_servers), and rounded up.
CPU_A_TURN = 0.0025  # seconds
CPU_A_SERVER = 0.001  # seconds, when it is told at the start
MEMORY_A_PROCESS, MEMORY_A_SERVER = 75.0, 0.005  # MB
BYTES_A_TURN, BYTES_A_READING = 110, 170
LOAD = 0.5  # of a core, at the worst minute
SERVERS_A_SHARD = 1_000  # as Discord recommends; 2,500 at most
LARGE = 150_000  # servers, from where Discord starts sixteen shards at a time
POSTS_A_SECOND = 45 / 2  # all that Discord allows a bot, and two requests for a post


async def compare(quick: bool) -> None:
    """Simulated, so that the machine does not matter."""
    del quick
    rows = [_row(servers) for servers in SERVERS]
    head = (
        *("servers", "shards", "processes", "MB in all", "start, s"),
        *("presses/s", "turns a day", "MB a day", "due/min", "REST/s", "latest post, s"),
    )
    table("A busy day, at its worst minute", head, rows)


def _row(servers: int) -> tuple[str, ...]:
    found = peak(lived(servers, Habits(), SEED), POSTS_A_SECOND)
    shards = -(-servers // SERVERS_A_SHARD)
    processes = needed(found.interactions, servers)
    memory = processes * MEMORY_A_PROCESS + servers * MEMORY_A_SERVER
    at_once = 16 if servers > LARGE else 1
    late = "for ever" if math.isinf(found.late) else f"{found.late:,.0f}"
    return (
        *(f"{servers:,}", f"{shards:,}", f"{processes:,}", f"{memory:,.0f}"),
        f"{start(shards, processes, at_once, CPU_A_SERVER, servers):,.0f}",
        *(f"{found.interactions:,.1f}", f"{found.turns_a_day:,.0f}"),
        f"{found.turns_a_day * BYTES_A_TURN / 1e6:,.1f}",
        *(f"{found.deadlines:,.0f}", f"{found.requests:,.1f}", late),
    )


def needed(presses_a_second: float, servers: int, most_servers: int = 100_000) -> int:
    """Processes, by CPU at the worst minute and by how many servers one should have to start with."""
    by_cpu = presses_a_second * CPU_A_TURN / LOAD
    return max(1, math.ceil(by_cpu), math.ceil(servers / most_servers))
