"""One transaction on a PostgreSQL database that no Lamplight uses meanwhile."""

import contextlib
from collections.abc import AsyncIterator
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.store.postgresql.connecting import connect, shown
from bot.store.postgresql.errors import UNREACHABLE, not_opened
from bot.store.postgresql.migrating import migrated
from bot.store.postgresql.presence import Presence
from bot.store.postgresql.transaction import PostgresqlTransaction


@contextlib.asynccontextmanager
async def opened(url: str, migrations: Path | Traversable) -> AsyncIterator[PostgresqlTransaction]:
    """Committed at the end of the block, if nothing is raised in it. Raises StoreError."""
    presence = None
    try:
        presence = await Presence.of(url)
        await migrated(url, migrations)
        connection = await connect(url)
        try:
            await connection.execute("SET idle_in_transaction_session_timeout = 0")
            async with connection.transaction():
                transaction = PostgresqlTransaction(connection)
                yield transaction
                await transaction.finish()
        finally:
            await connection.close(timeout=1)
    except (*UNREACHABLE, ValueError) as error:
        raise not_opened(shown(url), error) from error
    finally:
        if presence is not None:
            await presence.leave()
