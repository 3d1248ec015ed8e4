"""Importing a story: the bytes decoded, split into chapters and scenes, cut into pages, put into the database."""

import asyncio
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from statistics import median
from tracemalloc import get_traced_memory, start, stop

from bot.actions.library import refresh
from bot.store.database import Store
from story.encoding import decode
from story.importing import read_story
from story.model import Unreadable
from story.pages import PageLength, paginate
from story.quick import LARGEST, MOST_LINES, is_quick
from tests.bench.novel import novel
from tests.bench.process import ROOT
from tests.bench.tables import ms, table

TEST_DATA = Path(os.environ.get("STORY_TEST_DATA") or ROOT.parent / "shared")
SEED = TEST_DATA / "stories" / "seed-story.txt"
IN_A_NEW_PROCESS = """
import sys, time
from pathlib import Path
data = Path(sys.argv[1]).read_bytes()
began = time.perf_counter()
from story.importing import read_story
read_story(data, "story.txt")
print(time.perf_counter() - began)
"""

HOSTILE = {
    "headings, each the next one's": "  two\nCHAPTER I\u3000Table of Contents",
    "headings that end like nothing else": "~~~@Word. Word. Word. Word. Word. Word. \nCHAPTER II",
    "numbered headings": "---\nChapter 1: The Rain chapter oné",
    "lines that may be verse": "    ver\u0301se \u6f22\n",
    "lines that may be a contents": "Chapter 1 ..... 12\n\n",
    "one line of openings": "*_[\u201c(",
    "one line of numbers": "1. ",
}


async def compare(quick: bool) -> None:
    """The shared seed story, where it is at hand, and a novel of a megabyte."""
    rounds = 3 if quick else 9
    head = ("", "KB", "chapters", "scenes", "decode", "split", "page all", "both", "target", "cold", "stored")
    rows = []
    if SEED.exists():
        rows.append(await _row("the seed story", SEED.read_bytes(), "< 50", rounds))
    rows.append(await _row("a novel in plain text", novel(1_000_000).encode(), "< 500", rounds))
    title = f"Importing, ms, medians of {rounds}; cold: a new process, its parsers loaded; stored: into a new database"
    table(title, head, rows)
    hostile = [_hostile(name, unit, rounds) for name, unit in HOSTILE.items()]
    title = f"Small texts made to take long, read on the spot, ms of CPU; the least of {rounds}"
    table(title, ("", "KB", "lines", "CPU", "target", "peak MB"), hostile)


def _hostile(name: str, unit: str, rounds: int) -> tuple[str, ...]:
    """As much of it as is read on the spot."""
    whole = (unit * LARGEST).encode()[:LARGEST].decode("utf-8", "ignore")
    data = "".join(whole.splitlines(keepends=True)[:MOST_LINES]).encode()
    if not is_quick(data, "story.txt"):
        raise RuntimeError(f"not read on the spot: {name}")
    taken = min(_cpu(lambda: _read_or_refused(data)) for _ in range(rounds))
    start()
    _read_or_refused(data)
    peak = get_traced_memory()[1]
    stop()
    lines = len(data.decode().splitlines())
    return (name, f"{len(data) // 1000}", str(lines), ms(taken), "< 50", f"{peak / 1e6:.1f}")


def _read_or_refused(data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        read_story(data, "story.txt")


async def _row(name: str, data: bytes, target: str, rounds: int) -> tuple[str, ...]:
    story = read_story(data, "story.txt")
    decoding = _time(lambda: decode(data), rounds)
    splitting = _time(lambda: read_story(data, "story.txt"), rounds)
    paging = _time(lambda: [paginate(scene, PageLength.MEDIUM) for scene in story.scenes], rounds)
    return (
        *(name, f"{len(data) // 1000}", str(len(story.chapters)), str(len(story.scenes))),
        *(ms(decoding), ms(splitting - decoding), ms(paging), ms(splitting), target),
        ms(median(_cold(data) for _ in range(3))),
        ms(median([await _stored(data) for _ in range(3)])),
    )


def _time(work: Callable[[], object], rounds: int) -> float:
    """Median seconds."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return median(taken)


def _cpu(work: Callable[[], object]) -> float:
    """Seconds of it."""
    began = time.thread_time()
    work()
    return time.thread_time() - began


def _cold(data: bytes) -> float:
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        arguments = [sys.executable, "-c", IN_A_NEW_PROCESS, file.name]
        done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout)


async def _stored(data: bytes) -> float:
    """Seconds from the file to the committed edition."""
    with tempfile.TemporaryDirectory(prefix="lamplight-bench-") as home:
        library, bundled = Path(home) / "library", Path(home) / "bundled"
        library.mkdir()
        bundled.mkdir()
        await asyncio.to_thread((library / "story.txt").write_bytes, data)
        store = await Store.open(Path(home) / "lamplight.db", files("migrations"))
        began = time.perf_counter()
        await refresh(store, bundled, library, 0)
        taken = time.perf_counter() - began
        await store.close()
    return taken
