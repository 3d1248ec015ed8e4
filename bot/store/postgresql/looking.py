"""What there is to see of a PostgreSQL database without changing it: for the doctor."""

from typing import TYPE_CHECKING, NamedTuple

import asyncpg

from bot.store.postgresql.connecting import connect, shown
from bot.store.postgresql.errors import UNREACHABLE, not_opened
from bot.store.postgresql.migrating import refuse_others, version_of

if TYPE_CHECKING:
    from bot.store.postgresql.connecting import Connection


class Look(NamedTuple):
    """`version` is that of the last migration; 0: nothing is in it yet."""

    server: str
    name: str
    version: int


async def look(url: str) -> Look:
    """Raises StoreError where the bot could not be started on it, but not for a version that is too new."""
    try:
        connection = await connect(url)
        try:
            server = f"PostgreSQL {await connection.fetchval('SHOW server_version')}"
            version = await version_of(connection)
            if version == 0:
                await refuse_others(connection, url)
                await _refuse_guest(connection)
            return Look(server.partition(" (")[0], shown(url), version)
        finally:
            await connection.close(timeout=1)
    except (*UNREACHABLE, ValueError) as error:
        raise not_opened(shown(url), error) from error


async def _refuse_guest(connection: "Connection") -> None:
    """Raises what the first migration would."""
    sql = "SELECT current_schema() IS NOT NULL AND has_schema_privilege(current_schema(), 'CREATE')"
    if not await connection.fetchval(sql):
        raise asyncpg.InsufficientPrivilegeError("permission denied")
