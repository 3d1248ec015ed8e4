"""What a story is: chapters of scenes of blocks of styled text, and nothing about files or screens."""

import enum
from dataclasses import dataclass


class Style(enum.IntFlag):
    """How a run of characters is set; the values are stored (scene_json), so they never change."""

    ITALIC = 1
    BOLD = 2
    UNDERLINE = 4
    STRIKE = 8
    CODE = 16


@dataclass(frozen=True, slots=True)
class Span:
    """A styled run of a block: `start` to `end` in code points of `Block.text`; never empty, never plain."""

    start: int
    end: int
    style: Style


class Kind(enum.StrEnum):
    """What a block is; VERSE and CODE keep their line breaks, QUOTE is a block quote."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    VERSE = "verse"
    QUOTE = "quote"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or verse. `level` is 1 to 6 for a heading, else 0; `spans` are sorted and apart."""

    text: str
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    spans: tuple[Span, ...] = ()


BETWEEN_BLOCKS = "\n\n"


@dataclass(frozen=True, slots=True)
class Scene:
    """What lies between two scene breaks; `recap` and `question` are the author's, for read-alongs."""

    blocks: tuple[Block, ...]
    title: str = ""
    recap: str = ""
    question: str = ""

    @property
    def text(self) -> str:
        """The scene as plain text; every offset ("at") of the product counts code points in it."""
        return BETWEEN_BLOCKS.join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A titled part of a story; a story without chapters has one, with the title ""."""

    title: str
    scenes: tuple[Scene, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One edition's whole content. `language` is a BCP 47 tag or ""; `dropped` and `warnings` are sentences.

    `tags` stand between commas; `series` ends with the story's number in it ("The Ferries #2"); `source` says where it
    was found, mostly an address.
    """

    title: str
    author: str
    language: str
    chapters: tuple[Chapter, ...]
    rating: str = ""
    content_notes: str = ""
    licence: str = ""
    summary: str = ""
    tags: str = ""
    series: str = ""
    source: str = ""
    dropped: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """All scenes of all chapters; a scene is named everywhere by its index in this tuple."""
        return tuple(scene for chapter in self.chapters for scene in chapter.scenes)


class Unreadable(ValueError):
    """A file that cannot become a story; `str()` is the one sentence a person sees, with what to do instead."""
