"""The notes of an FB2 book: bodies of their own, whose sections the text refers to by their ids."""

from collections import Counter

from story.footnote_marks import FootnoteMarks
from story.footnotes import note, without_label
from story.model import Block, Footnote
from story.xml_events import Attributes


class Notes(FootnoteMarks):
    """Told of references, and of the sections in bodies of notes."""

    def __init__(self) -> None:
        super().__init__()
        self._targets: dict[int, str] = {}
        self._told: dict[str, list[Block]] = {}
        self._ids: list[str] = []  # of open sections, "" for those without

    def refer(self, attributes: Attributes) -> None:
        """A link begins; one inside the book may be a note's mark."""
        target = attributes.get("l:href", "") or attributes.get("href", "")
        if target.startswith("#"):
            self._targets[self.begin()] = target[1:]

    def start_section(self, attributes: Attributes) -> None:
        self._ids.append(attributes.get("id", ""))

    def end_section(self) -> None:
        if self._ids:
            self._ids.pop()

    def add(self, block: Block) -> None:
        """A paragraph of the innermost section that has an id."""
        if name := next((name for name in reversed(self._ids) if name), ""):
            self._told.setdefault(name, []).append(block)

    def footnotes(self, counts: Counter[str]) -> dict[int, Footnote]:
        """Those that the text refers to; a note that nothing refers to is left out and counted."""
        found: dict[int, Footnote] = {}
        for number, target in self._targets.items():
            mark, told = self.mark(number), self._told.get(target)
            if told and mark:
                found[number] = note(mark, [without_label(told[0], mark), *told[1:]])
        counts["footnote"] += len(self._told.keys() - set(self._targets.values()))
        return {number: each for number, each in found.items() if each.blocks}
