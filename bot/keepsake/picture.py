"""A picture of how a group went through a story, drawn in a process of its own: matplotlib never enters the bot's."""

import asyncio
import json
import logging

from msgspec import Struct
from msgspec.structs import asdict

from bot.importing import ask, worker_process
from story.model import Unreadable

log = logging.getLogger(__name__)

SECONDS = 20.0  # of waiting; drawing takes two where nothing else runs
PNG = b"\x89PNG\r\n\x1a\n"


class Steps(Struct, frozen=True):
    """What is drawn. `points` are (milliseconds since the first page, percent of the story), in order of time.

    `talks` are pauses to talk, from and to; `scenes` the percents at which scenes begin; `length` is milliseconds.
    The words are in the readers' language: `axis` names the unit of time, which is `unit` milliseconds, and
    `talking` the pauses.
    """

    title: str
    subtitle: str
    axis: str
    unit: int
    talking: str
    length: int
    points: list[tuple[int, int]]
    talks: list[tuple[int, int]]
    scenes: list[int]


async def draw(steps: Steps, seconds: float = SECONDS) -> bytes | None:
    """The picture as a PNG; None where it could not be drawn, since a keepsake without it is still one."""
    try:
        async with asyncio.timeout(seconds), worker_process("bot.keepsake.worker") as process:
            answer = await ask(process, json.dumps(asdict(steps)).encode("ascii") + b"\n", b"")
            await process.wait()
    except (TimeoutError, OSError, Unreadable) as error:
        log.warning("The picture of a pace could not be drawn: %s", error or "it took too long")
        return None
    if not answer.startswith(PNG):
        log.warning("The picture of a pace could not be drawn: its process ended with %s", process.returncode)
        return None
    return answer
