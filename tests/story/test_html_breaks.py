"""What in a web page ends a scene, begins a chapter, or names the story."""

import pytest

from tests.story.pages_made import PROSE, page, texts, titles


@pytest.mark.parametrize(
    "divider",
    [
        "<hr>",
        "<p align=center>* * *</p>",
        "<p>&nbsp;</p><p>~*~</p><p>&nbsp;</p>",
        "<div class='scene-break'></div>",
        "<p class='center'>❦</p>",
        "<p><img src='line.png' alt=''></p>",
        "<p><img src='line.png' alt='* * *'></p>",
        "<p><img src='line.png' alt='Scene break'></p>",
        "<p>oOo</p>",
        "<hr width='80%'>",
        "<section></section>",
        "<p>&nbsp;</p>",
        "<br><br><br>",
    ],
)
def test_a_divider_is_a_scene_break(divider: str) -> None:
    between = "<p>Three.</p><p>Four.</p><p>Five.</p><p>Six.</p>"
    if divider == "<section></section>":
        between = f"<section>{between}</section>"
        divider = ""
    assert texts(page(f"<p>One.</p><p>Two.</p>{divider}{between}")) == [
        ["One.", "Two."],
        ["Three.", "Four.", "Five.", "Six."],
    ]


@pytest.mark.parametrize(
    "no_divider",
    [
        "<p><img src='a.png' alt='A map of the island'></p>",
        "<figure><img src='a.png' alt=''></figure>",
        "<p><img src='a.png' alt=''>Dropped capital.</p>",
        "<p>- </p><p>?</p>",
        "<svg></svg>",
    ],
)
def test_what_is_no_divider_breaks_no_scene(no_divider: str) -> None:
    assert len(page(f"<p>{PROSE}</p>{no_divider}<p>{PROSE}</p>").scenes) == 1


def test_rules_around_headings_and_as_wide_as_the_page_are_none_where_others_are() -> None:
    story = page(
        f"<h2>Chapter 1</h2><hr><p>{PROSE}</p><hr style='width: 45%'><p>{PROSE}</p><hr style='width:65%'>"
        f"<h2>Chapter 2</h2><p>{PROSE}</p><hr class='chap'><p>{PROSE}</p>"
    )
    assert [len(chapter.scenes) for chapter in story.chapters] == [2, 1]


def test_numbers_and_their_titles_are_one_heading_under_their_part() -> None:
    chapter = f"<h3>{{}}</h3><h3>{{}}</h3><p>{PROSE}</p>"
    story = page(
        "<h1>The Book</h1><h3>by Ann Author</h3><h2>BOOK ONE</h2>"
        + chapter.format("I.", "THE EVE.")
        + chapter.format("II.", "The Star")
    )
    assert (story.title, story.author) == ("The Book", "Ann Author")
    assert titles(story) == ["BOOK ONE · I: THE EVE", "II: The Star"]


def test_an_only_heading_is_the_title() -> None:
    story = page(f"<h1>The Lamp</h1><p>by Ann</p><p>{PROSE}</p>")
    assert (story.title, story.author, titles(story)) == ("The Lamp", "Ann", [""])
    assert titles(page(f"<h1>Chapter 4</h1><p>{PROSE}</p>")) == ["Chapter 4"]


def test_bold_paragraphs_can_begin_chapters() -> None:
    story = page(f"<p><b>Chapter 1</b></p><p>{PROSE}</p><p><b>Chapter 2: On</b></p><p>{PROSE}</p>")
    assert titles(story) == ["Chapter 1", "Chapter 2: On"]


def test_words_own_title_is_the_title() -> None:
    prose = f"<p class=MsoNormal>{PROSE}</p>"
    story = page(
        f"<p class=MsoTitle>The Long\nRoad</p>{prose}<h1>Chapter 1</h1>{prose}", "<title>Draft 7</title>"
    )
    assert (story.title, texts(story)[0]) == ("The Long Road", [PROSE.strip()])
    twice = f"<p class=MsoTitle>One</p>{prose}<p class=MsoTitle>Two</p>{prose}"
    assert page(twice, "<title>Draft 7</title>").title == "Draft 7"


@pytest.mark.parametrize(
    "title",
    [
        "The Wandering Sail | Royal Road",
        "Chapter 3 - The Ship - The Wandering Sail | Royal Road",
        "Chapter 3 - The Ship | The Wandering Sail | A Site",
    ],
)
def test_a_site_and_a_chapter_are_no_part_of_the_title(title: str) -> None:
    prose = f"<p>{PROSE}</p>" * 3
    story = page(f"<h1>Chapter 3 - The Ship</h1>{prose}", f"<title>{title}</title>")
    assert (story.title, titles(story)) == ("The Wandering Sail", ["Chapter 3 - The Ship"])


@pytest.mark.parametrize(
    ("title", "head", "story"),
    [
        (
            "The Boat - Harbour Archive",
            "<meta property='og:site_name' content='Harbour Archive'>",
            "The Boat",
        ),
        (
            "Harbour Archive » The Boat",
            "<meta property='og:site_name' content='harbour archive'>",
            "The Boat",
        ),
        ("The Boat :: harbour-tales.net", "", "The Boat"),
        ("The Boat — Harbour", "<link rel='canonical' href='https://www.harbour.org/boat'>", "The Boat"),
        (
            "The Boat — Rain on the Harbour",
            "<link rel='canonical' href='https://www.harbour.org/boat'>",
            None,
        ),
        ("The Boat - A Tale", "", None),
        ("Well-Known Boats: Dr.No - and others", "", None),
        ("Harbour", "<meta property='og:site_name' content='Harbour'>", None),
    ],
)
def test_what_a_site_adds_to_its_titles_is_no_title(title: str, head: str, story: str | None) -> None:
    made = page(f"<p>{PROSE}</p>" * 4, f"<title>{title}</title>{head}")
    assert made.title == (story or title)
