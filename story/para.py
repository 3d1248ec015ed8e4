"""One paragraph of a word processor's document, as every such format gives it."""

import enum

from msgspec import Struct

from story.assembly import Figure
from story.model import Block, Kind, Style


class Role(enum.Enum):
    """What the style of a paragraph says it is for."""

    TEXT = "text"
    TITLE = "title"
    AUTHOR = "author"
    DATE = "date"
    SUMMARY = "summary"
    CONTENTS = "contents"
    RULE = "rule"
    ITEM = "item"


class Para(Struct, frozen=True):
    """A paragraph; `block.text` may be empty. `page` says that a new page begins with it."""

    block: Block
    role: Role = Role.TEXT
    centred: bool = False
    page: bool = False
    pictures: tuple[Figure, ...] = ()  # before it

    @property
    def text(self) -> str:
        return self.block.text

    @property
    def heading(self) -> bool:
        return self.block.kind is Kind.HEADING and self.text != ""

    @property
    def bold(self) -> bool:
        """Whether all that can be seen of it is bold."""
        plain = list(self.text)
        for span in self.block.spans:
            if span.style & Style.BOLD:
                plain[span.start : span.end] = " " * (span.end - span.start)
        return self.text != "" and "".join(plain).strip() == ""

    @property
    def strong(self) -> bool:
        """Set as word processors' users set a title by hand: bold in the middle of its line."""
        return self.centred and len(self.text) <= 160 and self.bold
