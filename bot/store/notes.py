"""Margin notes: words pinned to a place in a story, in one server. What lies ahead of a reader is never read here."""

from msgspec import Struct

from bot.store.database import Row, Transaction
from story.places import Place


class Message(Struct, frozen=True):
    """The message a note's words were in; all zero where they were written as a note."""

    channel_id: int
    message_id: int


class Note(Struct, frozen=True):
    """Words at a place. `quote` is the story's own words there; `pinned_at` is milliseconds UTC."""

    note_id: str
    server_id: int
    story_id: str
    place: Place
    quote: str
    words: str
    author_id: int
    pinned_by: int
    pinned_at: int
    message: Message


class Stretch(Struct, frozen=True):
    """A stretch of one story in one server, from a place up to, and not including, another."""

    server_id: int
    story_id: str
    start: Place
    stop: Place


_COLUMNS = (
    "note_id, server_id, story_id, scene, at, quote, words, author_id, pinned_by, pinned_at,"
    " channel_id, message_id"
)
_INSIDE = "server_id = ? AND story_id = ? AND (scene, at) >= (?, ?) AND (scene, at) < (?, ?)"


def _note(row: Row) -> Note:
    return Note(*(*row[:3], Place(row[3], row[4]), *row[5:10], Message(row[10], row[11])))


def _args(stretch: Stretch) -> tuple[int | str, ...]:
    start, stop = stretch.start, stretch.stop
    return stretch.server_id, stretch.story_id, start.scene, start.at, stop.scene, stop.at


async def inside(tx: Transaction, stretch: Stretch) -> list[Note]:
    """The notes of a stretch in the order of the story, at one place the oldest first."""
    sql = f"SELECT {_COLUMNS} FROM note WHERE {_INSIDE} ORDER BY scene, at, pinned_at, note_id"
    return [_note(row) for row in await tx.all(sql, *_args(stretch))]


async def pinned_between(
    tx: Transaction, server_id: int, story_id: str, since: int, until: int
) -> list[Note]:
    """The notes that were pinned to a story in a server in that time, wherever: only to find where they stood then."""
    sql = f"SELECT {_COLUMNS} FROM note WHERE server_id = ? AND story_id = ? AND pinned_at BETWEEN ? AND ?"
    return [_note(row) for row in await tx.all(sql, server_id, story_id, since, until)]


async def count(tx: Transaction, stretch: Stretch) -> int:
    """How many notes a stretch has."""
    row = await tx.one(f"SELECT COUNT(*) FROM note WHERE {_INSIDE}", *_args(stretch))
    return int(row[0]) if row else 0


async def pinned_by(tx: Transaction, server_id: int, story_id: str, person_id: int) -> int:
    """How many notes a person has pinned to a story in a server."""
    row = await tx.one(
        "SELECT COUNT(*) FROM note WHERE server_id = ? AND story_id = ? AND pinned_by = ?",
        *(server_id, story_id, person_id),
    )
    return int(row[0]) if row else 0


async def add(tx: Transaction, note: Note) -> bool:
    """Pin a note; False where it is pinned already."""
    added = await tx.run(
        f"INSERT INTO note ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (note_id) DO NOTHING",
        *(note.note_id, note.server_id, note.story_id, note.place.scene, note.place.at, note.quote),
        *(note.words, note.author_id, note.pinned_by, note.pinned_at),
        *(note.message.channel_id, note.message.message_id),
    )
    return bool(added)


async def get(tx: Transaction, server_id: int, note_id: str) -> Note | None:
    """The note of that id, if it is that server's; whoever asks has to know that they may see it."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM note WHERE note_id = ? AND server_id = ?", note_id, server_id)
    return _note(row) if row else None


async def remove(tx: Transaction, server_id: int, note_id: str) -> bool:
    """Take a note off; False where that server has no such note."""
    return bool(await tx.run("DELETE FROM note WHERE note_id = ? AND server_id = ?", note_id, server_id))


async def of_story(tx: Transaction, story_id: str) -> list[Note]:
    """Every note of a story in every server, read or not: only to move them to another edition."""
    return [_note(row) for row in await tx.all(f"SELECT {_COLUMNS} FROM note WHERE story_id = ?", story_id)]


async def resettle(tx: Transaction, note: Note) -> None:
    """Move a note to its place in another edition."""
    await tx.run(
        "UPDATE note SET scene = ?, at = ? WHERE note_id = ?", note.place.scene, note.place.at, note.note_id
    )
