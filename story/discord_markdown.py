"""Text as Discord markdown that shows exactly what the author wrote (design/FORMATS.md 5)."""

from story.model import Block


def escape(text: str) -> str:
    """`text` so that Discord shows it literally anywhere, line starts included."""
    raise NotImplementedError


def render(block: Block, start: int, end: int) -> str:
    """The characters `start` to `end` of a block with its styles."""
    raise NotImplementedError
