"""Small pages and books, made in a line each."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from story.importing import read_story
from story.model import Kind, Story, Style

PROSE = "The rain had not stopped since Tuesday, and nobody on the boat said so. " * 4
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def page(body: str, head: str = "", name: str = "page.html") -> Story:
    """The story of a web page."""
    return read_story(f"<html><head>{head}</head><body>{body}</body></html>".encode(), name)


def xhtml(body: str, attributes: str = "") -> str:
    """A page of a book."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body {attributes}>{body}</body></html>'
    )


def packed_book(
    pages: dict[str, str],
    *,
    contents: str = "",
    metadata: str = "",
    items: str = "",
    extra: Mapping[str, str | bytes] | None = None,
    aside: tuple[str, ...] = (),
) -> bytes:
    """An EPUB with these pages in this order; `contents` are the list items of its navigation document.

    `items` are more of its manifest; the pages named `aside` are no part of the reading order.
    """
    items += "".join(
        f'<item id="i{at}" href="{name}" media-type="application/xhtml+xml"/>'
        for at, name in enumerate(pages)
    )
    spine = "".join(
        f'<itemref idref="i{at}" linear="{"no" if name in aside else "yes"}"/>'
        for at, name in enumerate(pages)
    )
    if contents:
        items += '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
    sheets = "".join(
        f'<item id="s{at}" href="{name}" media-type="text/css"/>'
        for at, name in enumerate(extra or {})
        if name.endswith(".css")
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A Book</dc:title>{metadata}</metadata>'
        f"<manifest>{items}{sheets}</manifest><spine>{spine}</spine></package>"
    )
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("OPS/book.opf", package)
        if contents:
            archive.writestr("OPS/nav.xhtml", xhtml(f'<nav epub:type="toc"><ol>{contents}</ol></nav>'))
        for name, source in {**pages, **(extra or {})}.items():
            archive.writestr(f"OPS/{name}", source)
    return packed.getvalue()


def book(pages: dict[str, str], **more: object) -> Story:
    """The story of such an EPUB."""
    return read_story(packed_book(pages, **more), "book.epub")  # type: ignore[arg-type]


def texts(story: Story) -> list[list[str]]:
    """The blocks of every scene."""
    return [[block.text for block in scene.blocks] for scene in story.scenes]


def kinds(story: Story) -> list[Kind]:
    return [block.kind for scene in story.scenes for block in scene.blocks]


def titles(story: Story) -> list[str]:
    return [chapter.title for chapter in story.chapters]


def styled(story: Story) -> Iterator[tuple[str, Style]]:
    """Every styled run."""
    for scene in story.scenes:
        for block in scene.blocks:
            yield from ((block.text[span.start : span.end], span.style) for span in block.spans)


def italics(story: Story) -> int:
    """How many runs are italic."""
    return sum(bool(style & Style.ITALIC) for _, style in styled(story))
