"""An installation moves between engines and back, row by row, and is searched and read there as before."""

import asyncio
from importlib.resources import files
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.actions import bookmarks, places, reading, search
from bot.store import search as store_search
from bot.store.copying import Copied, copy
from bot.store.database import Store, StoreError, Transaction
from bot.store.postgresql import presence
from story.places import Place
from tests.actions.conftest import Salon, scene, story
from tests.postgresql import Server

MIGRATIONS = files("migrations")
ENDS = [
    ("sqlite", "postgresql"),
    ("postgresql", "sqlite"),
    ("postgresql", "postgresql"),
    ("sqlite", "sqlite"),
]


@pytest.fixture
def places_for(tmp_path: Path, request: pytest.FixtureRequest) -> dict[str, list[Path | str]]:
    """Two empty places on each engine."""
    server: Server = request.getfixturevalue("postgresql")
    return {
        "sqlite": [tmp_path / "old.db", tmp_path / "new.db"],
        "postgresql": [server.database(), server.database()],
    }


async def _lived_in(where: Path | str, folder: Path) -> None:
    """A story that was begun, with a bookmark, and bytes that are no text."""
    for name in ("library", "bundled"):
        (folder / name).mkdir()
    salon = Salon(await Store.open(where, MIGRATIONS), folder)
    salon.brings("ferry.txt", story(scene("one"), scene("two"), title="“Ferry” – Überfahrt 🛶"))
    await salon.refreshes()
    seen = await salon.sees(await salon.asks(reading.read, None))
    seen = await salon.sees(await salon.asks(places.go_ahead, seen, Place(1, 0)))
    await salon.asks(bookmarks.add, "here", seen)
    await salon.store.write(_an_upload)
    await salon.store.close()


async def _an_upload(tx: Transaction) -> None:
    await tx.run(
        "INSERT INTO draft (draft_id, server_id, replaces, name, data, encoding, split, made_by, made_at)"
        " VALUES ('d', 1, '', 'x.epub', ?, '', '', 1, 1)",
        bytes(range(256)),
    )


@pytest.mark.parametrize(("old", "new"), ENDS)
async def test_everything_moves(
    places_for: dict[str, list[Path | str]], tmp_path: Path, old: str, new: str
) -> None:
    source, target = places_for[old][0], places_for[new][1]
    await _lived_in(source, tmp_path)
    copied = await copy(source, target, MIGRATIONS)
    assert copied.rows > 10
    salon = Salon(await Store.open(target, MIGRATIONS), tmp_path)
    found = await salon.asks(search.find, "paragraph 3")
    assert [hit.place.scene for hit in found.hits] == [1, 0]
    assert await salon.refreshes() == [], "nothing has to be imported again"
    await salon.store.close()
    with pytest.raises(StoreError, match="is not empty"):
        await copy(source, target, MIGRATIONS)


async def test_what_is_not_the_same_is_not_kept(
    places_for: dict[str, list[Path | str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = places_for["sqlite"][0], places_for["postgresql"][0]
    await _lived_in(source, tmp_path)
    index = store_search.index

    async def spoil(tx: Transaction, edition_id: str) -> None:
        await index(tx, edition_id)
        await tx.run("UPDATE scene SET text = text || ' ' WHERE ordinal = 1")

    monkeypatch.setattr(store_search, "index", spoil)
    with pytest.raises(StoreError, match="The copy of scene is not the same"):
        await copy(source, target, MIGRATIONS)
    monkeypatch.undo()
    assert isinstance(await copy(source, target, MIGRATIONS), Copied), "and so it may be tried again"


async def test_a_database_in_use_is_not_copied(
    places_for: dict[str, list[Path | str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "HANDOVER", 0.0)
    source, target = places_for["postgresql"]
    store = await Store.open(source, MIGRATIONS)
    with pytest.raises(StoreError, match="in use by another Lamplight"):
        await copy(source, target, MIGRATIONS)
    await store.close()
    with pytest.raises(StoreError, match="There is no database"):
        await copy(tmp_path / "nowhere.db", target, MIGRATIONS)


def test_as_typed(postgresql: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(_lived_in(tmp_path / "lamplight.db", tmp_path))
    url = postgresql.database()
    assert main(["copy-database", str(tmp_path), url]) == 0
    assert "compared each: they are the same" in capsys.readouterr().out
    assert main(["copy-database", url, str(tmp_path)]) == 2
    assert "lamplight.db is not empty" in capsys.readouterr().err
    assert main(["copy-database", url, str(tmp_path / "back.db")]) == 0
