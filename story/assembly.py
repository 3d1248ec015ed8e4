"""The shared tail of every import: blocks, breaks and chapter titles in order become chapters of scenes."""

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from story.model import BETWEEN_BLOCKS, Block, Chapter, Footnote, Illustration, Kind, Picture, Scene
from story.oversize import split_scene


class Break(enum.Enum):
    """A scene break. Doubled breaks and those at the edge of a chapter are none."""

    SCENE = "scene"


class ChapterTitle(Struct, frozen=True):
    """Where a chapter begins; one with nothing under it ("Book One") is merged into the one that follows."""

    title: str


class SceneNote(Struct, frozen=True):
    """What the author says of the scene around it: `field` is title, recap or question."""

    field: str
    text: str


class Figure(Struct, frozen=True):
    """A picture between two blocks; `picture` is the name of one of the draft's pictures."""

    picture: str
    alt: str = ""


Item = Block | Break | ChapterTitle | SceneNote | Figure


class Draft(Struct, frozen=True):
    """What a file gives before it becomes a Story; `fields` are by the names of Story's fields.

    `pictures` may hold more than are shown, and the file's own bytes of each. `footnotes` are by the
    numbers in the items' spans.
    """

    items: tuple[Item, ...]
    fields: dict[str, str]
    dropped: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    cover: str = ""
    footnotes: Mapping[int, Footnote] = field(default_factory=dict)


PROSE = 200  # code points: a paragraph this long before the first title is story, not a title page
MOST_IN_A_ROW = 10  # pictures in one place: what a message of Discord's can show
_BETWEEN_TITLES = " · "
_Part = Block | SceneNote | Figure


class _Filling(Struct):
    """A chapter being filled."""

    title: str
    scenes: list[list[_Part]] = field(default_factory=lambda: [[]])

    @property
    def empty(self) -> bool:
        return not any(map(_has_text, self.scenes))

    @property
    def figures(self) -> list[Figure]:
        return [item for scene in self.scenes for item in scene if isinstance(item, Figure)]


def assemble(items: Iterable[Item]) -> tuple[Chapter, ...]:
    """The chapters, each with at least one scene, each scene with at least one block.

    A few short lines before the first title (an epigraph, a title page) open the first chapter; prose there is a
    chapter of its own, untitled.
    """
    drafts = _merge_empty(_drafts(items))
    if len(drafts) > 1 and not drafts[0].title and not _has_prose(drafts[0]):
        opening = drafts.pop(0)
        drafts[0].scenes[0][:0] = opening.scenes.pop()
        drafts[0].scenes[:0] = opening.scenes
    return tuple(chapter for chapter in map(_chapter, drafts) if chapter.scenes)


def _drafts(items: Iterable[Item]) -> list[_Filling]:
    drafts = [_Filling("")]
    for item in items:
        match item:
            case ChapterTitle():
                drafts.append(_Filling(item.title))
            case Break():
                drafts[-1].scenes.append([])
            case _:
                drafts[-1].scenes[-1].append(item)
    if len(drafts) > 1 and drafts[0].empty:
        opening = drafts.pop(0)
        drafts[0].scenes[0][:0] = opening.figures
    return drafts


def _merge_empty(drafts: list[_Filling]) -> list[_Filling]:
    """Titles with nothing under them join the next title, so that no line of the author's is lost."""
    merged: list[_Filling] = []
    titles: list[str] = []
    figures: list[Figure] = []
    for draft in drafts:
        titles.append(draft.title)
        if draft.empty:
            figures += draft.figures
            continue
        draft.title = _BETWEEN_TITLES.join(filter(None, titles))
        draft.scenes[0][:0] = figures
        merged.append(draft)
        titles, figures = [], []
    if titles and merged:
        last = _BETWEEN_TITLES.join(filter(None, titles))
        merged[-1].scenes[-1] += [Block(last, Kind.HEADING, 2), *figures]
    return merged


def _has_prose(draft: _Filling) -> bool:
    blocks = (block for scene in draft.scenes for block in scene if isinstance(block, Block))
    return any(block.kind is Kind.PARAGRAPH and len(block.text) >= PROSE for block in blocks)


def _chapter(draft: _Filling) -> Chapter:
    return Chapter(
        draft.title, tuple(scene for items in _with_text(draft.scenes) for scene in _scenes(items))
    )


def _has_text(items: Sequence[_Part]) -> bool:
    return any(isinstance(item, Block) for item in items)


def _with_text(scenes: Sequence[list[_Part]]) -> list[list[_Part]]:
    """Pictures alone between two breaks belong to the scene that follows, the last ones to the one before."""
    told: list[list[_Part]] = []
    waiting: list[_Part] = []
    for items in scenes:
        if _has_text(items):
            told.append(waiting + items)
            waiting = []
        else:
            waiting += [item for item in items if isinstance(item, Figure)]
    if told:
        told[-1] += waiting
    return told


def _scenes(items: Sequence[_Part]) -> Iterator[Scene]:
    blocks = tuple(item for item in items if isinstance(item, Block))
    notes = {item.field: item.text for item in items if isinstance(item, SceneNote)}
    told = (notes.get("title", ""), notes.get("recap", ""), notes.get("question", ""))
    yield from split_scene(Scene(blocks, *told, tuple(_illustrations(items))))


def _illustrations(items: Sequence[_Part]) -> Iterator[Illustration]:
    """Where the pictures stand; of more than MOST_IN_A_ROW around one block, the first."""
    blocks = sum(isinstance(item, Block) for item in items)
    end = sum(len(item.text) + len(BETWEEN_BLOCKS) for item in items if isinstance(item, Block))
    end -= len(BETWEEN_BLOCKS)
    at = row = 0
    for item in items:
        if isinstance(item, Block):
            at += len(item.text) + len(BETWEEN_BLOCKS)
            blocks -= 1
            row *= not blocks  # what stands after the last block is shown with what stands before it
        elif isinstance(item, Figure) and row < MOST_IN_A_ROW:
            row += 1
            yield Illustration(min(at, end), item.picture, item.alt)
