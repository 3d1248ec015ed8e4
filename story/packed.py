"""Which kind of document or book a file is that is not plain text, told by what is in it."""

from story import wording
from story.assembly import Draft
from story.foreign import is_fb2, is_flat_odt
from story.model import Unreadable
from story.told import Told, told
from story.zipped import Archive

_OTHERS = (
    ("xl/", wording.SPREADSHEET),
    ("ppt/", wording.PRESENTATION),
    ("Index/Document.iwa", wording.PAGES_DOCUMENT),
    ("Index.zip", wording.PAGES_DOCUMENT),
    ("classes.dex", wording.APP),
    ("META-INF/MANIFEST.MF", wording.PROGRAM),
)
_TEXTS = (
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.text-template",
    b"",
)


def read_document(data: bytes) -> Draft:
    """The parts of a Word or OpenDocument text, an EPUB or an FB2 book. Raises Unreadable, for other archives too.

    Each importer is loaded when it is needed: together they take as long to load as a novel to read.
    """
    if is_fb2(data):
        return _read_fb2(data)
    if is_flat_odt(data):
        from story.odt import read_flat_odt

        return read_flat_odt(data)
    archive = Archive(data)
    names = archive.names()
    if archive.find("content.xml") and _mimetype(archive).strip() in _TEXTS:
        from story.odt import read_odt

        return read_odt(archive)
    if _is_epub(archive):
        from story.epub import read_epub

        return read_epub(archive)
    if any(name.startswith("word/") for name in names) or archive.find("word/document.xml"):
        from story.docx import read_docx

        return read_docx(archive)
    books = [name for name in names if name.lower().endswith(".fb2")]
    if len(books) == 1:
        return _read_fb2(archive.read(books[0]))
    raise Unreadable(wording.SAVE_AS_ANY, kind=_other(names))


def _read_fb2(data: bytes) -> Draft:
    from story.fb2 import read_fb2

    return read_fb2(data)


def _is_epub(archive: Archive) -> bool:
    """By its type, its container or its package."""
    names = archive.names()
    return (
        b"epub" in _mimetype(archive)[:100]
        or archive.find("META-INF/container.xml") is not None
        or any(name.lower().endswith(".opf") for name in names)
    )


def _mimetype(archive: Archive) -> bytes:
    name = archive.find("mimetype")
    return archive.read(name) if name else b""


def _other(names: list[str]) -> Told:
    found = (kind for start, kind in _OTHERS if any(name.startswith(start) for name in names))
    return told(next(found, wording.ZIP))
