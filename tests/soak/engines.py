"""The databases that the bot is tried on, and how they are looked at from outside."""

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import asyncpg

from bot.store.postgresql.connecting import MOST
from bot.store.transaction import Engine as Kind
from tests.postgresql import TABLES, Server

NAME = "lamplight.db"
Rows = list[tuple[Any, ...]]


class Engine(Protocol):
    """`tables` asks for their names; `connections` are at most open at once."""

    name: str
    tables: str
    connections: int

    async def begin(self) -> dict[str, str]:
        """An empty database; gives the settings with which the bot finds it."""

    async def ask(self, home: Path, *questions: str) -> list[Rows]:
        """Answers to SELECTs, of a database that was found whole. Raises AssertionError where it is not."""


class Sqlite:
    """A file in the bot's home. It is looked at in a copy, so that the next process finds what the last one left.

    One that is `alive` goes on writing meanwhile: it is looked at where it is, by who may only read.
    """

    name = "SQLite"
    tables = TABLES[Kind.SQLITE]
    connections = 1

    def __init__(self, *, alive: bool = False) -> None:
        self._alive = alive

    async def begin(self) -> dict[str, str]:
        return {}

    async def ask(self, home: Path, *questions: str) -> list[Rows]:
        if self._alive:
            return ask(home / NAME, questions)
        with tempfile.TemporaryDirectory(prefix="lamplight-soak-") as folder:
            for ending in ("", "-wal"):
                with contextlib.suppress(FileNotFoundError):
                    shutil.copyfile(home / (NAME + ending), Path(folder) / (NAME + ending))
            return ask(Path(folder) / NAME, questions)


class Postgresql:
    """A database of its own on a server of PostgreSQL."""

    name = "PostgreSQL"
    tables = TABLES[Kind.POSTGRESQL]
    connections = MOST

    def __init__(self, server: Server) -> None:
        self.server = server
        self.url = ""

    async def begin(self) -> dict[str, str]:
        self.url = self.server.database()
        return {"DATABASE_URL": self.url}

    async def ask(self, home: Path, *questions: str) -> list[Rows]:
        del home
        connection = await asyncpg.connect(self.url)
        try:
            return [[tuple(row) for row in await connection.fetch(question)] for question in questions]
        finally:
            await connection.close()


def ask(database: Path, questions: Sequence[str]) -> list[Rows]:
    address = f"{database.as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return [connection.execute(question).fetchall() for question in questions]
