"""A ZIP archive in memory: looked into by exact names, inflated within limits, never unpacked to a disk."""

import zlib
from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from story.model import Unreadable

MOST_ENTRIES = 5_000  # a book with a picture on every page has hundreds
LARGEST_PART = 32_000_000  # bytes of one part, inflated; the XML of the longest novels has 20,000,000
LARGEST_TOTAL = 64_000_000  # bytes of all parts that are read
_ENTRY = b"PK\x01\x02"  # begins each entry of the directory at the archive's end
_ENCRYPTED = 1  # bit of ZipInfo.flag_bits
_BROKEN = (
    BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    LookupError,
    OverflowError,
    NotImplementedError,
    OSError,
)

DAMAGED = "This file is damaged: it opens as a ZIP archive but cannot be unpacked; save or download it again."
_TOO_MANY = f"This file holds more than {MOST_ENTRIES:,} files, too many for a story; save the story alone."
_TOO_LARGE = (
    "This file unpacks to far more than a story has; save the story as plain text (.txt) and try that."
)
_PASSWORD = "This file is protected with a password; save a copy without one and try that."


class Zipped:
    """The parts of an archive by their names. Every method raises Unreadable for what is broken or too large."""

    def __init__(self, data: bytes) -> None:
        if data.count(_ENTRY) > MOST_ENTRIES:
            raise Unreadable(_TOO_MANY)
        try:
            self._archive = ZipFile(_Bytes(data))  # it asks no more of a file
        except _BROKEN:
            raise Unreadable(DAMAGED) from None
        self._left = LARGEST_TOTAL
        self._by_lower = {name.lower(): name for name in reversed(self._archive.namelist())}

    @property
    def names(self) -> Iterable[str]:
        """The names of all entries, as they are written; they may be hostile, and are only compared."""
        return self._archive.NameToInfo

    def find(self, name: str) -> str:
        """The entry of that name, if need be in other capitals; "" where there is none."""
        return name if name in self._archive.NameToInfo else self._by_lower.get(name.lower(), "")

    def read(self, name: str) -> bytes:
        """A part's bytes, counted while they are inflated; b"" where there is no such part."""
        found = self.find(name)
        return self._read(self._archive.NameToInfo[found]) if found else b""

    def _read(self, entry: ZipInfo) -> bytes:
        if entry.flag_bits & _ENCRYPTED:
            raise Unreadable(_PASSWORD)
        if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise Unreadable(DAMAGED)
        most = min(LARGEST_PART, self._left)
        try:
            with self._archive.open(entry) as part:
                data = part.read(most + 1)
        except (*_BROKEN, RuntimeError):
            raise Unreadable(DAMAGED) from None
        if len(data) > most:
            raise Unreadable(_TOO_LARGE)
        self._left -= len(data)
        return data


class _Bytes:
    """Bytes as the part of a file that zipfile needs; `story` opens no files and so has no io."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        at = offset + (0, self._at, len(self._data))[whence]
        if at < 0:
            raise ValueError("before the first byte")
        self._at = at
        return at

    def read(self, size: int = -1) -> bytes:
        end = len(self._data) if size is None or size < 0 else self._at + size
        part = self._data[self._at : end]
        self._at += len(part)
        return part

    def close(self) -> None:
        """Nothing is open."""
