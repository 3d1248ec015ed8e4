"""What Discord shows is what the author wrote, character for character and style for style."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from story.discord_markdown import escape, render
from story.model import Block, Kind, Span, Style
from tests.story.discord_client import Look, Shown, display, text_of
from tests.story.strategies import all_styles, prose, signs, spans

BETWEEN = "\u200b"


def visible(text: str) -> str:
    """What a reader sees of a text: nothing between two styled runs."""
    return text.replace(BETWEEN, "")


@given(st.one_of(signs(), prose(3)))
@example("¯\\_(ツ)_/¯")
@example("1986. A great year")
@example("-# not small")
@example("\\@everyone \\\\ :a::b: a:b:c")
def test_escaped_text_is_shown_literally(text: str) -> None:
    shown = display(escape(text))
    assert text_of(shown) == text
    assert {one.look for one in shown} == {Look(0)}


@given(signs(), st.sampled_from(list(Kind)))
def test_every_kind_of_block_shows_its_text(text: str, kind: Kind) -> None:
    if kind is Kind.HEADING:
        text = " ".join(text.split())
    shown = display(render(Block(text, kind), 0, len(text)))
    looks = {one.look & ~Look.CODE for one in shown if one.char != "\n"}
    assert text_of(shown) == text
    assert looks == {{Kind.HEADING: Look.HEADING, Kind.QUOTE: Look.QUOTE}.get(kind, Look(0))}


@st.composite
def styled(draw: st.DrawFn) -> Block:
    """A verse of signs with styles."""
    text = draw(signs())
    return Block(text, Kind.VERSE, 0, draw(spans(text, all_styles())))


@given(styled())
def test_styles_are_shown_where_they_are(block: Block) -> None:
    shown = [one for one in display(render(block, 0, len(block.text))) if one.char != BETWEEN]
    assert text_of(shown) == block.text
    for at, (one, look) in enumerate(zip(shown, wanted(block), strict=True)):
        assert one.char.isspace() or one.look == look, (
            f"character {at} of {render(block, 0, len(block.text))!r}"
        )


def wanted(block: Block) -> list[Look]:
    """The look of each character, but for what Discord cannot show."""
    looks = [Look(0)] * len(block.text)
    for span in block.spans:
        for start, end in runs_of(block.text, span):
            run, style = block.text[start:end], span.style
            style &= ~Style.STRIKE if run.endswith("~") else ~Style(0)
            style &= ~Style.CODE if "`" in run else ~Style(0)
            if style & Style.CODE and set(run) & set("*_~|\\"):
                style = Style.CODE
            looks[start:end] = [Look(int(style))] * (end - start)
    return looks


def runs_of(text: str, span: Span) -> list[tuple[int, int]]:
    """The parts of a span on its lines, without white space at their ends."""
    found, at = [], span.start
    for line in text[span.start : span.end].split("\n"):
        start = at + len(line) - len(line.lstrip())
        if line.strip():
            found.append((start, start + len(line.strip())))
        at += len(line) + 1
    return found


@given(styled(), st.data())
def test_any_slice_of_a_block_shows_that_slice(block: Block, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(block.text) - 1))
    end = data.draw(st.integers(start + 1, len(block.text)))
    part = block.text[start:end]
    if part.strip() == part:
        assert visible(text_of(display(render(block, start, end)))) == "\n".join(
            map(str.rstrip, part.split("\n"))
        )


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("He ran.", "He ran."),
        ("Mr. Bell paid 3.50 - no more.", "Mr. Bell paid 3.50 - no more."),
        ("10:30 it was, not 10:45", "10:30 it was, not 10:45"),
        ("*whispers*", r"\*whispers\*"),
        ("https://a.b", r"https\://a.b"),
        ("- Hola", r"\- Hola"),
        ("1986. A great year", r"1986\. A great year"),
    ],
)
def test_nothing_is_escaped_without_need(text: str, markdown: str) -> None:
    assert escape(text) == markdown


def test_two_touching_styles_are_kept_apart() -> None:
    spans = (Span(0, 1, Style.ITALIC), Span(1, 2, Style.BOLD), Span(3, 4, Style.BOLD))
    assert render(Block("ab c", spans=spans), 0, 4) == "*a*\u200b**b** **c**"


def test_headings_keep_their_place_under_the_chapter() -> None:
    assert [render(Block("A", Kind.HEADING, level), 0, 1) for level in range(1, 5)] == [
        "# A",
        "## A",
        "### A",
        "### A",
    ]


def test_a_direction_override_ends_with_its_line() -> None:
    assert escape("a \u202eb\nc \u2067\u202ed\u2069") == "a \u202eb\u202c\nc \u2067\u202ed\u2069"
    assert escape("\u202ea\u202c \u2066b") == "\u202ea\u202c \u2066b\u2069"


def test_a_shown_character_is_known_by_its_look() -> None:
    assert display(escape("a")) == [Shown("a", Look(0))]
