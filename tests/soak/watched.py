"""The bot by a clock that is moved, whose nights are short; at a signal it tidies up its memory and says what is left.

python -m tests.soak.watched      # as bot.moved_clock; SIGUSR1 writes DATA_DIR/census.json
"""

import asyncio
import ctypes
import gc
import json
import os
import signal
import sys
from collections import Counter
from pathlib import Path

import bot.moved_clock
from bot import backups, sweep

LOOK = 0.1  # seconds of the machine between two looks at the clock
NIGHT = 3.0  # seconds between two looks at what is to be forgotten, or backed up
CENSUS = "census.json"


def census(*_: object) -> None:
    """What is alive once nothing is left that could be thrown away."""
    for _generation in range(3):
        gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)
    kinds = Counter(type(each).__name__ for each in gc.get_objects())
    told = {"tasks": len(asyncio.all_tasks()), "objects": sum(kinds.values()), "kinds": kinds.most_common(40)}
    there = Path(os.environ["DATA_DIR"]) / CENSUS
    partial = there.with_suffix(".partial")
    partial.write_text(json.dumps(told), "utf-8")
    partial.replace(there)


def main() -> int:
    bot.moved_clock.LOOK = LOOK
    sweep.PAUSE = backups.PAUSE = NIGHT  # type: ignore[assignment]
    signal.signal(signal.SIGUSR1, census)
    return bot.moved_clock.main()


if __name__ == "__main__":
    sys.exit(main())
