"""Books read as their authors meant, whoever packed them, and hostile ones do no harm."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from story.importing import read_story
from story.model import Kind, Style, Unreadable
from tests.fuzz.check import survives
from tests.fuzz.mutations import mutations
from tests.story.pages_made import PROSE, book, italics, kinds, packed_book, styled, texts, titles, xhtml
from tests.story.test_corpus import Known, imported, truth
from tests.story.test_html import same_text

BOOKS = [
    Known("ao3_sherlock5.epub", "Five Cases of Sherlock Holmes", "Arthur Conan Doyle", 5, 7),
    Known("ao3_single_oldstyle.epub", "The Copper Beeches", "Arthur Conan Doyle", 1, 1),
    Known("fff_alice.epub", "Alice's Adventures in Wonderland", "Lewis Carroll", 12, 0),
    Known("se_alice.epub", "Alice’s Adventures in Wonderland", "Lewis Carroll", 12, 0),
    Known("se_dracula.epub", "Dracula", "Bram Stoker", 28, 57),
    Known("se_sherlock.epub", "The Adventures of Sherlock Holmes", "Arthur Conan Doyle", 12, 8),
    Known("pg36_war_of_the_worlds.epub", "The War of the Worlds", "H. G. Wells", 27, 0),
]
ITALICS = {
    "ao3_sherlock5.epub": 35, "ao3_single_oldstyle.epub": 5, "fff_alice.epub": 183, "se_alice.epub": 183,
    "se_dracula.epub": 408, "se_sherlock.epub": 65,
}  # fmt: skip


@pytest.mark.parametrize("known", BOOKS, ids=lambda known: known.name)
def test_real_books_have_their_chapters_and_scenes(dev: Path, known: Known) -> None:
    story = imported(dev, known.name)
    assert (story.title, story.author, story.language[:2]) == (known.title, known.author, "en")
    assert len(story.chapters) == known.chapters
    assert len(story.scenes) - len(story.chapters) == known.breaks
    assert story.dropped


@pytest.mark.parametrize("name", ITALICS)
def test_the_text_of_real_books_is_exact_and_every_italic_run_kept(dev: Path, name: str) -> None:
    same_text(dev, name)
    assert italics(imported(dev, name)) == ITALICS[name]


@pytest.mark.parametrize("name", ["fff_alice.epub", "se_alice.epub", "se_dracula.epub", "se_sherlock.epub"])
def test_chapter_titles_are_the_books(dev: Path, name: str) -> None:
    assert titles(imported(dev, name)) == [chapter["title"] for chapter in truth(dev, name)]


def test_a_book_split_by_size_has_the_chapters_of_its_contents(dev: Path) -> None:
    names = titles(imported(dev, "pg36_war_of_the_worlds.epub"))
    assert names[0] == "BOOK ONE: THE COMING OF THE MARTIANS · CHAPTER ONE: THE EVE OF THE WAR"
    assert names[17] == "BOOK TWO: THE EARTH UNDER THE MARTIANS · CHAPTER ONE: UNDER FOOT"


def test_what_surrounds_a_book_is_left_out_and_named(dev: Path) -> None:
    story = imported(dev, "se_dracula.epub")
    assert {"The title page", "The imprint", "The dedication", "The colophon"} <= {*story.dropped}
    assert "Standard Ebooks" not in "".join(scene.text for scene in story.scenes)
    assert story.summary.startswith("Dracula is one of the most famous horror novels")


def test_a_diary_is_no_quote_but_what_it_quotes_is(dev: Path) -> None:
    blocks = [block for scene in imported(dev, "se_dracula.epub").scenes for block in scene.blocks]
    quoted = [block for block in blocks if block.kind is Kind.QUOTE]
    assert 0 < len(quoted) < 0.2 * len(blocks)


def test_verse_of_a_poem_keeps_its_lines_and_its_notes_stay_out(dev: Path) -> None:
    story = imported(dev, "idpf_wasteland.epub")
    assert len(story.chapters) == 5
    assert story.scenes[0].blocks[0].kind is Kind.VERSE
    assert story.scenes[0].text.startswith(
        "April is the cruellest month, breeding\nLilacs out of the dead land"
    )
    assert "Notes" in story.dropped


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("w3c_pkg-spine-order.epub", None),
        ("w3c_ocf-package_arbitrary.epub", "ocf-package_arbitrary"),
        ("w3c_ocf-package_multiple.epub", "ocf-package_multiple"),
        ("w3c_ocf-url_manifest.epub", None),
        ("w3c_pkg-spine-nonlinear-activation.epub", None),
        ("w3c_pub-xml-names.epub", None),
        ("w3c_nav-spine_in-spine.epub", None),
        ("idpf_childrens_literature.epub", "Children's Literature"),
    ],
)
def test_conformance_books_are_read(dev: Path, name: str, first: str | None) -> None:
    story = imported(dev, name)
    assert first in {None, story.title}
    assert all(scene.text for scene in story.scenes)


def test_pages_are_in_the_order_of_the_spine(dev: Path) -> None:
    text = "\n".join(scene.text for scene in imported(dev, "w3c_pkg-spine-order.epub").scenes)
    numbers = [line for line in text.split() if line.strip(".").isdigit()]
    assert numbers == sorted(numbers)


ONE_CHAPTER_TWO_SCENES = [
    "nested_zip", "path_traversal", "opf_href_traversal", "missing_container", "container_points_nowhere", "no_spine",
    "spine_idref_missing", "missing_chapter_file", "font_obfuscation_only", "trailing_garbage", "prefix_garbage",
    "xxe_opf",
]  # fmt: skip
READ = {
    "external_dtd": [["café \xa0— … ok"]],
    "percent_encoded_href": [["Right file."]],
    "case_mismatch": [["Case mismatch."]],
    "duplicate_names": [["second copy"]],
    "utf16_chapter": [["Ünïcödé in UTF-16."]],
    "cp1252_undeclared": [["“smart” café — no declaration"]],
    "malformed_xhtml": [["Unclosed italic", "Next & more\ntext"]],
    "selfclosing_title_script": [["The whole chapter must survive."]],
    "selfclosing_inline": [["one two three", "four", "five"]],
    "xxe_chapter": [["before after"]],
}
REFUSED = {
    "zipbomb_1GB": "unpacks to far more",
    "lying_size_50MB": "damaged",
    "many_entries_20000": "more than 5,000 files",
    "billion_laughs": "no readable text",
    "drm_encrypted": "DRM",
    "zip_password": "password",
    "truncated": "damaged",
    "html_only_images": "no readable text",
}


@pytest.mark.parametrize("name", ONE_CHAPTER_TWO_SCENES)
def test_odd_books_are_read_all_the_same(nasty: Path, name: str) -> None:
    story = imported(nasty, f"epub_{name}.epub")
    assert (titles(story), texts(story)) == (["One"], [["First paragraph."], ["Second scene."]])
    assert "root:" not in story.title + story.summary
    assert not Path("/tmp/evil.txt").exists()
    assert bool(story.warnings) == (
        name in {"opf_href_traversal", "spine_idref_missing", "missing_chapter_file"}
    )


@pytest.mark.parametrize("name", READ)
def test_broken_books_lose_no_text(nasty: Path, name: str) -> None:
    assert texts(imported(nasty, f"epub_{name}.epub")) == READ[name]


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_books_are_refused(nasty: Path, name: str) -> None:
    with pytest.raises(Unreadable, match=REFUSED[name]):
        imported(nasty, f"epub_{name}.epub")


def test_content_decides_and_not_the_name(nasty: Path) -> None:
    assert titles(imported(nasty, "txt_epub_renamed.txt")) == ["One"]


def test_very_many_chapters_and_paragraphs(nasty: Path) -> None:
    story = imported(nasty, "epub_one_file_500_chapters.epub")
    assert titles(story) == [f"Chapter {number}" for number in range(1, 501)]
    assert sum(len(scene.blocks) for scene in imported(nasty, "epub_100k_paragraphs.epub").scenes) == 100_000


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


def test_a_page_of_tag_soup_does_not_touch_the_others() -> None:
    pages = {
        "1.xhtml": xhtml(f"<h2>One</h2><p>{PROSE}</p>"),
        "2.xhtml": f"<html><head><title/></head><body><h2>Two<p>{PROSE} & <i/>more<br>",
    }
    story = book(pages)
    assert len(story.chapters) == 2 or "more" in story.scenes[-1].text
    assert italics(story) == 0


def test_scenes_inside_quotes_and_sections_are_found() -> None:
    story = book({"1.xhtml": xhtml(f"<blockquote><p>{PROSE}</p><hr/><p>{PROSE}</p></blockquote>")})
    assert len(story.scenes) == 2
    assert set(kinds(story)) == {Kind.PARAGRAPH}


def test_broken_books_are_read_or_refused(dev: Path, nasty: Path) -> None:
    sources = [(dev / name).read_bytes() for name in ("ao3_single_oldstyle.epub", "idpf_wasteland.epub")]
    small = [path for path in sorted(nasty.glob("epub_*")) if path.stat().st_size < 5_000]
    sources += [path.read_bytes() for path in small if "duplicate" not in path.name]
    pages = {"1.xhtml": xhtml(f"<h2>One</h2><p>{PROSE}</p>")}
    sources.append(packed_book(pages, contents="<li><a href='1.xhtml'>One</a></li>"))
    results = [survives(data, "broken.epub") for data in mutations(sources, 200, seed=4)]
    assert sum(results) > 20


def test_nothing_is_written_or_followed_for_a_name_outside() -> None:
    packed = BytesIO(packed_book({"1.xhtml": xhtml(f"<p>{PROSE}</p>")}))
    with ZipFile(packed, "a") as archive:
        archive.writestr("../../outside.txt", "no")
        archive.writestr("OPS/evil.css", "@import url(http://127.0.0.1:9/)")
    assert read_story(packed.getvalue(), "a.epub").title == "A Book"
    assert not Path("../../outside.txt").exists()


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
