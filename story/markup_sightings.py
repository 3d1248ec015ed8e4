"""The pictures that a page shows between two block ends, before and behind the text that stands there."""

from collections.abc import Iterator

from msgspec.structs import replace

from story.markup_pieces import Seen
from story.markup_run import Run
from story.markup_tags import says_nothing, seen
from story.model import Style

_OPENING = "\"'“‘«„‚¿¡("


class Sightings:
    """Collects pictures until the block ends."""

    def __init__(self) -> None:
        self._before: list[Seen] = []
        self._behind: list[Seen] = []
        self._initial: dict[str, str] = {}  # of the picture of a letter that the text began with
        self.some = False

    def add_initial(self, attributes: dict[str, str], run: Run, style: Style) -> bool:
        """Whether a picture at a paragraph's start is of its first letter, as its words say; the text has it then."""
        letter = (attributes.get("alt") or "").strip()
        core = letter.lstrip(_OPENING)
        if len(letter) > 2 or len(core) != 1 or not core.isalpha() or core != core.upper():
            return False
        run.add(letter, style)
        self.some, self._initial = True, attributes
        return True

    def settle(self, run: Run) -> None:
        """A letter that nothing followed is a picture as any other."""
        attributes, self._initial = self._initial, {}
        if attributes and run.text == attributes.get("alt", "").strip():
            run.take()
            self.add("img", attributes, behind=False)

    def add(self, tag: str, attributes: dict[str, str], *, behind: bool) -> None:
        """A picture before the text, or behind it."""
        self.some = True
        (self._behind if behind else self._before).append(seen(tag, attributes))

    def add_inside(self, attributes: dict[str, str], *, behind: bool) -> None:
        """An image inside a drawing, which takes the drawing's place."""
        pictures = self._behind if behind else self._before
        if pictures and pictures[-1].drawn and not pictures[-1].source:
            pictures[-1] = replace(seen("image", attributes), drawn=True)

    def take_before(self, *, alone: bool) -> Iterator[Seen]:
        """Those before the text; `alone`, with no text, they may divide scenes where they say nothing."""
        pictures, self._before = self._before, []
        divides = alone and all(says_nothing(each.alt) and not each.drawn for each in pictures)
        return (replace(each, divides=divides) for each in pictures)

    def take_behind(self) -> list[Seen]:
        """Those behind the text."""
        pictures, self._behind, self.some = self._behind, [], False
        return pictures
