"""What an EPUB's package says of the book: Dublin Core, what EPUB 2 and 3 add to it, and calibre's series."""

import re
from collections.abc import Iterable
from html import unescape

from story.epub_elements import Element, Elements
from story.tags import numbered

_TAG = re.compile(r"<[^<>]{1,500}>")
_PARAGRAPH = re.compile(r"</(?:p|div|li)>|<br[^<>]{0,20}>", re.IGNORECASE)
_RATINGS = ("Not Rated", "General Audiences", "Teen And Up Audiences", "Mature", "Explicit")
_LONGEST_RIGHTS = 300  # characters: longer ones are a licence's whole text
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+", re.IGNORECASE)
_DUBLIN = "title creator language description rights publisher subject source identifier"


class _Metadata:
    """The elements of the package's head, by what they are for."""

    def __init__(self, elements: Elements) -> None:
        heads = elements.named("metadata")
        inside = elements.found[heads[0].first : heads[0].last] if heads else []
        self.found: dict[str, list[Element]] = {tag: [] for tag in _DUBLIN.split()}
        self.refined: dict[tuple[str, str], list[str]] = {}
        self.meta: dict[str, list[Element]] = {}
        self.licences = [
            element.get("href")
            for element in inside
            if element.tag == "link" and "license" in element.get("rel") and not element.get("refines")
        ]
        for element in inside:
            if element.tag in self.found and element.text:
                self.found[element.tag].append(element)
            elif element.tag == "meta" and element.get("refines"):
                key = element.get("refines").lstrip("#"), element.get("property")
                self.refined.setdefault(key, []).append(element.text)
            elif element.tag == "meta":
                self.meta.setdefault(element.get("name") or element.get("property"), []).append(element)

    def text(self, tag: str) -> str:
        """The first of that name, or ""."""
        return self.found[tag][0].text if self.found[tag] else ""

    def said(self, name: str) -> str:
        """What the first meta of that name says, or ""."""
        return next((each.get("content") or each.text for each in self.meta.get(name, ())), "")

    def refining(self, element: Element, name: str) -> list[str]:
        """What is said of an element that has a name of its own."""
        return self.refined.get((element.get("id"), name), []) if element.get("id") else []


def read_fields(elements: Elements) -> dict[str, str]:
    """Values by the names of Story's fields; only those that are known."""
    head = _Metadata(elements)
    fields = {
        "title": _title(head),
        "author": ", ".join(_authors(head)),
        "language": head.text("language"),
        "summary": _summary(head.text("description")),
        "licence": _licence(head),
        "rating": _rating(head),
        "tags": ", ".join(each.text.replace(",", " ") for each in head.found["subject"]),
        "series": _series(head),
        "source": _source(head),
    }
    return {name: value for name, value in fields.items() if value}


def _title(head: _Metadata) -> str:
    titles = head.found["title"]
    main = [title for title in titles if "main" in head.refining(title, "title-type")]
    return (main or titles)[0].text if titles else ""


def _authors(head: _Metadata) -> Iterable[str]:
    """Those who wrote it; all who made it, where nobody is said to have written it."""
    creators = head.found["creator"]
    authors = [creator.text for creator in creators if _has_written(creator, head)]
    return dict.fromkeys(authors or [creator.text for creator in creators])


def _has_written(creator: Element, head: _Metadata) -> bool:
    role = creator.get("role")
    return role == "aut" or "aut" in (head.refining(creator, "role") or [role or "aut"])


def _summary(description: str) -> str:
    """Often HTML in letters."""
    text = _TAG.sub("", _PARAGRAPH.sub("\n\n", description))
    return "\n\n".join(filter(None, (" ".join(unescape(part).split()) for part in text.split("\n\n"))))


def _licence(head: _Metadata) -> str:
    """A short sentence, else the address of a licence, else the beginning of a long one."""
    rights = head.text("rights")
    if rights and len(rights) <= _LONGEST_RIGHTS:
        return rights
    return next(
        filter(None, head.licences), rights and rights[: _LONGEST_RIGHTS - 2].rsplit(" ", 1)[0] + " …"
    )


def _rating(head: _Metadata) -> str:
    """The archive writes it among the subjects."""
    if any(publisher.text == "Archive of Our Own" for publisher in head.found["publisher"]):
        return next((each.text for each in head.found["subject"] if each.text in _RATINGS), "")
    return head.said("rating") or head.said("schema:contentRating")


def _series(head: _Metadata) -> str:
    """Calibre's, else EPUB 3's; a set, a list of the best for example, is none."""
    if name := head.said("calibre:series"):
        return numbered(name, head.said("calibre:series_index"))
    for element in head.meta.get("belongs-to-collection", ()):
        if "set" not in head.refining(element, "collection-type"):
            return numbered(element.text, next(iter(head.refining(element, "group-position")), ""))
    return ""


def _source(head: _Metadata) -> str:
    """An address of the book's own, else of what it was made from, else what that was."""
    known = [*head.found["identifier"], *head.found["source"]]
    addresses = [match[0] for each in known if (match := _ADDRESS.search(each.text))]
    return addresses[0] if addresses else head.text("source")
