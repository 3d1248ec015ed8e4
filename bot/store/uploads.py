"""Uploads: the files of a server's own stories, and drafts, which are imports that wait to be accepted."""

from msgspec import Struct

from bot.store.database import Row, Transaction


class Upload(Struct, frozen=True):
    """The file a story came from, without its bytes; `told` is what was said instead of the file, as JSON."""

    story_id: str
    server_id: int
    name: str
    size: int
    encoding: str
    split: str
    told: str
    pictures: int = 0  # bytes of its story's pictures

    @property
    def taken(self) -> int:
        """What it takes of the server's room, in bytes."""
        return self.size + self.pictures


class Draft(Struct, frozen=True):
    """A file that was read once and waits to be accepted; `replaces` is a story's id, or ""."""

    draft_id: str
    server_id: int
    replaces: str
    name: str
    data: bytes
    encoding: str
    split: str
    made_by: int
    made_at: int


class Usage(Struct, frozen=True):
    """What a server's uploads take: stories and bytes, those on the shelf and those removed a while ago."""

    stories: int
    size: int
    removed: int
    removed_size: int


_UPLOAD = "SELECT story_id, server_id, name, size, encoding, split, told, pictures FROM upload "
_DRAFT = "SELECT draft_id, server_id, replaces, name, data, encoding, split, made_by, made_at FROM draft "


async def get(tx: Transaction, server_id: int, story_id: str) -> Upload | None:
    """The file of that server's own story."""
    row = await tx.one(_UPLOAD + "WHERE story_id = ? AND server_id = ?", story_id, server_id)
    return Upload(*row) if row else None


async def file(tx: Transaction, server_id: int, story_id: str) -> Draft | None:
    """The file of that server's own story as a draft that replaces it, to be read again; nobody has made it."""
    row = await tx.one(
        "SELECT name, data, encoding, split FROM upload WHERE story_id = ? AND server_id = ?",
        *(story_id, server_id),
    )
    return Draft("", server_id, story_id, row[0], bytes(row[1]), row[2], row[3], 0, 0) if row else None


async def named(tx: Transaction, server_id: int, name: str) -> Upload | None:
    """The server's story whose newest file has that name, the one that was added last."""
    row = await tx.one(
        "SELECT u.story_id, u.server_id, u.name, u.size, u.encoding, u.split, u.told, u.pictures FROM upload u"
        " JOIN story s ON s.story_id = u.story_id WHERE u.server_id = ? AND u.name = ?"
        " ORDER BY s.removed_at IS NOT NULL, s.added_at DESC LIMIT 1",
        *(server_id, name),
    )
    return Upload(*row) if row else None


async def everywhere(tx: Transaction) -> list[tuple[int, str]]:
    """The servers and ids of all stories that were uploaded."""
    rows = await tx.all("SELECT server_id, story_id FROM upload ORDER BY server_id, story_id")
    return [(row[0], row[1]) for row in rows]


async def of_server(tx: Transaction, server_id: int) -> list[Upload]:
    """The files of a server's stories, the removed included."""
    return [Upload(*row) for row in await tx.all(_UPLOAD + "WHERE server_id = ?", server_id)]


async def usage(tx: Transaction, server_id: int) -> Usage:
    """What a server's uploads take."""
    row: Row | None = await tx.one(
        "SELECT COUNT(CASE WHEN s.removed_at IS NULL THEN 1 END),"
        " SUM(CASE WHEN s.removed_at IS NULL THEN u.size + u.pictures ELSE 0 END),"
        " COUNT(s.removed_at), SUM(CASE WHEN s.removed_at IS NULL THEN 0 ELSE u.size + u.pictures END)"
        " FROM upload u JOIN story s ON s.story_id = u.story_id WHERE u.server_id = ?",
        server_id,
    )
    return Usage(*(number or 0 for number in row)) if row else Usage(0, 0, 0, 0)


async def keep(tx: Transaction, story_id: str, draft: Draft, told: str, pictures: int = 0) -> None:
    """Keep an accepted draft's file as the one its story came from; `pictures` are the bytes of those in it."""
    await tx.run(
        "INSERT INTO upload (story_id, server_id, name, size, data, encoding, split, told, pictures)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (story_id) DO UPDATE SET name = excluded.name,"
        " size = excluded.size, data = excluded.data, encoding = excluded.encoding, split = excluded.split,"
        " told = excluded.told, pictures = excluded.pictures",
        *(story_id, draft.server_id, draft.name, len(draft.data), draft.data),
        *(draft.encoding, draft.split, told, pictures),
    )


async def draft(tx: Transaction, server_id: int, draft_id: str) -> Draft | None:
    """A draft of that server and of no other."""
    row = await tx.one(_DRAFT + "WHERE draft_id = ? AND server_id = ?", draft_id, server_id)
    return Draft(*(*row[:4], bytes(row[4]), *row[5:])) if row else None


async def add_draft(tx: Transaction, draft: Draft) -> None:
    """Keep a draft; one whose command was delivered twice is the same."""
    await tx.run(
        "INSERT INTO draft (draft_id, server_id, replaces, name, data, encoding, split, made_by, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (draft_id) DO NOTHING",
        *(draft.draft_id, draft.server_id, draft.replaces, draft.name, draft.data),
        *(draft.encoding, draft.split, draft.made_by, draft.made_at),
    )


async def read_as(tx: Transaction, server_id: int, draft_id: str, encoding: str, split: str) -> bool:
    """Note how a draft's file was read last; False where the draft is gone."""
    changed = await tx.run(
        "UPDATE draft SET encoding = ?, split = ? WHERE draft_id = ? AND server_id = ?",
        *(encoding, split, draft_id, server_id),
    )
    return bool(changed)


async def drop_draft(tx: Transaction, server_id: int, draft_id: str) -> bool:
    """Forget a draft; False where it is gone already."""
    sql = "DELETE FROM draft WHERE draft_id = ? AND server_id = ?"
    return bool(await tx.run(sql, draft_id, server_id))


async def drop_drafts(tx: Transaction, before: int) -> None:
    """Forget drafts older than `before` in every server."""
    await tx.run("DELETE FROM draft WHERE made_at < ?", before)


async def sweep_drafts(tx: Transaction, server_id: int, before: int, most: int) -> None:
    """Forget drafts older than `before` in every server, and in this one all but the newest `most`."""
    await drop_drafts(tx, before)
    await tx.run(
        "DELETE FROM draft WHERE server_id = ? AND draft_id NOT IN (SELECT draft_id FROM draft"
        " WHERE server_id = ? ORDER BY made_at DESC, draft_id LIMIT ?)",
        *(server_id, server_id, most),
    )
