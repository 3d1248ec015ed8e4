"""The marks of footnotes and endnotes in a Word document, which are numbers that its reader counts itself."""

from collections.abc import Mapping, Sequence

from story.footnote_marks import FootnoteMarks
from story.footnotes import note
from story.model import Footnote
from story.para import Para
from story.xml_events import Attributes

_PARTS = {"w:footnoteReference": "footnotes", "w:endnoteReference": "endnotes"}
Told = Mapping[
    tuple[str, str], Sequence[Para]
]  # the notes' paragraphs, by "footnotes" or "endnotes" and their ids


class Marks(FootnoteMarks):
    """What is written up to the end of its run is a reference's mark."""

    def __init__(self, told: Told) -> None:
        super().__init__()
        self._told = told
        self._found: dict[int, tuple[str, str]] = {}

    def refer(self, tag: str, attributes: Attributes) -> str:
        """The mark to write for a reference, or "": it leads nowhere, or its own mark follows in its run."""
        key = _PARTS.get(tag, ""), attributes.get("w:id", "")
        if not any(para.text for para in self._told.get(key, ())):
            return ""
        self._found[self.begin()] = key
        own = attributes.get("w:customMarkFollows", "0") in {"1", "true", "on"}
        return "" if own else str(self.number)

    def footnotes(self) -> dict[int, Footnote]:
        """All that were referred to."""
        return {
            number: note(self.mark(number), (para.block for para in self._told[key]))
            for number, key in self._found.items()
        }
