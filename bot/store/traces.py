"""Every column that names a person or a server, and what becomes of it when they are forgotten.

The one list of them: what is shown, exported, deleted and purged is made from it, and a test compares it with the
tables as the migrations leave them, so that a new column cannot be forgotten here.
"""

import enum

from msgspec import Struct

from bot.store.database import Transaction


class Fate(enum.Enum):
    """What becomes of a row that names somebody who is forgotten."""

    GOES = enum.auto()  # with everything that hangs on it
    FORGETS = enum.auto()  # it stays for others, and names nobody any more


class Trace(Struct, frozen=True):
    """A column with the id of a person or a server."""

    table: str
    column: str
    fate: Fate = Fate.GOES

    @property
    def name(self) -> str:
        return f"{self.table}.{self.column}"


PEOPLE = (
    Trace("person", "person_id"),
    Trace("reading", "reader_id"),
    Trace("bookmark", "made_by"),
    Trace("note", "author_id"),
    Trace("note", "pinned_by", Fate.FORGETS),
    Trace("draft", "made_by"),
    Trace("participant", "person_id"),
    Trace("readalong", "host_id", Fate.FORGETS),
    Trace("readalong", "turned_by", Fate.FORGETS),
    Trace("round", "opened_by", Fate.FORGETS),
    Trace("reading", "turned_by", Fate.FORGETS),
    Trace("turn", "turned_by", Fate.FORGETS),
)
SERVERS = (
    Trace("readalong", "server_id"),
    Trace("note", "server_id"),
    Trace("panel", "server_id"),
    Trace("reading", "server_id"),
    Trace("draft", "server_id"),
    Trace("upload", "server_id"),
    Trace("story", "server_id"),
    Trace("house_rules", "server_id"),
    Trace("departure", "server_id"),
)
# Ids of channels, threads, messages, roles and interactions: each is in a row that also names its server, or hangs on
# one that does. A shard is a number.
PLACES = frozenset(
    {
        *("panel.channel_id", "panel.message_id", "note.channel_id", "note.message_id"),
        *("turn.interaction_id", "house_rules.role_id", "house_rules.reports_to"),
        *("readalong.channel_id", "readalong.lobby_id", "readalong.thread_id"),
        *("post.channel_id", "post.message_id", "scheduled_event.event_id", "shard.shard_id"),
    }
)
IN_WORDS = ("post", "about")  # JSON with ids of people: by, who, was, host
SECRET = frozenset({"quote", "data"})  # words of stories, and files: not what is kept about a person


async def of_person(tx: Transaction, trace: Trace, person_id: int) -> list[dict[str, object]]:
    """The rows that name a person in a column, as names and values."""
    rows = await tx.all(f"SELECT * FROM {trace.table} WHERE {trace.column} = ?", person_id)
    return [{name: row[name] for name in row.keys() if name not in SECRET} for row in rows]  # noqa: SIM118


async def count(tx: Transaction, trace: Trace, named: int) -> int:
    """How many rows name a person or a server in a column."""
    row = await tx.one(f"SELECT COUNT(*) FROM {trace.table} WHERE {trace.column} = ?", named)
    return int(row[0]) if row else 0


async def forget_person(tx: Transaction, person_id: int) -> None:
    """No row names the person any more. Whatever has to happen to what they lead has happened before.

    Their turns are found by looking through all: 0.1 seconds for a million, where an index would make every turn a
    quarter slower to write.
    """
    for trace in PEOPLE:
        if trace.fate is Fate.GOES:
            await tx.run(f"DELETE FROM {trace.table} WHERE {trace.column} = ?", person_id)
        else:
            sql = f"UPDATE {trace.table} SET {trace.column} = 0 WHERE {trace.column} = ?"
            await tx.run(sql, person_id)
    table, column = IN_WORDS
    sql = f"UPDATE {table} SET {column} = REPLACE({column}, ?, '0') WHERE {column} LIKE ?"
    await tx.run(sql, str(person_id), f"%{person_id}%")


async def forget_server(tx: Transaction, server_id: int) -> None:
    """Nothing that was in a server is kept any more. Raises ValueError for 0, which is every server's library."""
    if server_id == 0:
        raise ValueError("0 is no server")
    for trace in SERVERS:
        await tx.run(f"DELETE FROM {trace.table} WHERE {trace.column} = ?", server_id)


async def servers(tx: Transaction) -> set[int]:
    """Every server of which anything is kept."""
    every = " UNION ".join(
        f"SELECT {trace.column} FROM {trace.table}" for trace in SERVERS if trace.table != "departure"
    )
    return {row[0] for row in await tx.all(every) if row[0] != 0}
