"""The elements of a book's small files (package, contents, container) as a flat list, from XML or tag soup alike."""

from functools import cached_property

from msgspec import Struct


class Element(Struct, dict=True):
    """One element: attributes have small letters as names, `inside` are the indices of its descendants."""

    tag: str
    attributes: dict[str, str]
    depth: int
    first: int
    last: int
    parts: list[str]
    span: tuple[int, int]

    @cached_property
    def text(self) -> str:
        """All the text in it, on one line."""
        return " ".join("".join(self.parts[slice(*self.span)]).split())

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")


class Elements:
    """Collects elements as a page's reader is told of them."""

    def __init__(self) -> None:
        self.found: list[Element] = []
        self._open: list[Element] = []
        self._parts: list[str] = []

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        known = {key.lower(): value for key, value in attributes.items()}
        at = len(self.found) + 1
        start = len(self._parts)
        element = Element(tag.rpartition(":")[2], known, len(self._open), at, at, self._parts, (start, start))
        self.found.append(element)
        self._open.append(element)

    def close(self) -> None:
        """The element that began last ends."""
        element = self._open.pop()
        element.last = len(self.found)
        element.span = (element.span[0], len(self._parts))

    def text(self, data: str) -> None:
        """Text between tags."""
        self._parts.append(data)

    def comment(self, data: str) -> None:
        """Comments say nothing here."""

    def end(self) -> None:
        """The file ends."""
        while self._open:
            self.close()

    def named(self, *tags: str) -> list[Element]:
        """All elements of these names."""
        return [element for element in self.found if element.tag in tags]

    def inside(self, outer: Element, *tags: str) -> list[Element]:
        """Those of them inside an element."""
        return [element for element in self.found[outer.first : outer.last] if element.tag in tags]
