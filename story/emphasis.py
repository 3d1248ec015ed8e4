"""The marks that Gutenberg and FanFicFare type for emphasis in plain text: _italic_, *italic*, =bold=, **bold**."""

import re

from story.model import Block, Style
from story.slicing import StyledText

_MARKED = re.compile(
    r"(?<![\w*])\*\*(?=\S)(?P<strong>[^*]+?)(?<=\S)\*\*(?![\w*])"
    r"|(?<![\w_])_(?=\S)(?P<underscored>[^_]+?)(?<=\S)_(?![\w_])"
    r"|(?<![\w*])\*(?=\S)(?P<starred>[^*]+?)(?<=\S)\*(?![\w*])"
    r"|(?<![\w=])=(?=\S)(?P<equals>[^=]+?)(?<=\S)=(?![\w=])"
)
_STYLES = {"strong": Style.BOLD, "underscored": Style.ITALIC, "starred": Style.ITALIC, "equals": Style.BOLD}


def read_emphasis(block: Block) -> Block:
    """The block with its marks turned into styles; a mark without its partner stays text."""
    if not any(mark in block.text for mark in "_*="):
        return block
    styled = StyledText()
    at = 0
    for match in _MARKED.finditer(block.text):
        styled.add(block.text[at : match.start()])
        styled.add(match[match.lastgroup or 0], _STYLES[match.lastgroup or "strong"])
        at = match.end()
    styled.add(block.text[at:])
    return styled.block(block)
