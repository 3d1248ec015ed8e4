"""PostgreSQL on its bad days: restarted, crashed, held, migrated by several; a sentence each, and nothing lost."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.store.database import Busy, NotRead, NotSaved, Store, StoreError, Transaction
from bot.store.errors import Full
from bot.store.postgresql import connecting, presence
from bot.store.postgresql.connecting import shown
from bot.store.postgresql.errors import Unsure, not_saved
from bot.store.postgresql.migrating import migrated
from bot.store.postgresql.store import PostgresqlStore
from tests.postgresql import MISSING, Server, held, is_here, running
from tests.store.sample import FIRST, Outdated, folder_of, notes, revision_of, turn, turns, write_down

ROOT = Path(__file__).parents[2]
SERVER_AWAY = signal.SIGQUIT  # every process of it ends at once, as in a crash


@pytest.fixture
async def store(url: str, migrations: Path) -> AsyncIterator[Store]:
    opened = await Store.open(url, migrations)
    yield opened
    await opened.close()


@pytest.fixture(scope="module")
def mortal() -> Iterator[Server]:
    """A server that may be stopped."""
    if not is_here():
        pytest.skip(MISSING)
    with running() as server:
        yield server


@pytest.mark.parametrize("way", [SERVER_AWAY, signal.SIGINT])
async def test_a_server_that_is_restarted(
    mortal: Server, migrations: Path, way: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.postgresql.worker.PATIENCE", 0.0)
    url = mortal.database()
    store = await Store.open(url, migrations)
    assert isinstance(store, PostgresqlStore)
    assert await asyncio.gather(*(store.write(turn, n, 0) for n in range(8))) == [1] * 8
    mortal.stop(way)
    with pytest.raises(NotSaved, match="so nothing has changed; the database does not answer"):
        await store.write(turn, 1, 1)
    with pytest.raises(NotRead, match="the database does not answer"):
        await store.read(notes)
    mortal.start()
    assert await store.write(turn, 1, 1) == 2
    assert (await store.read(turns))[1] == [1, 2]
    assert store._presence._returning is not None
    await store._presence._returning
    monkeypatch.setattr(presence, "HANDOVER", 0.0)
    with pytest.raises(StoreError, match="in use by another Lamplight"):
        await Store.open(url, migrations)
    await store.close()


async def test_a_moment_without_the_server_is_waited_for(mortal: Server, migrations: Path) -> None:
    store = await Store.open(mortal.database(), migrations)
    mortal.stop(SERVER_AWAY)
    waiting = asyncio.ensure_future(store.write(turn, 1, 0))
    await asyncio.to_thread(mortal.start)
    outcome = (await asyncio.gather(waiting, return_exceptions=True))[0]
    assert outcome == 1 or isinstance(outcome, NotSaved), "on a slow machine it took longer than one waits"
    seen = await store.read(revision_of, 1)
    assert seen == (1 if outcome == 1 else 0)
    await store.close()


async def test_a_connection_that_breaks_in_the_middle_is_made_again(store: Store) -> None:
    tried: list[int] = []

    async def break_once(tx: Transaction) -> int:
        tried.append(1)
        await write_down(tx, "once")
        if len(tried) == 1:
            await tx.one("SELECT pg_terminate_backend(pg_backend_pid())")
        return len(tried)

    assert await store.write(break_once) == 2
    assert await store.read(notes) == ["once"]


async def test_a_commit_whose_outcome_is_not_known_is_told_as_that(
    store: Store, url: str, postgresql: Server
) -> None:
    name = url.partition("?")[0].rpartition("/")[2]
    postgresql.sql(
        "CREATE FUNCTION die() RETURNS trigger AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid());"
        " RETURN NULL; END' LANGUAGE plpgsql; CREATE CONSTRAINT TRIGGER t AFTER INSERT ON note"
        " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die()",
        name,
    )
    with pytest.raises(Unsure, match="look whether it did"):
        await store.write(write_down, "perhaps")
    postgresql.sql("DROP TRIGGER t ON note", name)
    assert await store.write(write_down, "surely") == 1
    assert await store.read(notes) == ["surely"]


async def test_a_table_that_is_held_is_a_sentence(
    url: str, migrations: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connecting._SESSION, "lock_timeout", "50ms")
    store = await Store.open(url, migrations)
    with held(url, "reading"):
        with pytest.raises(Busy, match="another program is holding the database"):
            await store.write(turn, 1, 0)
        with pytest.raises(NotRead, match="another program is holding the database"):
            await store.read(revision_of, 1)
    assert await store.write(turn, 1, 0) == 1
    await store.close()


async def test_two_processes_press_at_once_and_one_page_is_turned(url: str, migrations: Path) -> None:
    """As two shards that meet in one reading: nothing but the database stands between them."""
    store = await Store.open(url, migrations, "one")
    other = await Store.open(url, migrations, "another")
    asked = (each.write(turn, 5, seen=0) for _ in range(32) for each in (store, other))
    results = await asyncio.gather(*asked, return_exceptions=True)
    assert results.count(1) == 1
    assert sum(isinstance(result, Outdated) for result in results) == 63
    assert (await store.read(turns))[5] == [1]
    await other.close()
    await store.close()


async def test_a_migration_by_another_process_is_noticed(store: Store, url: str, postgresql: Server) -> None:
    async def everything(tx: Transaction) -> list[object]:
        return [tuple(row) for row in await tx.all("SELECT * FROM note")]

    async def more(tx: Transaction) -> list[object]:
        await write_down(tx, "again")
        return await everything(tx)

    await store.write(write_down, "a")
    for _ in range(3):
        assert await store.read(everything) == [("a",)]
    postgresql.sql(
        "ALTER TABLE note ADD COLUMN more TEXT DEFAULT ''", url.partition("?")[0].rpartition("/")[2]
    )
    assert await store.write(more) == [("a", ""), ("again", "")]


async def test_several_that_start_at_once_migrate_once(url: str, tmp_path: Path) -> None:
    folder = folder_of(
        tmp_path / "m",
        FIRST,
        "INSERT INTO note VALUES ('second'); SELECT COUNT(*) FROM generate_series(1, 300000)",
    )
    await asyncio.gather(*(migrated(url, folder) for _ in range(4)))
    store = await Store.open(url, folder)
    assert await store.read(notes) == ["second"]
    await store.close()


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("CREATE TABLE b (x TEXT); CREATE TABLE b (x TEXT)", "already exists"),
        ("CREATE TABLE b (x TEXT); -- so\n COMMIT; CREATE TABLE c (x TEXT)", "ends its own transaction"),
        ("CREATE TABLE b (x TEXT); SELECT pg_terminate_backend(pg_backend_pid())", "cannot be opened"),
    ],
)
async def test_a_migration_that_fails_or_is_killed_leaves_no_trace(
    url: str, tmp_path: Path, postgresql: Server, script: str, words: str
) -> None:
    folder = folder_of(tmp_path / "m", FIRST)
    await migrated(url, folder)
    name = url.partition("?")[0].rpartition("/")[2]
    with pytest.raises(StoreError, match=words):
        await Store.open(url, folder_of(folder, FIRST, "INSERT INTO note VALUES ('half')", script))
    sql = "SELECT (SELECT COUNT(*) FROM note), (SELECT MAX(version) FROM lamplight_version)"
    assert postgresql.sql(sql, name) == "0|1"
    store = await Store.open(url, folder_of(folder, FIRST, "INSERT INTO note VALUES ('half')", "SELECT 1"))
    assert await store.read(notes) == ["half"]
    await store.close()


async def test_what_cannot_be_opened_is_a_sentence_without_a_password(
    url: str, migrations: Path, postgresql: Server
) -> None:
    host = url.partition("?")[2]
    with pytest.raises(
        StoreError, match=r"There is no database nowhere on .*; make it with createdb"
    ) as refused:
        await Store.open(f"postgresql://lamplight:secret@/nowhere?{host}", migrations)
    assert "secret" not in str(refused.value)
    with pytest.raises(StoreError, match=r"cannot be reached .* look whether its server runs") as refused:
        await Store.open("postgresql://lamplight:secret@127.0.0.1:1/lamplight", migrations)
    assert "secret" not in str(refused.value)
    with pytest.raises(StoreError, match="that DATABASE_URL names cannot be opened"):
        await Store.open("postgresql://lamplight:secret@[", migrations)
    postgresql.sql("CREATE TABLE somebodys (x TEXT)", url.partition("?")[0].rpartition("/")[2])
    with pytest.raises(StoreError, match="is the database of another program"):
        await Store.open(url, migrations)


async def test_an_older_lamplight_refuses_a_newer_database(
    url: str, migrations: Path, tmp_path: Path
) -> None:
    await migrated(url, folder_of(tmp_path / "newer", FIRST, "SELECT 1"))
    with pytest.raises(StoreError, match="is of version 2, newer than I am"):
        await Store.open(url, migrations)


def test_where_a_url_leads_is_told_without_its_secrets() -> None:
    far = shown("postgresql://ana:secret@db.example:5432/lamp%20light?sslmode=require")
    assert far == "lamp light on db.example:5432"
    assert shown("postgresql:///lamplight") == "lamplight on this machine"


def test_a_full_disk_is_told() -> None:
    import asyncpg

    assert isinstance(not_saved(asyncpg.DiskFullError("no space left")), Full)


async def test_killed_under_load_it_has_lost_no_turn(url: str, migrations: Path) -> None:
    """What a process said was saved is there after it was killed, and each reading's history is whole."""
    said: list[tuple[int, int]] = []
    for _ in range(4):
        said += await _acknowledged_until_killed(url, migrations)
    store = await Store.open(url, migrations)
    kept = await store.read(turns)
    await store.close()
    assert len(said) == len(set(said)) > 100
    assert all(revision in kept[reading] for reading, revision in said)


async def _acknowledged_until_killed(url: str, migrations: Path) -> list[tuple[int, int]]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.store.pressing", url, str(migrations)),
        cwd=ROOT,
        env=os.environ,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    lines = [await process.stdout.readline() for _ in range(50)]
    process.kill()
    lines += (await process.stdout.read()).splitlines(keepends=True)
    await process.wait()
    whole = [line.split() for line in lines if line.endswith(b"\n")]
    return [(int(reading), int(revision)) for reading, revision in whole]
