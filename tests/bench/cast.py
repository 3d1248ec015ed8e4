"""The bots on their stages, each with its stories open and a page in every seat."""

import contextlib
import shutil
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from bot.playground.interactions import Interaction
from tests.bench.load import at_once
from tests.bench.novel import novel
from tests.bench.stage import Seat, Stage, staged

LAMPLIGHT = "bot"
CONSTANT = "tests.bench.bots.constant"
STATELESS = "tests.bench.bots.stateless"
USUAL = "tests.bench.bots.usual"
STORY = "A Bench Novel"
LENGTH = 1_000_000  # characters: nobody comes to its end in here


@contextlib.asynccontextmanager
async def on_stage(module: str, servers: int = 200, *, started_before: bool = False) -> AsyncIterator[Stage]:
    """A bot without a past, ready; Lamplight with a long story in its library, which it may have read before."""
    home = Path(tempfile.mkdtemp(prefix="lamplight-bench-"))
    try:
        put_story(home)
        if started_before:
            async with staged(module, home, 1) as stage:
                await stage.types(stage.seats[0], "help").seen  # which waits until the library has been read
        async with staged(module, home, servers) as stage:
            yield stage
    finally:
        shutil.rmtree(home, ignore_errors=True)


def put_story(home: Path) -> None:
    (home / "library").mkdir(exist_ok=True)
    (home / "library" / f"{STORY}.txt").write_text(novel(LENGTH), "utf-8")


async def opened(stage: Stage) -> Stage:
    """With a page on show in every seat."""
    options = {"story": STORY} if stage.process.module == LAMPLIGHT else {}

    def read(seat: Seat) -> Interaction:
        return stage.types(seat, "read", **options)

    load = await at_once(read, stage.seats, len(stage.seats), under_way=8)
    if load.answered < len(stage.seats):
        raise RuntimeError(f"{stage.process.module} opened {load.answered} stories:\n{stage.process.said()}")
    return stage
