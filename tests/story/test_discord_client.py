"""The model of Discord's client shows what FORMATS 5.1 says that the client shows."""

import pytest

from tests.story.discord_client import Look, display, text_of


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("*a* **b** __c__ ~~d~~ `e`", "a b c d e"),
        ("***a***", "a"),
        (r"\*a\* \\ \_ \n \0 \é", r"*a* \ _ \n \0 é"),
        ("¯\\_(ツ)_/¯", "¯\\_(ツ)_/¯"),
        ("# title\ntext", "title\ntext"),
        ("#### no title", "#### no title"),
        ("-# small", "small"),
        ("> said\nno", "said\nno"),
        (">>> all\nof it", "all\nof it"),
        ("- a\n* b\n1. c\n+ d", "• a\n• b\n• c\n+ d"),
        ("snake_case_name", "snake_case_name"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("```py\ncode * here\n```", "code * here"),
        (r"~~a\~~~", "a\\~"),
    ],
)
def test_what_is_read(message: str, shown: str) -> None:
    assert text_of(display(message)) == shown


@pytest.mark.parametrize(
    "message",
    [
        "@everyone",
        "<@1>",
        "<t:0:R>",
        ":smile:",
        "https://a.b/c",
        "[a](https://b.c)",
        "<https://a.b>",
        "</go:1>",
        "||x||",
    ],
)
def test_what_is_replaced(message: str) -> None:
    assert all(one.look & Look.SPECIAL for one in display(message))


def test_styles_add_up() -> None:
    bold_italic = Look.BOLD | Look.ITALIC
    assert [one.look for one in display("***a*** __**b**__")] == [
        bold_italic,
        Look(0),
        Look.UNDERLINE | Look.BOLD,
    ]


def test_marks_count_inside_an_emphasis_that_begins_a_line() -> None:
    assert text_of(display("*# a*")) == "a"
    assert text_of(display("b *# a*")) == "b # a"
