"""What a page's markup gives: blocks and signs in order, with what is known of the places they stand in."""

import enum

from msgspec import Struct

from story.assembly import Figure
from story.model import Block, Kind, Style


class Sign(enum.Enum):
    """What may divide scenes."""

    RULE = "rule"
    WIDE_RULE = "wide rule"  # at least 60 % of the page, or of a class for page ends
    NARROW_RULE = "narrow rule"  # less than 30 %: an ornament under a title
    MARKER = "marker"
    PICTURE = "picture"
    SECTION = "section"  # one without a heading begins or ends
    ILLUSTRATION = "illustration"  # a picture, until it is known what it is
    SPACE = "space"  # the class of the next paragraph sets space before it


class Seen(Struct, frozen=True):
    """A picture as a page names it; `divides`: it stands alone between paragraphs and says nothing."""

    source: str
    alt: str
    divides: bool = False
    drawn: bool = False  # by the page itself, or in a drawing of its own


class Piece(Struct):
    """One block or sign. `gap` counts the blank lines before it, `roles` names what it stands in, outermost first.

    `quote` is the depth of the block quote that it belongs to, 0 for none; `linked` how many of its characters are
    links inside the book; `top` whether a heading here may begin a chapter; `row` and `cell` its place in a table.
    """

    item: Block | Sign
    tag: str = ""
    gap: int = 0
    roles: str = ""
    quote: int = 0
    linked: int = 0
    top: bool = True
    content: bool = False
    row: int = 0
    cell: int = 0
    seen: Seen | None = None
    figure: Figure | None = None

    @property
    def text(self) -> str:
        return self.item.text if isinstance(self.item, Block) else ""

    @property
    def is_heading(self) -> bool:
        return isinstance(self.item, Block) and self.item.kind is Kind.HEADING

    @property
    def is_prose(self) -> bool:
        return isinstance(self.item, Block) and self.item.kind is not Kind.HEADING

    @property
    def is_picture(self) -> bool:
        return self.item is Sign.ILLUSTRATION


class Opened:
    """An element that is open, and what its end restores."""

    __slots__ = ("breaks", "gap", "group", "names", "role", "start", "style", "tag")

    def __init__(self, tag: str, style: Style, start: int, gap: int) -> None:
        self.tag = tag
        self.style = style  # of the text around it
        self.start = start  # its first piece
        self.gap = gap
        self.group = ""
        self.role = False
        self.names: tuple[str, ...] = ()
        self.breaks = False  # whether its class is one of scene breaks
