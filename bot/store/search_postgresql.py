"""The search's index in PostgreSQL: a tsvector for each scene, of words that were cut here.

PostgreSQL's own parser takes some texts for addresses and paths, and knows no writing without spaces.
"""

from bot.store.database import Transaction
from story.search import Query
from story.words import needed, words_of

MOST = 1_000_000  # bytes of a scene's words; a tsvector takes 1,048,575


async def index(tx: Transaction, edition_id: str) -> None:
    rows = await tx.all("SELECT ordinal, text FROM scene WHERE edition_id = ?", edition_id)
    await tx.many(
        "INSERT INTO scene_word (edition_id, ordinal, words) VALUES (?, ?, array_to_tsvector(CAST(? AS TEXT[])))",
        [(edition_id, row[0], _kept(row[1])) for row in rows],
    )


def _kept(text: str) -> list[str] | None:
    words = words_of(text)
    return sorted(words) if sum(len(word.encode()) + 2 for word in words) <= MOST else None


async def forget(tx: Transaction, edition_id: str) -> None:
    await tx.run("DELETE FROM scene_word WHERE edition_id = ?", edition_id)


async def whole(
    tx: Transaction, edition_id: str, query: Query, among: range, newest: bool, most: int
) -> list[tuple[int, str]]:
    """Scenes that have every word and piece, and their texts."""
    match = _match(query)
    has_words = " AND (w.words IS NULL OR w.words @@ CAST(CAST(? AS TEXT) AS tsquery))" if match else ""
    has_pieces = " AND strpos(s.text, CAST(? AS TEXT)) > 0" * len(query.pieces)
    rows = await tx.all(
        "SELECT s.ordinal, s.text FROM scene_word w"
        " JOIN scene s ON s.edition_id = w.edition_id AND s.ordinal = w.ordinal"
        f" WHERE w.edition_id = ? AND w.ordinal BETWEEN ? AND ?{has_words}{has_pieces}"
        f" ORDER BY w.ordinal {'DESC' if newest else 'ASC'} LIMIT ?",
        *(edition_id, among.start, among.stop - 1, *([match] if match else []), *query.pieces, most),
    )
    return [(row[0], row[1]) for row in rows]


def _match(query: Query) -> str:
    """In PostgreSQL's language of searches, no sign of which is in a word: they are letters and digits."""
    parts = (part for word in query.words for part in needed(word))
    return " & ".join(f"'{part}':*" if is_beginning else f"'{part}'" for part, is_beginning in parts)
