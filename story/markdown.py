"""Markdown to a story's parts, by CommonMark without its traps; every character of text stays."""

import re
from collections.abc import Callable, Iterator

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, html_block, make_fence_rule, reference

from story import wording
from story.assembly import Draft
from story.markdown_blocks import Piece, Walk
from story.markdown_chapters import begin_chapters
from story.markdown_footnotes import mark, take_definitions
from story.markdown_source import tame
from story.model import Block, Unreadable

LARGEST = 5_000_000  # code points; the parser takes seconds for each million
_NESTING = 100  # of the parser, which silently drops deeper text; markdown_source keeps lines far shallower
_REFERENCE = re.compile(r"\[[^^\]][^\]]*\]:\s*<?(?:[a-z][a-z0-9+.-]*:|[/#.])", re.IGNORECASE)
_LAST_COMMENT = "last comment's end"
_MAY_END: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}

_Rule = Callable[[StateBlock, int, int, bool], bool]


def read_markdown(text: str, known_title: str = "") -> Draft:
    """The parts of a clean text (lines.clean) without front matter, which may have given the title."""
    text, definitions = take_definitions(text)
    source = tame(text)
    if len(source) > LARGEST:
        raise Unreadable(wording.TOO_MUCH_MARKDOWN, most=LARGEST // 1_000_000)
    parser = _parser()
    told = {name: _blocks(parser, tame(definition)) for name, definition in definitions.items()}
    pieces, footnotes = mark(_pieces(parser, source), told)
    items, title, dropped = begin_chapters(pieces, known_title)
    left_out = (wording.LIST_OF_CONTENTS,) if dropped else ()
    return Draft(tuple(items), {"title": title} if title else {}, left_out, footnotes=footnotes)


def _pieces(parser: MarkdownIt, source: str) -> Iterator[Piece]:
    return Walk(parser.parse(source, {_LAST_COMMENT: source.rfind("-->")})).pieces()


def _blocks(parser: MarkdownIt, source: str) -> list[Block]:
    return [piece.item for piece in _pieces(parser, source) if isinstance(piece.item, Block)]


def _parser() -> MarkdownIt:
    """CommonMark without indented code, underlined headings and `~~~`; with tables and strikethrough."""
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING})
    parser.enable(["table", "strikethrough"]).disable(["code", "lheading"])
    parser.block.ruler.at("fence", make_fence_rule(markers=("`",)), _MAY_END)
    parser.block.ruler.at("html_block", _only(html_block, _is_comment), _MAY_END)
    parser.block.ruler.at("reference", _only(reference, _is_reference), {"alt": []})
    parser.validateLink = _any_target  # type: ignore[method-assign]
    return parser


def _any_target(url: str) -> bool:  # noqa: ARG001  # the parser's interface
    """Every link is one, since only its text is kept."""
    return True


def _only(rule: _Rule, wanted: Callable[[StateBlock, int, str], bool]) -> _Rule:
    """The rule, but only on lines that are `wanted`."""

    def narrowed(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
        return wanted(state, start, line) and rule(state, start, end, silent)

    return narrowed


def _is_comment(state: StateBlock, start: int, line: str) -> bool:
    """One that is closed; tags are read inside paragraphs, so that the text between them stays."""
    return line.startswith("<!--") and bool(state.bMarks[start] < state.env[_LAST_COMMENT])


def _is_reference(_state: StateBlock, _start: int, line: str) -> bool:
    """A link's address under its name; "[Aside]: hello" and footnotes are text."""
    return _REFERENCE.match(line) is not None
