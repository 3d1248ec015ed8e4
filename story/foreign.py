"""Files that are no text at all, or text of another kind, told by their first bytes and refused with advice."""

from story import wording
from story.model import Unreadable
from story.told import Told, told

_MAGIC = (
    (b"%PDF", told(wording.PDF)),
    (b"{\\rtf", told(wording.RTF)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", told(wording.OLD_WORD)),
    (b"\x89PNG", told(wording.PICTURE, kind="PNG")),
    (b"\xff\xd8\xff", told(wording.PICTURE, kind="JPEG")),
    (b"GIF8", told(wording.PICTURE, kind="GIF")),
    (b"RIFF", told(wording.SOUND_OR_PICTURE)),
    (b"OggS", told(wording.SOUND)),
    (b"ID3", told(wording.SOUND)),
    (b"\x1f\x8b", told(wording.COMPRESSED, kind="gzip")),
    (b"BZh", told(wording.COMPRESSED, kind="bzip2")),
    (b"7z\xbc\xaf\x27\x1c", told(wording.COMPRESSED, kind="7z")),
    (b"\xfd7zXZ\0", told(wording.COMPRESSED, kind="xz")),
    (b"Rar!", told(wording.COMPRESSED, kind="rar")),
    (b"\x7fELF", told(wording.PROGRAM)),
    (b"SQLite format 3\0", told(wording.DATABASE)),
)
_READABLE_MAGIC = (b"{\\rtf", b"%PDF")  # these are refused even where all their bytes are text


def refuse_foreign(data: bytes) -> None:
    """Raises Unreadable for a file of a known kind that is not a story."""
    head = data[:1024]
    kind = _kind(head)
    if kind:
        is_word = kind in {wording.RTF, wording.OLD_WORD}
        raise Unreadable(wording.SAVE_AS_DOCX if is_word else wording.SAVE_AS_TEXT, kind=kind)


def is_document(data: bytes) -> bool:
    """Whether this is something for story.packed: an archive, an FB2 book, an OpenDocument text in one file."""
    return _is_archive(data) or is_fb2(data) or is_flat_odt(data)


def _is_archive(data: bytes) -> bool:
    """A ZIP archive, be it with something before it, as some downloads have."""
    if data.startswith(b"PK\x03\x04"):
        return True
    return b"PK\x03\x04" in data[:4_096] and b"PK\x05\x06" in data[-66_000:]


def is_fb2(data: bytes) -> bool:
    """FB2 in any encoding that writes letters as ASCII does, or in UTF-16."""
    head = data[:4_096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<") and b"<FictionBook" in head


def is_flat_odt(data: bytes) -> bool:
    """An OpenDocument text in one XML file."""
    head = data[:4_096]
    return b"<office:document" in head and b"opendocument.text" in head


def _kind(head: bytes) -> Told | None:
    if head.startswith(b"MZ") and _is_binary(head):
        return told(wording.PROGRAM)
    for magic, kind in _MAGIC:
        if head.startswith(magic) and (magic in _READABLE_MAGIC or _is_binary(head)):
            return kind
    return None


def _is_binary(head: bytes) -> bool:
    """A story may begin with the letters ID3 or RIFF; it has no control characters."""
    return any(byte < 9 or 13 < byte < 32 for byte in head) or not _is_utf8(head)


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4
    return True
