"""Texts, styled blocks and scenes for the properties: every script, and every sign that Discord reads."""

from itertools import pairwise

from hypothesis import strategies as st
from msgspec.structs import replace

from story.model import Block, Footnote, Kind, Scene, Span, Style

SIGNS = "*_~|`<>[]()#-+.:@\\/!0123456789aZé \u00a0\u3000"
PIECES = [
    "@everyone", "<@1>", "<#1>", ":smile:", "https://", "¯\\_(ツ)_/¯", "-# ", "# ", "> ", ">>> ", "1. ",
    "- ", "```", "[a](b)",
    "<t:0:R>", "</a:1>", "**", "__", "~~", "||", "\\", "a", " ", "\n",
]  # fmt: skip
SCRIPTS = [
    "The quick brown fox. ", "“No,” he said. ", "Съешь ещё этих булок. ", "吾輩は猫である。", "กาลครั้งหนึ่งนานมาแล้ว",
    "בְּרֵאשִׁית בָּרָא ", "مَرْحَبًا بِالعَالَم. ", "हिन्दी में कहानी। ", "👩‍👩‍👧‍👦🏳️‍🌈👍🏽🇩🇪",
    "한국어 이야기다. ", "e\u0301\u0302\u0303",
    "*_~|`", "𝔊𝔬𝔱𝔥𝔦𝔠 ", "word ", "x" * 40, "\n",
]  # fmt: skip


def tidy(text: str) -> str:
    """As importers leave text: no white space at its ends or at the ends of lines."""
    lines = [line.rstrip() for line in text.strip().split("\n")]
    return "\n".join(line for line in lines if line)


def signs() -> st.SearchStrategy[str]:
    """Short texts that are mostly marks."""
    characters = st.text(SIGNS, max_size=30)
    pieces = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
    return st.one_of(characters, pieces).map(tidy).filter(bool)


def prose(longest: int) -> st.SearchStrategy[str]:
    """Texts of up to about `longest` pieces of every script."""
    runs = st.tuples(st.sampled_from(SCRIPTS), st.integers(1, max(1, longest // 4)))
    return st.lists(runs, min_size=1, max_size=8).map(
        lambda many: tidy("".join(text * n for text, n in many)) or "a"
    )


@st.composite
def spans(draw: st.DrawFn, text: str, styles: st.SearchStrategy[Style]) -> tuple[Span, ...]:
    """Styled runs of a text, apart or touching."""
    ends = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    chosen = [(start, end, draw(styles)) for start, end in pairwise(ends)]
    return tuple(Span(start, end, style) for start, end, style in chosen if style)


def all_styles() -> st.SearchStrategy[Style]:
    """Any mix of styles, plain included."""
    return st.integers(0, 31).map(Style)


@st.composite
def blocks(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> Block:
    """Blocks of every kind."""
    kind = draw(st.sampled_from(list(Kind)))
    text = draw(texts)
    if kind in {Kind.PARAGRAPH, Kind.HEADING}:
        text = " ".join(text.split("\n"))
    level = draw(st.integers(1, 6)) if kind is Kind.HEADING else 0
    marked = () if kind is Kind.CODE else draw(spans(text, all_styles()))
    return Block(text, kind, level, marked)


def scenes(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Scene]:
    """Scenes of a few blocks."""
    return st.lists(blocks(texts), min_size=1, max_size=6).map(lambda many: Scene(tuple(many)))


@st.composite
def scenes_with_footnotes(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> Scene:
    """Scenes with notes at any of their places."""
    scene = draw(scenes(texts))
    places = sorted(draw(st.lists(st.integers(0, len(scene.text)), max_size=3)))
    told = st.lists(blocks(texts), min_size=1, max_size=2).map(tuple)
    signs = st.sampled_from(["", "¹", "*"])
    return replace(
        scene, footnotes=tuple(Footnote(at, draw(signs), draw(signs), draw(told)) for at in places)
    )
