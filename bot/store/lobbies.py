"""What the lobby of a read-along tells: it is drawn after that was committed, and the drawing may be lost."""

from bot.store.database import Transaction
from bot.store.readalong_state import Phase
from bot.store.shards import WHOLE, Shard


async def tells(tx: Transaction, readalong_id: str, phase: Phase) -> None:
    """Its message says that the read-along is in that phase, or there is no such message any more."""
    await tx.run("UPDATE readalong SET lobby_tells = ? WHERE readalong_id = ?", phase, readalong_id)


async def told(tx: Transaction, readalong_id: str) -> str:
    """The phase that its message tells."""
    row = await tx.one("SELECT lobby_tells FROM readalong WHERE readalong_id = ?", readalong_id)
    return str(row[0]) if row else ""


async def outdated(tx: Transaction, shard: Shard = WHOLE) -> list[str]:
    """The read-alongs of a shard whose lobby tells of another phase; a pause to talk is told as reading is."""
    rows = await tx.all(
        "SELECT readalong_id, server_id FROM readalong WHERE lobby_id IS NOT NULL"
        " AND lobby_tells <> CASE phase WHEN 'talking' THEN 'reading' ELSE phase END"
    )
    return [row[0] for row in rows if shard.has(row[1])]
