"""Readings: where each reader stands in each story, and every turn that led there."""

from msgspec import Struct

from bot.store.database import Row, Transaction
from story.places import Place

TOGETHER = 0  # the reader id of a server that reads together
ANYWHERE = 0  # the server id of what a person reads alone of everybody's library, wherever they are


class Reading(Struct, frozen=True):
    """One reader's place in one story; times are milliseconds UTC. `reader_id`: who reads alone, or TOGETHER.

    `removed`: the story left the library. `noted`: somebody has pinned a note to it in that server.
    `rating` is the story's, which decides where it may be shown.
    """

    reading_id: str
    server_id: int
    reader_id: int
    story_id: str
    edition_id: str
    place: Place
    horizon: Place
    revision: int
    shown: int
    started_at: int
    turned_at: int
    turned_by: int
    removed: bool
    rating: str
    noted: bool

    @property
    def is_alone(self) -> bool:
        return self.reader_id != TOGETHER


class Turn(Struct, frozen=True):
    """One move of a reading; `revision` is the one it made, `interaction_id` what asked for it."""

    reading_id: str
    revision: int
    kind: str
    origin: Place
    target: Place
    by: int
    at: int
    interaction_id: int | None


_READING = """
SELECT r.reading_id, r.server_id, r.reader_id, r.story_id, r.edition_id, r.scene, r.at, r.horizon_scene, r.horizon_at,
       r.revision, r.shown, r.started_at, r.turned_at, r.turned_by, s.removed_at IS NOT NULL, e.rating,
       EXISTS (SELECT 1 FROM note n WHERE n.server_id = r.server_id AND n.story_id = r.story_id)
FROM reading r JOIN story s ON s.story_id = r.story_id JOIN edition e ON e.edition_id = r.edition_id
"""


def _reading(row: Row) -> Reading:
    place, horizon = Place(row[5], row[6]), Place(row[7], row[8])
    return Reading(*(*row[:5], place, horizon, *row[9:14], bool(row[14]), row[15], bool(row[16])))


async def get(tx: Transaction, server_id: int, reading_id: str, person_id: int = TOGETHER) -> Reading | None:
    """A reading of that server and of no other, or of that person alone and of nobody else."""
    row = await tx.one(
        _READING + "WHERE r.reading_id = ? AND r.reader_id IN (0, ?) AND r.server_id IN (?, ?)",
        *(reading_id, person_id, server_id, ANYWHERE if person_id else server_id),
    )
    return _reading(row) if row else None


async def alone(tx: Transaction, server_id: int, person_id: int, story_id: str) -> Reading | None:
    """A person's own reading of a story, which is of everybody's library or of that server's."""
    sql = _READING + "WHERE r.server_id IN (0, ?) AND r.reader_id = ? AND r.story_id = ?"
    row = await tx.one(sql, server_id, person_id, story_id)
    return _reading(row) if row else None


async def of_reader(tx: Transaction, person_id: int) -> list[Reading]:
    """Everything a person reads alone, in whichever server."""
    sql = _READING + "WHERE r.reader_id = ? AND r.reader_id <> 0"
    return [_reading(row) for row in await tx.all(sql, person_id)]


async def all_alone(tx: Transaction, server_id: int, person_id: int) -> list[Reading]:
    """What a person reads alone and may read in that server, the one turned last first."""
    sql = (
        _READING + "WHERE r.reader_id = ? AND r.server_id IN (0, ?) AND s.removed_at IS NULL"
        " ORDER BY r.turned_at DESC"
    )
    return [_reading(row) for row in await tx.all(sql, person_id, server_id)]


async def alone_in_channel(
    tx: Transaction, channel_id: int, person_id: int, since: int
) -> tuple[Reading, int] | None:
    """What a person was shown of their own last in a channel, at or after a time, and when that was."""
    here = await tx.one(
        "SELECT p.reading_id, p.shown_at FROM panel p JOIN reading r ON r.reading_id = p.reading_id"
        " WHERE p.channel_id = ? AND p.shown_at >= ? AND r.reader_id = ? ORDER BY p.shown_at DESC LIMIT 1",
        *(channel_id, since, person_id),
    )
    if here is None:
        return None
    row = await tx.one(_READING + "WHERE r.reading_id = ?", here[0])
    return (_reading(row), here[1]) if row else None


async def of_story(tx: Transaction, server_id: int, story_id: str) -> Reading | None:
    """The server's own reading of a story."""
    sql = _READING + "WHERE r.server_id = ? AND r.reader_id = 0 AND r.story_id = ?"
    row = await tx.one(sql, server_id, story_id)
    return _reading(row) if row else None


async def in_channel(tx: Transaction, server_id: int, channel_id: int) -> Reading | None:
    """The reading whose panel was shown last in a channel, else the one the server turned last."""
    here = await tx.one(
        "SELECT reading_id FROM panel WHERE channel_id = ? AND server_id = ? ORDER BY shown_at DESC LIMIT 1",
        *(channel_id, server_id),
    )
    if here:
        return await get(tx, server_id, here[0])
    row = await tx.one(
        _READING + "WHERE r.server_id = ? AND r.reader_id = 0 AND s.removed_at IS NULL"
        " ORDER BY r.turned_at DESC LIMIT 1",
        server_id,
    )
    return _reading(row) if row else None


async def of_server(tx: Transaction, server_id: int) -> list[Reading]:
    """All of the server's own readings, the one turned last first."""
    sql = _READING + "WHERE r.server_id = ? AND r.reader_id = 0 ORDER BY r.turned_at DESC"
    return [_reading(row) for row in await tx.all(sql, server_id)]


async def in_server(tx: Transaction, server_id: int) -> list[Reading]:
    """Every reading there is in a server, also of people who read alone."""
    return [_reading(row) for row in await tx.all(_READING + "WHERE r.server_id = ?", server_id)]


async def begin(
    tx: Transaction, turn: Turn, server_id: int, story_id: str, edition_id: str, reader_id: int = TOGETHER
) -> None:
    """Open a story for a server or a person with its first turn, which makes revision 1."""
    await tx.run(
        "INSERT INTO reading (reading_id, server_id, reader_id, story_id, edition_id, scene, at, quote,"
        " horizon_scene, horizon_at, revision, shown, started_at, turned_at, turned_by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, 0, ?, ?, ?)",
        *(turn.reading_id, server_id, reader_id, story_id, edition_id),
        *(turn.target.scene, turn.target.at, turn.target.scene, turn.target.at),
        *(turn.revision, turn.at, turn.at, turn.by),
    )
    await _write_down(tx, turn)


async def move(tx: Transaction, turn: Turn, quote: str) -> bool:
    """Move a reading if it is still at the revision before the turn's, and write the turn down.

    The compare-and-set on the revision and the history row are one transaction; False: somebody was faster.
    The horizon only ever grows.
    """
    scene, at = turn.target.scene, turn.target.at
    return bool(
        await tx.run_then(
            *(_MOVE, _WRITE_DOWN),
            *(scene, at, quote, turn.revision, turn.at, turn.by),
            *(scene, at, scene, at, at, scene, scene),
            *(turn.reading_id, turn.revision - 1),
            *_written(turn),
        )
    )


_MOVE = (
    "UPDATE reading SET scene = ?, at = ?, quote = ?, revision = ?, turned_at = ?, turned_by = ?,"
    " horizon_at = CASE WHEN horizon_scene < ? THEN ?"
    "   WHEN horizon_scene = ? AND horizon_at < ? THEN ? ELSE horizon_at END,"
    " horizon_scene = CASE WHEN horizon_scene < ? THEN ? ELSE horizon_scene END"
    " WHERE reading_id = ? AND revision = ?"
)
_WRITE_DOWN = (
    "INSERT INTO turn (reading_id, revision, kind, from_scene, from_at, to_scene, to_at, turned_by,"
    " turned_at, interaction_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def _written(turn: Turn) -> tuple[str | int | None, ...]:
    return (
        *(turn.reading_id, turn.revision, turn.kind, turn.origin.scene, turn.origin.at),
        *(turn.target.scene, turn.target.at, turn.by, turn.at, turn.interaction_id),
    )


async def _write_down(tx: Transaction, turn: Turn) -> None:
    await tx.run(_WRITE_DOWN, *_written(turn))


async def turn(tx: Transaction, reading_id: str, revision: int) -> Turn | None:
    """The turn that made a revision."""
    row = await tx.one(
        "SELECT kind, from_scene, from_at, to_scene, to_at, turned_by, turned_at, interaction_id FROM turn"
        " WHERE reading_id = ? AND revision = ?",
        *(reading_id, revision),
    )
    if row is None:
        return None
    kind, from_scene, from_at, to_scene, to_at, by, at, interaction_id = row
    origin, target = Place(from_scene, from_at), Place(to_scene, to_at)
    return Turn(reading_id, revision, kind, origin, target, by, at, interaction_id)


async def last_of_kind(tx: Transaction, reading_id: str, kind: str) -> int:
    """The newest revision that a turn of that kind made; 0 where there is none."""
    row = await tx.one("SELECT MAX(revision) FROM turn WHERE reading_id = ? AND kind = ?", reading_id, kind)
    return (row[0] or 0) if row else 0


async def last_by(tx: Transaction, reading_id: str, person_id: int) -> Place | None:
    """Where somebody's own last turn of a reading led, as far as its edition is still read."""
    row = await tx.one(
        "SELECT to_scene, to_at FROM turn WHERE reading_id = ? AND turned_by = ? AND revision >"
        " (SELECT COALESCE(MAX(revision), 0) FROM turn WHERE reading_id = ? AND kind = 'edition')"
        " ORDER BY revision DESC LIMIT 1",
        *(reading_id, person_id, reading_id),
    )
    return Place(row[0], row[1]) if row else None


async def asked_before(tx: Transaction, interaction_id: int) -> bool:
    """Whether an interaction has turned a page already; Discord may deliver one twice after a resume."""
    row = await tx.one("SELECT 1 FROM turn WHERE interaction_id = ?", interaction_id)
    return row is not None


async def overtaken(tx: Transaction, current: Reading, interaction_id: int) -> bool:
    """Whether an interaction has turned a page already, or the last turn was asked for after it.

    Discord counts its ids upwards with time, so this needs no clock.
    """
    row = await tx.one(
        "SELECT 1 FROM turn WHERE interaction_id = ? OR reading_id = ? AND revision = ? AND interaction_id > ?",
        *(interaction_id, current.reading_id, current.revision, interaction_id),
    )
    return row is not None


class Standing(Struct, frozen=True):
    """A reading's place and horizon with the words at the place, for moving both to another edition."""

    reading_id: str
    revision: int
    place: Place
    quote: str
    horizon: Place


async def standings(tx: Transaction, story_id: str) -> list[Standing]:
    """Every reading of a story, in every server."""
    rows = await tx.all(
        "SELECT reading_id, revision, scene, at, quote, horizon_scene, horizon_at FROM reading"
        " WHERE story_id = ?",
        story_id,
    )
    return [Standing(row[0], row[1], Place(row[2], row[3]), row[4], Place(row[5], row[6])) for row in rows]


async def repoint(tx: Transaction, story_id: str, edition_id: str) -> int:
    """Let every reading of a story read another edition of the same text; gives how many there are."""
    return await tx.run("UPDATE reading SET edition_id = ? WHERE story_id = ?", edition_id, story_id)


async def resettle(tx: Transaction, edition_id: str, turn: Turn, quote: str, horizon: Place) -> None:
    """Put a reading at its place in another edition of its story, by a turn of nobody's that nobody has seen.

    When and by whom it was turned last stays, since that is about people.
    """
    await tx.run(
        "UPDATE reading SET edition_id = ?, scene = ?, at = ?, quote = ?, horizon_scene = ?, horizon_at = ?,"
        " revision = ? WHERE reading_id = ?",
        *(edition_id, turn.target.scene, turn.target.at, quote, horizon.scene, horizon.at),
        *(turn.revision, turn.reading_id),
    )
    await _write_down(tx, turn)


async def recut(tx: Transaction, turn: Turn) -> None:
    """Leave a reading at its place by a turn of nobody's that nobody has seen: its pages have another length."""
    await tx.run("UPDATE reading SET revision = ? WHERE reading_id = ?", turn.revision, turn.reading_id)
    await _write_down(tx, turn)
