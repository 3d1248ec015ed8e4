"""What a web page looks like from outside: told before the parsers of pages are loaded, which most files need not."""

import re

from story import wording
from story.model import Unreadable

_SAVED = re.compile(
    rb"^(?:From|MIME-Version|Content-Type|Snapshot-Content-Location):[^\n]*", re.IGNORECASE | re.MULTILINE
)
_TAGS = re.compile(
    rb"<(?:p|div|br|span|h[1-6]|center|font|em|i|b|table|blockquote|hr)\b[^<>]{0,500}>", re.IGNORECASE
)


def is_html(data: bytes) -> bool:
    """Whether a file is a page, by its first tag, or, without a head, by its tags."""
    start = data[:5_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return True
    if start.startswith((b"<?xml", b"<!--")):
        return b"<html" in start
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return b"<\0h\0t\0m\0l" in start
    return start.startswith(b"<") and len(_TAGS.findall(data[:20_000])) > 2


def refuse_saved_page(head: bytes) -> None:
    """Raises Unreadable for a page with its pictures in one file (MHTML)."""
    if len(_SAVED.findall(head)) > 1 and b"multipart/related" in head.lower():
        raise Unreadable(wording.SAVED_PAGE)


def refuse_named_otherwise(name: str) -> None:
    """Raises Unreadable for a page that is named like a book: what a failed download leaves."""
    if name.lower().endswith((".epub", ".docx", ".odt", ".zip")):
        raise Unreadable(wording.PAGE_INSTEAD, kind=name[-4:].lstrip(".").upper())
