"""A book club: the real bot on the playground's wire, with Ana, Ben and Chloe in one room."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from bot.actions.desk import Desk
from bot.actions.library import refresh
from bot.client import Lamplight
from bot.lamp import Lamp
from bot.languages.catalogue import language, tags
from bot.languages.hearing import speaking
from bot.playground import Person, Playground, Room, Server
from bot.screens.screen import Screen, Undrawn
from bot.store.database import Store, Transaction
from bot.store.postgresql.store import PostgresqlStore
from bot.store.transaction import Engine
from tests.actions.conftest import scene, story
from tests.playground.openapi import DESCRIPTION, Oracle
from tests.postgresql import TABLES

DAY = 24 * 60 * 60 * 1_000  # milliseconds
FERRY = story(scene("one"), scene("two"), scene("three"))


@dataclass
class Club:
    """`now` goes on by `pace` milliseconds with every command and press."""

    discord: Playground
    folder: Path
    database: Path | str
    server: Server
    room: Room
    ana: Person
    ben: Person
    chloe: Person
    now: int = 1_760_000_000_000
    pace: int = 10_000
    desk: Desk = field(default_factory=Desk)
    client: Lamplight | None = None
    _running: asyncio.Task[None] | None = None
    _store: Store | None = None

    def time(self) -> int:
        self.now += self.pace
        return self.now

    async def starts_the_bot(self) -> None:
        """As bot.run does, on this world's address."""
        self._store = await Store.open(self.database, files("migrations"))
        await refresh(self._store, self.folder / "bundled", self.folder / "library", self.now)
        self.desk = Desk()
        self.client = Lamplight(Lamp(self._store, self.desk, self.time), self.discord.api_url)
        self._running = asyncio.create_task(self.client.start(self.discord.token))
        await self.discord.bot_ready()

    async def stops_the_bot(self) -> None:
        assert self.client and self._running and self._store
        await self.discord.settled()
        await self.client.close()
        await self._running
        await self._store.close()

    async def restarts_the_bot(self) -> None:
        await self.stops_the_bot()
        await self.discord.bot_gone()
        await self.starts_the_bot()

    def brings(self, name: str, text: str | bytes) -> None:
        data = text if isinstance(text, bytes) else text.encode()
        (self.folder / "library" / name).write_bytes(data)

    async def rows(self, sql: str, *about: object) -> list[tuple[Any, ...]]:
        """What the database has, on either engine, in an order of its own."""
        assert self._store
        await _written(self._store)
        return await self._store.read(_rows, sql, *about)

    async def tables(self) -> list[str]:
        assert self._store
        return [row[0] for row in await self.rows(TABLES[await self._store.read(_engine)])]

    def shows(self, person: Person | None = None) -> str:
        return self.room.transcript(for_=person)

    def page(self) -> str:
        """The newest message that everybody sees."""
        return self.shows().split("\n\n")[-1]


async def _written(store: Store) -> None:
    """Until what nobody waits for is in the database, too: over PostgreSQL it goes with the next write."""
    if isinstance(store, PostgresqlStore):
        store._hurry()
        while store._working:
            await asyncio.wait(store._working)


async def _rows(tx: Transaction, sql: str, *about: object) -> list[tuple[Any, ...]]:
    return sorted((tuple(row) for row in await tx.all(sql, *about)), key=repr)


async def _engine(tx: Transaction) -> Engine:
    return tx.engine


@pytest.fixture(autouse=True)
def in_every_language(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever anybody is shown is drawn in every language and in plain text too: Discord would have to take it."""
    draw, problems = Undrawn.draw, []

    def draw_in_every_language(screen: Undrawn) -> Screen:
        drawn = draw(screen)
        for tag, plain in product(("en", *tags()), (False, True)):
            with speaking(language(tag), plain=plain):
                try:
                    draw(screen)
                except Exception as error:
                    problems.append(f"{tag}, {plain=}: {error!r}")
        return drawn

    monkeypatch.setattr(Undrawn, "draw", draw_in_every_language)
    yield
    assert problems == []


@pytest.fixture(scope="session")
def oracle() -> Oracle | None:
    """Judges every request of the bot where Discord's description is at hand."""
    return Oracle(json.loads(DESCRIPTION.read_text("utf-8"))) if DESCRIPTION.exists() else None


@pytest.fixture
async def empty_club(tmp_path: Path, database: Path | str, oracle: Oracle | None) -> AsyncIterator[Club]:
    """No story in the library, and no bot yet."""
    for name in ("library", "bundled"):
        (tmp_path / name).mkdir()
    async with Playground(same_process=True, still=True) as discord:
        server = discord.server("Book club")
        room = server.channel("reading")
        people = (server.member("Ana", manager=True), server.member("Ben"), server.member("Chloe"))
        club = Club(discord, tmp_path, database, server, room, *people)
        yield club
        if club.client and not club.client.is_closed():
            await club.stops_the_bot()
        assert not room.called, "nobody is ever pinged"
        if oracle:
            assert oracle.complaints(discord.requests) == [], "Discord's own description of its API"


@pytest.fixture
async def club(empty_club: Club) -> Club:
    """One story in the library, and the bot is there."""
    empty_club.brings("ferry.txt", FERRY)
    await empty_club.starts_the_bot()
    return empty_club


@pytest.fixture
async def library(empty_club: Club) -> Club:
    """Nothing but the bot: the server's managers bring the stories."""
    await empty_club.starts_the_bot()
    return empty_club
