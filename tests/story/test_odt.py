"""OpenDocument texts, from word processors and converters, read as their authors meant."""

from pathlib import Path

import pytest

from story.importing import read_story
from story.model import Kind, Style, Unreadable
from tests.fuzz.check import survives
from tests.fuzz.mutations import mutations
from tests.story.known_books import chapters, true_chapters
from tests.story.office_files import blocks, flat_odt, odt, runs, shape

RULE = '<text:p text:style-name="Horizontal_20_Line"/>'


def h(text: str, level: int = 1) -> str:
    return f'<text:h text:outline-level="{level}">{text}</text:h>'


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def test_a_real_document_is_exact(dev: Path) -> None:
    name = "pandoc_sherlock4.odt"
    story = read_story((dev / name).read_bytes(), name)
    assert (story.title, story.author) == ("Sherlock Holmes, four cases", "Arthur Conan Doyle")
    assert chapters(story) == true_chapters(dev, name)
    assert len(runs(story, Style.ITALIC)) == 31


def test_space_is_what_the_format_says(nasty: Path) -> None:
    data = (nasty / "odt_minimal.odt").read_bytes()
    assert shape(data) == [("One", [["a   b c\nd"]])]
    assert [block.text for block in blocks(odt(p("  one\n   two <text:s text:c='999999'/>")))] == ["one two"]


def test_chapters_and_scene_breaks() -> None:
    body = (
        p("The Tale", "Title")
        + h("One")
        + p("A.")
        + RULE
        + p("B.")
        + h("Two")
        + p("C.")
        + p("* * *")
        + p("D.")
    )
    assert shape(odt(body)) == [("One", [["A."], ["B."]]), ("Two", [["C."], ["D."]])]
    assert read_story(odt(body), "a.odt").title == "The Tale"
    assert shape(flat_odt(body)) == shape(odt(body))


def test_styles_are_inherited_and_taken_back() -> None:
    automatic = (
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
        '<style:style style:name="T2" style:family="text"><style:text-properties fo:font-style="normal"'
        ' fo:font-weight="bold" style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Thought"/>'
    )
    named = (
        '<style:style style:name="Thought" style:family="paragraph">'
        '<style:text-properties fo:font-style="italic" style:text-underline-style="solid"/></style:style>'
    )
    text = p('Plain <text:span text:style-name="T1">one</text:span>.')
    text += p('All <text:span text:style-name="T2">upright</text:span>', "P1")
    story = read_story(odt(text, automatic, named), "a.odt")
    assert runs(story, Style.ITALIC) == ["one", "All "]
    assert runs(story, Style.BOLD) == runs(story, Style.STRIKE) == ["upright"]
    assert "".join(runs(story, Style.UNDERLINE)) == "All upright"


def test_lists_show_their_marks() -> None:
    automatic = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"'
        ' style:num-suffix="."/><text:list-level-style-bullet text:level="2" text:bullet-char="–"/></text:list-style>'
    )
    inner = f"<text:list><text:list-item>{p('old')}</text:list-item></text:list>"
    listed = (
        f"<text:list-item>{p('bread')}{inner}</text:list-item><text:list-item>{p('salt')}</text:list-item>"
    )
    body = p("Take:") + f'<text:list text:style-name="L1">{listed}</text:list>' + p("Go.")
    assert [block.text for block in blocks(odt(body, automatic))] == [
        "Take:",
        "1. bread\n  – old\n2. salt",
        "Go.",
    ]


def test_tables_quotes_and_ruby() -> None:
    cell = "<table:table-cell>{}</table:table-cell>"
    table = f"<table:table><table:table-row>{cell.format(p('a'))}{cell.format(p('b'))}</table:table-row></table:table>"
    ruby = (
        "<text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>かんじ</text:ruby-text></text:ruby>"
    )
    found = blocks(odt(table + p("Said.", "Quotations") + p(f"In {ruby}.")))
    assert [block.text for block in found] == ["a | b", "Said.", "In 漢字(かんじ)."]
    assert found[1].kind is Kind.QUOTE


def test_notes_changes_and_pictures_are_left_out_and_said() -> None:
    changes = f"<text:tracked-changes><text:deletion>{p('LEAK')}</text:deletion></text:tracked-changes>"
    note = f"<text:note><text:note-body>{p('')}</text:note-body></text:note>"
    comment = f"<office:annotation>{p('LEAK')}</office:annotation>"
    picture = "<draw:frame><draw:image/><svg:title>LEAK</svg:title></draw:frame>"
    contents = f"<text:table-of-content>{p('LEAK 3')}</text:table-of-content>"
    story = read_story(odt(changes + contents + p(f"Text{note}{comment}{picture}.")), "a.odt")
    assert story.scenes[0].text == "Text."
    assert story.dropped == (
        "A list of contents",
        "1 footnote",
        "1 comment",
        "1 picture that is not in the file",
    )


def test_properties_name_the_author_and_not_the_last_editor() -> None:
    about = (
        "<dc:title>T</dc:title><meta:initial-creator>Ann</meta:initial-creator><dc:creator>Bob</dc:creator>"
    )
    story = read_story(odt(p("Text."), properties=about), "a.odt")
    assert (story.title, story.author) == ("T", "Ann")


def test_a_password_is_refused() -> None:
    with pytest.raises(Unreadable, match="password"):
        read_story(odt(p("x"), more={"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "a.odt")


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "ha">]>'
    with pytest.raises(Unreadable, match="entities"):
        read_story(odt(p("x"), more={"content.xml": f"{bomb}<office/>"}), "a.odt")


def test_broken_documents_are_read_or_refused() -> None:
    whole = odt(h("One") + p("A.") + RULE + p("B.") + h("Two") + p("C.<text:s/>D."))
    flat = flat_odt(h("One") + p("A."))
    read = sum(survives(data, "a.odt") for data in mutations([whole, flat], 400, seed=4))
    assert 0 < read < 400
