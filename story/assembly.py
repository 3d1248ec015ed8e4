"""The shared tail of every import: blocks, breaks and chapter titles in order become chapters of scenes."""

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from story.model import Block, Chapter, Kind, Scene
from story.oversize import split_scene


class Break(enum.Enum):
    """A scene break. Doubled breaks and those at the edge of a chapter are none."""

    SCENE = "scene"


@dataclass(frozen=True, slots=True)
class ChapterTitle:
    """Where a chapter begins; one with nothing under it ("Book One") is merged into the one that follows."""

    title: str


@dataclass(frozen=True, slots=True)
class SceneNote:
    """What the author says of the scene around it: `field` is title, recap or question."""

    field: str
    text: str


Item = Block | Break | ChapterTitle | SceneNote


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file gives before it becomes a Story; `fields` are by the names of Story's fields."""

    items: tuple[Item, ...]
    fields: dict[str, str]
    dropped: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


PROSE = 200  # code points: a paragraph this long before the first title is story, not a title page


@dataclass(slots=True)
class _Filling:
    """A chapter being filled."""

    title: str
    scenes: list[list[Block | SceneNote]] = field(default_factory=lambda: [[]])

    @property
    def empty(self) -> bool:
        return not any(isinstance(item, Block) for scene in self.scenes for item in scene)


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
    return drafts if not drafts[0].empty else drafts[1:]


def _merge_empty(drafts: list[_Filling]) -> list[_Filling]:
    """Titles with nothing under them join the next title, so that no line of the author's is lost."""
    merged: list[_Filling] = []
    for draft in drafts:
        if merged and merged[-1].empty:
            draft.title = " · ".join(filter(None, (merged.pop().title, draft.title)))
        merged.append(draft)
    if len(merged) > 1 and merged[-1].empty:
        last = merged.pop()
        merged[-1].scenes[-1].append(Block(last.title, Kind.HEADING, 2))
    return merged


def _has_prose(draft: _Filling) -> bool:
    blocks = (block for scene in draft.scenes for block in scene if isinstance(block, Block))
    return any(block.kind is Kind.PARAGRAPH and len(block.text) >= PROSE for block in blocks)


def _chapter(draft: _Filling) -> Chapter:
    return Chapter(draft.title, tuple(scene for items in draft.scenes for scene in _scenes(items)))


def _scenes(items: list[Block | SceneNote]) -> Iterator[Scene]:
    blocks = tuple(item for item in items if isinstance(item, Block))
    if blocks:
        notes = {item.field: item.text for item in items if isinstance(item, SceneNote)}
        scene = Scene(blocks, notes.get("title", ""), notes.get("recap", ""), notes.get("question", ""))
        yield from split_scene(scene)
