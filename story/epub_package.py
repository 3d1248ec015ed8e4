"""An EPUB's package: where its pages are and in which order, and what it says of the book."""

from msgspec import Struct, field

from story import wording
from story.epub_elements import Element, Elements
from story.epub_metadata import read_fields
from story.markup_source import read_markup
from story.model import Unreadable
from story.zipped import Archive

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
# Obfuscated fonts are no protection of the text (EPUB 3.3, 4.2.6.3 and Adobe's older way).
_FONTS = frozenset(("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"))


class Package(Struct):
    """`pages` are the names of members in reading order; `missing` counts those that are not in the archive."""

    fields: dict[str, str]
    pages: list[str] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)  # the navigation document, then the NCX
    guide: dict[str, str] = field(default_factory=dict)  # types by the names of members
    cover: str = ""  # the name of its picture
    missing: int = 0
    aside: list[str] = field(default_factory=list)  # pages that are no part of the reading order


class _Item(Struct, frozen=True):
    name: str | None
    media: str
    properties: frozenset[str]

    @property
    def is_page(self) -> bool:
        extension = (self.name or "").lower().rpartition(".")[2]
        return "html" in self.media or (not self.media and extension in {"htm", "html", "xhtml"})


def read_package(archive: Archive) -> Package:
    """Raises Unreadable where there is none, or where the pages are protected."""
    name = _package_name(archive)
    elements = read_elements(archive, name)
    package = Package(read_fields(elements))
    items = {element.get("id"): _item(element, archive, name) for element in elements.named("item")}
    _read_spine(package, elements, items)
    package.sheets = [item.name for item in items.values() if item.name and item.media == "text/css"]
    package.contents = [item.name for item in items.values() if item.name and "nav" in item.properties]
    package.contents += [item.name for item in items.values() if item.name and "dtbncx" in item.media]
    for reference in elements.named("reference"):
        if "#" not in reference.get("href") and (found := archive.find(reference.get("href"), name)):
            package.guide[found] = reference.get("type")
    _refuse_protected(archive, package.pages)
    package.cover = _cover(elements, items)
    return package


def _cover(elements: Elements, items: dict[str, _Item]) -> str:
    """EPUB 3's property, else what EPUB 2's makers agreed on: a meta that names the item."""
    marked = [item for item in items.values() if "cover-image" in item.properties]
    named = [meta.get("content") for meta in elements.named("meta") if meta.get("name") == "cover"]
    marked += [items[name] for name in named if name in items]
    pictures = [item.name for item in marked if item.name and not item.is_page]
    return pictures[0] if pictures else ""


def read_elements(archive: Archive, name: str) -> Elements:
    """The elements of a member."""
    return read_markup(archive.read(name), Elements)


def _package_name(archive: Archive) -> str:
    if container := archive.find(_CONTAINER):
        for element in read_elements(archive, container).named("rootfile"):
            if name := archive.find(element.get("full-path")):
                return name
    packages = [name for name in archive.names() if name.lower().endswith(".opf") and archive.find(name)]
    if not packages:
        raise Unreadable(wording.EPUB_WITHOUT_PACKAGE)
    return min(packages, key=lambda name: (name.count("/"), name))


def _item(element: Element, archive: Archive, package: str) -> _Item:
    name = archive.find(element.get("href"), package)
    return _Item(name, element.get("media-type").lower(), frozenset(element.get("properties").split()))


def _read_spine(package: Package, elements: Elements, items: dict[str, _Item]) -> None:
    seen: set[str] = set()
    for reference in elements.named("itemref"):
        item = items.get(reference.get("idref"))
        if item is None or (item.name is None and item.is_page):
            package.missing += 1
        elif item.name and item.is_page and "nav" not in item.properties and item.name not in seen:
            seen.add(item.name)
            if reference.get("linear").lower() == "no":
                package.aside.append(item.name)
            else:
                package.pages.append(item.name)
    if not package.pages:
        package.aside = []
        package.pages = [
            item.name
            for item in items.values()
            if item.name and item.is_page and "nav" not in item.properties
        ]


def _refuse_protected(archive: Archive, pages: list[str]) -> None:
    name = archive.find(_ENCRYPTION)
    if not name:
        return
    elements = read_elements(archive, name)
    for data in elements.named("encrypteddata"):
        methods = {element.get("algorithm") for element in elements.inside(data, "encryptionmethod")}
        targets = {archive.find(element.get("uri")) for element in elements.inside(data, "cipherreference")}
        if methods - _FONTS and targets & set(pages):
            raise Unreadable(wording.PROTECTED_BOOK)
