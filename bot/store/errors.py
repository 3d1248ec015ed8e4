"""The sentences of a database that cannot be opened, read or written.

StoreError              cannot be opened: newer, damaged, in use, unreadable folder; or closed
├── NotRead             a look-up failed; nothing has changed
└── NotSaved            a write failed as a whole; nothing has changed, and trying again later is safe
    ├── Busy            somebody else held the database longer than the busy timeout
    └── Full            the disk took no more
"""

import sqlite3
from pathlib import Path


class StoreError(Exception):
    """Its text is one sentence that a person can read, in the log or in the channel."""


class NotRead(StoreError):
    def __init__(self, why: str) -> None:
        super().__init__(f"I could not look that up just now: {why}. Please try again in a moment.")


class NotSaved(StoreError):
    why = "the database did not take it"

    def __init__(self, why: str = "") -> None:
        super().__init__(
            f"I could not save that just now, so nothing has changed; {why or self.why}. "
            "Please try again in a moment."
        )


class Busy(NotSaved):
    why = "another program is holding the database"


class Full(NotSaved):
    why = "the disk that keeps my places is full or not writable"


# Primary result codes (sqlite.org/rescode.html) that mean trouble outside of the program. Everything else,
# a failed constraint for instance, is for the caller and is passed on as it is.
_TROUBLE = {
    sqlite3.SQLITE_BUSY: Busy.why,
    sqlite3.SQLITE_LOCKED: Busy.why,
    sqlite3.SQLITE_PROTOCOL: Busy.why,
    sqlite3.SQLITE_FULL: Full.why,
    sqlite3.SQLITE_IOERR: "the disk does not answer as it should",
    sqlite3.SQLITE_READONLY: "the database may only be read",
    sqlite3.SQLITE_CANTOPEN: "the database's files cannot be opened",
    sqlite3.SQLITE_NOMEM: "the machine has no memory left",
    sqlite3.SQLITE_CORRUPT: "the database is damaged",
    sqlite3.SQLITE_NOTADB: "the database is damaged",
}
# A disk over its quota or a file over its limit shows as one of these instead of SQLITE_FULL.
_WRITE_FAILED = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_DIR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
}


def _code(error: BaseException) -> int:
    return getattr(error, "sqlite_errorcode", 0) or 0


def not_saved(error: BaseException) -> BaseException:
    """What the caller of a write gets: a NotSaved for trouble with disk or lock, else `error` itself."""
    code = _code(error)
    primary = code & 0xFF
    if primary not in _TROUBLE:
        return error
    if _TROUBLE[primary] is Busy.why:
        return _because(Busy(), error)
    if primary == sqlite3.SQLITE_FULL or code in _WRITE_FAILED:
        return _because(Full(), error)
    return _because(NotSaved(_TROUBLE[primary]), error)


def not_read(error: BaseException) -> BaseException:
    """What the caller of a read gets: a NotRead for trouble with disk or lock, else `error` itself."""
    code = _code(error)
    if code == sqlite3.SQLITE_READONLY:  # the body tried to write
        return error
    why = _TROUBLE.get(code & 0xFF)
    return _because(NotRead(why), error) if why else error


def not_opened(path: Path, error: sqlite3.Error) -> StoreError:
    """Why the database at `path` cannot be used, in a sentence."""
    match _code(error) & 0xFF:
        case sqlite3.SQLITE_NOTADB:
            text = f"{path} is not a database, or is damaged; {_way_out(path)}"
        case sqlite3.SQLITE_CORRUPT:
            text = damaged(path, str(error))
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED | sqlite3.SQLITE_PROTOCOL:
            text = f"The database {path} is held by another program; end that one first."
        case _:
            text = f"The database {path} cannot be opened: {error}."
    return StoreError(text)


def damaged(path: Path, finding: str) -> str:
    finding = " ".join(finding.removeprefix("*** in database main ***").split())
    return f"The database {path} is damaged ({finding}); {_way_out(path)}"


def _way_out(path: Path) -> str:
    """The newest of the backups that bot/backups.py keeps, where there is one."""
    kept = sorted((path.parent / "backups").glob("lamplight-*.db"))
    return f"put back a copy of it: python -m bot restore {kept[-1] if kept else 'A-BACKUP'}."


def _because(told: StoreError, cause: BaseException) -> StoreError:
    told.__cause__ = cause
    return told
