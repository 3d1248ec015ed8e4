"""The links inside a page or book: which text is one, and where it leads; any may be a footnote's mark."""

import re

from msgspec import Struct

from story.markup_run import Run

_LONGEST = 24  # characters of a link that may be a mark, or lead back from a footnote
_MARK = re.compile(
    r"[\[({]?(?:\d{1,4}|[*†‡§¶#⁂✻✽]{1,5}|[a-z]|[ivxlc]{1,7}|[\u00b9\u00b2\u00b3\u2070-\u2079]{1,4})[\])}.]?",
    re.IGNORECASE,
)
_TYPED = re.compile(
    r"(?:^|[\s_-])(?:noteref|footnote-?ref|fnref|fn-?anchor|footnote-?anchor)(?:$|[\s_\d-])", re.IGNORECASE
)


class Link(Struct):
    """`target` is as it is written; `typed` where the page says that it leads to a footnote."""

    target: str
    typed: bool
    text: str = ""

    @property
    def mark(self) -> str:
        """The text, if it is one that a footnote may have, else ""."""
        text = self.text.strip()
        return text if _MARK.fullmatch(text) else ""


class Links:
    """Told of each link and what is in it; `found` is by the numbers of the marks, which begin after `before`.

    `linked` is how many characters were in links since it was set to 0, `last` the last number.
    """

    def __init__(self, before: int) -> None:
        self.found: dict[int, Link] = {}
        self.linked = 0
        self.last = before
        self._depth = 0
        self._open: Link | None = None

    def open(self, attributes: dict[str, str], run: Run) -> None:
        target = attributes.get("href", "")
        inside = "href" in attributes and ":" not in target
        if not self._depth and not inside:
            return
        self._depth += 1
        if self._depth == 1 and "#" in target:
            self.last += 1
            self._open = self.found[self.last] = Link(target, _is_typed(attributes))
            run.note = self.last

    def close(self, run: Run) -> None:
        if not self._depth:
            return
        self._depth -= 1
        if not self._depth and self._open:
            if len(self._open.text) > _LONGEST:
                run.unmark(self.last)
                del self.found[self.last]
            self._open = None
            run.note = 0

    def text(self, data: str) -> None:
        if self._depth:
            self.linked += len(data.strip())
            if self._open and len(self._open.text) <= _LONGEST:
                self._open.text += data


def _is_typed(attributes: dict[str, str]) -> bool:
    types = f"{attributes.get('epub:type', '')} {attributes.get('role', '')} {attributes.get('class', '')}"
    return _TYPED.search(types) is not None
