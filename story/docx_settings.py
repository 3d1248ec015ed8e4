"""How a paragraph of a Word document is set, worked out once for each of its few settings."""

from msgspec import Struct

from story.docx_names import OFF
from story.docx_styles import Look, Styles, level_of_outline
from story.model import Block, Kind
from story.para import Role


class Setting(Struct, frozen=True):
    """What a style and a paragraph's own properties say of it; `like` has the kind and level of its block.

    `number` and `depth` are of its list, `number` "" outside of one; `level` is 1 to 6 for a heading, else 0.
    """

    page: bool
    centred: bool
    border: bool
    role: Role
    level: int
    like: Block
    number: str
    depth: int


def read_setting(styles: Styles, style: str, own: Look) -> Setting:
    """The setting of a paragraph with a style, or none (""), and properties of its own."""
    look = styles.paragraph(style, own)
    role, kind = styles.role_and_kind(style)
    outline = level_of_outline(own) if "w:outlineLvl" in own else look.get("level", "")
    level = min(int(outline), 6) if outline and role is Role.TEXT else 0
    depth = look.get("w:ilvl", "0")
    return Setting(
        page=look.get("w:pageBreakBefore", "0") != "0",
        centred=look.get("w:jc") == "center",
        border=look.get("border", "0") != "0",
        role=role,
        level=level,
        like=Block("", Kind.HEADING, level) if level else Block("", kind),
        number="" if look.get("w:numId", "0") in OFF else look["w:numId"],
        depth=int(depth) if depth.isdecimal() and len(depth) == 1 else 0,
    )
