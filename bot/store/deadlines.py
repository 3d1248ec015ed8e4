"""Deadlines: what is due when, each once."""

from collections.abc import Iterable

from msgspec import Struct

from bot.store.database import Transaction
from bot.store.shards import WHOLE, Shard

KEPT = 7 * 24 * 60 * 60 * 1_000  # milliseconds for which one that is done is remembered


class Deadline(Struct, frozen=True):
    """Something a read-along is to do at a time, in milliseconds UTC."""

    readalong_id: str
    kind: str
    due_at: int


async def due(tx: Transaction, now: int, most: int, shard: Shard = WHOLE) -> list[Deadline]:
    """What is due and not done in the servers of a shard, the oldest first."""
    condition, about = shard.of_readalongs("deadline")
    rows = await tx.all(
        f"SELECT readalong_id, kind, due_at FROM deadline WHERE done_at IS NULL AND due_at <= ?{condition}"
        " ORDER BY due_at, readalong_id LIMIT ?",
        *(now, *about, most),
    )
    return [Deadline(*row) for row in rows]


async def earliest(tx: Transaction, shard: Shard = WHOLE) -> int | None:
    """When the next one is due in the servers of a shard; None where there is none."""
    condition, about = shard.of_readalongs("deadline")
    row = await tx.one(
        f"SELECT due_at FROM deadline WHERE done_at IS NULL{condition} ORDER BY due_at LIMIT 1", *about
    )
    return row[0] if row else None


async def set_for(tx: Transaction, readalong_id: str, wanted: Iterable[Deadline], now: int) -> None:
    """Let a read-along have exactly these open deadlines; one that was done stays done."""
    await tx.run(
        "DELETE FROM deadline WHERE readalong_id = ? AND (done_at IS NULL OR done_at < ?)",
        *(readalong_id, now - KEPT),
    )
    await tx.many(
        "INSERT INTO deadline (readalong_id, kind, due_at) VALUES (?, ?, ?)"
        " ON CONFLICT (readalong_id, kind, due_at) DO NOTHING",
        [(each.readalong_id, each.kind, each.due_at) for each in wanted],
    )


async def done(tx: Transaction, deadline: Deadline, now: int) -> bool:
    """Take a deadline; False where it was done or has been taken away."""
    taken = await tx.run(
        "UPDATE deadline SET done_at = ? WHERE readalong_id = ? AND kind = ? AND due_at = ? AND done_at IS NULL",
        *(now, deadline.readalong_id, deadline.kind, deadline.due_at),
    )
    return bool(taken)


async def drop_done(tx: Transaction, before: int) -> None:
    """Those of read-alongs that have ended, too, which set no others."""
    await tx.run("DELETE FROM deadline WHERE done_at < ?", before)
