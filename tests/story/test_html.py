"""Web pages read as their authors meant, whoever made them, and hostile ones do no harm."""

from pathlib import Path

import pytest

from story.importing import read_story
from story.model import Kind, Style, Unreadable
from story.pages import PageLength, paginate
from tests.fuzz.check import survives
from tests.fuzz.mutations import mutations
from tests.story.pages_made import PROSE, italics, kinds, page, styled, texts, titles
from tests.story.test_corpus import BREAK, Known, collapsed, imported, truth

PAGES = [
    Known("ao3_sherlock5.html", "Five Cases of Sherlock Holmes", "Arthur Conan Doyle", 5, 7),
    Known("ao3_single_oldstyle.html", "The Copper Beeches", "Arthur Conan Doyle", 1, 1),
    Known("fff_alice.html", "Alice's Adventures in Wonderland", "Lewis Carroll", 12, 0),
    Known("pg36_war_of_the_worlds.htm", "The War of the Worlds", "H. G. Wells", 27, 0),
    Known("pg15122_little_colonels_hero.htm", "The Little Colonel's Hero", "Annie Fellows Johnston", 16, 23),
]
ITALICS = {
    "ao3_sherlock5.html": 35,
    "ao3_single_oldstyle.html": 5,
    "fff_alice.html": 183,
    "pg36_war_of_the_worlds.htm": 38,
}


def same_text(dev: Path, name: str) -> None:
    """Paragraph for paragraph; headings inside chapters are not in the known text."""
    story = imported(dev, name)
    for chapter, known in zip(story.chapters, truth(dev, name), strict=True):
        ours = [
            collapsed(block.text)
            for scene in chapter.scenes
            for block in scene.blocks
            if block.kind is not Kind.HEADING
        ]
        assert ours == [collapsed(block) for block in known["blocks"] if block != BREAK]


@pytest.mark.parametrize("known", PAGES, ids=lambda known: known.name)
def test_real_pages_have_their_chapters_and_scenes(dev: Path, known: Known) -> None:
    story = imported(dev, known.name)
    assert (story.title, story.author, story.language) == (known.title, known.author, "en")
    assert len(story.chapters) == known.chapters
    assert len(story.scenes) - len(story.chapters) == known.breaks
    assert story.dropped


@pytest.mark.parametrize("name", [known.name for known in PAGES[:3]])
def test_the_text_of_real_pages_is_exact(dev: Path, name: str) -> None:
    same_text(dev, name)


@pytest.mark.parametrize("name", ITALICS)
def test_every_italic_run_of_a_real_page_is_kept(dev: Path, name: str) -> None:
    assert italics(imported(dev, name)) == ITALICS[name]


def test_an_archives_preface_becomes_fields(dev: Path) -> None:
    story = imported(dev, "ao3_sherlock5.html")
    assert story.rating == "General Audiences"
    assert story.summary.startswith("A summary with *stars*")
    assert story.content_notes == ""
    text = "\n".join(scene.text for scene in story.scenes)
    assert "author note" not in text and "end note" not in text and "Posted originally" not in text
    assert titles(story)[0] == "Chapter 1: A Scandal in Bohemia"


def test_an_archive_page_without_comments_or_classes_keeps_notes_out() -> None:
    story = page(
        "<div id='preface'><h1>T</h1></div><div id='chapters'><h2>Chapter 1: One</h2><p>Chapter Notes</p>"
        f"<blockquote><p>Thanks!</p></blockquote><div><p>{PROSE}</p></div><h2>Chapter 2: Two</h2><p>{PROSE}</p></div>"
    )
    assert titles(story) == ["Chapter 1: One", "Chapter 2: Two"]
    assert "Thanks!" not in story.scenes[0].text


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


def test_pictures_left_out_are_counted() -> None:
    left_out = page(f"<p>{PROSE}</p><p><img alt='A map'></p><img src=b alt=x>").dropped
    assert left_out == ("2 pictures that are not in the file",)


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


def test_a_list_of_links_is_no_text() -> None:
    chapters = "".join(f"<h2 id='c{number}'>Day {number}</h2><p>{PROSE}</p>" for number in range(1, 4))
    links = "".join(f"<p><a href='#c{number}'>Day {number}</a></p>" for number in range(1, 4))
    story = page(f"<h1>Days</h1>{links}{chapters}")
    assert titles(story) == ["Day 1", "Day 2", "Day 3"]
    assert story.dropped == ("A list of contents",)


def test_bold_paragraphs_can_begin_chapters() -> None:
    story = page(f"<p><b>Chapter 1</b></p><p>{PROSE}</p><p><b>Chapter 2: On</b></p><p>{PROSE}</p>")
    assert titles(story) == ["Chapter 1", "Chapter 2: On"]


def test_a_page_around_a_plain_text_is_read_as_one() -> None:
    story = page(f"<pre>Chapter 1\n\n{PROSE}\n\n* * *\n\n{PROSE}\n\nChapter 2\n\n{PROSE}</pre>")
    assert [len(chapter.scenes) for chapter in story.chapters] == [2, 1]


def test_nothing_hidden_or_running_is_text(nasty: Path) -> None:
    story = imported(nasty, "html_script_style_iframe.html")
    assert story.title == "T & T"
    assert texts(story) == [["Visible <one>.", "a\nb | c | d", "Two.", "link text"]]


NASTY = {
    "html_deep_10000.html": [["deep text"]],
    "html_cp1252_meta.html": [["“Café” — d’accord…"]],
    "html_meta_lies.html": [["“Café” — UTF-8 really"]],
    "html_nbsp_paragraph_breaks.html": [["Scene one."], ["Scene two?", "More.", "Even more."]],
    "html_css_classes_breaks.html": [["A.", "B after a styled space break."], ["C."], ["D."], ["E."]],
    "html_unclosed_tags.html": [["One bold both italic?", "Two\nline", "Three \xa0\xa0———&bogus;\ufffd\ufffd\ufffd"]],
    "txt_html_renamed.txt": [["I am HTML."]],
    "html_ruby_small_sup.html": [
        [
            "漢字(かんじ) x2 H2O whisper gone new under m “quote” abbr a*b Ctrl",
            "  keep\n    spacing",
            "q1", "q2", "5. five\n6. six", "t", "d",
        ]
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", NASTY)
def test_nasty_pages_read_as_they_should(nasty: Path, name: str) -> None:
    assert texts(imported(nasty, name)) == NASTY[name]


def test_deep_nesting_is_one_italic_word(nasty: Path) -> None:
    assert list(styled(imported(nasty, "html_deep_inline_5000.html"))) == [("deep", Style.ITALIC)]


def test_breaks_instead_of_paragraphs(nasty: Path) -> None:
    first, second = imported(nasty, "html_br_paragraphs.html").scenes
    assert (len(first.blocks), second.text) == (40, "Scene two starts here.")
    assert len(imported(nasty, "html_every_para_spaced.html").scenes) == 1


@pytest.mark.parametrize(
    ("name", "advice"), [("html_mhtml.html", "MHTML"), ("epub_not_a_zip.epub", "no EPUB")]
)
def test_pages_of_the_wrong_kind_are_refused(nasty: Path, name: str, advice: str) -> None:
    with pytest.raises(Unreadable, match=advice):
        imported(nasty, name)


def test_a_very_short_page_is_asked_about(nasty: Path) -> None:
    assert "is this the story" in imported(nasty, "html_ao3_login_page.html").warnings[0]
    assert page(f"<p>{PROSE * 2}</p>").warnings == ()


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        (b"<p title='" + b"x" * 19_000_000 + b"'>small text</p><p>b</p><p>c</p>", "small text\n\nb\n\nc"),
        (
            b"<p>Before</p><img src='data:image/png;base64," + b"A" * 10_000_000 + b"'><p>After</p>",
            "Before\n\nAfter",
        ),
    ],
    ids=["attribute", "picture"],
)
def test_huge_attributes_lose_no_text(source: bytes, kept: str) -> None:
    story = read_story(b"<html><body>" + source, "a.html")
    assert "\n\n".join(scene.text for scene in story.scenes) == kept


@pytest.mark.parametrize(
    "source",
    [
        "<i><div>",
        "<blockquote><p>a</p>",
        "<ul><li>a",
        "<div id=a epub:type=b>",
        "<i>a<br>",
        "<table><tr><td>a",
        "<q>",
        "<a href=b>",
        "/*{",
    ],
)
def test_pages_made_to_be_slow_are_not(source: str) -> None:
    survives(
        b"<html><style>" + source.encode() * 5_000 + b"</style><body>" + source.encode() * 5_000 + b"<p>end",
        "a.html",
    )


def test_a_page_too_deep_for_the_parser_is_refused() -> None:
    with pytest.raises(Unreadable, match="nested far deeper"):
        read_story(b"<html>" + b"<ul><li>a" * 50_000, "a.html")


def test_more_tags_than_a_story_has_are_refused() -> None:
    with pytest.raises(Unreadable, match="too many for one story"):
        read_story(b"<html>" + b"<p>a" * 4_000_000, "a.html")


def test_broken_pages_are_read_or_refused(dev: Path, nasty: Path) -> None:
    sources = [(dev / known.name).read_bytes()[:60_000] for known in PAGES]
    sources += [path.read_bytes()[:20_000] for path in sorted(nasty.glob("html_*"))]
    results = [survives(data, "broken.html") for data in mutations(sources, 150, seed=3)]
    assert sum(results) > 100


def test_every_page_of_a_page_is_within_limits(dev: Path) -> None:
    for scene in imported(dev, "pg15122_little_colonels_hero.htm").scenes:
        for shown in paginate(scene, PageLength.LONG):
            assert len(shown.markdown) <= 3_600


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
