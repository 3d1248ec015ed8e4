"""Work that is done for one thing at a time: one round for each, and one more where it is asked for meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable

TASKS = "lamplight: "  # how the tasks are named


class Rounds:
    """`work` is given what it is for; it raises nothing."""

    def __init__(self, name: str, work: Callable[[str], Awaitable[None]]) -> None:
        self._name, self._work = name, work
        self._running: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()

    def go(self, key: str) -> "asyncio.Task[None]":
        """The round that is under way, or one that begins now; done when nothing more was asked for."""
        if running := self._running.get(key):
            self._again.add(key)
            return running
        task = asyncio.create_task(self._rounds(key), name=f"{TASKS}{self._name} {key}")
        self._running[key] = task
        return task

    def is_at(self, key: str) -> bool:
        """Whether a round for it is under way."""
        return key in self._running

    async def _rounds(self, key: str) -> None:
        try:
            while True:
                self._again.discard(key)
                await self._work(key)
                if key not in self._again:
                    return
        finally:
            self._again.discard(key)
            del self._running[key]

    @property
    def under_way(self) -> list["asyncio.Task[None]"]:
        return list(self._running.values())
