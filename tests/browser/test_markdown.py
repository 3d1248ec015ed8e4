"""The page shows Discord's markdown as the model of Discord's client does: each character, and how it is set."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from story.discord_markdown import escape, render
from story.model import Block, Kind, Span, Style
from tests.browser.conftest import Opens
from tests.story.discord_client import Look, display

SIGNS = list("*_~|>#-`[]()<@:&/\\\n\n 1.+=!§äß字ab c")
BETWEEN = "\u200b"  # stands between two runs, and shows nothing
LOOKS = {"EM": 1, "STRONG": 2, "U": 4, "S": 8, "CODE": 16, "H2": 32, "H3": 32, "H4": 32, "BLOCKQUOTE": 64}

# Every visible character, and the sum of how it is set.
SHOW = """async ([sources, looks]) => {
    const { markdown } = await import("/page/markdown.js");
    return sources.map((source) => {
        const root = markdown(source, {}), shown = [];
        const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        while (nodes.nextNode()) {
            let look = 0;
            for (let one = nodes.currentNode.parentElement; one !== root; one = one.parentElement) {
                look |= looks[one.tagName] ?? 128;
            }
            for (const character of nodes.currentNode.data) shown.push([character, look]);
        }
        return shown;
    });
}"""

pytestmark = pytest.mark.asyncio(loop_scope="session")


def lines(chance: random.Random, count: int) -> list[str]:
    """Paragraphs made of signs, as an author might mean them; no line ends in spaces, which Discord cuts."""
    made = ("".join(chance.choices(SIGNS, k=chance.randint(1, 14))) for _ in range(count))
    return ["\n".join(line.strip() for line in text.split("\n")).strip() or "x" for text in made]


def visible(shown: Iterable[Sequence[Any]]) -> list[tuple[str, int]]:
    """Without what shows nothing, and line ends, which blocks swallow."""
    return [(str(char), int(look)) for char, look in shown if char not in ("\n", BETWEEN)]


async def test_what_an_author_wrote_is_shown_literally(opens: Opens) -> None:
    page = await opens()
    texts = [
        *lines(random.Random(7), 400),
        "¯\\_(ツ)_/¯",
        "1986. A great year",
        "-# not small",
        ":smile: @everyone",
    ]
    shown = await page.evaluate(SHOW, [[escape(text) for text in texts], LOOKS])
    for text, characters in zip(texts, shown, strict=True):
        assert visible(characters) == [(char, 0) for char in text if char != "\n"], escape(text)


async def test_what_is_set_is_set_alike(opens: Opens) -> None:
    page, chance = await opens(), random.Random(11)
    sources = []
    for text in lines(chance, 300):
        text = " ".join(text.split()) or "x"
        start = chance.randrange(len(text))
        style = chance.choice([Style.ITALIC, Style.BOLD, Style.UNDERLINE, Style.STRIKE])
        span = Span(start, chance.randint(start + 1, len(text)), style)
        kind = chance.choice([Kind.PARAGRAPH, Kind.HEADING, Kind.QUOTE])
        sources.append(render(Block(text, kind, spans=(span,)), 0, len(text)))
    shown = await page.evaluate(SHOW, [sources, LOOKS])
    for source, characters in zip(sources, shown, strict=True):
        expected = [(one.char, int(one.look & ~Look.SPECIAL)) for one in display(source)]
        assert visible(characters) == visible(expected), source
