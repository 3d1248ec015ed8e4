"""The library: stories, their editions, chapters and scenes."""

from collections.abc import Sequence

from msgspec import Struct

from bot.store import pictures, search
from bot.store.database import Row, Transaction
from story.model import Scene, Story
from story.outline import Outline, SceneSize
from story.progress import count_words
from story.scene_json import dump, load

EVERYWHERE = 0  # the server id of what is in every server's library


class ShelfStory(Struct, frozen=True):
    """A story as it stands on a shelf; `source` is the hash of the file and importer it came from."""

    story_id: str
    server_id: int
    origin: str
    name: str
    source: str
    edition_id: str
    title: str
    author: str
    summary: str
    content_notes: str
    rating: str
    words: int
    language: str
    cover: str
    removed: bool


class NewStory(Struct, frozen=True):
    """Where a story comes from; `story_id` stays the same when its file changes."""

    story_id: str
    server_id: int
    origin: str
    name: str
    source: str


_SHELF = """
SELECT s.story_id, s.server_id, s.origin, s.name, s.source, s.edition_id, e.title, e.author, e.summary,
       e.content_notes, e.rating, (SELECT SUM(c.words) FROM scene c WHERE c.edition_id = s.edition_id) AS words,
       e.language, e.cover, s.removed_at IS NOT NULL
FROM story s JOIN edition e ON e.edition_id = s.edition_id
"""


def _shelf_story(row: Row) -> ShelfStory:
    return ShelfStory(*(*row[:14], bool(row[14])))


async def shelf(tx: Transaction, server_id: int) -> list[ShelfStory]:
    """What a server may read, by title."""
    sql = _SHELF + "WHERE s.server_id IN (0, ?) AND s.removed_at IS NULL ORDER BY LOWER(e.title), s.story_id"
    return [_shelf_story(row) for row in await tx.all(sql, server_id)]


async def get(tx: Transaction, server_id: int, story_id: str) -> ShelfStory | None:
    """The server's own story, on the shelf or removed."""
    own = "WHERE s.story_id = ? AND s.server_id = ? AND s.origin = 'upload'"
    row = await tx.one(_SHELF + own, story_id, server_id)
    return _shelf_story(row) if row else None


async def imported(tx: Transaction, origins: Sequence[str]) -> list[ShelfStory]:
    """What was imported from these origins, the removed included."""
    marks = ", ".join("?" * len(origins))
    return [_shelf_story(row) for row in await tx.all(_SHELF + f"WHERE s.origin IN ({marks})", *origins)]


async def add(tx: Transaction, new: NewStory, edition_id: str, story: Story, now: int) -> None:
    """Put a story's newest edition on the shelf; an edition that is there already is only pointed at."""
    await tx.run(
        "INSERT INTO story (story_id, server_id, origin, name, source, edition_id, added_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (story_id) DO UPDATE"
        " SET source = excluded.source, edition_id = excluded.edition_id, removed_at = NULL",
        *(new.story_id, new.server_id, new.origin, new.name, new.source, edition_id, now),
    )
    added = await tx.run(
        "INSERT INTO edition (edition_id, story_id, title, author, language, rating, content_notes, licence,"
        " summary, tags, series, source, cover, imported_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (edition_id) DO NOTHING",
        *(edition_id, new.story_id, story.title, story.author, story.language, story.rating),
        *(story.content_notes, story.licence, story.summary, story.tags, story.series, story.source),
        *(story.cover, now),
    )
    if added:
        await _add_text(tx, edition_id, story)
        await pictures.add(tx, edition_id, story)
        await search.index(tx, edition_id)


async def _add_text(tx: Transaction, edition_id: str, story: Story) -> None:
    chapters = [(edition_id, number, chapter.title) for number, chapter in enumerate(story.chapters)]
    await tx.many("INSERT INTO chapter (edition_id, ordinal, title) VALUES (?, ?, ?)", chapters)
    flat = [(number, scene) for number, chapter in enumerate(story.chapters) for scene in chapter.scenes]
    rows = []
    for ordinal, (chapter, scene) in enumerate(flat):
        text = scene.text
        about = (scene.title, scene.recap, scene.question, count_words(text), len(text))
        rows.append((edition_id, ordinal, chapter, *about, text, dump(scene)))
    await tx.many(
        "INSERT INTO scene (edition_id, ordinal, chapter, title, recap, question, words, characters, text,"
        " markup) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


async def remove(tx: Transaction, story_id: str, now: int) -> bool:
    """Take a story off the shelf; its text and readings stay, in case it comes back. False: it was off already."""
    removed = await tx.run(
        "UPDATE story SET removed_at = ? WHERE story_id = ? AND removed_at IS NULL", now, story_id
    )
    return bool(removed)


async def removed_since(tx: Transaction, server_id: int, since: int) -> list[ShelfStory]:
    """The server's own stories that left the shelf at or after a time, the last first."""
    own = "WHERE s.server_id = ? AND s.origin = 'upload' AND s.removed_at >= ? ORDER BY s.removed_at DESC"
    return [_shelf_story(row) for row in await tx.all(_SHELF + own, server_id, since)]


async def removed_at(tx: Transaction, story_id: str) -> int | None:
    """When a story left the shelf; None while it is there."""
    row = await tx.one("SELECT removed_at FROM story WHERE story_id = ?", story_id)
    return row[0] if row else None


async def newest_edition(tx: Transaction, story_id: str) -> str:
    """The edition that is read now; "" where the story is gone."""
    row = await tx.one("SELECT edition_id FROM story WHERE story_id = ?", story_id)
    return str(row[0]) if row else ""


async def restore(tx: Transaction, server_id: int, story_id: str) -> bool:
    """Put a server's own story back on the shelf; False where it is there, or gone for good."""
    restored = await tx.run(
        "UPDATE story SET removed_at = NULL WHERE story_id = ? AND server_id = ? AND origin = 'upload'"
        " AND removed_at IS NOT NULL",
        *(story_id, server_id),
    )
    return bool(restored)


async def sweep(tx: Transaction, before: int) -> int:
    """Forget for good, readings and all, the uploads that left the shelf before a time; gives how many."""
    swept = await tx.run("DELETE FROM story WHERE origin = 'upload' AND removed_at < ?", before)
    if swept:
        await pictures.sweep(tx)
    return swept


async def outline(tx: Transaction, edition_id: str) -> Outline:
    """The edition without its text. Raises LookupError where there is no such edition."""
    about = await tx.one(
        "SELECT title, author, summary, content_notes, language FROM edition WHERE edition_id = ?", edition_id
    )
    if about is None:
        raise LookupError(edition_id)
    chapters = await tx.all("SELECT title FROM chapter WHERE edition_id = ? ORDER BY ordinal", edition_id)
    scenes = await tx.all(
        "SELECT chapter, title, characters, words FROM scene WHERE edition_id = ? ORDER BY ordinal",
        edition_id,
    )
    titles = tuple(row[0] for row in chapters)
    return Outline(*(*about[:4], titles, tuple(SceneSize(*row) for row in scenes), about[4]))


async def scene(tx: Transaction, edition_id: str, ordinal: int) -> Scene:
    """One scene with its styles. Raises LookupError where there is none."""
    row = await tx.one(
        "SELECT text, markup FROM scene WHERE edition_id = ? AND ordinal = ?", edition_id, ordinal
    )
    if row is None:
        raise LookupError((edition_id, ordinal))
    return load(row[0], row[1])


async def texts(tx: Transaction, edition_id: str) -> list[str]:
    """The plain text of every scene, in order."""
    rows = await tx.all("SELECT text FROM scene WHERE edition_id = ? ORDER BY ordinal", edition_id)
    return [row[0] for row in rows]


async def question(tx: Transaction, edition_id: str, ordinal: int) -> str:
    """What a scene asks its readers after it; "" where it asks nothing."""
    row = await tx.one("SELECT question FROM scene WHERE edition_id = ? AND ordinal = ?", edition_id, ordinal)
    return str(row[0]) if row else ""
