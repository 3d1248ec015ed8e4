"""What files tell of their stories, whichever way they tell it, is on the card; nothing is made up."""

from pathlib import Path

import pytest

from story.importing import read_story
from story.languages import own_name
from story.model import Story
from story.progress import count_words, minutes
from story.tags import adult_tag, tidy_tags
from tests.story.known_books import imported
from tests.story.pages_made import PROSE, packed_book, xhtml


def book(head: str) -> Story:
    return read_story(packed_book({"a.xhtml": xhtml(f"<h2>One</h2><p>{PROSE}</p>")}, metadata=head), "a.epub")


def test_an_archives_download_tells_its_tags_series_and_source(dev: Path) -> None:
    for name in ("ao3_sherlock5.html", "ao3_sherlock5.epub"):
        story = imported(dev, name)
        assert story.tags == "Sample Fandom, Public Domain, *Asterisk* Tag, angst_with_a_happy_ending"
        assert story.source == "http://archiveofourown.org/works/1"


def test_an_archives_series_is_numbered() -> None:
    page = (
        "<html><body><div id='preface'><dl><dt>Series:</dt><dd>Part 2 of <a>The Ferries</a></dd>"
        "<dt>Archive Warnings:</dt><dd>Graphic Depictions Of Violence, Major Character Death</dd></dl><h1>T</h1></div>"
        f"<div id='chapters'><h2>Chapter 1: One</h2><p>{PROSE}</p></div></body></html>"
    )
    story = read_story(page.encode(), "a.html")
    assert story.series == "The Ferries #2"
    assert story.content_notes == "Graphic Depictions Of Violence, Major Character Death"


@pytest.mark.parametrize(
    ("head", "series"),
    [
        (
            '<meta name="calibre:series" content="The Ferries"/><meta name="calibre:series_index" content="2.0"/>',
            "The Ferries #2",
        ),
        (
            '<meta property="belongs-to-collection" id="c">The Ferries</meta>'
            '<meta refines="#c" property="collection-type">series</meta>'
            '<meta refines="#c" property="group-position">2.5</meta>',
            "The Ferries #2.5",
        ),
        (
            '<meta property="belongs-to-collection" id="c">The Best 100</meta>'
            '<meta refines="#c" property="collection-type">set</meta>',
            "",
        ),
    ],
)
def test_a_books_series(head: str, series: str) -> None:
    assert book(head).series == series


def test_a_books_tags_source_and_licence() -> None:
    story = book(
        "<dc:subject>Ferries</dc:subject><dc:subject>Fanworks</dc:subject><dc:subject>Fog -- Fiction</dc:subject>"
        '<dc:identifier>urn:uuid:1</dc:identifier><dc:source>Found at https://example.org/ferry</dc:source>'
        f'<dc:rights>{"All of it. " * 60}</dc:rights><link rel="cc:license" href="https://example.org/by"/>'
    )  # fmt: skip
    assert (story.tags, story.source) == ("Ferries, Fog -- Fiction", "https://example.org/ferry")
    assert story.licence == "https://example.org/by"


def test_front_matter_tells_the_same() -> None:
    text = "---\ntitle: T\ntags: [fog, ferries]\nseries: The Ferries\nseries index: 2\nsource: a shoebox\n---\n\nText."
    story = read_story(text.encode(), "a.txt")
    assert (story.tags, story.series, story.source) == ("fog, ferries", "The Ferries #2", "a shoebox")


def test_a_page_tells_in_its_head() -> None:
    head = "<meta name='description' content='A ferry.'><link rel='canonical' href='https://example.org/f'>"
    story = read_story(
        f"<html><head><title>T</title>{head}</head><body><p>{PROSE}</p></body></html>".encode(), "a.html"
    )
    assert (story.summary, story.source) == ("A ferry.", "https://example.org/f")


def test_tags_say_each_thing_once_and_nothing_of_files() -> None:
    assert tidy_tags("Fog, Ferries, Fog, FanFiction, Last Update: 2020/02/01, ,") == "Fog, Ferries"
    assert len(tidy_tags(", ".join(f"tag {number}" for number in range(1_000)))) <= 1_000


def test_a_tag_may_be_a_rating() -> None:
    assert book("<dc:subject>Erotica</dc:subject>").rating == "Erotica"
    assert adult_tag("Neurotica, Romance") == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is foggy.", 3), ("“No” — said he.", 4), ("我在船上。", 4),
        ("船 ferry 船", 3), ("あのボートは", 6), ("สวัสดีครับ", 2), ("안녕 세상", 2),
    ],
)  # fmt: skip
def test_words_are_counted_where_no_space_parts_them(text: str, words: int) -> None:
    assert count_words(text) == words


def test_minutes_depend_on_the_language() -> None:
    assert minutes(23_000) == minutes(23_000, "en-GB") == 100
    assert minutes(25_500, "zh-Hant") == 100
    assert minutes(19_500, "fr") == 100
    assert (minutes(0), minutes(1, "de")) == (0, 1)


def test_a_language_is_called_as_its_speakers_call_it() -> None:
    assert [own_name(tag) for tag in ("en-US", "ja", "", "tlh")] == ["English", "日本語", "", "tlh"]
    assert [book(f"<dc:language>{name}</dc:language>").language for name in ("eng", "und")] == ["en", ""]
