"""The lists that are open at a place of a page, and what stands before their items."""

from collections.abc import Iterable

from story.markup_tags import number_of


class Lists:
    """Told of each list and item; `depth` lists are open."""

    def __init__(self) -> None:
        self._numbers: list[int] = []  # of the next item, 0 for a list without

    @property
    def depth(self) -> int:
        return len(self._numbers)

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        self._numbers.append(number_of(attributes, "start") if tag == "ol" else 0)

    def close(self) -> None:
        self._numbers.pop()

    def next_marker(self, attributes: dict[str, str]) -> str:
        """What stands before the item that begins."""
        if not self._numbers or not self._numbers[-1]:
            return "- "
        number = number_of(attributes, "value") if "value" in attributes else self._numbers[-1]
        self._numbers[-1] = number + 1
        return f"{number}. "


def are_named(anchors: Iterable[tuple[str, int]], start: int, count: int) -> bool:
    """Whether others may lead to most of so many pieces from `start` on."""
    return len({index for _, index in anchors if index >= start}) * 2 > count


def lead_to(anchors: list[tuple[str, int]], start: int) -> None:
    """The pieces from `start` on are one now, which those inside lead to."""
    for at in range(len(anchors) - 1, -1, -1):
        name, index = anchors[at]
        if index <= start:
            break
        anchors[at] = name, start
