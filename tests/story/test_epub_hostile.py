"""Books that are broken, odd, or made to do harm: read where they can be, else refused with the reason."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from story.importing import read_story
from story.model import Unreadable
from tests.fuzz.check import survives
from tests.fuzz.mutations import mutations
from tests.story.known_books import imported
from tests.story.pages_made import PROSE, book, italics, packed_book, texts, titles, xhtml

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


def test_a_page_of_tag_soup_does_not_touch_the_others() -> None:
    pages = {
        "1.xhtml": xhtml(f"<h2>One</h2><p>{PROSE}</p>"),
        "2.xhtml": f"<html><head><title/></head><body><h2>Two<p>{PROSE} & <i/>more<br>",
    }
    story = book(pages)
    assert len(story.chapters) == 2 or "more" in story.scenes[-1].text
    assert italics(story) == 0


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
