"""What there is to see of a PostgreSQL database without changing it: for the doctor."""

from typing import NamedTuple

from bot.store.postgresql.connecting import connect, shown
from bot.store.postgresql.errors import UNREACHABLE, not_opened
from bot.store.postgresql.migrating import version_of


class Look(NamedTuple):
    """`version` is that of the last migration; 0: nothing is in it yet."""

    server: str
    name: str
    version: int


async def look(url: str) -> Look:
    """Raises StoreError."""
    try:
        connection = await connect(url)
        try:
            server = f"PostgreSQL {await connection.fetchval('SHOW server_version')}"
            return Look(server, shown(url), await version_of(connection))
        finally:
            await connection.close(timeout=1)
    except (*UNREACHABLE, ValueError) as error:
        raise not_opened(shown(url), error) from error
