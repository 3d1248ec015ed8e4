"""Markdown: its structure is kept, and none of its traps loses or changes a word."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from story.importing import read_story
from story.model import Block, Kind, Span, Story, Style
from tests.story.strategies import PIECES


def read(text: str, name: str = "untitled.md") -> Story:
    return read_story(text.encode(), name)


def blocks(text: str) -> list[Block]:
    return [block for scene in read(text).scenes for block in scene.blocks]


def texts(text: str) -> list[list[str]]:
    return [[block.text for block in scene.blocks] for scene in read(text).scenes]


@pytest.mark.parametrize(
    "marker",
    [
        "***",
        "---",
        "* * *",
        "~~~",
        "~",
        "#",
        "- - -",
        "———",
        "oOo",
        "\\* \\* \\*",
        "<hr>",
        "<center>***</center>",
    ],
)
def test_a_drawn_line_breaks_the_scene_and_swallows_nothing(marker: str) -> None:
    assert texts(f"One.\n\n{marker}\n\nTwo.\n\nThree.") == [["One."], ["Two.", "Three."]]


def test_a_rule_right_under_a_line_is_no_heading() -> None:
    assert texts("text\n---\nmore") == [["text"], ["more"]]


def test_a_title_underlined_in_full_is_one() -> None:
    story = read("My Title\n========\n\nChapter 1\n---------\n\nText.\n\nChapter 2\n---------\n\nMore.")
    assert story.title == "My Title"
    assert [chapter.title for chapter in story.chapters] == ["Chapter 1", "Chapter 2"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("1986. A great year.", "1986. A great year."), ("- Hola", "- Hola"), ("+ plus", "+ plus"),
        ("7) seven", "7) seven"),
        ("    indented prose", "indented prose"), ("\tindented prose", "indented prose"),
        ("#hashtag", "#hashtag"),
        ("[Aside]: hello", "[Aside]: hello"), ("[^1]: A note", "[^1]: A note"),
        ("a < b & c > d", "a < b & c > d"),
        ("``` alone", "``` alone"), ("2 * 3 * 4", "2 * 3 * 4"), ("[x", "[x"), ("<!-- open", "<!-- open"),
        (r"\*literal\*", "*literal*"), ("&mdash;&nbsp;&eacute;", "—\u00a0é"),
        ("snake_case_name", "snake_case_name"),
        ("[text](http://a.b \"t\")", "text"), ("[a](javascript:x)", "a"), ("![the boat](boat.png)", "the boat"),
        ("<https://a.b>", "https://a.b"), ("a<br>b", "a\nb"), ("one\ntwo", "one two"), ("雨が\n降る", "雨が降る"),
        ("He said <span>this</span>.", "He said this."), ("x <!-- hidden --> y", "x  y"),
        ("~~~ not code", "~~~ not code"),
    ],
)  # fmt: skip
def test_text_is_kept(source: str, text: str) -> None:
    assert [block.text for block in blocks(source)] == [text]


def test_styles_are_kept() -> None:
    (block,) = blocks("*a* **b** ***c*** ~~d~~ `e` <u>f</u> <i>g</i>")
    assert block.text == "a b c d e f g"
    assert [span.style for span in block.spans] == [
        Style.ITALIC, Style.BOLD, Style.ITALIC | Style.BOLD, Style.STRIKE, Style.CODE, Style.UNDERLINE, Style.ITALIC,
    ]  # fmt: skip


def test_blocks_are_kept() -> None:
    assert blocks(
        "> quoted\n> on\n\none  \ntwo\n\n```\ncode *x*\n```\n\n- a\n- b\n\n| c | d |\n|---|---|\n| 1 | 2 |"
    ) == [
        Block("quoted on", Kind.QUOTE),
        Block("one\ntwo", Kind.VERSE),
        Block("code *x*", Kind.CODE),
        Block("- a\n- b", Kind.VERSE),
        Block("c | d\n1 | 2", Kind.VERSE),
    ]


def test_headings_inside_chapters_are_blocks() -> None:
    assert blocks("# A\n\nx\n\n## The *Lamp*\n\ny\n\n# B\n\nz")[1] == Block(
        "The Lamp", Kind.HEADING, 2, (Span(4, 8, Style.ITALIC),)
    )


def test_a_rule_inside_a_quote_breaks_the_scene() -> None:
    story = read("> One.\n>\n> ***\n>\n> Two.")
    assert [[block.kind for block in scene.blocks] for scene in story.scenes] == [[Kind.QUOTE], [Kind.QUOTE]]


def test_a_lists_own_signs_are_its_text() -> None:
    assert texts("- a\n  1. b\n\ntext\n\n3. c\n\n4. d") == [["- a\n  1. b", "text", "3. c", "4. d"]]


def test_scripts_and_comments_are_dropped() -> None:
    assert texts("One.\n\n<script>\nalert(1)\n\n</script>\n\n<!-- hidden\n\nstill -->\n\nTwo.") == [
        ["One.", "Two."]
    ]


def test_an_open_comment_or_script_swallows_nothing() -> None:
    assert "the end" in read("One.\n\n<!-- a -->\n\n<!-- open\n\n<script>\n\nthe end").scenes[-1].text


def test_the_author_may_speak_of_a_scene_in_comments() -> None:
    story = read("<!-- recap: They met. -->\n\nOne.\n\n<!-- question: Why? -->\n\n***\n\nTwo.")
    assert [(scene.recap, scene.question) for scene in story.scenes] == [("They met.", "Why?"), ("", "")]


@pytest.mark.parametrize(
    ("source", "title", "chapters"),
    [
        ("# T\n\n## A\n\nx\n\n## B\n\ny", "T", ["A", "B"]),
        ("# A\n\nx\n\n# B\n\ny", "x…", ["A", "B"]),
        ("# T\n\nx", "T", [""]),
        ("# Chapter 1\n\nx", "x…", ["Chapter 1"]),
        ("---\ntitle: T\n---\n\n# A\n\nx", "T", ["A"]),
        ("---\ntitle: T\n---\n\n# T\n\n## A\n\nx", "T", ["A"]),
        (
            "# T\n\n# Part One\n\n## A\n\nx\n\n## B\n\ny\n\n# Part Two\n\n## C\n\nz",
            "x…",
            ["T · Part One · A", "B", "Part Two · C"],
        ),
        ("# T\n\n## A\n\nx\n\n### a\n\ny\n\n## B\n\nz", "T", ["A", "B"]),
        ("# T\n\n## Contents\n\n- A\n- B\n\n## A\n\nx\n\n## B\n\ny", "T", ["A", "B"]),
        ("**Chapter 1**\n\nx\n\n**Chapter 2**\n\ny", "x…", ["Chapter 1", "Chapter 2"]),
    ],
)
def test_headings_are_title_and_chapters(source: str, title: str, chapters: list[str]) -> None:
    story = read(source)
    assert story.title == title
    assert [chapter.title for chapter in story.chapters] == chapters


def test_deep_nesting_keeps_the_text() -> None:
    assert blocks(">" * 500 + " deep")[0].text == "deep"
    assert (
        blocks("\n".join("  " * depth + f"- item{depth}" for depth in range(200)))[0].text.count("item")
        == 200
    )


@example("    ```word")
@given(st.lists(st.sampled_from([*PIECES, "word", "\n\n", "<b>", "&amp;", "    "]), max_size=25).map("".join))
def test_no_word_is_ever_lost(noise: str) -> None:
    """Whatever stands around them, words that are no code, link target, comment or tag stay, in order."""
    story = read(f"first\n\n{noise}\n\nlast")
    parts = [
        " ".join([chapter.title, *(scene.text for scene in chapter.scenes)]) for chapter in story.chapters
    ]
    shown = " ".join(parts).strip()
    assert shown.count("word") == noise.count("word")
    assert "first" in shown and shown.endswith("last")


def test_spans_are_sorted_and_apart() -> None:
    (block,) = blocks("*a* and **b *c* d** e")
    assert block.spans == tuple(sorted(block.spans, key=lambda span: span.start))
    assert block.spans[0] == Span(0, 1, Style.ITALIC)
