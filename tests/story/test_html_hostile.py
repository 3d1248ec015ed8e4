"""Web pages that are broken, of the wrong kind, or made to do harm: each is read or refused, soon."""

from pathlib import Path

import pytest

from story.importing import read_story
from story.model import Style, Unreadable
from tests.fuzz.check import survives
from tests.fuzz.mutations import mutations
from tests.story.known_books import imported
from tests.story.pages_made import PROSE, page, styled, texts


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
    sources = [path.read_bytes()[:60_000] for path in sorted(dev.glob("*.htm*"))]
    sources += [path.read_bytes()[:20_000] for path in sorted(nasty.glob("html_*"))]
    results = [survives(data, "broken.html") for data in mutations(sources, 150, seed=3)]
    assert sum(results) > 100
