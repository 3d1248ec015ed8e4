"""A PostgreSQL server of the tests' own: made in a folder that is thrown away, with a database for each who asks."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from urllib.parse import quote

from bot.store.transaction import Engine

PROGRAMS = (
    *sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name, reverse=True),
)
TABLES = {  # their names, on each engine
    Engine.SQLITE: "SELECT name FROM sqlite_schema WHERE type = 'table'",
    Engine.POSTGRESQL: "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()",
}
NOBODY = 65_534  # PostgreSQL refuses to run as root; nobody can
MISSING = "PostgreSQL's server is not on this machine: `apt-get install postgresql`."
# Nothing here has to survive the machine.
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "32MB",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


def program(name: str) -> str | None:
    """Where one of PostgreSQL's programs is."""
    for folder in PROGRAMS:
        if (folder / name).exists():
            return str(folder / name)
    return shutil.which(name)


class Server:
    """On a socket in its own folder, and on no port."""

    def __init__(self, home: Path, settings: dict[str, str] | None = None) -> None:
        self.home = home
        self._settings = SETTINGS | (settings or {})
        self._numbers = count(1)
        self._process: subprocess.Popen[bytes] | None = None

    def url(self, name: str = "postgres") -> str:
        return f"postgresql://lamplight@/{name}?host={quote(str(self.home))}"

    def make(self) -> None:
        initdb = program("initdb")
        assert initdb is not None
        if os.getuid() == 0:
            os.chown(self.home, NOBODY, NOBODY)
        options = (
            "-U",
            "lamplight",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            "--no-instructions",
        )
        self._run(initdb, "-D", str(self.home / "data"), *options)

    def start(self) -> None:
        """Returns when it takes connections."""
        postgres = program("postgres")
        assert postgres is not None
        settings = [f"--{name}={value}" for name, value in self._settings.items()]
        command = [postgres, "-D", str(self.home / "data"), "-k", str(self.home), *settings]
        with (self.home / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, user=_user(), group=_user())
        ready = program("pg_isready")
        assert ready is not None
        while subprocess.run([ready, "-q", "-h", str(self.home)], check=False).returncode:
            assert self._process.poll() is None, (self.home / "log").read_text()

    def stop(self, number: int) -> None:
        """By a signal: SIGINT at once, as pg_ctl's "fast"; SIGQUIT as a crash."""
        assert self._process is not None
        self._process.send_signal(number)
        self._process.wait()

    def processes(self) -> list[int]:
        """Their ids: one listens, one serves each connection, some tidy up. Needs Linux."""
        assert self._process is not None
        first = self._process.pid
        others = Path(f"/proc/{first}/task/{first}/children").read_text("ascii")
        return [first, *map(int, others.split())]

    def database(self, template: str = "template0") -> str:
        """The URL of a new database, which is a copy of another."""
        name = f"d{next(self._numbers)}"
        self.sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}" {self._quickly()}')
        return self.url(name)

    def _quickly(self) -> str:
        """Since version 15 a copy is made through the log, unless one asks for the files; that takes half the time."""
        return "STRATEGY FILE_COPY" if (self.home / "data" / "PG_VERSION").read_text() >= "15" else ""

    def drop(self, url: str) -> None:
        self.sql(f'DROP DATABASE "{url.partition("?")[0].rpartition("/")[2]}" WITH (FORCE)')

    def sql(self, statement: str, database: str = "postgres") -> str:
        psql = program("psql")
        assert psql is not None
        return self._run(psql, "-X", "-q", "-A", "-t", "-d", self.url(database), "-c", statement)

    def _run(self, *command: str) -> str:
        done = subprocess.run(
            command, capture_output=True, text=True, user=_user(), group=_user(), check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


def _user() -> int | None:
    return NOBODY if os.getuid() == 0 else None


def is_here() -> bool:
    return program("postgres") is not None and program("initdb") is not None


@contextlib.contextmanager
def running(settings: dict[str, str] | None = None) -> Iterator[Server]:
    """A server until the end of the block."""
    with tempfile.TemporaryDirectory(prefix="lamplight-", ignore_cleanup_errors=True) as home:
        server = Server(Path(home), settings)
        server.make()
        server.start()
        try:
            yield server
        finally:
            if server._process is not None and server._process.poll() is None:
                server.stop(signal.SIGQUIT)


@contextlib.contextmanager
def held(url: str, table: str) -> Iterator[None]:
    """Another program holds a table, so that nobody can so much as read it."""
    psql = program("psql")
    assert psql is not None
    command = (psql, "-X", "-q", "-A", "-t", "-d", url)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdin is not None and other.stdout is not None
        other.stdin.write(f"BEGIN; LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE; SELECT 'held';\n")
        other.stdin.flush()
        assert other.stdout.readline().strip() == "held"
        try:
            yield
        finally:
            other.stdin.write("ROLLBACK;\n")
            other.stdin.close()
            other.wait()
