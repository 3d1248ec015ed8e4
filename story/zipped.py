"""An archive in memory: names looked up safely, nothing written to disk, and never more inflated than allowed."""

import posixpath
import zlib
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from story import wording
from story.model import Unreadable

MOST_ENTRIES = 5_000  # a book with a picture on every page has hundreds
LARGEST_MEMBER = 32_000_000  # bytes, inflated; the XML of the longest novels has 20,000,000
LARGEST_TOTAL = 64_000_000  # bytes, all members that are read together
_ENTRY = b"PK\x01\x02"  # begins each entry of the directory at the archive's end
_STEP = 65_536
_BROKEN = (
    BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    LookupError,
    OverflowError,
    NotImplementedError,
    OSError,
    RuntimeError,
)


class Archive:
    """The members of a ZIP file, by their names. Raises Unreadable for one that is damaged or too large."""

    def __init__(self, data: bytes) -> None:
        if data.count(_ENTRY) > MOST_ENTRIES:
            raise Unreadable(wording.TOO_MANY_FILES, most=MOST_ENTRIES)
        try:
            self._zip = ZipFile(_File(data))
            infos = self._zip.infolist()
        except _BROKEN:
            raise Unreadable(wording.DAMAGED_ARCHIVE) from None
        self._infos: dict[str, ZipInfo] = {info.filename: info for info in infos}
        self._folded = {name.casefold(): name for name in reversed(self._infos)}
        self._left = LARGEST_TOTAL

    def names(self) -> list[str]:
        """In the order of the archive."""
        return list(self._infos)

    def find(self, href: str, beside: str = "") -> str | None:
        """The name of the member that a reference in the member `beside` means; None if it is not in here."""
        path = href.split("#", 1)[0]
        if not path or "\\" in path or path.startswith("/") or ":" in path.split("/", 1)[0]:
            return None
        folder = posixpath.dirname(beside)
        for candidate in (unquote(path), path):
            name = posixpath.normpath(posixpath.join(folder, candidate))
            if name.startswith("../"):
                return None
            if found := name if name in self._infos else self._folded.get(name.casefold()):
                return found
        return None

    def read(self, name: str) -> bytes:
        """The bytes of a member; counted while they are inflated, since its header may lie."""
        data = self._inflate(name, min(LARGEST_MEMBER, self._left))
        self._left -= len(data)
        return data

    def read_picture(self, name: str, most: int) -> bytes:
        """The bytes of a member that the story can do without: b"" for one that is damaged or has more than `most`."""
        try:
            return self._inflate(name, most)
        except Unreadable:
            return b""

    def _inflate(self, name: str, most: int) -> bytes:
        info = self._infos[name]
        if info.flag_bits & 1:
            raise Unreadable(wording.PROTECTED_FILE)
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Unreadable(wording.DAMAGED_ARCHIVE)
        parts: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as member:
                while part := member.read(_STEP):
                    size += len(part)
                    if size > most:
                        raise Unreadable(wording.UNPACKS_TOO_LARGE)
                    parts.append(part)
        except Unreadable:
            raise
        except _BROKEN:
            raise Unreadable(wording.DAMAGED_ARCHIVE) from None
        return b"".join(parts)


class _File:
    """Bytes as the file that zipfile asks for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        end = len(self._data) if size < 0 else self._at + size
        part = self._data[self._at : end]
        self._at += len(part)
        return part

    def seek(self, offset: int, whence: int = 0) -> int:
        at = offset + (0, self._at, len(self._data))[whence]
        if at < 0:
            raise OSError("before the beginning")
        self._at = at
        return at

    def tell(self) -> int:
        return self._at

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        """Nothing to let go of."""
