"""Pictures: one row for each, whichever editions show it."""

from collections.abc import Sequence

from bot.store.database import Transaction
from story.model import Story


async def add(tx: Transaction, edition_id: str, story: Story) -> None:
    """Keep what a new edition shows."""
    kept = [(picture.name, len(picture.data), picture.data) for picture in story.pictures]
    await tx.many(
        "INSERT INTO picture (name, size, data) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING", kept
    )
    shown = [(edition_id, picture.name) for picture in story.pictures]
    await tx.many("INSERT INTO illustration (edition_id, name) VALUES (?, ?)", shown)


async def get(tx: Transaction, names: Sequence[str]) -> dict[str, bytes]:
    """The bytes of pictures by their names; one that is gone is not there."""
    marks = ", ".join("?" * len(names))
    rows = await tx.all(f"SELECT name, data FROM picture WHERE name IN ({marks})", *names)
    return {row[0]: bytes(row[1]) for row in rows}


async def count(tx: Transaction, edition_id: str) -> int:
    """How many different pictures an edition shows, its cover besides."""
    row = await tx.one(
        "SELECT COUNT(*) FROM illustration i JOIN edition e ON e.edition_id = i.edition_id"
        " WHERE i.edition_id = ? AND i.name <> e.cover",
        edition_id,
    )
    return int(row[0]) if row else 0


async def sweep(tx: Transaction) -> None:
    """Forget the pictures that no edition shows any more."""
    await tx.run(
        "DELETE FROM picture WHERE NOT EXISTS (SELECT 1 FROM illustration WHERE illustration.name = picture.name)"
    )
