"""Shards: which process looks after which, the sessions they leave each other, and the order of identifying.

Times are by the database's clock, which is one for all machines.
"""

from collections.abc import Iterable

from msgspec import Struct

from bot.store.database import Transaction
from bot.store.postgresql.keys import OURS, key_of
from bot.store.transaction import Engine

_CLOCK = {
    Engine.SQLITE: "SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)",
    Engine.POSTGRESQL: "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)",
}
_PRESENT = (
    "SELECT CAST(objid AS BIGINT) FROM pg_locks WHERE locktype = 'advisory' AND CAST(classid AS BIGINT) = ?"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND granted"
)


class Shard(Struct, frozen=True):
    """One part of the servers, of so many. Source: Discord's rule for sharding."""

    shard_id: int = 0
    count: int = 1

    def has(self, server_id: int) -> bool:
        """Whether Discord tells this part of a server."""
        return (server_id >> 22) % self.count == self.shard_id

    def of_readalongs(self, table: str) -> tuple[str, tuple[int, ...]]:
        """A condition on the rows of a table of read-alongs that they are of this part, and what it is asked with."""
        if self.count == 1:
            return "", ()
        sql = (
            f" AND EXISTS (SELECT 1 FROM readalong WHERE readalong.readalong_id = {table}.readalong_id"
            " AND (readalong.server_id >> 22) % ? = ?)"
        )
        return sql, (self.count, self.shard_id)


WHOLE = Shard()


class Session(Struct, frozen=True):
    """A connection to Discord's gateway that can be gone on with: after `sequence` events, at `gateway`.

    `servers` are how many it was told of, which whoever goes on with it is not.
    """

    session_id: str
    sequence: int
    gateway: str
    servers: int = 0


class Living(Struct, frozen=True):
    """A process as it was written down; times are milliseconds UTC."""

    process_id: str
    shard_count: int
    homes: tuple[int, ...]
    since: int
    expires_at: int


class Held(Struct, frozen=True):
    """A shard, who looks after it, and the session that was left."""

    shard_id: int
    process_id: str | None
    session: Session | None


async def renew(tx: Transaction, process: Living) -> None:
    """It lives until it expires; a new one begins to."""
    await tx.run(
        "INSERT INTO process (process_id, shard_count, homes, since, expires_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (process_id) DO UPDATE SET expires_at = excluded.expires_at",
        *(process.process_id, process.shard_count, ",".join(map(str, process.homes))),
        *(process.since, process.expires_at),
    )


async def living(tx: Transaction) -> list[Living]:
    """All that were not taken off yet, the eldest first."""
    rows = await tx.all(
        "SELECT process_id, shard_count, homes, since, expires_at FROM process ORDER BY since, process_id"
    )
    return [Living(row[0], row[1], _numbers(row[2]), row[3], row[4]) for row in rows]


def _numbers(written: str) -> tuple[int, ...]:
    return tuple(int(number) for number in written.split(",") if number)


async def bury(tx: Transaction, process_ids: Iterable[str]) -> None:
    """They are gone, and what they looked after is free."""
    for process_id in process_ids:
        await tx.run("DELETE FROM process WHERE process_id = ?", process_id)
        await tx.run("UPDATE shard SET process_id = NULL WHERE process_id = ?", process_id)


async def held(tx: Transaction) -> list[Held]:
    """Every shard that anybody ever looked after, in order."""
    rows = await tx.all(
        "SELECT shard_id, process_id, session_id, sequence, gateway, servers FROM shard ORDER BY shard_id"
    )
    return [Held(row[0], row[1], Session(*row[2:]) if row[2] else None) for row in rows]


async def make(tx: Transaction, count: int) -> None:
    """There are so many shards, and no others; the sessions of another number of them are worth nothing."""
    await tx.run("DELETE FROM shard")
    await tx.many("INSERT INTO shard (shard_id) VALUES (?)", [(shard,) for shard in range(count)])


async def claim(tx: Transaction, shard_id: int, process_id: str) -> bool:
    """Look after a shard that nobody looks after; False where somebody was quicker."""
    taken = await tx.run(
        "UPDATE shard SET process_id = ? WHERE shard_id = ? AND process_id IS NULL", process_id, shard_id
    )
    return bool(taken)


async def release(tx: Transaction, shard_id: int, process_id: str) -> None:
    """Look after it no more; the session stays for whoever does."""
    await tx.run(
        "UPDATE shard SET process_id = NULL WHERE shard_id = ? AND process_id = ?", shard_id, process_id
    )


async def leave_session(tx: Transaction, shard_id: int, process_id: str, session: Session | None) -> None:
    """What another process would go on with; None: nothing."""
    left = session or Session("", 0, "")
    await tx.run(
        "UPDATE shard SET session_id = ?, sequence = ?, gateway = ?, servers = ?"
        " WHERE shard_id = ? AND process_id = ?",
        *(left.session_id, left.sequence, left.gateway, left.servers, shard_id, process_id),
    )


async def last_identified(tx: Transaction, bucket: int) -> int:
    """When a shard of a bucket identifies last, perhaps in a moment; milliseconds UTC, 0: never."""
    row = await tx.one("SELECT at FROM identified WHERE bucket = ?", bucket)
    return row[0] if row else 0


async def identifies(tx: Transaction, bucket: int, at: int) -> None:
    await tx.run(
        "INSERT INTO identified (bucket, at) VALUES (?, ?) ON CONFLICT (bucket) DO UPDATE SET at = excluded.at",
        *(bucket, at),
    )


async def clock(tx: Transaction) -> int:
    """Milliseconds UTC, by the clock of the database's machine."""
    row = await tx.one(_CLOCK[tx.engine])
    return int(row[0]) if row else 0


async def died(tx: Transaction, process_ids: Iterable[str]) -> set[str]:
    """Those of processes that the database knows to be dead: it lets their locks go when their connection ends."""
    if tx.engine is not Engine.POSTGRESQL:
        return set()
    present = {row[0] for row in await tx.all(_PRESENT, OURS)}
    return {each for each in process_ids if key_of(each) & 0xFFFFFFFF not in present}
