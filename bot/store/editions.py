"""Editions as a whole: what is told about one, and forgetting those that nobody reads."""

from msgspec import Struct

from bot.store import pictures, search
from bot.store.database import Transaction


class About(Struct, frozen=True):
    """What an edition tells of itself, but for its text."""

    title: str
    author: str
    language: str
    rating: str
    content_notes: str
    licence: str
    summary: str
    tags: str
    series: str
    source: str


async def about(tx: Transaction, edition_id: str) -> About:
    """Raises LookupError where there is no such edition."""
    row = await tx.one(
        "SELECT title, author, language, rating, content_notes, licence, summary, tags, series, source"
        " FROM edition WHERE edition_id = ?",
        edition_id,
    )
    if row is None:
        raise LookupError(edition_id)
    return About(*row)


async def drop_unread(tx: Transaction, story_id: str) -> None:
    """Forget the editions of a story that are neither its newest nor read by anybody."""
    unread = await tx.all(
        "SELECT edition_id FROM edition WHERE story_id = ?"
        " AND edition_id NOT IN (SELECT edition_id FROM story WHERE story_id = ?)"
        " AND edition_id NOT IN (SELECT edition_id FROM reading WHERE story_id = ?)"
        " AND edition_id NOT IN (SELECT edition_id FROM readalong WHERE story_id = ?)",
        *(story_id, story_id, story_id, story_id),
    )
    for row in unread:
        await search.forget(tx, row[0])
        await tx.run("DELETE FROM edition WHERE edition_id = ?", row[0])
    if unread:
        await pictures.sweep(tx)
