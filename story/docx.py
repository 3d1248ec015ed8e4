"""Word documents (.docx, macro and strict ones too) to a story's parts."""

import posixpath

from msgspec.structs import replace

from story import wording
from story.album import Album
from story.assembly import Draft
from story.docx_document import DocumentText
from story.docx_footnotes import NoteTexts
from story.docx_names import NAMES
from story.docx_numbering import Numbering
from story.docx_styles import Styles
from story.gallery import LARGEST, Gallery
from story.manuscript import read_manuscript
from story.model import Unreadable
from story.para import Para
from story.properties import read_properties
from story.xml_events import Attributes, read_xml
from story.zipped import Archive


def read_docx(archive: Archive) -> Draft:
    """The parts of the story in a Word document. Raises Unreadable."""
    packed = _parts(archive, _relations(archive, ""))
    main = packed.get("officeDocument") or "word/document.xml"
    data = _read(archive, main)
    if not data:
        raise Unreadable(wording.DOCX_WITHOUT_TEXT)
    relations = _relations(archive, main)
    parts = _parts(archive, relations)
    folder = posixpath.dirname(main)
    styles = Styles(_read(archive, parts.get("styles") or f"{folder}/styles.xml"))
    numbering = Numbering(_read(archive, parts.get("numbering") or f"{folder}/numbering.xml"))
    told: dict[tuple[str, str], list[Para]] = {}
    for kind in ("footnotes", "endnotes"):
        notes = NoteTexts(styles, numbering)
        if part := _read(archive, parts.get(kind) or f"{folder}/{kind}.xml"):
            read_xml(part, notes, NAMES)
        told |= {(kind, name): paras for name, paras in notes.told.items()}
    gallery = Gallery(lambda name: _picture(archive, relations.ids.get(name, "")))
    document = DocumentText(styles, numbering, told, Album(gallery))
    read_xml(data, document, NAMES)
    document.close()
    fields = read_properties(_read(archive, packed.get("core-properties") or "docProps/core.xml"))
    left_out = (*document.left_out, *gallery.left_out)
    draft = read_manuscript(document.paras, fields, left_out, document.footnotes())
    return replace(draft, pictures=gallery.pictures)


def _picture(archive: Archive, part: str) -> bytes | None:
    name = archive.find(part)
    return archive.read_picture(name, LARGEST) if name else None


class _Relationships:
    """Reads a .rels part: the names of parts by the last word of what they are for, and by their ids."""

    def __init__(self, folder: str) -> None:
        self.found: dict[str, str] = {}
        self.ids: dict[str, str] = {}
        self._folder = folder

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self._folder, attributes.get("Target", "")))
            self.found.setdefault(attributes.get("Type", "").rpartition("/")[2], target.lstrip("/"))
            self.ids[attributes.get("Id", "")] = target.lstrip("/")

    def end(self, tag: str) -> None:
        """Nothing is left open."""

    def text(self, text: str) -> None:
        """There is none."""


def _parts(archive: Archive, relations: _Relationships) -> dict[str, str]:
    """Those that are there."""
    return {kind: target for kind, target in relations.found.items() if archive.find(target)}


def _relations(archive: Archive, part: str) -> _Relationships:
    """The parts that a part says it belongs together with; those of the whole document for ""."""
    folder, name = posixpath.split(part)
    reader = _Relationships(folder)
    data = _read(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    if data:
        read_xml(data, reader, {})
    return reader


def _read(archive: Archive, part: str) -> bytes:
    """A part's bytes; b"" for one that is missing."""
    name = archive.find(part)
    return archive.read(name) if name else b""
