"""The playground as people meet it: how soon, how smooth, and what fifty windows cost while nobody does anything."""

import asyncio
import contextlib
import functools
import os
import re
import resource
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from statistics import median

from playwright.async_api import Page

from bot.playground import Playground
from bot.playground.site import Site
from bot.playground.site_child import Child
from bot.playground.site_world import READING, furnish
from tests.bench.process import CPU_CLOCK, ROOT
from tests.bench.tables import table
from tests.browser import chromium
from tests.playground.window import opened

WINDOWS, MESSAGES = 50, 5_000
START, CPU = "from make run to an answered /read, s", "…, CPU s of the playground and the bot"
SMOOTH = 50.0  # ms between two frames up to which scrolling is not felt to stop
TARGETS = {
    START: "< 3",
    CPU: "",
    "a press to the new page on screen, ms": "< 100",
    f"{WINDOWS} idle windows, % of a core": "< 20",
    f"scrolling through {MESSAGES} messages, ms a frame": f"< {SMOOTH:.0f}",
}

# From the press until the frame after the one in which the page is another.
PRESSES = """async (count) => {
  const log = document.querySelector("#log"), times = [];
  const buttons = () => [...log.querySelectorAll("button:enabled")];
  const button = (name) => buttons().findLast((one) => one.textContent === name);
  const frame = () => new Promise(requestAnimationFrame);
  const page = () => log.querySelector("article:last-of-type").textContent;
  for (let number = 0; number < count; number++) {
    const before = page(), began = performance.now();
    button(number % 2 ? "Back" : "Next").click();
    while (page() === before || !button("Next")) await frame();
    await frame();
    times.push(performance.now() - began);
  }
  return times;
}"""

# To the very beginning, with the wheel of a mouse: the milliseconds between the frames.
SCROLL = """async () => {
  const log = document.querySelector("#log"), times = [];
  let last = performance.now();
  while (log.scrollTop > 0 || !log.querySelector(".beginning")) {
    log.scrollBy(0, -400);
    await new Promise(requestAnimationFrame);
    times.push(performance.now() - last);
    last = performance.now();
  }
  return times;
}"""


async def compare(quick: bool) -> None:
    rounds, before = 2 if quick else 7, _cpu()
    found = {START: await _starts(rounds)}
    found[CPU] = [(_cpu() - before) / rounds]
    with tempfile.TemporaryDirectory(prefix="lamplight-bench-") as folder:
        async with _running(Path(folder)) as (url, pid):
            found[f"{WINDOWS} idle windows, % of a core"] = await _idle(url, pid, 5 if quick else 20)
            if chromium.path() is not None:
                presses = await _pressing(url, 20 if quick else 200)
                found["a press to the new page on screen, ms"] = presses
    if chromium.path() is not None:
        found[f"scrolling through {MESSAGES} messages, ms a frame"] = await _scrolling()
    else:
        print("\nNo chromium on this machine: what is seen on the screen is not measured.")
    rows = [_row(name, times) for name, times in found.items()]
    table("The playground", ("", "median", "95 %", "worst", "target"), rows)


def _row(name: str, figures: Sequence[float]) -> tuple[str, ...]:
    ordered = sorted(figures)
    high = ordered[int(len(ordered) * 0.95)] if len(ordered) > 20 else ordered[-1]
    return (name, f"{median(ordered):.1f}", f"{high:.1f}", f"{ordered[-1]:.1f}", TARGETS[name])


@contextlib.asynccontextmanager
async def _running(folder: Path) -> AsyncIterator[tuple[str, int]]:
    """`make run` on a checkout that is set up: its address, and the process that serves it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PLAYGROUND_OPEN": "0", "DATA_DIR": str(folder)}
    environment.pop("DISCORD_TOKEN", None)
    with (folder / "log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot"),
            cwd=folder,
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )
    assert process.stdout
    try:
        line = (await process.stdout.readline()).decode()
        (url,) = re.findall(r"http://127\.0\.0\.1:\d+/", line)
        yield url, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()


async def _starts(rounds: int) -> list[float]:
    """The first time that anything is there at all, each time."""
    found = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="lamplight-bench-") as folder:
            began = time.perf_counter()
            async with _running(Path(folder)) as (url, _), opened(url) as window:
                await window.types("/read")
                await window.until(functools.partial(window.shows, "Page 1"))
                found.append(time.perf_counter() - began)
    return found


def _cpu() -> float:
    """Seconds that processes have used which were started from here and have ended, and theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


async def _idle(url: str, pid: int, seconds: int) -> list[float]:
    """Of the playground's process, each second. Needs Linux."""
    found = []
    async with contextlib.AsyncExitStack() as stack:
        for _ in range(WINDOWS):
            await stack.enter_async_context(opened(url))
        for _ in range(seconds):
            began, used = time.perf_counter(), time.clock_gettime(~pid << 3 | CPU_CLOCK)
            await _second()
            used = time.clock_gettime(~pid << 3 | CPU_CLOCK) - used
            found.append(100 * used / (time.perf_counter() - began))
    return found


async def _second() -> None:
    passed = asyncio.Event()
    asyncio.get_running_loop().call_later(1, passed.set)
    await passed.wait()


@contextlib.asynccontextmanager
async def _page() -> AsyncIterator[Page]:
    async with chromium.started() as browser:
        yield await browser.new_page(viewport={"width": 1280, "height": 800})


async def _pressing(url: str, count: int) -> list[float]:
    async with _page() as page:
        await page.goto(url)
        async with opened(url) as window:
            await window.types("/read")
        await page.get_by_role("button", name="Next").last.wait_for()
        times: list[float] = await page.evaluate(PRESSES, count)
        return times


async def _scrolling() -> list[float]:
    discord = Playground()
    furnish(discord)
    Site(discord, Child(discord, (), {}))
    async with discord:
        room = discord.room(discord.world.channels[READING])
        for number in range(MESSAGES):
            text = " ".join(["word"] * (5 + number % 40))
            discord.people[number % 3].says(f"{number} {text}", room)
        async with _page() as page:
            await page.goto(discord.url)
            await page.get_by_text(f"{MESSAGES - 1} word").wait_for()
            times: list[float] = await page.evaluate(SCROLL)
            return times
