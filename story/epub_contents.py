"""An EPUB's own list of contents, NCX or navigation document: titles and where in which page they are."""

from collections.abc import Iterator

from msgspec import Struct

from story.epub_elements import Element, Elements
from story.epub_package import Package, read_elements
from story.zipped import Archive


class Entry(Struct, frozen=True):
    """A line of the list. `depth` is 1 for the outermost; `type` is what a landmark says, "" for a line of contents."""

    title: str
    page: str
    fragment: str
    depth: int
    type: str = ""


def read_contents(archive: Archive, package: Package) -> tuple[list[Entry], list[Entry]]:
    """The contents, from whichever file has more, and the landmarks."""
    best: list[Entry] = []
    landmarks: list[Entry] = []
    for name in package.contents:
        elements = read_elements(archive, name)
        for nav in elements.named("nav"):
            links = list(_links(elements, nav, archive, name))
            if "landmarks" in nav.get("epub:type"):
                landmarks += links
            elif "page-list" not in nav.get("epub:type") and len(links) > len(best):
                best = links
        points = list(_points(elements, archive, name))
        best = points if len(points) > len(best) else best
    return best, landmarks


def _links(elements: Elements, nav: Element, archive: Archive, name: str) -> Iterator[Entry]:
    links = elements.inside(nav, "a")
    depths = sorted({link.depth for link in links})
    for link in links:
        page, _, fragment = link.get("href").partition("#")
        found = archive.find(page, name) if page else name
        if found:
            yield Entry(link.text, found, fragment, depths.index(link.depth) + 1, link.get("epub:type"))


def _points(elements: Elements, archive: Archive, name: str) -> Iterator[Entry]:
    points = elements.named("navpoint")
    depths = sorted({point.depth for point in points})
    for point in points:
        labels = elements.inside(point, "text")
        targets = elements.inside(point, "content")
        if not labels or not targets:
            continue
        page, _, fragment = targets[0].get("src").partition("#")
        if found := archive.find(page, name):
            yield Entry(labels[0].text, found, fragment, depths.index(point.depth) + 1)
