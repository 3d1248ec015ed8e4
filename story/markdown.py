"""Markdown to a story's parts, by CommonMark without its traps; every character of text stays."""

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block, make_fence_rule, reference

from story.assembly import Draft
from story.markdown_blocks import Walk
from story.markdown_chapters import begin_chapters
from story.markdown_source import tame

_NESTING = 100  # of the parser; deeper text is silently dropped by it, so markdown_source keeps lines far shallower
_REFERENCE = re.compile(r"\[[^^\]][^\]]*\]:\s*<?(?:[a-z][a-z0-9+.-]*:|[/#.])", re.IGNORECASE)
_MAY_END = {"alt": ["paragraph", "reference", "blockquote", "list"]}

_Rule = Callable[[StateBlock, int, int, bool], bool]


def read_markdown(text: str, known_title: str = "") -> Draft:
    """The parts of a clean text (lines.clean) without front matter, which may have given the title."""
    pieces = list(Walk(_parser().parse(tame(text))).pieces())
    items, title, dropped = begin_chapters(pieces, known_title)
    return Draft(tuple(items), {"title": title} if title else {}, ("A list of contents",) if dropped else ())


def _parser() -> MarkdownIt:
    """CommonMark without indented code, underlined headings and `~~~`; with tables and strikethrough."""
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING})
    parser.enable(["table", "strikethrough"]).disable(["code", "lheading"])
    parser.block.ruler.at("fence", make_fence_rule(markers=("`",)), _MAY_END)
    parser.block.ruler.at("html_block", _only(html_block, _is_comment), _MAY_END)
    parser.block.ruler.at("reference", _only(reference, _is_reference), {"alt": []})
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # its target is dropped, whatever it is
    return parser


def _only(rule: _Rule, wanted: Callable[[StateBlock, str], bool]) -> _Rule:
    """The rule, but only on lines that are `wanted`."""

    def narrowed(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
        return wanted(state, line) and rule(state, start, end, silent)

    return narrowed


def _is_comment(state: StateBlock, line: str) -> bool:
    """One that is closed; tags are read inside paragraphs, so that the text between them stays."""
    return line.startswith("<!--") and "-->" in state.src


def _is_reference(state: StateBlock, line: str) -> bool:
    """A link's address under its name; "[Aside]: hello" and footnotes are text."""
    return _REFERENCE.match(line) is not None
