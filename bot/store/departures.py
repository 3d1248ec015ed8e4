"""Servers that have removed the bot, and when."""

from bot.store.database import Transaction


async def note(tx: Transaction, server_id: int, now: int) -> None:
    """A server has removed the bot; the first time that was seen counts."""
    await tx.run(
        "INSERT INTO departure (server_id, left_at) VALUES (?, ?) ON CONFLICT (server_id) DO NOTHING",
        *(server_id, now),
    )


async def cancel(tx: Transaction, server_id: int) -> None:
    """A server has the bot again."""
    await tx.run("DELETE FROM departure WHERE server_id = ?", server_id)


async def before(tx: Transaction, time: int) -> list[int]:
    """The servers that left before a time."""
    return [row[0] for row in await tx.all("SELECT server_id FROM departure WHERE left_at < ?", time)]


async def every(tx: Transaction) -> set[int]:
    """All servers that have left and are not forgotten yet."""
    return {row[0] for row in await tx.all("SELECT server_id FROM departure")}
