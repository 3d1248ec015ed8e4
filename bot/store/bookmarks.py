"""Bookmarks: named places of a reading."""

from msgspec import Struct

from bot.store.database import Transaction
from story.places import Place


class Bookmark(Struct, frozen=True):
    """A named place; names differ by more than upper and lower case. `quote` is the words at the place."""

    reading_id: str
    name: str
    place: Place
    quote: str
    made_by: int
    made_at: int


async def of_reading(tx: Transaction, reading_id: str) -> list[Bookmark]:
    """A reading's bookmarks in the order of the story."""
    rows = await tx.all(
        "SELECT name, scene, at, quote, made_by, made_at FROM bookmark WHERE reading_id = ?"
        " ORDER BY scene, at, name_key",
        reading_id,
    )
    return [Bookmark(reading_id, row[0], Place(row[1], row[2]), *tuple(row)[3:]) for row in rows]


async def add(tx: Transaction, bookmark: Bookmark) -> bool:
    """Keep a bookmark; False where its name is taken."""
    added = await tx.run(
        "INSERT INTO bookmark (reading_id, name_key, name, scene, at, quote, made_by, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (reading_id, name_key) DO NOTHING",
        *(bookmark.reading_id, bookmark.name.casefold(), bookmark.name),
        *(bookmark.place.scene, bookmark.place.at, bookmark.quote, bookmark.made_by, bookmark.made_at),
    )
    return bool(added)


async def remove(tx: Transaction, reading_id: str, name: str) -> bool:
    """Drop a bookmark; False where there is none of that name."""
    key = name.casefold()
    return bool(await tx.run("DELETE FROM bookmark WHERE reading_id = ? AND name_key = ?", reading_id, key))


async def resettle(tx: Transaction, bookmark: Bookmark) -> None:
    """Move a bookmark to its place in another edition."""
    await tx.run(
        "UPDATE bookmark SET scene = ?, at = ? WHERE reading_id = ? AND name_key = ?",
        *(bookmark.place.scene, bookmark.place.at, bookmark.reading_id, bookmark.name.casefold()),
    )
