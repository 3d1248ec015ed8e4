"""Writes of one server go one after the other, as on SQLite; those of other servers go beside them.

What people of one server do meets the same rows, and the same pages at hand in memory. Servers meet in the library
only, and there, as between processes, the database itself decides who was first.
"""

import asyncio
from collections.abc import Iterable
from typing import Any
from weakref import WeakValueDictionary

NOWHERE = (0,)


class Lanes:
    """One lock for each server that something is written for at the moment."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    def lane(self, number: int) -> asyncio.Lock:
        lock = self._locks.get(number)
        if lock is None:
            lock = self._locks[number] = asyncio.Lock()
        return lock


def places_of(args: Iterable[Any]) -> tuple[int, ...]:
    """Where a body belongs, and is told of: a server, else its channel, as for what only one person sees; and both."""
    for each in args:
        server = getattr(each, "server_id", None)
        if server is not None:
            return tuple(filter(None, (int(server), int(getattr(each, "channel_id", 0) or 0)))) or NOWHERE
    return NOWHERE
