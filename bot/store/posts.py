"""Posts: what a read-along says in its thread, written down before it is sent and after it was."""

import json
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from bot.store.database import Row, Transaction
from bot.store.shards import WHOLE, Shard
from story.places import Place


class NewPost(Struct, frozen=True):
    """A post to be sent; `key` names what it is, so that it is sent once. `about` is kept as JSON."""

    key: str
    kind: str
    round: int
    place: Place
    about: Mapping[str, Any]


class Post(Struct, frozen=True):
    """A post as it was written down; `tried_at` is a try whose outcome is not known."""

    readalong_id: str
    number: int
    kind: str
    round: int
    place: Place
    about: Mapping[str, Any]
    made_at: int
    tried_at: int | None
    channel_id: int | None
    message_id: int | None

    @property
    def nonce(self) -> str:
        """Discord sends a message with the same nonce once, for a few minutes; at most 25 characters.

        The number of one that was dropped is given again; when it was made tells which is meant.
        """
        return f"{self.readalong_id}-{self.number}-{self.made_at & 0xFFFF:x}"


HELD = 0  # in the place of when it was posted: it waits for the group to go on
PRESSED = "('page', 'talk', 'board', 'pause', 'end')"  # kinds of which only the newest is to be pressed
PRESSED_OR_PASSING = "('page', 'talk', 'board', 'pause', 'end', 'announce')"

_POST = """
SELECT readalong_id, number, kind, round, scene, at, about, made_at, tried_at, channel_id, message_id FROM post
"""


def _post(row: Row) -> Post:
    return Post(*(*row[:4], Place(row[4], row[5]), json.loads(row[6]), *row[7:]))


async def write_down(tx: Transaction, readalong_id: str, new: NewPost, now: int) -> None:
    """Put a post behind those that wait; one of that key that is there already is enough."""
    await tx.run(
        "INSERT INTO post (readalong_id, number, post_key, kind, round, scene, at, about, made_at)"
        " SELECT ?, COALESCE(MAX(number), 0) + 1, ?, ?, ?, ?, ?, ?, ? FROM post WHERE readalong_id = ?"
        " ON CONFLICT (readalong_id, post_key) DO NOTHING",
        *(readalong_id, new.key, new.kind, new.round, new.place.scene, new.place.at),
        *(json.dumps(dict(new.about)), now, readalong_id),
    )


async def to_send(tx: Transaction, readalong_id: str) -> Post | None:
    """The first that waits to be sent."""
    sql = _POST + "WHERE readalong_id = ? AND posted_at IS NULL ORDER BY number LIMIT 1"
    row = await tx.one(sql, readalong_id)
    return _post(row) if row else None


async def place(tx: Transaction, readalong_id: str, number: int) -> Place | None:
    """Which page a post shows, in the newest edition."""
    row = await tx.one(
        "SELECT scene, at FROM post WHERE readalong_id = ? AND number = ?", readalong_id, number
    )
    return Place(row[0], row[1]) if row else None


async def waiting(tx: Transaction, most: int, shard: Shard = WHOLE) -> list[str]:
    """The read-alongs in the servers of a shard with something to send, who waits longest first."""
    condition, about = shard.of_readalongs("post")
    rows = await tx.all(
        f"SELECT readalong_id FROM post WHERE posted_at IS NULL{condition}"
        " GROUP BY readalong_id ORDER BY MIN(made_at), readalong_id LIMIT ?",
        *(*about, most),
    )
    return [row[0] for row in rows]


async def trying(tx: Transaction, post: Post, now: int) -> None:
    """It is being sent: until its outcome is known it may have arrived."""
    await tx.run(
        "UPDATE post SET tried_at = COALESCE(tried_at, ?) WHERE readalong_id = ? AND number = ?",
        *(now, post.readalong_id, post.number),
    )


async def refused(tx: Transaction, post: Post) -> None:
    """This try has surely not arrived; one before it, of which `post` tells, may have."""
    await tx.run(
        "UPDATE post SET tried_at = ? WHERE readalong_id = ? AND number = ?",
        *(post.tried_at, post.readalong_id, post.number),
    )


async def sent(tx: Transaction, post: Post, channel_id: int, message_id: int, now: int) -> None:
    """It stands in the channel as that message."""
    await tx.run(
        "UPDATE post SET posted_at = ?, channel_id = ?, message_id = ? WHERE readalong_id = ? AND number = ?",
        *(now, channel_id, message_id, post.readalong_id, post.number),
    )


async def leave_out(tx: Transaction, post: Post) -> None:
    """It will not be sent."""
    await tx.run("DELETE FROM post WHERE readalong_id = ? AND number = ?", post.readalong_id, post.number)


async def drop(tx: Transaction, readalong_id: str) -> None:
    """What waits will not be sent any more: it is said in another way, or not at all."""
    await tx.run("DELETE FROM post WHERE readalong_id = ? AND posted_at IS NULL", readalong_id)


async def hold(tx: Transaction, readalong_id: str) -> None:
    """Pages that wait are kept until the group goes on, so that nobody misses one; the rest will not be sent."""
    await tx.run(
        "UPDATE post SET posted_at = ? WHERE readalong_id = ? AND posted_at IS NULL AND kind IN ('page', 'leaf')",
        *(HELD, readalong_id),
    )
    await drop(tx, readalong_id)


async def held(tx: Transaction, readalong_id: str) -> list[Post]:
    """Pages that wait for the group to go on."""
    sql = _POST + "WHERE readalong_id = ? AND posted_at = ? ORDER BY number"
    return [_post(row) for row in await tx.all(sql, readalong_id, HELD)]


async def release(tx: Transaction, readalong_id: str, but: Place | None) -> None:
    """Pages that were held wait to be sent again, without buttons; but one that is posted anew."""
    if but is not None:
        await tx.run(
            "DELETE FROM post WHERE readalong_id = ? AND posted_at = ? AND scene = ? AND at = ?",
            *(readalong_id, HELD, but.scene, but.at),
        )
    await tx.run(
        "UPDATE post SET posted_at = NULL, kind = 'leaf' WHERE readalong_id = ? AND posted_at = ?",
        *(readalong_id, HELD),
    )


async def newest_page(tx: Transaction, readalong_id: str) -> Post | None:
    """The message that shows the current round, where one is known."""
    sql = _POST + (
        "WHERE readalong_id = ? AND kind IN ('page', 'talk', 'board', 'end') AND message_id IS NOT NULL"
        " ORDER BY number DESC LIMIT 1"
    )
    row = await tx.one(sql, readalong_id)
    return _post(row) if row else None


async def newest_message(tx: Transaction, readalong_id: str) -> int:
    """The id of the newest message that is known to stand; 0: none is."""
    row = await tx.one("SELECT MAX(message_id) FROM post WHERE readalong_id = ?", readalong_id)
    return int(row[0] or 0) if row else 0


async def over(tx: Transaction, readalong_id: str) -> list[Post]:
    """Messages before the newest that can be pressed whose buttons are to be taken off."""
    sql = _POST + (
        "WHERE readalong_id = ? AND retired_at IS NULL AND message_id IS NOT NULL"
        f" AND kind IN {PRESSED_OR_PASSING} AND number <"
        f" (SELECT MAX(number) FROM post WHERE readalong_id = ? AND message_id IS NOT NULL AND kind IN {PRESSED})"
        " ORDER BY number"
    )
    return [_post(row) for row in await tx.all(sql, readalong_id, readalong_id)]


async def untidy(tx: Transaction, shard: Shard = WHOLE) -> list[str]:
    """The read-alongs under way in the servers of a shard where more than one message can be pressed."""
    condition, about = shard.of_readalongs("post")
    rows = await tx.all(
        "SELECT post.readalong_id FROM readalong"
        " JOIN post ON post.readalong_id = readalong.readalong_id AND retired_at IS NULL AND message_id IS NOT NULL"
        f" AND kind IN {PRESSED_OR_PASSING} WHERE phase <> 'ended'{condition}"
        " GROUP BY post.readalong_id HAVING COUNT(*) > 1",
        *about,
    )
    return [row[0] for row in rows]


async def with_buttons(tx: Transaction, readalong_id: str) -> list[Post]:
    """Messages that can be pressed, or go by."""
    sql = _POST + (
        "WHERE readalong_id = ? AND retired_at IS NULL AND message_id IS NOT NULL"
        f" AND kind IN {PRESSED_OR_PASSING} ORDER BY number"
    )
    return [_post(row) for row in await tx.all(sql, readalong_id)]


async def reminders(tx: Transaction, readalong_id: str) -> list[Post]:
    """Those that stand and are not done with."""
    sql = _POST + (
        "WHERE readalong_id = ? AND kind = 'remind' AND message_id IS NOT NULL AND retired_at IS NULL"
        " ORDER BY number"
    )
    return [_post(row) for row in await tx.all(sql, readalong_id)]


async def taken_back(tx: Transaction, readalong_id: str) -> set[int]:
    """The rounds that were turned to too early."""
    rows = await tx.all(
        "SELECT round FROM post WHERE readalong_id = ? AND message_id IS NOT NULL AND about LIKE ?",
        *(readalong_id, f"%{json.dumps({'how': 'oops'})[1:-1]}%"),
    )
    return {row[0] - 1 for row in rows}


async def retired(tx: Transaction, post: Post, now: int) -> None:
    """Its buttons are off, or the message is out of reach."""
    await tx.run(
        "UPDATE post SET retired_at = ? WHERE readalong_id = ? AND number = ?",
        *(now, post.readalong_id, post.number),
    )


async def resettle(tx: Transaction, post: Post, place: Place) -> None:
    """Note where a message's page is in another edition."""
    await tx.run(
        "UPDATE post SET scene = ?, at = ? WHERE readalong_id = ? AND number = ?",
        *(place.scene, place.at, post.readalong_id, post.number),
    )


async def pages(tx: Transaction, readalong_id: str) -> int:
    """How many pages of the story have been posted, each counted once."""
    row = await tx.one(
        "SELECT COUNT(*) FROM (SELECT DISTINCT scene, at FROM post"
        " WHERE readalong_id = ? AND kind IN ('page', 'leaf')) AS shared",
        readalong_id,
    )
    return int(row[0]) if row else 0
