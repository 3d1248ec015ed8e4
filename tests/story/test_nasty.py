"""Hostile and broken text files end as its README says: read exactly, or refused in a sentence."""

from pathlib import Path

import pytest

from story.importing import read_story
from story.model import Kind, Story, Unreadable
from story.pages import PageLength, paginate
from tests.story.discord_client import display, text_of

REFUSED = {
    "txt_empty.txt": "empty",
    "txt_whitespace_only.txt": "no readable text",
    "txt_all_scene_breaks.txt": "no readable text",
    "txt_frontmatter_only.md": "no readable text",
    "txt_binary_png.txt": "picture",
    "txt_exe_renamed.txt": "program",
}
ONE_CHAPTER_TWO_SCENES = [
    "txt_utf16le_bom.txt", "txt_utf16be_nobom.txt", "txt_utf32.txt", "txt_utf8_bom.txt", "txt_crlf.txt",
    "txt_cr_only.txt", "txt_cp1252.txt",
]  # fmt: skip


@pytest.fixture
def read(nasty: Path) -> "Reader":
    return Reader(nasty)


class Reader:
    """Imports a nasty file by its name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, name: str) -> Story:
        return read_story((self.folder / name).read_bytes(), name)


def texts(story: Story) -> list[str]:
    return [scene.text for scene in story.scenes]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_story_is_refused_in_a_sentence(read: Reader, name: str) -> None:
    with pytest.raises(Unreadable, match=REFUSED[name]) as refusal:
        read(name)
    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)


def test_everything_else_reads_and_every_page_shows_it(nasty: Path, read: Reader) -> None:
    names = [
        path.name
        for path in sorted(nasty.iterdir())
        if path.suffix in {".txt", ".md"} and path.stat().st_size
    ]
    for name in {*names} - {*REFUSED, "README.md"}:
        story = read(name)
        for scene in story.scenes[:3]:
            for page in paginate(scene, PageLength.LONG):
                assert len(page.markdown) <= 3_600 and len(page.markdown.encode()) <= 9_000
                if all(block.kind is not Kind.CODE for block in scene.blocks):
                    shown = text_of(display(page.markdown)).strip("\u202c\u2069")
                    assert shown.replace("\u202c\n", "\n") == scene.text[page.start : page.end]


@pytest.mark.parametrize("name", ONE_CHAPTER_TWO_SCENES)
def test_one_chapter_two_scenes_in_every_encoding(read: Reader, name: str) -> None:
    story = read(name)
    assert [chapter.title for chapter in story.chapters] == ["Chapter 1"]
    assert texts(story) == ["It was a dark night—“really,” she said.", "Next scene, with café and naïve."]


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("txt_cp1251_russian.txt", "cp1251"), ("txt_shiftjis.txt", "cp932"), ("txt_gb18030.txt", "gb18030")],
)
def test_legacy_encodings_are_found_and_said(read: Reader, nasty: Path, name: str, encoding: str) -> None:
    story = read(name)
    source = (nasty / name).read_bytes().decode(encoding)
    kept = "".join(
        "".join([chapter.title, *(scene.text for scene in chapter.scenes)]) for chapter in story.chapters
    )
    assert set(source) - set(kept) <= set(" \n\r\u3000*＊")
    assert sum(len(chapter.scenes) - 1 for chapter in story.chapters) > 0
    assert encoding in story.warnings[0]


def test_dense_french_is_windows_1252(read: Reader, nasty: Path) -> None:
    source = (nasty / "txt_latin1_dense.txt").read_bytes().decode("latin-1")
    assert texts(read("txt_latin1_dense.txt")) == [source.strip()]


def test_damaged_utf8_is_read_with_a_warning(read: Reader) -> None:
    story = read("txt_invalid_utf8.txt")
    assert texts(story)[0].startswith("Good start.")
    assert len(story.warnings) == 1


def test_every_kind_of_line_end_is_one(read: Reader) -> None:
    (text,) = texts(read("txt_mixed_newlines.txt"))
    assert text.split("\n\n") == ["One.", "Two.", "Three.", "Four.", "Five.", "Six.", "Seven.", "Eight."]


def test_control_characters_are_dropped(read: Reader) -> None:
    assert texts(read("txt_nul_bytes.txt")) == ["Beforeafter.\n\nSecondparagraph."]
    assert texts(read("txt_control_chars.txt")) == ["visible redansi\n\nnext"]


def test_direction_marks_stay_and_are_closed(read: Reader) -> None:
    (scene,) = read("txt_bidi_controls.txt").scenes
    (page,) = paginate(scene, PageLength.SHORT)
    assert "Unclosed override: \u202e" in scene.text
    assert page.markdown.count("\u202e") == page.markdown.count("\u202c") == 2


def test_lines_without_blank_ones_are_paragraphs(read: Reader) -> None:
    story = read("txt_no_blank_lines.txt")
    assert [len(scene.blocks) for scene in story.scenes] == [400]
    assert {block.kind for block in story.scenes[0].blocks} == {Kind.PARAGRAPH}


def test_indented_paragraphs_are_no_code(read: Reader) -> None:
    (scene,) = read("txt_tabs_indented.txt").scenes
    assert len(scene.blocks) == 50
    assert all(block.text.startswith("Paragraph") for block in scene.blocks)


def test_a_list_of_contents_and_a_sentence_are_no_chapters(read: Reader) -> None:
    story = read("txt_toc_decoy.txt")
    assert [chapter.title for chapter in story.chapters] == ["Chapter 1", "Chapter 2", "Chapter 3"]
    assert texts(story)[2] == "Chapter 3 of his life began that day."


def test_numerals_out_of_count_are_text(read: Reader) -> None:
    story = read("txt_roman_decoy.txt")
    assert [chapter.title for chapter in story.chapters] == ["I", "II"]
    assert texts(story) == ["I went out.\n\nI\n\nsaid nothing.", "C\n\nIt was a grade."]


def test_verse_keeps_its_lines(read: Reader) -> None:
    story = read("txt_poem.txt")
    assert [block.kind for block in story.scenes[0].blocks] == [Kind.PARAGRAPH, Kind.VERSE, Kind.VERSE]
    assert "Roses are red,\n  Violets are blue,\n    Sugar is sweet,\nAnd so are you." in story.scenes[0].text


def test_an_endless_word_is_cut_and_whole(read: Reader) -> None:
    (scene,) = read("txt_para_50000_nospace.txt").scenes
    pages = paginate(scene, PageLength.MEDIUM)
    assert len(pages) >= 25
    assert "".join(scene.text[page.start : page.end] for page in pages) == scene.text


def test_japanese_is_cut_after_its_full_stop(read: Reader) -> None:
    (scene,) = read("txt_cjk_30000.txt").scenes
    assert {scene.text[page.end - 1] for page in paginate(scene, PageLength.LONG)} == {"。"}


def test_a_hostile_name_is_no_title(nasty: Path) -> None:
    (path,) = nasty.glob("name_*")
    assert read_story(path.read_bytes(), path.name).title == "Attachment whose NAME is nasty…"


def test_a_shortcut_is_only_its_text(read: Reader) -> None:
    story = read("url_shortcut.url.txt")
    (page,) = paginate(story.scenes[0], PageLength.SHORT)
    assert (
        text_of(display(page.markdown)) == "[InternetShortcut]\nURL=http://169.254.169.254/latest/meta-data/"
    )


def test_markdown_of_many_kinds_reads_as_text(read: Reader) -> None:
    story = read("md_raw_html_script.md")
    assert story.title == "T"
    assert [block.text for block in story.scenes[0].blocks] == [
        "Hello world bold & ©", "x img", "a | b\n1 | 2", "- item\n  1. nested", "code * here",
    ]  # fmt: skip


def test_deep_nesting_loses_no_text(read: Reader) -> None:
    text = texts(read("md_deep_nesting.md"))[0]
    assert text.startswith("deep\n\n- - -")
    assert (text.count("["), text.count("*")) == (20_000, 20_000)
    assert text.endswith("*a")


def test_front_matter_runs_nothing(read: Reader) -> None:
    story = read("md_yaml_bomb.md")
    assert texts(story) == ["Text."]
    assert story.title == "Md Yaml Bomb"
