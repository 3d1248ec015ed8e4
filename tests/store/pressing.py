"""Presses until it is killed, and says what was saved: python -m tests.store.pressing URL MIGRATIONS"""

import asyncio
import os
import sys
from contextlib import suppress
from pathlib import Path

from bot.store.database import Store
from tests.store.sample import Outdated, revision_of, turn


async def _press(store: Store, reading: int) -> None:
    while True:
        seen = await store.read(revision_of, reading)
        with suppress(Outdated):
            revision = await store.write(turn, reading, seen)
            os.write(1, b"%d %d\n" % (reading, revision))


async def main() -> None:
    store = await Store.open(sys.argv[1], Path(sys.argv[2]))
    await asyncio.gather(*(_press(store, reading) for reading in range(8) for _ in range(3)))


if __name__ == "__main__":
    asyncio.run(main())
