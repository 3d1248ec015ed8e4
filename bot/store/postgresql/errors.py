"""What goes wrong between here and a PostgreSQL server, and what may simply be tried again."""

import asyncpg

from bot.store.errors import Busy, Full, NotRead, NotSaved, StoreError

# Somebody else changed the same rows first: from its beginning, the body sees what they did. A row that was there
# twice, or pointed nowhere, may be of that kind too; where it is not, it is so again.
IN_THE_WAY = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.UniqueViolationError,
    asyncpg.ForeignKeyViolationError,
    asyncpg.InvalidCachedStatementError,  # another process has migrated the database
)
AWAY = "the database does not answer"
UNREACHABLE = (
    OSError,
    TimeoutError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)
_TROUBLE: dict[type[Exception], str] = {
    asyncpg.OutOfMemoryError: "the database's machine has no memory left",
    asyncpg.ReadOnlySQLTransactionError: "the database may only be read",
    asyncpg.DataCorruptedError: "the database is damaged",
    asyncpg.IndexCorruptedError: "the database is damaged",
}
_HELD = (asyncpg.LockNotAvailableError, asyncpg.QueryCanceledError)


class Lost(Exception):
    """The connection broke before anything was committed: on another one it may be done."""


class Unsure(StoreError):
    """The connection broke while the server committed: it is saved or it is not, as a whole."""

    def __init__(self) -> None:
        super().__init__(
            "The database went away while it saved that; look whether it did before trying again."
        )


def not_saved(error: BaseException) -> BaseException:
    """What the caller of a write gets: a NotSaved for trouble with the server, else `error` itself."""
    if isinstance(error, asyncpg.DiskFullError):
        return Full()
    if isinstance(error, _HELD):
        return Busy()
    return next((NotSaved(why) for kind, why in _TROUBLE.items() if isinstance(error, kind)), error)


def not_read(error: BaseException) -> BaseException:
    """What the caller of a read gets: a NotRead for trouble with the server, else `error` itself."""
    if isinstance(error, asyncpg.ReadOnlySQLTransactionError):  # the body tried to write
        return error
    if isinstance(error, _HELD):
        return NotRead(Busy.why)
    return next((NotRead(why) for kind, why in _TROUBLE.items() if isinstance(error, kind)), error)


def not_opened(where: str, error: BaseException) -> StoreError:
    """Why the database cannot be used, in a sentence that shows no password."""
    match error:
        case asyncpg.InvalidCatalogNameError():
            text = f"There is no database {where}; make it with createdb."
        case asyncpg.InvalidPasswordError() | asyncpg.InvalidAuthorizationSpecificationError():
            text = f"The database {where} does not let me in: look at the name and password in DATABASE_URL."
        case asyncpg.InsufficientPrivilegeError():
            text = f"I may not make tables in the database {where}; make its user its owner."
        case OSError():
            why = error.strerror or error or "no answer in time"
            text = (
                f"The database {where} cannot be reached ({why});"
                " look whether its server runs, and at the address in DATABASE_URL."
            )
        case _:
            text = f"The database {where} cannot be opened: {error or type(error).__name__}."
    return StoreError(text)
