"""Connections to a PostgreSQL server: how each is set up, and what may be told of where they lead."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

import asyncpg

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]

CONNECTING = 10.0  # seconds for a connection to be made
PATIENCE = (
    2.0  # seconds for a server that was restarted to come back; whoever waits is told that it takes a moment
)
LOOK_AGAIN = 0.1  # seconds until a server that is away is asked again
STATEMENTS = 512  # prepared for each connection; the bot has some two hundred
MOST = 8  # connections of a process; the server allows a hundred in all, if nothing else was said
LONGEST = 60.0  # seconds for one statement; none takes as long, but a network may swallow an answer

# What the server is told of each session. A process whose machine has died is missed after half a minute, and what it
# held is let go. Turns are answered only when they are on the disk, whatever the server's own settings say.
_SESSION = {
    "application_name": "lamplight",
    "default_transaction_isolation": "repeatable read",
    "synchronous_commit": "on",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "30s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "jit": "off",
}


_HOW: dict[str, Any] = {
    "timeout": CONNECTING,
    "command_timeout": LONGEST,
    "statement_cache_size": STATEMENTS,
    "max_cached_statement_lifetime": 0,
    "server_settings": _SESSION,
}


async def connect(url: str) -> "Connection":
    """One connection of its own. Raises what errors.UNREACHABLE has."""
    connection: Connection = await asyncpg.connect(url, **_HOW)
    await set_up(connection)
    return connection


async def set_up(connection: "Connection") -> None:
    """Sums of BIGINT are numbers of any size here, and whole ones to us."""
    as_whole: Callable[[str], int] = lambda text: int(Decimal(text))  # noqa: E731
    await connection.set_type_codec(
        "numeric", encoder=str, decoder=as_whole, schema="pg_catalog", format="text"
    )


def shown(url: str) -> str:
    """Where a URL leads, in words, without the name and the password in it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "that DATABASE_URL names"
    place = parts.netloc.rpartition("@")[2] or ", ".join(parse_qs(parts.query).get("host", ["this machine"]))
    return f"{unquote(parts.path.lstrip('/')) or 'of my own name'} on {unquote(place)}"
