"""Panels: which message shows a reading's current page in which channel."""

from msgspec import Struct

from bot.store.database import Row, Transaction
from story.places import Place


class Panel(Struct, frozen=True):
    """A message with a page of a reading; `revision` is the one its buttons were drawn for."""

    reading_id: str
    channel_id: int
    server_id: int
    message_id: int
    revision: int
    place: Place
    shown_at: int


_PANEL = "SELECT reading_id, channel_id, server_id, message_id, revision, scene, at, shown_at FROM panel "


def _panel(row: Row) -> Panel:
    return Panel(*(*row[:5], Place(row[5], row[6]), row[7]))


async def get(tx: Transaction, reading_id: str, channel_id: int) -> Panel | None:
    """The panel of a reading in a channel."""
    row = await tx.one(_PANEL + "WHERE reading_id = ? AND channel_id = ?", reading_id, channel_id)
    return _panel(row) if row else None


async def newest(tx: Transaction, reading_id: str) -> Panel | None:
    """The panel that showed a reading last, in whichever channel."""
    sql = _PANEL + "WHERE reading_id = ? ORDER BY revision DESC, shown_at DESC LIMIT 1"
    row = await tx.one(sql, reading_id)
    return _panel(row) if row else None


_SHOWN = (
    "INSERT INTO panel (reading_id, channel_id, server_id, message_id, revision, scene, at, shown_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (reading_id, channel_id) DO UPDATE"
    " SET message_id = excluded.message_id, revision = excluded.revision, scene = excluded.scene,"
    " at = excluded.at, shown_at = CASE WHEN panel.message_id = excluded.message_id"
    "   AND panel.revision = excluded.revision THEN panel.shown_at ELSE excluded.shown_at END"
    " WHERE panel.revision <= excluded.revision",
    "UPDATE reading SET shown = ? WHERE reading_id = ? AND shown < ?",
)


async def shown(tx: Transaction, panel: Panel) -> None:
    """A page reached its readers: remember the message, and that this revision has been seen.

    A message that is drawn again as it was has been there since it was shown first.
    """
    place = panel.place
    await tx.put(
        _SHOWN,
        *(panel.reading_id, panel.channel_id, panel.server_id, panel.message_id, panel.revision),
        *(place.scene, place.at, panel.shown_at),
        *(panel.revision, panel.reading_id, panel.revision),
    )


async def leave(tx: Transaction, channel_id: int, person_id: int) -> None:
    """Forget which of a person's own pages was shown in a channel: what they type there is for everybody again."""
    await tx.run(
        "DELETE FROM panel WHERE channel_id = ? AND reading_id IN"
        " (SELECT reading_id FROM reading WHERE reader_id = ? AND reader_id <> 0)",
        *(channel_id, person_id),
    )


async def of_reading(tx: Transaction, reading_id: str) -> list[Panel]:
    """Every panel of a reading, a channel each."""
    return [_panel(row) for row in await tx.all(_PANEL + "WHERE reading_id = ?", reading_id)]


async def resettle(tx: Transaction, panel: Panel) -> None:
    """Note where a panel's page is in another edition."""
    await tx.run(
        "UPDATE panel SET scene = ?, at = ? WHERE reading_id = ? AND channel_id = ?",
        *(panel.place.scene, panel.place.at, panel.reading_id, panel.channel_id),
    )
