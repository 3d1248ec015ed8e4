"""What a health check sees of processes that share the work: one that waits to step in is well, and then knows."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

from bot.playground import Playground
from tests.ports import free_port
from tests.postgresql import Server
from tests.sharding.machines import PATIENCE, machine
from tests.test_health import _asked

SERVERS = 3


async def _until(port: int, path: str, wanted: Callable[[tuple[int, str]], bool]) -> str:
    """What is answered once it is that."""
    told: object = None
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    told = await _asked(port, path)
                    if wanted(told):
                        return told[1]
                except OSError as error:  # it has not begun to listen
                    told = error
    except TimeoutError:
        raise AssertionError(told) from None


def _counts(servers: int) -> Callable[[tuple[int, str]], bool]:
    return lambda told: f"lamplight_servers {servers}\n" in told[1]


async def test_a_spare_process_is_well_and_knows_the_servers_that_it_takes_over(
    postgresql: Server, migrated: str, tmp_path: Path
) -> None:
    url, ports = postgresql.database(migrated), [free_port() for _ in range(2)]
    async with AsyncExitStack() as stack:
        discord = await stack.enter_async_context(Playground())
        servers = [discord.server(f"Server {number}") for number in range(SERVERS)]
        first, second = [
            await stack.enter_async_context(
                machine(discord, tmp_path / str(port), {"DATABASE_URL": url, "METRICS_PORT": str(port)})
            )
            for port in ports
        ]
        await first.starts()
        await _until(ports[0], "/healthz", lambda told: told == (200, "ok\n"))
        await _until(ports[0], "/metrics", _counts(SERVERS))
        await second.starts()
        await _until(
            ports[1], "/healthz", lambda told: told == (200, "ok: other processes have every shard\n")
        )
        first.is_killed()
        await _until(ports[1], "/healthz", lambda told: told == (200, "ok\n"))
        await _until(ports[1], "/metrics", _counts(SERVERS))
        discord.world.remove_bot(servers[0].guild)
        await _until(ports[1], "/metrics", _counts(SERVERS - 1))
        discord.server("One more")
        await _until(ports[1], "/metrics", _counts(SERVERS))
    postgresql.drop(url)
