"""Read-alongs: where each group stands in its story, who takes part, and every round there was."""

from collections.abc import Iterable

from msgspec import Struct

from bot.store.database import Row, Transaction
from bot.store.readalong_state import Pace, Participant, Pause, Phase, Spot, State, Turns
from story.pages import PageLength
from story.places import Place


class Readalong(Struct, frozen=True):
    """A read-along and where it is held. `thread_id`: where its pages go, which may be the channel itself.

    `removed`: its story has left the library; `rating` decides where it may be shown.
    """

    readalong_id: str
    server_id: int
    channel_id: int
    lobby_id: int | None
    thread_id: int | None
    story_id: str
    edition_id: str
    length: PageLength
    made_at: int
    title: str
    rating: str
    removed: bool
    state: State

    @property
    def has_thread(self) -> bool:
        return self.thread_id not in (None, self.channel_id)


class Round(Struct, frozen=True):
    """A shared page, a pause to talk, or the end. `ready` and `present` are of the round before it."""

    revision: int
    round: int
    phase: Phase
    how: str
    first: Place
    place: Place
    opened_at: int
    opened_by: int
    ready: int
    present: int


_READALONG = """
SELECT a.readalong_id, a.server_id, a.channel_id, a.lobby_id, a.thread_id, a.story_id, a.edition_id, a.page_length,
       a.made_at, e.title, e.rating, s.removed_at IS NOT NULL AS removed,
       a.phase, a.host_id, a.pace, a.revision, a.round, a.first_scene, a.first_at, a.scene, a.at,
       a.horizon_scene, a.horizon_at, a.talk_minutes, a.begins_at, a.began_at, a.ended_at, a.opened_at,
       a.timed_from, a.turned_by, a.undo, a.pause
FROM readalong a JOIN story s ON s.story_id = a.story_id JOIN edition e ON e.edition_id = a.edition_id
"""


async def get(tx: Transaction, server_id: int, readalong_id: str) -> Readalong | None:
    """A read-along of that server and of no other."""
    row = await tx.one(_READALONG + "WHERE a.readalong_id = ? AND a.server_id = ?", readalong_id, server_id)
    return await _readalong(tx, row) if row else None


async def known(tx: Transaction, readalong_id: str) -> Readalong | None:
    """One that a deadline or a post names: for the clock, which belongs to no server."""
    row = await tx.one(_READALONG + "WHERE a.readalong_id = ?", readalong_id)
    return await _readalong(tx, row) if row else None


async def going_on(tx: Transaction, server_id: int) -> list[Readalong]:
    """What a server has begun or gathers for, the newest first; a lobby that was never posted is none."""
    sql = "WHERE a.server_id = ? AND a.phase <> 'ended' AND a.lobby_id IS NOT NULL ORDER BY a.made_at DESC"
    return [await _readalong(tx, row) for row in await tx.all(_READALONG + sql, server_id)]


async def of_person(tx: Transaction, person_id: int) -> list[Readalong]:
    """What somebody takes part in or hosts and that is not over, in whichever server."""
    sql = (
        "WHERE a.phase <> 'ended' AND (a.host_id = ? OR a.readalong_id IN"
        " (SELECT readalong_id FROM participant WHERE person_id = ? AND left_at IS NULL))"
    )
    return [await _readalong(tx, row) for row in await tx.all(_READALONG + sql, person_id, person_id)]


async def name_everywhere(tx: Transaction, person_id: int, *, named: bool) -> None:
    """Whether somebody may be named in every read-along that they took part in; each can be told otherwise."""
    await tx.run("UPDATE participant SET is_named = ? WHERE person_id = ?", int(named), person_id)


async def takes_part(tx: Transaction, server_id: int, person_id: int) -> bool:
    """Whether somebody is in a read-along of a server that is not over."""
    row = await tx.one(
        "SELECT 1 FROM participant p JOIN readalong a ON a.readalong_id = p.readalong_id"
        " WHERE p.person_id = ? AND p.left_at IS NULL AND a.server_id = ? AND a.phase <> 'ended' LIMIT 1",
        *(person_id, server_id),
    )
    return row is not None


async def of_thread(tx: Transaction, thread_id: int) -> list[Readalong]:
    """What is going on in a thread or channel, by the id of where its pages go."""
    sql = "WHERE a.thread_id = ? AND a.phase <> 'ended'"
    return [await _readalong(tx, row) for row in await tx.all(_READALONG + sql, thread_id)]


async def read_in(tx: Transaction, server_id: int, thread_id: int) -> Readalong | None:
    """The newest one whose pages come in a thread or channel, from its first page until it is over."""
    sql = (
        "WHERE a.thread_id = ? AND a.server_id = ? AND a.phase NOT IN ('lobby', 'ended')"
        " ORDER BY a.made_at DESC LIMIT 1"
    )
    row = await tx.one(_READALONG + sql, thread_id, server_id)
    return await _readalong(tx, row) if row else None


async def _readalong(tx: Transaction, row: Row) -> Readalong:
    people = await tx.all(
        "SELECT person_id, joined_at, pressed_at, active_round, ready_round, read_scene, read_at, is_cohost,"
        " is_named, left_at FROM participant WHERE readalong_id = ? ORDER BY joined_at, person_id",
        row["readalong_id"],
    )
    pace = Pace.load(row["pace"])
    state = State(
        Phase(row["phase"]),
        row["host_id"],
        pace,
        tuple(_participant(each) for each in people),
        *(row["revision"], row["round"], Place(row["first_scene"], row["first_at"])),
        *(Place(row["scene"], row["at"]), Place(row["horizon_scene"], row["horizon_at"])),
        *(row["talk_minutes"], row["begins_at"], row["began_at"], row["ended_at"]),
        *(row["opened_at"], row["timed_from"], row["turned_by"]),
        undo=Spot.load(row["undo"]) if row["undo"] else None,
        pause=Pause.load(row["pause"]) if row["pause"] else None,
        scenes=await _scenes(tx, row["edition_id"]) if pace.turns is Turns.OWN else 0,
    )
    return Readalong(*(*row[:7], PageLength(row[7]), *row[8:11], bool(row["removed"]), state))


async def _scenes(tx: Transaction, edition_id: str) -> int:
    row = await tx.one("SELECT COUNT(*) FROM scene WHERE edition_id = ?", edition_id)
    return int(row[0]) if row else 0


def _participant(row: Row) -> Participant:
    return Participant(*(*row[:5], Place(row[5], row[6]), bool(row[7]), bool(row[8]), row[9]))


async def gather(tx: Transaction, new: Readalong) -> bool:
    """Write down a new one; False where it is there already: its command was delivered twice."""
    state = new.state
    made = await tx.run(
        "INSERT INTO readalong (readalong_id, server_id, channel_id, lobby_id, thread_id, story_id, edition_id,"
        " page_length, revision, phase, round, first_scene, first_at, scene, at, quote, horizon_scene,"
        " horizon_at, host_id, pace, talk_minutes, made_at, begins_at, opened_at, timed_from, turned_by, undo, pause)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, '', -1, 0, ?, ?, ?, ?, ?, ?, ?, 0, '', '')"
        " ON CONFLICT (readalong_id) DO NOTHING",
        *(new.readalong_id, new.server_id, new.channel_id, new.lobby_id, new.thread_id, new.story_id),
        *(
            new.edition_id,
            new.length,
            state.revision,
            state.phase,
            state.round,
            state.host_id,
            state.pace.dump(),
        ),
        *(state.talk_minutes, new.made_at, state.begins_at, state.opened_at, state.timed_from),
    )
    if made:
        await _keep_people(tx, new.readalong_id, state.people)
    return bool(made)


async def save(tx: Transaction, before: Readalong, state: State, quote: str) -> bool:
    """Compare and set: False where the row is not at the revision that `before` had, and nothing has changed."""
    saved = await tx.run(
        "UPDATE readalong SET revision = ?, phase = ?, round = ?, first_scene = ?, first_at = ?, scene = ?,"
        " at = ?, quote = ?, horizon_scene = ?, horizon_at = ?, host_id = ?, pace = ?, talk_minutes = ?,"
        " begins_at = ?, began_at = ?, ended_at = ?, opened_at = ?, timed_from = ?, turned_by = ?, undo = ?,"
        " pause = ? WHERE readalong_id = ? AND revision = ?",
        *(before.state.revision + 1, state.phase, state.round, state.first.scene, state.first.at),
        *(state.place.scene, state.place.at, quote, state.horizon.scene, state.horizon.at),
        *(state.host_id, state.pace.dump(), state.talk_minutes, state.begins_at, state.began_at),
        *(state.ended_at, state.opened_at, state.timed_from, state.turned_by),
        *(state.undo.dump() if state.undo else "", state.pause.dump() if state.pause else ""),
        *(before.readalong_id, before.state.revision),
    )
    if saved:
        changed = set(state.people) - set(before.state.people)
        await _keep_people(tx, before.readalong_id, changed)
    return bool(saved)


async def _keep_people(tx: Transaction, readalong_id: str, people: Iterable[Participant]) -> None:
    await tx.many(
        "INSERT INTO participant (readalong_id, person_id, joined_at, pressed_at, active_round, ready_round,"
        " read_scene, read_at, is_cohost, is_named, left_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (readalong_id, person_id) DO UPDATE SET pressed_at = excluded.pressed_at,"
        " active_round = excluded.active_round, ready_round = excluded.ready_round,"
        " read_scene = excluded.read_scene, read_at = excluded.read_at, is_cohost = excluded.is_cohost,"
        " is_named = excluded.is_named, left_at = excluded.left_at",
        [
            (
                *(readalong_id, each.person_id, each.joined_at, each.pressed_at, each.active_round),
                *(each.ready_round, each.read.scene, each.read.at, int(each.is_cohost), int(each.is_named)),
                each.left_at,
            )
            for each in people
        ],
    )


async def open_round(tx: Transaction, readalong_id: str, opened: Round) -> None:
    """A line in the history: never changed, and one for each revision that opened a round."""
    await tx.run(
        "INSERT INTO round (readalong_id, revision, round, phase, how, first_scene, first_at, scene, at,"
        " opened_at, opened_by, ready, present) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *(readalong_id, opened.revision, opened.round, opened.phase, opened.how),
        *(opened.first.scene, opened.first.at, opened.place.scene, opened.place.at),
        *(opened.opened_at, opened.opened_by, opened.ready, opened.present),
    )


async def rounds(tx: Transaction, readalong_id: str) -> list[Round]:
    """Every round there was, in order."""
    rows = await tx.all(
        "SELECT revision, round, phase, how, first_scene, first_at, scene, at, opened_at, opened_by, ready,"
        " present FROM round WHERE readalong_id = ? ORDER BY revision",
        readalong_id,
    )
    return [
        Round(row[0], row[1], Phase(row[2]), row[3], Place(row[4], row[5]), Place(row[6], row[7]), *row[8:])
        for row in rows
    ]


async def hold_in(tx: Transaction, readalong_id: str, thread_id: int) -> None:
    """Note where the pages go: a thread, or the channel itself."""
    await tx.run("UPDATE readalong SET thread_id = ? WHERE readalong_id = ?", thread_id, readalong_id)


async def lobby_stands(tx: Transaction, readalong_id: str, message_id: int) -> None:
    """Note which message is the lobby."""
    await tx.run("UPDATE readalong SET lobby_id = ? WHERE readalong_id = ?", message_id, readalong_id)


async def of_story(tx: Transaction, story_id: str) -> list[Readalong]:
    """What is going on with a story, in every server."""
    sql = "WHERE a.story_id = ? AND a.phase <> 'ended'"
    return [await _readalong(tx, row) for row in await tx.all(_READALONG + sql, story_id)]


async def quote(tx: Transaction, readalong_id: str) -> str:
    """The words at its place."""
    row = await tx.one("SELECT quote FROM readalong WHERE readalong_id = ?", readalong_id)
    return str(row[0]) if row else ""


async def repoint(tx: Transaction, readalong_id: str, edition_id: str) -> None:
    """Let it read another edition of its story."""
    await tx.run("UPDATE readalong SET edition_id = ? WHERE readalong_id = ?", edition_id, readalong_id)


async def move_to(tx: Transaction, readalong_id: str, channel_id: int, thread_id: int | None) -> None:
    """Let it go on in another channel, with a new lobby there that is still to be posted."""
    await tx.run(
        "UPDATE readalong SET channel_id = ?, thread_id = ?, lobby_id = NULL WHERE readalong_id = ?",
        *(channel_id, thread_id, readalong_id),
    )
