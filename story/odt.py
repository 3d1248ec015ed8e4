"""OpenDocument texts (.odt, and .fodt in one piece) to a story's parts."""

from msgspec.structs import replace

from story import wording
from story.album import Album
from story.assembly import Draft
from story.gallery import LARGEST, Gallery
from story.manuscript import read_manuscript
from story.model import Unreadable
from story.odt_document import OdtText
from story.odt_styles import NAMES, OdtStyles
from story.properties import read_properties
from story.xml_events import read_xml
from story.zipped import Archive


def read_odt(archive: Archive) -> Draft:
    """The parts of the story in an OpenDocument text. Raises Unreadable."""
    if b"encryption-data" in _read(archive, "META-INF/manifest.xml"):
        raise Unreadable(wording.PROTECTED_DOCUMENT)
    content = _read(archive, "content.xml")
    if not content:
        raise Unreadable(wording.ODT_WITHOUT_TEXT)
    gallery = Gallery(lambda part: _picture(archive, part))
    return _draft(content, _read(archive, "styles.xml"), _read(archive, "meta.xml"), gallery)


def _picture(archive: Archive, part: str) -> bytes | None:
    name = archive.find(part)
    return archive.read_picture(name, LARGEST) if name else None


def read_flat_odt(data: bytes) -> Draft:
    """The same from one XML file that holds everything. Raises Unreadable."""
    return _draft(data, b"", data, Gallery())


def _draft(content: bytes, styles: bytes, meta: bytes, gallery: Gallery) -> Draft:
    known = OdtStyles()
    if styles:
        read_xml(styles, known, NAMES)
    read_xml(content, known, NAMES)
    text = OdtText(known, Album(gallery))
    read_xml(content, text, NAMES)
    left_out = (*text.left_out, *gallery.left_out)
    draft = read_manuscript(text.paras, read_properties(meta), left_out, text.footnotes)
    return replace(draft, pictures=gallery.pictures)


def _read(archive: Archive, part: str) -> bytes:
    """A part's bytes; b"" for one that is missing."""
    name = archive.find(part)
    return archive.read(name) if name else b""
