"""Scenes and paragraphs too long to page in a moment are cut, so that no file can make a turn slow."""

from collections.abc import Iterator
from dataclasses import replace

from story.model import Block, Scene
from story.slicing import slice_block

LONGEST_SCENE = (
    200_000  # code points; the longest chapter of Ulysses has 230,000, most novels' scenes under 20,000
)


def split_scene(scene: Scene) -> Iterator[Scene]:
    """The scene itself, or, when it is longer than LONGEST_SCENE, parts of it cut between blocks where possible."""
    if sum(len(block.text) + 2 for block in scene.blocks) <= LONGEST_SCENE:
        yield scene
        return
    part: list[Block] = []
    size = 0
    for block in _pieces(scene.blocks):
        if part and size + len(block.text) > LONGEST_SCENE:
            yield replace(scene, blocks=tuple(part))
            part, size = [], 0
        part.append(block)
        size += len(block.text) + 2
    yield replace(scene, blocks=tuple(part))


def _pieces(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        start = 0
        while len(block.text) - start > LONGEST_SCENE:
            end = _last_space(block.text, start, start + LONGEST_SCENE)
            yield slice_block(block, start, end)
            start = end
        yield slice_block(block, start, len(block.text))


def _last_space(text: str, start: int, end: int) -> int:
    """The end of the last white space between, so that joined parts lose no character of a word."""
    cut = max(text.rfind(space, start + LONGEST_SCENE // 2, end) for space in (" ", "\n"))
    return cut + 1 if cut >= 0 else end
