"""Numbered scripts: each whole or not at all, in order, and only forward."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import migrations
from bot.store.database import Store, StoreError
from bot.store.migrations import migrate, read_migrations, statements, version_of
from tests.store.sample import FIRST, folder_of, notes, write_down


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        yield opened


def _tables(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return [name for (name,) in rows]


def test_each_script_is_run_once_and_in_order(connection: sqlite3.Connection, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "m", "CREATE TABLE a (x);", "INSERT INTO a VALUES (1);")
    migrate(connection, read_migrations(folder))
    migrate(connection, read_migrations(folder))
    folder_of(folder, "CREATE TABLE a (x);", "INSERT INTO a VALUES (1);", "INSERT INTO a VALUES (2);")
    migrate(connection, read_migrations(folder))
    assert version_of(connection) == 3
    assert connection.execute("SELECT x FROM a").fetchall() == [(1,), (2,)]
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["0002_late.sql"], "0002_late.sql stands where number 0001 belongs"),
        (["0001_a.sql", "0003_b.sql"], "0003_b.sql stands where number 0002 belongs"),
        (["0001_a.sql", "0001_b.sql"], "0001_b.sql stands where number 0002 belongs"),
        (["1_a.sql"], "1_a.sql stands where"),
        (["0001 a.sql"], "0001 a.sql stands where"),
    ],
)
def test_a_gap_a_double_or_a_bad_name_is_refused(tmp_path: Path, names: list[str], words: str) -> None:
    for name in [*names, "README.md"]:
        (tmp_path / name).touch()
    with pytest.raises(StoreError, match=words):
        read_migrations(tmp_path)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("CREATE TABLE b (x); CREATE TABLE b (x);", "table b already exists"),
        ("CREATE TABLE b (x); INSERT INTO b VALUES (1); nonsense", "syntax error"),
        ("CREATE TABLE b (x); COMMIT; CREATE TABLE c (x);", "not authorized"),
        ("CREATE TABLE b (x REFERENCES a (x)); INSERT INTO b VALUES (7);", "a row of b pointing nowhere"),
        ("CREATE TABLE b (x); CREATE TRIGGER t AFTER INSERT ON b BEGIN SELECT 1;", "incomplete input"),
    ],
)
async def test_a_script_that_fails_leaves_no_trace(
    path: Path, tmp_path: Path, script: str, words: str, connection: sqlite3.Connection
) -> None:
    folder = folder_of(tmp_path / "m", "CREATE TABLE a (x PRIMARY KEY);")
    store = await Store.open(path, folder)
    await store.close()
    with pytest.raises(StoreError, match=words):
        await Store.open(path, folder_of(folder, "CREATE TABLE a (x PRIMARY KEY);", script))
    assert version_of(connection) == 1
    assert _tables(connection) == ["a"]


def test_a_table_that_others_point_to_can_be_rebuilt(connection: sqlite3.Connection, tmp_path: Path) -> None:
    parent = "CREATE TABLE parent (x PRIMARY KEY); CREATE TABLE child (x REFERENCES parent (x));"
    rows = "INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1);"
    rebuild = (
        "CREATE TABLE new (x PRIMARY KEY, y TEXT); INSERT INTO new SELECT x, '' FROM parent;"
        "DROP TABLE parent; ALTER TABLE new RENAME TO parent;"
    )
    migrate(connection, read_migrations(folder_of(tmp_path / "m", parent + rows, rebuild)))
    assert connection.execute("SELECT x, y FROM parent JOIN child USING (x)").fetchall() == [(1, "")]


def test_the_version_is_read_inside_the_lock(
    connection: sqlite3.Connection, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two start at once: both see version 0, and the second finds the first one's work done."""
    scripts = read_migrations(folder_of(tmp_path / "m", "CREATE TABLE a (x);", "INSERT INTO a VALUES (1);"))
    asked: list[int] = []

    def version_with_a_rival(asking: sqlite3.Connection) -> int:
        version = version_of(asking)
        if not asked:
            asked.append(version)
            with closing(sqlite3.connect(path, isolation_level=None)) as rival:
                migrate(rival, scripts)
        return version

    monkeypatch.setattr(migrations, "version_of", version_with_a_rival)
    migrate(connection, scripts)
    assert asked == [0]
    assert connection.execute("SELECT x FROM a").fetchall() == [(1,)]


def test_semicolons_that_end_nothing() -> None:
    script = (
        "-- one; two\nCREATE TABLE a (x TEXT DEFAULT ';'); /* three; four */ INSERT INTO a VALUES ('it''s; so');"
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM a; SELECT 1; END;\n"
        'CREATE TABLE "odd;name" (x);-- the end; really\n'
    )
    assert [statement.strip().splitlines()[-1][:14] for statement in statements(script)] == [
        "CREATE TABLE a",
        "/* three; four",
        "CREATE TRIGGER",
        'CREATE TABLE "',
        "-- the end; re",
    ]


_STATEMENTS = [
    "CREATE TABLE a{n} (x TEXT DEFAULT ';')",
    "INSERT INTO log VALUES ('{n};''; --')",
    "CREATE TRIGGER t{n} AFTER INSERT ON log BEGIN UPDATE log SET x = x; DELETE FROM log WHERE x = ';'; END",
    "-- a comment; with one\nINSERT INTO log VALUES ({n})",
    "/* a; b */ INSERT INTO log VALUES ({n})",
]


@given(
    st.lists(st.sampled_from(_STATEMENTS), max_size=8), st.sampled_from(["", ";", "\n-- end; of it", " ;\n"])
)
def test_a_script_is_split_as_it_was_joined(parts: list[str], end: str) -> None:
    parts = [part.format(n=n) for n, part in enumerate(parts)]
    found = [text.strip().removesuffix(";") for text in statements(";\n".join(parts) + end)]
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as split:
        split.execute("CREATE TABLE log (x)")
        for text in found:
            split.execute(text)
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as whole:
            whole.execute("CREATE TABLE log (x)")
            whole.executescript(";\n".join(parts) + end)
            assert list(split.iterdump()) == list(whole.iterdump())


async def test_a_copy_is_kept_from_before_the_last_update(path: Path, tmp_path: Path) -> None:
    scripts = [FIRST, "CREATE TABLE second (x);", "CREATE TABLE third (x);"]
    for known in (1, 2, 3):
        store = await Store.open(path, folder_of(tmp_path / f"m{known}", *scripts[:known]))
        await store.write(write_down, f"read with version {known}")
        await store.close()
    assert [copy.name for copy in path.parent.glob("*.before-*")] == ["lamplight.db.before-0003"]
    (tmp_path / "older").mkdir()
    older = (path.parent / "lamplight.db.before-0003").rename(tmp_path / "older" / "lamplight.db")
    store = await Store.open(older, tmp_path / "m2")
    assert await store.read(notes) == ["read with version 1", "read with version 2"]
    await store.close()


async def test_a_new_database_needs_no_copy(path: Path, migrations: Path) -> None:
    store = await Store.open(path, migrations)
    await store.close()
    names = {file.name for file in path.parent.iterdir() if file.is_file()}
    assert names == {"lamplight.db", "lamplight.db.lock"}
