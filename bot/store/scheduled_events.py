"""Which event in Discord's own calendar stands for a planned read-along."""

from bot.store.database import Transaction
from bot.store.shards import WHOLE, Shard


async def of(tx: Transaction, readalong_id: str) -> int | None:
    """The event's id; None where there is none."""
    row = await tx.one("SELECT event_id FROM scheduled_event WHERE readalong_id = ?", readalong_id)
    return int(row[0]) if row else None


async def stands(tx: Transaction, readalong_id: str, event_id: int) -> None:
    """Note the event that was made."""
    await tx.run(
        "INSERT INTO scheduled_event (readalong_id, event_id) VALUES (?, ?)"
        " ON CONFLICT (readalong_id) DO UPDATE SET event_id = excluded.event_id",
        *(readalong_id, event_id),
    )


async def gone(tx: Transaction, readalong_id: str) -> None:
    """There is none any more."""
    await tx.run("DELETE FROM scheduled_event WHERE readalong_id = ?", readalong_id)


async def wanted(tx: Transaction, shard: Shard = WHOLE) -> list[str]:
    """The read-alongs of a shard that have an event, or should have one."""
    rows = await tx.all(
        "SELECT readalong_id, server_id FROM readalong WHERE readalong_id IN (SELECT readalong_id FROM scheduled_event)"
        " OR (phase = 'lobby' AND begins_at IS NOT NULL AND lobby_id IS NOT NULL)"
    )
    return [row[0] for row in rows if shard.has(row[1])]
