"""The inside of a Markdown paragraph to text and styles: links and tags go, their text stays."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from story.model import Style
from story.slicing import StyledText

_STYLES = {"em": Style.ITALIC, "strong": Style.BOLD, "s": Style.STRIKE}
_TAGS = {
    "i": Style.ITALIC, "em": Style.ITALIC, "cite": Style.ITALIC, "b": Style.BOLD, "strong": Style.BOLD,
    "u": Style.UNDERLINE, "ins": Style.UNDERLINE, "s": Style.STRIKE, "del": Style.STRIKE, "strike": Style.STRIKE,
}  # fmt: skip
_TAG = re.compile(r"<(/?)\s*([a-zA-Z][a-zA-Z0-9]*)")
HORIZONTAL_RULE = "\ue000"  # stands for an <hr> until the paragraph is looked at; private, so in no story


def read_inline(tokens: Sequence[Token], styled: StyledText) -> None:
    """Add the tokens of one paragraph, list item or heading to `styled`."""
    open_styles: list[Style] = []
    for token in tokens:
        style = Style(0)
        for one in open_styles:
            style |= one
        match token.type:
            case "softbreak":
                styled.add(_soft_break(styled), style)
            case "hardbreak":
                styled.add("\n", style)
            case "html_inline":
                _read_tag(token.content, styled, open_styles)
            case "code_inline":
                styled.add(token.content, style | Style.CODE)
            case "image":
                styled.add(_alternative(token), style)
            case kind if kind.endswith("_open") and kind[:-5] in _STYLES:
                open_styles.append(_STYLES[kind[:-5]])
            case kind if kind.endswith("_close") and kind[:-6] in _STYLES:
                open_styles.remove(_STYLES[kind[:-6]])
            case _:
                styled.add(token.content, style)


def _soft_break(styled: StyledText) -> str:
    """A wrapped line's end is a space, but none belongs between characters of East Asia."""
    last = styled.last
    return "" if "\u2e80" <= last <= "\ud7ff" or "\uf900" <= last <= "\uffef" else " "


def _read_tag(content: str, styled: StyledText, open_styles: list[Style]) -> None:
    match = _TAG.match(content)
    if not match:
        return
    name = match[2].lower()
    if name == "br":
        styled.add("\n")
    elif name == "hr":
        styled.add(HORIZONTAL_RULE)
    elif style := _TAGS.get(name):
        if not match[1]:
            open_styles.append(style)
        elif style in open_styles:
            open_styles.remove(style)


def _alternative(token: Token) -> str:
    """A picture's alternative text."""
    inner = StyledText()
    read_inline(token.children or (), inner)
    return inner.text
