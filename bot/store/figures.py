"""What is counted for whoever looks from outside; each by an index that holds nothing else."""

from msgspec import Struct

from bot.store.database import Transaction

MOST = 1_000  # that are counted


class Figures(Struct, frozen=True):
    """`late` and `waiting` are counted up to MOST; `due_at` is the earliest deadline, in milliseconds UTC."""

    under_way: dict[str, int]
    due_at: int | None
    late: int
    waiting: int


async def count(tx: Transaction, late_before: int) -> Figures:
    """Read-alongs by their phase, deadlines that are late, and posts on their way."""
    phases = await tx.all("SELECT phase, COUNT(*) FROM readalong WHERE phase <> 'ended' GROUP BY phase")
    due = await tx.one("SELECT MIN(due_at) FROM deadline WHERE done_at IS NULL")
    late = await tx.one(
        "SELECT COUNT(*) FROM (SELECT 1 FROM deadline WHERE done_at IS NULL AND due_at < ? LIMIT ?) AS late",
        *(late_before, MOST),
    )
    waiting = await tx.one(
        "SELECT COUNT(*) FROM (SELECT 1 FROM post WHERE posted_at IS NULL LIMIT ?) AS waiting", MOST
    )
    assert due and late and waiting
    return Figures({phase: number for phase, number in phases}, due[0], late[0], waiting[0])
