"""Searching the text of an edition, up to a place and never beyond; each engine has an index of its own.

An index (migrations/0003_search.sql, and PostgreSQL's own) holds words and no text. What it points to is read from
the scene, of which only what lies before the place counts.
"""

from types import ModuleType

from bot.store import search_postgresql, search_sqlite
from bot.store.database import Transaction
from bot.store.transaction import Engine
from story.places import Place
from story.search import Query

_INDEX: dict[Engine, ModuleType] = {Engine.SQLITE: search_sqlite, Engine.POSTGRESQL: search_postgresql}


async def index(tx: Transaction, edition_id: str) -> None:
    """Make the text of a new edition findable."""
    await _INDEX[tx.engine].index(tx, edition_id)


async def forget(tx: Transaction, edition_id: str) -> None:
    """Take the words of an edition out of the index, as long as its text is still there."""
    await _INDEX[tx.engine].forget(tx, edition_id)


async def scenes(
    tx: Transaction, edition_id: str, query: Query, reached: Place, among: range, newest: bool, most: int
) -> list[tuple[int, str]]:
    """Ordinals and texts of scenes that have the words, in the order of the story or the newest first.

    Those that lie wholly before `reached` are asked for by the index. The scene it is in may have the words or not: it
    is given up to there, and the index, which knows the rest of it too, is not asked. About `most` at once; where there
    are fewer, that is all.
    """
    whole = range(among.start, min(among.stop, reached.scene))
    found: list[tuple[int, str]] = []
    if whole and (query.words or query.pieces):
        found = await _INDEX[tx.engine].whole(tx, edition_id, query, whole, newest, most)
    if reached.scene not in among or (not newest and len(found) >= most):
        return found
    row = await tx.one(
        "SELECT SUBSTR(text, 1, ?) FROM scene WHERE edition_id = ? AND ordinal = ?",
        *(reached.at, edition_id, reached.scene),
    )
    part = [(reached.scene, str(row[0]))] if row else []
    return part + found if newest else found + part
