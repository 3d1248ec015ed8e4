"""Scenes and paragraphs too long to page in a moment are cut, so that no file can make a turn slow."""

from collections import deque
from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from story.model import BETWEEN_BLOCKS, Block, Illustration, Scene
from story.slicing import slice_block

LONGEST_SCENE = (
    200_000  # code points; the longest chapter of Ulysses has 230,000, most novels' scenes under 20,000
)


def split_scene(scene: Scene) -> Iterator[Scene]:
    """The scene itself, or, when it is longer than LONGEST_SCENE, parts of it cut between blocks where possible."""
    if sum(len(block.text) + 2 for block in scene.blocks) <= LONGEST_SCENE:
        yield scene
        return
    part = _Part()
    pictures = deque(scene.illustrations)
    for start, block in _pieces(scene.blocks):
        if part.blocks and part.size + len(block.text) > LONGEST_SCENE:
            yield part.scene(scene)
            part = _Part()
        while pictures and pictures[0].at <= start:
            part.illustrations.append(replace(pictures.popleft(), at=part.size))
        part.add(block)
    end = part.size - len(BETWEEN_BLOCKS)
    part.illustrations += [replace(each, at=end) for each in pictures]
    yield part.scene(scene)


class _Part(Struct):
    """A part of a scene that is being filled."""

    blocks: list[Block] = field(default_factory=list)
    illustrations: list[Illustration] = field(default_factory=list)
    size: int = 0

    def add(self, block: Block) -> None:
        self.blocks.append(block)
        self.size += len(block.text) + len(BETWEEN_BLOCKS)

    def scene(self, whole: Scene) -> Scene:
        return replace(whole, blocks=tuple(self.blocks), illustrations=tuple(self.illustrations))


def _pieces(blocks: tuple[Block, ...]) -> Iterator[tuple[int, Block]]:
    """The blocks, the endless ones in pieces, each with where in the scene it begins."""
    at = 0
    for block in blocks:
        start = 0
        while len(block.text) - start > LONGEST_SCENE:
            end = _last_space(block.text, start, start + LONGEST_SCENE)
            yield at + start, slice_block(block, start, end)
            start = end
        yield at + start, slice_block(block, start, len(block.text))
        at += len(block.text) + len(BETWEEN_BLOCKS)


def _last_space(text: str, start: int, end: int) -> int:
    """The end of the last white space between, so that joined parts lose no character of a word."""
    cut = max(text.rfind(space, start + LONGEST_SCENE // 2, end) for space in (" ", "\n"))
    return cut + 1 if cut >= 0 else end
