"""No turn, no start and no tick of the clock goes through a whole table: a million readings cost what one does.

What a person asks once, /privacy, does: an index on who turned would make every turn dearer (bot/store/traces.py).
"""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from bot.store import opening
from tests.actions.conftest import scene, story
from tests.conversations.conftest import Club
from tests.conversations.readalongs import Evening

SMALL = (
    *("CONSTANT ROW", "here"),  # no tables
    "draft",  # files that wait to be accepted: a few for a server, for a day
    "departure",  # servers of the last thirty days that removed the bot; looked at once an hour
)
SCAN = re.compile(
    r"^SCAN (CONSTANT ROW|\w+)(?!.* INDEX readalong_under_way$)"
)  # which holds what is not over
LITERAL = re.compile(r"'(?:[^']|'')*'|\b\d+\b")
Statements = dict[str, str]  # as it was sent, by its form


@pytest.fixture
def statements(engine: str, monkeypatch: pytest.MonkeyPatch) -> Statements:
    """What SQLite is asked from here on."""
    if engine != "sqlite":
        pytest.skip("it is SQLite that tells how it would look")
    asked: Statements = {}
    teach: Callable[[sqlite3.Connection], None] = opening.teach

    def teach_and_listen(connection: sqlite3.Connection) -> None:
        teach(connection)
        connection.set_trace_callback(lambda sql: asked.setdefault(LITERAL.sub("?", sql), sql))

    monkeypatch.setattr(opening, "teach", teach_and_listen)
    return asked


async def test_nothing_that_happens_often_looks_at_everything(
    empty_club: Club, statements: Statements
) -> None:
    club = empty_club
    club.brings("ferry.txt", story(*map(scene, ("one", "two", "three", "four", "five", "six"))))
    await club.starts_the_bot()
    await _a_week(club)
    statements.clear()
    await club.restarts_the_bot()  # with something there
    await _a_week(club)
    looked = {
        sql for sql in statements if sql.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE", "WITH"))
    }
    assert len(looked) > 40, "it is listened to"
    found = _scans(club, [statements[sql] for sql in looked])
    assert not found, "\n".join(found)


async def _a_week(club: Club) -> None:
    """What people do every day, a read-along by the clock, and what a person does once."""
    ana, ben, room = club.ana, club.ben, club.room
    await ana.types("/read story:ferry", room)
    for command in (
        "/next",
        "/back",
        "/goto place:scene 2",
        "/contents",
        "/progress",
        "/help",
        "/find text:one",
    ):
        await ben.types(command, room)
    for command in (
        "/bookmark add name:here",
        "/bookmark list",
        "/bookmark remove name:here",
        "/library list",
    ):
        await ben.types(command, room)
    for command in ("/note add text:Look", "/note list", "/library info story:ferry", "/settings", "/me"):
        await ana.types(command, room)
    await ben.presses("Next", room)
    await ben.types("/read", ben.dm)
    await ben.types("/next", ben.dm)
    await ben.completes("/read story:", room)
    await ben.completes("/goto place:", room)
    evening = Evening(club)
    await evening.begins(ben, options="pace:timed minutes:5")
    await evening.presses(ben, "Ready")
    await evening.passes(6)
    for command in ("/readalong status", "/readalong catchup"):
        await ben.types(command, evening.thread)
    await ben.completes("/readalong status which:", room)
    await ana.types("/readalong end", evening.thread)
    await evening.settles()


def _scans(club: Club, asked: list[str]) -> list[str]:
    """The statements that go through the whole of a table that grows, in a database that knows nothing of its size."""
    with closing(sqlite3.connect(":memory:")) as empty:
        opening.teach(empty)
        with closing(sqlite3.connect(club.folder / "lamplight.db")) as database:
            whole = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
            for (made,) in database.execute(
                f"{whole} AND name NOT GLOB 'scene_word_*'"
            ):  # made by the search's own
                empty.execute(made)
        return [f"{each}: {sql}" for sql in asked for each in _scanned(empty, sql)]


def _scanned(database: sqlite3.Connection, sql: str) -> list[str]:
    plan = database.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
    found = [SCAN.match(row[3]) for row in plan]
    return [each.string for each in found if each and each[1] not in SMALL]
