"""One process per database: a lock file beside it, which also remembers that there was a database once."""

import os
import sys
from pathlib import Path

from bot.store.errors import StoreError

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """Held from construction to `release`, and let go by the system when the process dies, however it dies.

    Two connections that write or checkpoint one WAL file can corrupt it (SQLite 3.7.0 to 3.51.2), and waiting
    for each other takes them past the three seconds that Discord allows: a second process is refused instead.
    """

    def __init__(self, database: Path) -> None:
        """Raises StoreError when another holds it, or the folder cannot be written."""
        self._path = database.with_name(database.name + ".lock")
        try:
            database.parent.mkdir(parents=True, exist_ok=True)
            self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StoreError(f"I cannot write in the folder {database.parent}: {error.strerror}.") from error
        try:
            _take(self._handle)
        except OSError as error:
            os.close(self._handle)
            text = f"The database {database} is in use by another Lamplight; end that one first."
            raise StoreError(text) from error

    @property
    def initialised(self) -> bool:
        """Whether a database was complete here once. The lock file is empty until then."""
        return os.fstat(self._handle).st_size > 0

    def remember(self) -> None:
        if not self.initialised:
            os.write(self._handle, b"There is a database beside this file, locked while Lamplight runs.\n")

    def release(self) -> None:
        os.close(self._handle)
