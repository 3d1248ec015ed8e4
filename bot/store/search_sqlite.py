"""The search's index in SQLite: FTS5, which cuts the words itself."""

from bot.store.database import Transaction
from story.search import BEGINNING, Query

SCENES = 1 << 20  # of an edition, in the numbering of the index
_TEXTS = (
    "SELECT n.number * ? + s.ordinal, s.text FROM searched n JOIN scene s ON s.edition_id = n.edition_id"
    " WHERE n.edition_id = ?"
)


async def index(tx: Transaction, edition_id: str) -> None:
    await tx.run("INSERT INTO searched (edition_id) VALUES (?)", edition_id)
    await tx.run("INSERT INTO scene_word (rowid, text) " + _TEXTS, SCENES, edition_id)


async def forget(tx: Transaction, edition_id: str) -> None:
    await tx.run(
        "INSERT INTO scene_word (scene_word, rowid, text) SELECT 'delete', w.* FROM (" + _TEXTS + ") w",
        *(SCENES, edition_id),
    )
    await tx.run("DELETE FROM searched WHERE edition_id = ?", edition_id)


async def whole(
    tx: Transaction, edition_id: str, query: Query, among: range, newest: bool, most: int
) -> list[tuple[int, str]]:
    """Scenes that have every word and piece, and their texts."""
    number = await tx.one("SELECT number FROM searched WHERE edition_id = ?", edition_id)
    if number is None:
        return []
    base = number[0] * SCENES
    pieces = [piece.encode() for piece in query.pieces]
    has_pieces = " AND has_piece(CAST(s.text AS BLOB), ?)" * len(query.pieces)
    order = "DESC" if newest else "ASC"
    if query.words:
        rows = await tx.all(
            "SELECT s.ordinal, s.text FROM scene_word w"
            " CROSS JOIN scene s ON s.edition_id = ? AND s.ordinal = w.rowid - ?"
            f" WHERE scene_word MATCH ? AND w.rowid BETWEEN ? AND ?{has_pieces}"
            f" ORDER BY w.rowid {order} LIMIT ?",
            *(edition_id, base, _match(query), base + among.start, base + among.stop - 1),
            *(*pieces, most),
        )
    else:
        rows = await tx.all(
            "SELECT s.ordinal, s.text FROM scene s WHERE s.edition_id = ?"
            f" AND s.ordinal BETWEEN ? AND ?{has_pieces} ORDER BY s.ordinal {order} LIMIT ?",
            *(edition_id, among.start, among.stop - 1, *pieces, most),
        )
    return [(row[0], row[1]) for row in rows]


def _match(query: Query) -> str:
    """Each word is quoted, so that none is taken for FTS5's own language; words have no quotes in them."""
    return " AND ".join(f'"{word}"*' if len(word) >= BEGINNING else f'"{word}"' for word in query.words)
