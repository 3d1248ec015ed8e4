"""`/healthz` and `/metrics` as a monitor sees them, through an outage and after it."""

import asyncio
from pathlib import Path

import aiohttp
import pytest
from discord.http import Ratelimit

from bot.figures import Histogram
from bot.meters import AnswerMeter
from bot.playground import Playground
from tests.bots import says, start
from tests.ports import free_port


async def _asked(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, await answer.text()


async def test_what_a_monitor_sees(tmp_path: Path) -> None:
    port = free_port()
    async with Playground(port=free_port(), still=True) as discord:
        nowhere = discord.api_url
    process = await start(
        tmp_path, DISCORD_TOKEN=discord.token, DISCORD_API_URL=nowhere, METRICS_PORT=str(port)
    )
    await says(process, b"trying again")
    assert await _asked(port, "/healthz") == (503, "Discord is not connected.\n")
    assert "lamplight_connected 0\n" in (await _asked(port, "/metrics"))[1]
    async with Playground(port=discord.port, still=True) as discord:
        server = discord.server("Book club")
        ana, room = server.member("Ana", manager=True), server.channel("reading")
        await discord.bot_ready()
        await says(process, b"Ready as")
        await ana.types("/help", room)
        await ana.types("/read story:all hands", room)
        discord.faults.rate_limit(1, 0.01, path=r"/interactions/\d+/[^/]+/callback")
        await ana.presses("Next", room)
        await ana.completes("/read story:", room)
        await ana.types("/readalong start story:all hands pace:host", room)
        assert await _asked(port, "/healthz") == (200, "ok\n")
        figures = await _figures(port)
        process.terminate()
        await process.communicate()
    for name in ("database_wait_seconds", "database_seconds"):
        assert value_of(figures, f'{name}_count{{kind="write"}}') >= 3
        assert value_of(figures, f'{name}_sum{{kind="write"}}') > 0


EXPECTED = (
    "connected 1",
    "connections_total 2",
    "servers 1",
    "interactions_total 5",
    "posts_waiting 0",
    "deadlines_late 0",
    'readalongs{phase="lobby"} 1',
    'readalongs{phase="reading"} 0',
    "too_many_requests_total 1",
    'answer_seconds_count{kind="turn"} 1',
    'answer_seconds_count{kind="other"} 3',
    'answer_seconds_bucket{kind="turn",le="+Inf"} 1',
)


async def _figures(port: int) -> str:
    """Once the last answer is counted, which is when the bot hears that it was taken: after the person does."""
    missing: list[str] = [*EXPECTED]
    try:
        async with asyncio.timeout(60):
            while missing:
                _, figures = await _asked(port, "/metrics")
                missing = [figure for figure in EXPECTED if f"lamplight_{figure}\n" not in figures]
    except TimeoutError:
        raise AssertionError(f"{missing} of {figures}") from None
    return figures


def value_of(figures: str, name: str) -> float:
    return float(figures.partition(f"lamplight_{name} ")[2].partition("\n")[0])


async def test_a_port_that_is_taken_is_a_sentence(tmp_path: Path) -> None:
    async with Playground(still=True) as discord:
        process = await start(
            tmp_path,
            DISCORD_TOKEN=discord.token,
            DISCORD_API_URL=discord.api_url,
            METRICS_PORT=str(discord.port),
        )
        _, errors = await process.communicate()
    assert process.returncode == 1
    assert "METRICS_PORT" in errors.decode().splitlines()[-1] and "Traceback" not in errors.decode()


def test_a_histogram_counts_what_is_at_most_its_edges() -> None:
    took = Histogram("test_seconds", "how long")
    for seconds in (0.0001, 0.05, 0.051, 7.0):
        took.observe('kind="turn"', seconds)
    lines = list(took.lines())
    for edge, count in (("0.001", 1), ("0.05", 2), ("0.1", 3), ("3", 3), ("+Inf", 4)):
        assert f'lamplight_test_seconds_bucket{{kind="turn",le="{edge}"}} {count}' in lines
    assert 'lamplight_test_seconds_sum{kind="turn"} 7.1011' in lines


async def test_discord_pys_own_waits_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ratelimit, "acquire", Ratelimit.acquire)  # as it was, afterwards
    meter = AnswerMeter()
    meter.watch_waits()
    bucket = Ratelimit(None)
    bucket.remaining, bucket.expires = 0, asyncio.get_running_loop().time() + 0.02
    async with bucket:
        pass
    assert meter.waits == 1 and meter.waited > 0
    free = Ratelimit(None)
    async with free:
        pass
    assert meter.waits == 1
