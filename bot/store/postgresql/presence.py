"""One process for each part of the work over one database: an advisory lock in the place of SQLite's lock file."""

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

from bot.store.errors import StoreError
from bot.store.postgresql.connecting import connect, shown
from bot.store.postgresql.errors import UNREACHABLE
from bot.store.postgresql.keys import EVERYTHING, OURS, key_of

if TYPE_CHECKING:
    from bot.store.postgresql.connecting import Connection

log = logging.getLogger(__name__)

HANDOVER = 30.0  # seconds after which the server has missed a process, even one whose whole machine died
LOOK_AGAIN = 0.25  # seconds between two tries


class Presence:
    """Held from `of` to `leave`, on a connection of its own; the server lets it go when the process dies.

    What a process does has a name; two that do the same are refused. The connection breaks when the server is
    restarted: then the presence is taken again as soon as the server is back.
    """

    def __init__(self, url: str, what: str) -> None:
        self._url, self._what = url, what
        self._connection: Connection | None = None
        self._returning: asyncio.Task[None] | None = None
        self._left = False

    @classmethod
    async def of(cls, url: str, what: str = EVERYTHING) -> "Presence":
        """Raises StoreError where another process does the same, and what errors.UNREACHABLE has."""
        presence = cls(url, what)
        if not await presence._come():
            raise StoreError(f"The database {shown(url)} is in use by another Lamplight; end that one first.")
        return presence

    async def leave(self) -> None:
        """Never raises."""
        self._left = True
        if self._returning is not None:
            self._returning.cancel()
            await asyncio.wait((self._returning,))
        if self._connection is not None:
            with contextlib.suppress(*UNREACHABLE):
                await self._connection.close(timeout=1)

    async def _come(self) -> bool:
        connection = await connect(self._url)
        try:
            until = asyncio.get_running_loop().time() + HANDOVER
            while not await taken(connection, self._what):
                if asyncio.get_running_loop().time() > until:
                    connection.terminate()
                    return False
                log.debug("Another Lamplight seems to use the database; waiting for it to let go.")
                await asyncio.sleep(LOOK_AGAIN)
        except BaseException:
            connection.terminate()
            raise
        self._connection = connection
        connection.add_termination_listener(self._torn_away)
        return True

    def _torn_away(self, _: object) -> None:
        if not self._left:
            self._returning = asyncio.get_running_loop().create_task(self._return())

    async def _return(self) -> None:
        log.warning("The connection to the database broke; I am coming back to it.")
        while True:
            try:
                if await self._come():
                    log.info("The database is back.")
                    return
                log.error("Another Lamplight uses the database now: end one of the two.")
            except UNREACHABLE:
                await asyncio.sleep(LOOK_AGAIN)


async def taken(connection: "Connection", what: str) -> bool:
    """Whether what somebody does is held by this connection now. What shares its work may be there with others so."""
    shared = what != EVERYTHING
    if shared and not await connection.fetchval(
        "SELECT pg_try_advisory_lock_shared($1, $2)", OURS, key_of(EVERYTHING)
    ):
        return False
    return bool(await connection.fetchval("SELECT pg_try_advisory_lock($1, $2)", OURS, key_of(what)))
