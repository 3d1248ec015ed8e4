"""Plain text: what is a paragraph, a verse, a scene break, a chapter, a title."""

import pytest

from story.importing import read_story
from story.model import Kind, Story, Style
from story.numerals import east_asian

PROSE = "It rained on the roof of the boat, and nobody on it had anything to say about that or anything else."


def read(text: str, name: str = "untitled.txt") -> Story:
    return read_story(text.encode(), name)


def scenes(text: str) -> list[list[str]]:
    return [[block.text for block in scene.blocks] for scene in read(text).scenes]


def chapters(text: str) -> list[str]:
    return [chapter.title for chapter in read(text).chapters]


MARKERS = [
    "***", "* * *", "*", "#", "# # #", "~", "~~~", "~*~", "---", "- - -", "———", "___", "===", "•  •  •",
    "· · ·", "◦ ◦ ◦",
    "⁂", "✦", "◆ ◆ ◆", "❦", "§ § §", "※", "⸻", "＊", "oOo", "xXx", "o0o", "-x-", "-o0o-", "XXXX",
    "LINE BREAK", "       *       *       *",
]  # fmt: skip
NO_MARKERS = ["-", ".", "…", "?", "!", '""', "1", "I", "XXX", "**", "xoxo", "000", "---> north", "a * b"]


@pytest.mark.parametrize("marker", MARKERS)
def test_a_drawn_line_breaks_the_scene(marker: str) -> None:
    assert scenes(f"One.\n\n{marker}\n\nTwo.") == [["One."], ["Two."]]


@pytest.mark.parametrize("line", NO_MARKERS)
def test_other_lines_are_text(line: str) -> None:
    assert scenes(f"One.\n\n{line}\n\nTwo.") == [["One.", line, "Two."]]


def test_breaks_at_the_edges_and_doubled_ones_are_none() -> None:
    assert scenes("***\n\nOne.\n\n***\n\n* * *\n\nTwo.\n\n***") == [["One."], ["Two."]]
    assert scenes("Chapter 1\n\n***\n\nOne.\n\n***\n\nChapter 2\n\nTwo.") == [["One."], ["Two."]]


def test_a_larger_gap_breaks_the_scene_where_it_is_rare() -> None:
    assert scenes("\n\n".join([PROSE] * 5) + "\n\n\n" + "\n\n".join([PROSE] * 5)) == [[PROSE] * 5] * 2


def test_gaps_mean_nothing_where_markers_are_or_where_they_are_common() -> None:
    assert (
        len(scenes("\n\n".join([PROSE] * 5) + "\n\n\n" + "\n\n".join([PROSE] * 5) + "\n\n***\n\n" + PROSE))
        == 2
    )
    assert len(scenes("\n\n\n".join([PROSE] * 3) + "\n\n" + "\n\n".join([PROSE] * 3))) == 1


def test_one_blank_line_breaks_where_paragraphs_have_none() -> None:
    lines = "\n".join([f"    {PROSE}"] * 9)
    assert scenes(f"{lines}\n\n{lines}") == [[PROSE] * 9] * 2


WRAPPED = "\n\n".join(
    [
        "The rain had not stopped since Tuesday, and by the time that the\n"
        "boat came round the bend of the river nobody on it had said one\n"
        "word about it, or about the letter, for the whole of two days and\n"
        "a night."
    ]
    * 12
)


def test_wrapped_lines_are_joined() -> None:
    ((first, *_),) = scenes(WRAPPED)
    assert "\n" not in first
    assert first.startswith(
        "The rain had not stopped since Tuesday, and by the time that the boat came round"
    )


def test_a_dash_at_a_line_end_is_joined_without_a_space() -> None:
    ((*_, last),) = scenes(
        WRAPPED + "\n\nHe had been there for the whole night and for most of the day--\nand longer."
    )
    assert last.endswith("day--and longer.")


def test_verse_and_addresses_in_a_wrapped_file_keep_their_lines() -> None:
    (*_, verse) = (
        read(WRAPPED + "\n\nThe river is wide,\nThe boat is slow,\nAnd nobody knows\nWhere the lamps go.")
        .scenes[0]
        .blocks
    )
    assert (verse.kind, verse.text.count("\n")) == (Kind.VERSE, 3)


def test_asterisks_of_plain_text_are_the_authors() -> None:
    (block,) = read("He was *very* late, _she_ said, in snake_case.").scenes[0].blocks
    assert block.text == "He was *very* late, _she_ said, in snake_case."
    assert block.spans == ()


@pytest.mark.parametrize(
    "headings",
    [
        ["Chapter 1", "Chapter 2"], ["CHAPTER I", "CHAPTER II"], ["Chapter One: The Boat", "Chapter Two: The Lamp"],
        ["Prologue", "Chapter 1", "Epilogue"], ["Глава 1", "Глава 2"], ["第一章", "第二章"], ["第1話 雨", "第2話 舟"],
        ["Kapitel 1", "Kapitel 2"], ["Capítulo uno", "Capítulo dos"], ["Chapitre premier", "Chapitre 2"],
        ["I", "II", "III"], ["1.", "2.", "3."], ["Part 1", "Part 2"], ["Letter 1", "Letter 2"], ["제1장", "제2장"],
    ],
)  # fmt: skip
def test_headings_begin_chapters(headings: list[str]) -> None:
    text = "\n\n".join(f"{heading}\n\n{PROSE}" for heading in headings)
    assert chapters(text) == [heading.rstrip(".") for heading in headings]


@pytest.mark.parametrize(
    "line",
    [
        "Chapter 3 of his life began that day.",
        "Chapter 3. He went out.",
        "Part of me knew.",
        "I",
        "Book a table for two",
    ],
)
def test_sentences_begin_no_chapter(line: str) -> None:
    assert chapters(f"{PROSE}\n\n{line}\n\n{PROSE}") == [""]


def test_a_part_joins_the_chapter_after_it() -> None:
    text = f"BOOK ONE\n\nTHE RIVER\n\n\nCHAPTER I\n\nTHE BOAT\n\n\n{PROSE}\n\n\n\nCHAPTER II\n\nTHE LAMP\n\n\n{PROSE}"
    assert chapters(text) == ["BOOK ONE: THE RIVER · CHAPTER I: THE BOAT", "CHAPTER II: THE LAMP"]


def test_lines_with_large_gaps_around_are_chapters() -> None:
    text = "\n\n\n\n\n".join(
        f"The {name} Tale\n\n\n" + "\n\n".join([PROSE] * 6) for name in ("First", "Second", "Third")
    )
    assert chapters(text) == ["The First Tale", "The Second Tale", "The Third Tale"]


def test_numerals_that_begin_again_under_titles_are_no_chapters() -> None:
    tale = f"\n\nI\n\n{PROSE}\n\nII\n\n{PROSE}\n\n"
    assert chapters(f"The Boat{tale}\n\nThe Lamp{tale}")[0] not in {"I", "II"}


def test_a_short_opening_stands_before_the_first_chapter_and_prose_is_its_own() -> None:
    short = read(f"For my brother\n\nChapter 1\n\n{PROSE}\n\nChapter 2\n\n{PROSE}")
    assert [len(chapter.scenes[0].blocks) for chapter in short.chapters] == [2, 1]
    long = read(f"{PROSE * 3}\n\nChapter 1\n\n{PROSE}\n\nChapter 2\n\n{PROSE}")
    assert [chapter.title for chapter in long.chapters] == ["", "Chapter 1", "Chapter 2"]


def test_a_contents_list_is_left_out_and_said() -> None:
    story = read(
        f"Contents\n\nThe Boat\nThe Lamp\n\n\nChapter 1\n\nThe Boat\n\n{PROSE}\n\nChapter 2\n\nThe Lamp\n\n{PROSE}"
    )
    assert [chapter.title for chapter in story.chapters] == ["Chapter 1: The Boat", "Chapter 2: The Lamp"]
    assert story.dropped == ("A list of contents",)


def test_gutenberg_marks_become_styles() -> None:
    text = (
        "Title: The Boat\n\nAuthor: M. Lamb\n\nLanguage: French\n\n"
        "*** START OF THE PROJECT GUTENBERG EBOOK THE BOAT ***\n\n\n"
        "It was _very_ late, and =he= knew.\n\n*** END OF THE PROJECT GUTENBERG EBOOK THE BOAT ***\n\nLicence."
    )
    story = read(text)
    (block,) = story.scenes[0].blocks
    assert (story.title, story.author, story.language) == ("The Boat", "M. Lamb", "fr")
    assert block.text == "It was very late, and he knew."
    assert [span.style for span in block.spans] == [Style.ITALIC, Style.BOLD]


def test_one_gutenberg_line_alone_cuts_nothing() -> None:
    assert "START OF" in read("*** START OF THE PROJECT GUTENBERG EBOOK X ***\n\nText.").scenes[0].text


def test_chapters_may_be_counted_in_chinese() -> None:
    prose = "他走到窗前，看见外面的雨还没有停。" * 4
    numbers = read("\n\n".join(("灯台", "一", prose, prose, "二", prose, "十", prose)))
    assert (numbers.title, [chapter.title for chapter in numbers.chapters]) == ("灯台", ["一", "二"])
    assert numbers.scenes[-1].text.split("\n\n") == [prose, "十", prose]
    assert chapters("\n\n".join(("一、灯", prose, prose, "二、海", prose))) == ["一、灯", "二、海"]


@pytest.mark.parametrize(
    ("line", "number"), [("一", 1), ("十", 10), ("十二", 12), ("三十", 30), ("一百二十三", 123), ("十十", 0)]
)
def test_chinese_numerals_are_numbers(line: str, number: int) -> None:
    assert east_asian(line) == number


def test_a_title_right_above_the_first_chapter_is_no_text() -> None:
    story = read(f"The Salt Road\n\nChapter 1\n\n{PROSE}\n\nChapter 2\n\n{PROSE}")
    assert (story.title, story.scenes[0].text) == ("The Salt Road", PROSE)


def test_a_fanficfare_file_without_its_chapters_titles_keeps_its_text() -> None:
    head = "The Boat\n\n\nby M. Lamb\n\nStory URL: http://boats.example/1\n\nTABLE OF CONTENTS\n\n1. Fog\n\n"
    story = read_story(f"{head}\n\n\n\tSun\n\n\n{PROSE}\n\nEnd file.\n".encode(), "a.txt")
    assert (story.title, story.author) == ("The Boat", "M. Lamb")
    assert PROSE in story.scenes[-1].text
