"""What this installation remembers about itself, by name."""

from bot.store.database import Transaction


async def get(tx: Transaction, name: str) -> str:
    """The value kept under a name, or ""."""
    row = await tx.one("SELECT value FROM installation WHERE name = ?", name)
    return row[0] if row else ""


async def put(tx: Transaction, name: str, value: str) -> None:
    await tx.run(
        "INSERT INTO installation (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        *(name, value),
    )
