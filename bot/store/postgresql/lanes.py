"""Writes of one server go one after the other, as on SQLite; those of other servers go beside them.

What people of one server do meets the same rows, and the same pages at hand in memory. Servers meet in the library
only, and there, as between processes, the database itself decides who was first.
"""

import asyncio
from collections.abc import Iterable
from typing import Any
from weakref import WeakValueDictionary


class Lanes:
    """One lock for each server that something is written for at the moment."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    def lane(self, number: int) -> asyncio.Lock:
        lock = self._locks.get(number)
        if lock is None:
            lock = self._locks[number] = asyncio.Lock()
        return lock


def lane_of(args: Iterable[Any]) -> int:
    """Where a body belongs: the server of what it is told of, else its channel, as in direct messages; 0: nowhere."""
    for each in args:
        server = getattr(each, "server_id", None)
        if server is not None:
            return int(server or getattr(each, "channel_id", 0))
    return 0
