"""Web pages read as their authors meant: styles, white space, lists, tables, quotes, and what they leave out."""

import pytest

from story.model import Kind, Style
from tests.story.pages_made import PROSE, kinds, page, styled, texts, titles


def test_styles_nest_and_sheets_count() -> None:
    story = page(
        "<p><i>a<b>b</b></i> <u>c</u> <s>d</s> <code>e</code> <cite>f</cite> <span class='it'>g</span> "
        "<span style='font-weight: bold; font-style: oblique'>h</span> <em class='no'>i</em></p>",
        "<style>/* { */ .it, p.x {font-style: italic} @media print {.no{font-style:normal}} em{color:red}</style>",
    )
    both = Style.ITALIC | Style.BOLD
    assert list(styled(story)) == [
        ("a", Style.ITALIC), ("b", both), ("c", Style.UNDERLINE), ("d", Style.STRIKE), ("e", Style.CODE),
        ("f", Style.ITALIC), ("g", Style.ITALIC), ("h", both), ("i", Style.ITALIC),
    ]  # fmt: skip


def test_white_space_collapses_and_line_breaks_stay() -> None:
    story = page("<p>  one\n two <i> three </i> four<br/>\n five  </p><div>alone</div>text\n<p>after</p>")
    assert texts(story) == [["one two three four\nfive", "alone", "text", "after"]]
    assert kinds(story)[0] is Kind.VERSE


def test_a_wrapped_line_of_japanese_has_no_space() -> None:
    assert texts(page("<p>雨が\n  降る。</p>")) == [["雨が降る。"]]


def test_lists_tables_and_stanzas_keep_their_lines() -> None:
    story = page(
        "<ul><li>one<li>two<ol start=3><li>three</ol></ul><table><tr><td>a<td>b<tr><td>c</table>"
        "<div class='stanza'><div>First line</div><div class='i2'>Second line</div></div>"
        "<ul><li>1st. No bullet here.</ul>"
    )
    assert texts(story) == [
        ["- one\n- two\n  3. three", "a | b\nc", "First line\nSecond line", "1st. No bullet here."]
    ]


def test_a_table_that_lays_out_a_page_is_its_paragraphs() -> None:
    story = page(f"<table><tr><td>Menu</td><td><p>{PROSE}</p><hr><p>{PROSE}</p></td></tr></table>")
    assert len(story.scenes) == 2


def test_a_quote_is_one_but_a_chapter_of_letters_is_none() -> None:
    assert kinds(page(f"<p>{PROSE * 9}</p><blockquote><p>short</p></blockquote>")) == [
        Kind.PARAGRAPH,
        Kind.QUOTE,
    ]
    letter = f"<p>{PROSE}</p><blockquote><p>quoted</p></blockquote><p>{PROSE * 9}</p><hr><p>on</p>"
    assert kinds(page(f"<blockquote>{letter}</blockquote>")) == [
        Kind.PARAGRAPH,
        Kind.QUOTE,
        Kind.PARAGRAPH,
        Kind.PARAGRAPH,
    ]


def test_quotation_marks_are_set_unless_they_are_there() -> None:
    assert texts(page("<p><q>a <q>b</q></q> and <q>“c”</q></p>")) == [["“a ‘b’” and “c”"]]


def test_pictures_left_out_are_counted() -> None:
    left_out = page(f"<p>{PROSE}</p><p><img alt='A map'></p><img src=b alt=x>").dropped
    assert left_out == ("2 pictures that are not in the file",)


def test_a_list_of_links_is_no_text() -> None:
    chapters = "".join(f"<h2 id='c{number}'>Day {number}</h2><p>{PROSE}</p>" for number in range(1, 4))
    links = "".join(f"<p><a href='#c{number}'>Day {number}</a></p>" for number in range(1, 4))
    story = page(f"<h1>Days</h1>{links}{chapters}")
    assert titles(story) == ["Day 1", "Day 2", "Day 3"]
    assert story.dropped == ("A list of contents",)


def test_a_page_around_a_plain_text_is_read_as_one() -> None:
    story = page(f"<pre>Chapter 1\n\n{PROSE}\n\n* * *\n\n{PROSE}\n\nChapter 2\n\n{PROSE}</pre>")
    assert [len(chapter.scenes) for chapter in story.chapters] == [2, 1]


@pytest.mark.parametrize(
    ("start", "text"),
    [
        ("<p><img src='t.png' alt='T'>here was fog.</p>", "There was fog."),
        ("<p><span><img src='t.png' alt='“T'/></span>HERE was fog.”</p>", "“THERE was fog.”"),
        ("<p><img src='i.png' alt='I'> <i>was</i> late.</p>", "I was late."),
        ("<p><img src='x.png' alt='x'>Late.</p>", "Late."),
        ("<p><img src='a.png' alt='A'></p><p>Late.</p>", "Late."),
        ("<p>Vitamin <img src='c.png' alt='C'> helps.</p>", "Vitamin helps."),
    ],
)
def test_the_picture_of_a_first_letter_is_the_letter(start: str, text: str) -> None:
    made = page(start + f"<p>{PROSE}</p>")
    assert made.scenes[0].blocks[0].text == text
