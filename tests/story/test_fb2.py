"""FB2 books read as their authors meant: sections, poems, mottos, notes, every encoding."""

from pathlib import Path

import pytest

from story.importing import read_story
from story.model import Kind, Style, Unreadable
from tests.fuzz.check import survives
from tests.fuzz.mutations import mutations
from tests.story.known_books import chapters, true_chapters
from tests.story.office_files import archive, blocks, fb2, runs, shape


def section(title: str, *inside: str) -> str:
    return f"<section><title><p>{title}</p></title>{''.join(inside)}</section>"


def p(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_a_real_book_is_exact(dev: Path) -> None:
    name = "pandoc_sherlock4.fb2"
    story = read_story((dev / name).read_bytes(), name)
    assert (story.title, story.author) == ("Sherlock Holmes, four cases", "Arthur Conan Doyle")
    assert chapters(story) == true_chapters(dev, name)
    assert len(runs(story, Style.ITALIC)) == 31


def test_a_book_in_windows_1251(nasty: Path) -> None:
    data = (nasty / "fb2_minimal.fb2").read_bytes()
    story = read_story(data, "a.fb2")
    assert (story.title, story.author) == ("Книга", "Иван Петров")
    assert shape(data) == [("Глава 1", [["Он вышел."], ["Утро.", "Раз\nдва"]])]
    assert [block.kind for block in story.scenes[1].blocks] == [Kind.PARAGRAPH, Kind.VERSE]
    assert runs(story, Style.ITALIC) == ["вышел"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "koi8-r", "windows-1251"])
def test_every_encoding(encoding: str) -> None:
    assert shape(fb2(section("Глава", p("Текст.")), encoding=encoding)) == [("Глава", [["Текст."]])]


def test_parts_join_their_first_chapter_and_a_motto_stays() -> None:
    motto = "<epigraph><p>So.</p><text-author>Nobody</text-author></epigraph>"
    part = f"<section><title><p>Part One</p></title>{motto}{section('1', p('A.'))}{section('2', p('B.'))}</section>"
    assert shape(fb2(part)) == [("Part One · 1", [["So.", "Nobody", "A."]]), ("2", [["B."]])]
    assert [block.kind for block in blocks(fb2(part))] == [
        Kind.QUOTE,
        Kind.QUOTE,
        Kind.PARAGRAPH,
        Kind.PARAGRAPH,
    ]


def test_untitled_sections_are_scenes_and_numbered_ones_belong_to_their_chapter() -> None:
    untitled = section("One", f"<section>{p('A.')}</section>", f"<section>{p('B.')}</section>")
    assert shape(fb2(untitled)) == [("One", [["A."], ["B."]])]
    numbered = section("One", section("1", p("A.")), section("2", p("B.")))
    assert shape(fb2(numbered)) == [("One", [["1", "A.", "2", "B."]])]


def test_titles_of_two_lines_are_one() -> None:
    assert shape(fb2(section("Chapter 1.</p><p>The Door", p("A."))))[0][0] == "Chapter 1: The Door"


def test_empty_lines_are_breaks_only_where_nothing_better_is() -> None:
    prose = p(*(f"Line {n}." for n in range(6)))
    assert [len(scenes) for _, scenes in shape(fb2(section("1", prose, "<empty-line/>", prose)))] == [2]
    both = section("1", prose, "<empty-line/>", prose, "<subtitle>***</subtitle>", prose)
    assert [len(scenes) for _, scenes in shape(fb2(both))] == [2]
    verse = "<empty-line/><poem><stanza><v>a</v></stanza></poem><empty-line/>"
    assert [len(scenes) for _, scenes in shape(fb2(section("1", prose, verse, prose)))] == [1]


def test_poems_tables_and_cites() -> None:
    poem = "<poem><title><p>Song</p></title><stanza><v>a</v><v>b</v></stanza><stanza><v>c</v></stanza></poem>"
    table = "<table><tr><th>x</th><td>y</td></tr><tr><td>1</td><td>2</td></tr></table>"
    found = blocks(fb2(section("1", poem, table, "<cite><p>Said.</p></cite>")))
    assert [(block.kind, block.text) for block in found] == [
        (Kind.HEADING, "Song"), (Kind.VERSE, "a\nb"), (Kind.VERSE, "c"), (Kind.VERSE, "x | y\n1 | 2"),
        (Kind.QUOTE, "Said."),
    ]  # fmt: skip


def test_notes_that_nothing_refers_to_and_pictures_are_left_out_and_said() -> None:
    note = '<a l:href="#n1" type="note">[1]</a>'
    body = section("1", p(f"A{note} <strong>bold</strong>."), "<image l:href='#i'/>")
    data = fb2(f'{body}</body><body name="notes"><section id="other">{p("LEAK")}</section>')
    story = read_story(data, "a.fb2")
    assert story.scenes[0].text == "A[1] bold."
    assert story.dropped == ("1 footnote", "1 picture that is not in the file")


def test_the_description_tells_of_the_book() -> None:
    about = (
        "<author><first-name>Anna</first-name><last-name>K.</last-name></author><author><nickname>bo</nickname></author>"
        "<book-title>Tale</book-title><annotation><p>Of a door.</p></annotation><lang>ru</lang>"
        "<translator><first-name>T</first-name></translator>"
    )
    story = read_story(fb2(section("1", p("A.")), about), "a.fb2")
    assert (story.title, story.author, story.language, story.summary) == (
        "Tale",
        "Anna K., bo",
        "ru",
        "Of a door.",
    )


def test_lone_ampersands_are_mended_and_a_torn_book_is_refused() -> None:
    assert shape(fb2(section("1", p("Black & White"))))[0][1] == [["Black & White"]]
    with pytest.raises(Unreadable, match="damaged"):
        read_story(fb2(section("1", p("A.")))[:-40], "a.fb2")


def test_a_book_in_an_archive() -> None:
    assert shape(archive({"book.fb2": fb2(section("1", p("A.")))})) == [("1", [["A."]])]


def test_entities_are_refused() -> None:
    data = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><FictionBook>&x;</FictionBook>'
    with pytest.raises(Unreadable, match="entities"):
        read_story(data, "a.fb2")


@pytest.mark.parametrize(
    ("outer", "word"), [("section", "deeper"), ("cite", "deeper"), ("emphasis", "deeper")]
)
def test_depth_is_refused(outer: str, word: str) -> None:
    with pytest.raises(Unreadable, match=word):
        read_story(fb2(section("1", f"<{outer}>" * 5_000, p("A."), f"</{outer}>" * 5_000)), "a.fb2")


def test_broken_books_are_read_or_refused() -> None:
    whole = fb2(section("1", p("A.", "B <emphasis>c</emphasis>."), "<subtitle>***</subtitle>", p("D.")))
    read = sum(survives(data, "a.fb2") for data in mutations([whole, archive({"a.fb2": whole})], 400, seed=5))
    assert 0 < read < 400
