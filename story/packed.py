"""Which kind of document or book a file is that is not plain text, told by what is in it."""

from story.assembly import Draft
from story.docx import read_docx
from story.epub import is_epub, read_epub
from story.fb2 import read_fb2
from story.foreign import is_fb2, is_flat_odt
from story.model import Unreadable
from story.odt import read_flat_odt, read_odt
from story.zipped import Archive

_SAVE = "save the story as a Word document (.docx), an EPUB or plain text (.txt) and try that"
_OTHERS = (
    ("META-INF/container.xml", "This is an EPUB"),
    ("xl/", "This is a spreadsheet"),
    ("ppt/", "This is a presentation"),
    ("Index/Document.iwa", "This is a Pages document"),
    ("Index.zip", "This is a Pages document"),
    ("classes.dex", "This is an app"),
    ("META-INF/MANIFEST.MF", "This is a program"),
)
_TEXTS = (
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.text-template",
    b"",
)


def read_document(data: bytes) -> Draft:
    """The parts of a Word or OpenDocument text, an EPUB or an FB2 book. Raises Unreadable, for other archives too."""
    if is_fb2(data):
        return read_fb2(data)
    if is_flat_odt(data):
        return read_flat_odt(data)
    archive = Archive(data)
    names = archive.names()
    if archive.find("content.xml") and _mimetype(archive).strip() in _TEXTS:
        return read_odt(archive)
    if is_epub(archive):
        return read_epub(archive)
    if any(name.startswith("word/") for name in names) or archive.find("word/document.xml"):
        return read_docx(archive)
    books = [name for name in names if name.lower().endswith(".fb2")]
    if len(books) == 1:
        return read_fb2(archive.read(books[0]))
    raise Unreadable(f"{_other(names)}, which holds no story that can be read; {_SAVE}.")


def _mimetype(archive: Archive) -> bytes:
    name = archive.find("mimetype")
    return archive.read(name) if name else b""


def _other(names: list[str]) -> str:
    return next(
        (kind for start, kind in _OTHERS if any(name.startswith(start) for name in names)),
        "This is a ZIP archive",
    )
