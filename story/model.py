"""What a story is: chapters of scenes of blocks of styled text, and nothing about files or screens."""

import enum

from msgspec import Struct

from story.told import Value, told


class Style(enum.IntFlag):
    """How a run of characters is set; the values are stored (scene_json), so they never change."""

    ITALIC = 1
    BOLD = 2
    UNDERLINE = 4
    STRIKE = 8
    CODE = 16


class Span(Struct, frozen=True):
    """A styled run of a block: `start` to `end` in code points of `Block.text`; never empty, never plain.

    While a file is read, `note` is the number of the footnote or link that the run may be the mark of, and such a run
    may be plain; a story's own spans have none (`story.footnotes.settle`).
    """

    start: int
    end: int
    style: Style
    note: int = 0


class Kind(enum.StrEnum):
    """What a block is; VERSE and CODE keep their line breaks, QUOTE is a block quote."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    VERSE = "verse"
    QUOTE = "quote"
    CODE = "code"


class Block(Struct, frozen=True):
    """One paragraph, heading or verse. `level` is 1 to 6 for a heading, else 0; `spans` are sorted and apart."""

    text: str
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    spans: tuple[Span, ...] = ()


BETWEEN_BLOCKS = "\n\n"


class Illustration(Struct, frozen=True):
    """A picture where it stands in a scene: before the block that begins at `at`, or at the scene's end.

    `picture` is the name of one of the story's pictures, `alt` says in words what it shows, or is "".
    """

    at: int
    picture: str
    alt: str = ""


class Picture(Struct, frozen=True):
    """A picture's file; `name` is made of a hash of its bytes and of its kind, as in "0f3a….png"."""

    name: str
    data: bytes

    def __repr__(self) -> str:
        return f"Picture({self.name!r})"


class Footnote(Struct, frozen=True):
    """What the book says beside its text: no part of the story, and shown to who asks for it.

    `at` is the character of the scene's text where it belongs; `mark` stands there in the text, or is "" for what an
    author says before or after a chapter, and then `title` names it as the file does ("Chapter Notes").
    """

    at: int
    mark: str
    title: str
    blocks: tuple[Block, ...]


class Scene(Struct, frozen=True):
    """What lies between two scene breaks; `recap` and `question` are the author's, for read-alongs."""

    blocks: tuple[Block, ...]
    title: str = ""
    recap: str = ""
    question: str = ""
    illustrations: tuple[Illustration, ...] = ()  # sorted by where they stand
    footnotes: tuple[Footnote, ...] = ()  # in the order of the text

    @property
    def text(self) -> str:
        """The scene as plain text; every offset ("at") of the product counts code points in it."""
        return BETWEEN_BLOCKS.join(block.text for block in self.blocks)


class Chapter(Struct, frozen=True):
    """A titled part of a story; a story without chapters has one, with the title ""."""

    title: str
    scenes: tuple[Scene, ...]


class Story(Struct, frozen=True):
    """One edition's whole content. `language` is a BCP 47 tag or ""; `dropped` and `warnings` are sentences.

    `tags` stand between commas; `series` ends with the story's number in it ("The Ferries #2"); `source` says where it
    was found, mostly an address. `cover` names one of `pictures`, or is "".
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
    pictures: tuple[Picture, ...] = ()
    cover: str = ""

    @property
    def illustrations(self) -> tuple[Illustration, ...]:
        """Those of all scenes, in order; a picture may stand in several places."""
        return tuple(each for scene in self.scenes for each in scene.illustrations)

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """All scenes of all chapters; a scene is named everywhere by its index in this tuple."""
        return tuple(scene for chapter in self.chapters for scene in chapter.scenes)


class Unreadable(ValueError):
    """A file that cannot become a story; `sentence` is the one a person sees, with what to do instead."""

    def __init__(self, sentence: str, **values: Value) -> None:
        self.sentence = told(sentence, **values) if values else sentence
        super().__init__(self.sentence)


class Undecodable(Unreadable):
    """A text file in an encoding that was not found out, or not in the one that was named: another may do."""
