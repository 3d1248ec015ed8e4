"""`/healthz` and `/metrics` as a monitor sees them, through an outage and after it."""

import socket
from pathlib import Path

import aiohttp

from bot.playground import Playground
from tests.test_command_line import _says, _start


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def _asked(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, await answer.text()


async def test_what_a_monitor_sees(tmp_path: Path) -> None:
    port = _free_port()
    async with Playground() as discord:
        nowhere = discord.api_url
    process = await _start(
        tmp_path, DISCORD_TOKEN=discord.token, DISCORD_API_URL=nowhere, METRICS_PORT=str(port)
    )
    await _says(process, b"trying again")
    assert await _asked(port, "/healthz") == (503, "Discord is not connected.\n")
    assert "lamplight_connected 0\n" in (await _asked(port, "/metrics"))[1]
    async with Playground(port=discord.port) as discord:
        server = discord.server("Book club")
        ana, room = server.member("Ana", manager=True), server.channel("reading")
        await discord.bot_ready()
        await _says(process, b"Ready as")
        await ana.types("/help", room)
        assert await _asked(port, "/healthz") == (200, "ok\n")
        _, figures = await _asked(port, "/metrics")
        process.terminate()
        await process.communicate()
    for figure in (
        "connected 1",
        "connections_total 2",
        "servers 1",
        "interactions_total 1",
        "posts_waiting 0",
    ):
        assert f"lamplight_{figure}\n" in figures


async def test_a_port_that_is_taken_is_a_sentence(tmp_path: Path) -> None:
    async with Playground() as discord:
        process = await _start(
            tmp_path,
            DISCORD_TOKEN=discord.token,
            DISCORD_API_URL=discord.api_url,
            METRICS_PORT=str(discord.port),
        )
        _, errors = await process.communicate()
    assert process.returncode == 1
    assert "METRICS_PORT" in errors.decode().splitlines()[-1] and "Traceback" not in errors.decode()
