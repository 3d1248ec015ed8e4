"""Files that are no text at all, or text of another kind, told by their first bytes and refused with advice."""

from story.model import Unreadable

_SAVE_AS_TEXT = "save the story as plain text (.txt) or Markdown (.md)"
_RTF = "This is an RTF document"
_OLD_WORD = "This is an old Word document (.doc), or one with a password"
_MAGIC = (
    (b"%PDF", "This is a PDF"),
    (b"{\\rtf", _RTF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD_WORD),
    (b"\x89PNG", "This is a picture (PNG)"),
    (b"\xff\xd8\xff", "This is a picture (JPEG)"),
    (b"GIF8", "This is a picture (GIF)"),
    (b"RIFF", "This is a sound, film or picture"),
    (b"OggS", "This is a sound file"),
    (b"ID3", "This is a sound file"),
    (b"\x1f\x8b", "This is a compressed archive (gzip)"),
    (b"BZh", "This is a compressed archive (bzip2)"),
    (b"7z\xbc\xaf\x27\x1c", "This is a compressed archive (7z)"),
    (b"\xfd7zXZ\0", "This is a compressed archive (xz)"),
    (b"Rar!", "This is a compressed archive (rar)"),
    (b"\x7fELF", "This is a program"),
    (b"SQLite format 3\0", "This is a database"),
)
_READABLE_MAGIC = (b"{\\rtf", b"%PDF")  # these are refused even where all their bytes are text


def refuse_foreign(data: bytes) -> None:
    """Raises Unreadable for a file of a known kind that is not a story."""
    head = data[:1024]
    kind = _kind(head)
    if kind in {_RTF, _OLD_WORD}:
        raise Unreadable(f"{kind}; save it as a Word document (.docx) without a password and try that.")
    if kind:
        raise Unreadable(f"{kind}, not a text file; {_SAVE_AS_TEXT} first.")


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


def _kind(head: bytes) -> str:
    if head.startswith(b"MZ") and _is_binary(head):
        return "This is a program"
    for magic, kind in _MAGIC:
        if head.startswith(magic) and (magic in _READABLE_MAGIC or _is_binary(head)):
            return kind
    return ""


def _is_binary(head: bytes) -> bool:
    """A story may begin with the letters ID3 or RIFF; it has no control characters."""
    return any(byte < 9 or 13 < byte < 32 for byte in head) or not _is_utf8(head)


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4
    return True
