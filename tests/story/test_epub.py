"""Books read as their authors meant, whoever packed them: chapters, matter around the story, fields and styles."""

from story.model import Kind, Style
from tests.story.pages_made import PROSE, book, kinds, styled, texts, titles, xhtml


def test_contents_may_point_inside_pages_and_pages_may_go_on() -> None:
    story = book(
        {
            "a.xhtml": xhtml(f"<h2 id='one'>One</h2><p>{PROSE}</p><h2><a id='two'/>Two</h2><p>{PROSE}</p>"),
            "b.xhtml": xhtml(f"<p>still two</p><div id='three'/><p>{PROSE}</p>"),
        },
        contents="<li><a href='a.xhtml#one'>One</a></li><li><a href='a.xhtml#two'>Two</a></li>"
        "<li><a href='b.xhtml#three'>Three</a></li>",
    )
    assert titles(story) == ["One", "Two", "Three"]
    assert story.chapters[1].scenes[-1].blocks[-1].text == "still two"
    assert len(story.scenes) == 3


def test_parts_stand_before_their_first_chapter_and_sections_are_no_chapters() -> None:
    pages = {
        "p1.xhtml": xhtml("<h1>Part I</h1>"),
        "1.xhtml": xhtml(f"<h2>Morning</h2><p>{PROSE}</p><h3 id='s'>a</h3><p>{PROSE}</p>"),
        "p2.xhtml": xhtml("<h1>Part II</h1>"),
        "2.xhtml": xhtml(f"<h2>Evening</h2><p>{PROSE}</p>"),
    }
    story = book(
        pages,
        contents="<li><a href='p1.xhtml'>Part I</a><ol><li><a href='1.xhtml'>Morning</a><ol><li>"
        "<a href='1.xhtml#s'>a</a></li></ol></li></ol></li><li><a href='p2.xhtml'>Part II</a><ol><li>"
        "<a href='2.xhtml'>Evening</a></li></ol></li>",
    )
    assert titles(story) == ["Part I · Morning", "Part II · Evening"]
    assert [block.text for block in story.scenes[0].blocks if block.kind is Kind.HEADING] == ["a"]


def test_labels_and_headings_make_one_title() -> None:
    pages = {
        "1.xhtml": xhtml(f"<h2>1</h2><h3>The Boat</h3><p>{PROSE}</p>"),
        "2.xhtml": xhtml(f"<h2>Chapter 2: The Sea</h2><p>{PROSE}</p>"),
    }
    contents = "<li><a href='1.xhtml'>1</a></li><li><a href='2.xhtml'>Chapter 2</a></li>"
    assert titles(book(pages, contents=contents)) == ["1: The Boat", "Chapter 2: The Sea"]


def test_the_books_own_title_names_no_chapter() -> None:
    pages = {
        "1.xhtml": xhtml(f"<h1>A Book</h1><h2>Chapter 1</h2><p>{PROSE}</p>"),
        "2.xhtml": xhtml(f"<h2>Chapter 2</h2><p>{PROSE}</p>"),
    }
    contents = "<li><a href='1.xhtml'>Chapter 1</a></li><li><a href='2.xhtml'>Chapter 2</a></li>"
    assert titles(book(pages, contents=contents)) == ["Chapter 1", "Chapter 2"]
    one = {"1.xhtml": xhtml(f"<h1>A Book</h1><p>{PROSE}</p>")}
    assert titles(book(one, contents="<li><a href='1.xhtml'>A Book</a></li>")) == [""]


def test_without_contents_headings_begin_chapters_and_without_headings_pages() -> None:
    headed = {f"{number}.xhtml": xhtml(f"<h2>Day {number}</h2><p>{PROSE}</p>") for number in range(3)}
    assert titles(book(headed)) == ["Day 0", "Day 1", "Day 2"]
    bare = {f"{number}.xhtml": xhtml(f"<p>{PROSE}</p>") for number in range(3)}
    assert titles(book(bare)) == ["", "", ""]


def test_matter_around_the_story_goes_by_its_titles_and_types() -> None:
    pages = {
        "cover.xhtml": xhtml("<img src='c.jpg' alt='Cover'/>"),
        "title.xhtml": xhtml("<h1>A Book</h1><p>by Ann</p>"),
        "copy.xhtml": xhtml(f"<h2>Copyright</h2><p>{PROSE}</p>"),
        "motto.xhtml": xhtml("<p>For my mother</p>"),
        "1.xhtml": xhtml(f"<h2>One</h2><p>{PROSE}</p><aside epub:type='footnote'><p>note</p></aside>"),
        "2.xhtml": xhtml(f"<h2>Two</h2><p>{PROSE}<span epub:type='pagebreak'>12</span></p>"),
        "also.xhtml": xhtml(f"<h2>Also by Ann</h2><p>{PROSE}</p>"),
    }
    story = book(pages)
    assert titles(story) == ["One", "Two"]
    assert [block.text for block in story.scenes[0].blocks] == ["For my mother", PROSE.strip()]
    assert story.scenes[1].text == PROSE.strip()
    assert {"The copyright page", "Footnotes", "Other books", "The title page"} <= {*story.dropped}


def test_fields_come_from_the_package() -> None:
    story = book(
        {"1.xhtml": xhtml(f"<p>{PROSE}</p>")},
        metadata='<dc:creator id="a">Ann</dc:creator><dc:creator id="b">Bob</dc:creator>'
        '<meta refines="#b" property="role">ill</meta><dc:language>en-GB</dc:language><dc:rights>CC BY</dc:rights>'
        "<dc:description>&lt;p&gt;A &amp;amp; B&lt;/p&gt;&lt;p&gt;C&lt;/p&gt;</dc:description>",
    )
    assert (story.title, story.author, story.language, story.licence) == ("A Book", "Ann", "en-GB", "CC BY")
    assert story.summary == "A & B\n\nC"


def test_a_books_own_styles_count() -> None:
    pages = {"1.xhtml": xhtml(f"<p>{PROSE}<span class='thought'>hm</span></p>")}
    story = book(pages, extra={"a.css": "span.thought { font-style: italic }"})
    assert list(styled(story)) == [("hm", Style.ITALIC)]


def test_scenes_inside_quotes_and_sections_are_found() -> None:
    story = book({"1.xhtml": xhtml(f"<blockquote><p>{PROSE}</p><hr/><p>{PROSE}</p></blockquote>")})
    assert len(story.scenes) == 2
    assert set(kinds(story)) == {Kind.PARAGRAPH}


def test_a_title_that_only_its_looks_make_one_is_not_told_twice() -> None:
    pages = {
        "1.xhtml": xhtml(f"<p class='cn'>1</p><p class='ct'>The Boat</p><p>{PROSE}</p>"),
        "2.xhtml": xhtml(f"<p class='cn'>2</p><p class='ct'>The Shore</p><p>{PROSE}</p>"),
        "3.xhtml": xhtml(f"<p>The</p><p>{PROSE}</p>"),
    }
    contents = "".join(
        f'<li><a href="{name}">{title}</a></li>'
        for name, title in zip(pages, ("1. The Boat", "2. The Shore", "The Lamp"), strict=True)
    )
    story = book(pages, contents=contents)
    assert titles(story) == ["1. The Boat", "2. The Shore", "The Lamp"]
    assert texts(story) == [[PROSE.strip()], [PROSE.strip()], ["The", PROSE.strip()]], (
        "what says less is text"
    )


def test_a_book_without_headings_and_contents_tells_its_chapters_in_paragraphs() -> None:
    def told(*lines: str) -> str:
        return xhtml("".join(f"<p>{line}</p>" for line in (*lines, PROSE, PROSE)))

    story = book(
        {"a.xhtml": told("1", "The Boat"), "b.xhtml": told("Chapter 2"), "c.xhtml": told("No title")}
    )
    assert titles(story) == ["1: The Boat", "Chapter 2", ""]
    assert [chapter[0][:8] for chapter in texts(story)] == [PROSE[:8], PROSE[:8], "No title"]
