"""Searching the text of an edition, up to a place and never beyond; this file and its migration are SQLite's own.

The index (migrations/0003_search.sql) holds words and no text. What it points to is read from the scene, of which only
what lies before the place counts.
"""

from bot.store.database import Transaction
from story.places import Place
from story.search import BEGINNING, Query

SCENES = 1 << 20  # of an edition, in the numbering of the index
_TEXTS = (
    "SELECT n.number * ? + s.ordinal, s.text FROM searched n JOIN scene s ON s.edition_id = n.edition_id"
    " WHERE n.edition_id = ?"
)


async def index(tx: Transaction, edition_id: str) -> None:
    """Make the text of a new edition findable."""
    await tx.run("INSERT INTO searched (edition_id) VALUES (?)", edition_id)
    await tx.run("INSERT INTO scene_word (rowid, text) " + _TEXTS, SCENES, edition_id)


async def forget(tx: Transaction, edition_id: str) -> None:
    """Take the words of an edition out of the index, as long as its text is still there."""
    await tx.run(
        "INSERT INTO scene_word (scene_word, rowid, text) SELECT 'delete', w.* FROM (" + _TEXTS + ") w",
        *(SCENES, edition_id),
    )
    await tx.run("DELETE FROM searched WHERE edition_id = ?", edition_id)


async def scenes(
    tx: Transaction, edition_id: str, query: Query, reached: Place, among: range, newest: bool, most: int
) -> list[tuple[int, str]]:
    """Ordinals and texts of scenes that have the words, in the order of the story or the newest first.

    Those that lie wholly before `reached` are asked for by the index. The scene it is in may have the words or not: it
    is given up to there, and the index, which knows the rest of it too, is not asked. About `most` at once; where there
    are fewer, that is all.
    """
    whole = range(among.start, min(among.stop, reached.scene))
    found = await _whole(tx, edition_id, query, whole, newest, most) if whole else []
    if reached.scene not in among or (not newest and len(found) >= most):
        return found
    row = await tx.one(
        "SELECT SUBSTR(text, 1, ?) FROM scene WHERE edition_id = ? AND ordinal = ?",
        *(reached.at, edition_id, reached.scene),
    )
    part = [(reached.scene, str(row[0]))] if row else []
    return part + found if newest else found + part


async def _whole(
    tx: Transaction, edition_id: str, query: Query, among: range, newest: bool, most: int
) -> list[tuple[int, str]]:
    number = await tx.one("SELECT number FROM searched WHERE edition_id = ?", edition_id)
    if number is None or not (query.words or query.pieces):
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
