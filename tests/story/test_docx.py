"""Word documents, as word processors, converters and people make them, read as their authors meant."""

from pathlib import Path

import pytest

from story.importing import read_story
from story.manuscript import MOST_PARAGRAPHS, read_manuscript
from story.model import Block, Kind, Style, Unreadable
from story.para import Para
from tests.fuzz.check import survives
from tests.fuzz.mutations import mutations
from tests.story import office_files as office
from tests.story.known_books import chapters, true_chapters
from tests.story.office_files import PAGE, RULE, blocks, docx, p, runs, shape, style, styled

LONG = "It was a story of some length, as stories are, and it went on. " * 4
STYLES = style("heading 1", properties='<w:outlineLvl w:val="0"/>', id="Uberschrift1") + style(
    "Title", id="Titel"
)
BOLD_MIDDLE = '<w:jc w:val="center"/>'


def strong(text: str) -> str:
    return p(text, BOLD_MIDDLE, "<w:b/>")


@pytest.mark.parametrize(
    ("name", "title", "author", "italics"),
    [
        ("pandoc_sherlock4.docx", "Sherlock Holmes, four cases", "Arthur Conan Doyle", 31),
        ("author_timemachine.docx", "The Time Machine", "H. G. Wells", 17),
    ],
)
def test_real_documents_are_exact(dev: Path, name: str, title: str, author: str, italics: int) -> None:
    story = read_story((dev / name).read_bytes(), name)
    assert (story.title, story.author) == (title, author)
    assert chapters(story) == true_chapters(dev, name)
    assert len(runs(story, Style.ITALIC)) == italics


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("docx_macro.docm.docx", "Macro document text."),
        ("docx_zipbomb.docx", "x"),
        ("docx_tracked_changes.docx", "Kept inserted linked\nafter br tab-nb"),
    ],
)
def test_odd_documents_read(nasty: Path, name: str, text: str) -> None:
    (scene,) = read_story((nasty / name).read_bytes(), name).scenes
    assert scene.text == text


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("docx_xxe.docx", "entities"),
        ("docx_billion_laughs.docx", "entities"),
        ("docx_password.docx", "password"),
        ("doc_old_word.doc", "old Word document"),
        ("rtf_minimal.rtf", "RTF"),
        ("pdf_minimal.pdf", "PDF"),
    ],
)
def test_hostile_and_foreign_documents_are_refused(nasty: Path, name: str, word: str) -> None:
    with pytest.raises(Unreadable, match=word):
        read_story((nasty / name).read_bytes(), name)


def test_italics_of_runs_and_of_styles(nasty: Path) -> None:
    story = read_story((nasty / "docx_italic_styles.docx").read_bytes(), "a.docx")
    assert runs(story, Style.ITALIC) == ["ital", "style-ital"]


def test_a_hundred_thousand_paragraphs(nasty: Path) -> None:
    data = (nasty / "docx_huge_100k_paras.docx").read_bytes()
    story = read_story(data, "a.docx")
    assert sum(len(scene.blocks) for scene in story.scenes) == 100_000


def test_headings_by_what_their_style_is_and_not_what_its_id_says() -> None:
    body = styled("Titel", "The Tale") + p("by Ann Author") + styled("Uberschrift1", "One") + p("A.")
    body += RULE + p("B.") + styled("Uberschrift1", "Two") + p("C.")
    story = read_story(docx(body, STYLES), "a.docx")
    assert (story.title, story.author) == ("The Tale", "Ann Author")
    assert shape(docx(body, STYLES)) == [("One", [["A."], ["B."]]), ("Two", [["C."]])]


def test_headings_with_a_space_and_a_wrong_outline_as_calibre_writes_them() -> None:
    styles = style("Heading 2", properties='<w:outlineLvl w:val="2"/>', id="Heading 2")
    styles += style("Para 1", properties="<w:pBdr><w:bottom w:val='single'/></w:pBdr>", id="Para 1")
    styles += style("Text 0", run='<w:i w:val="on"/>', kind="character", id="Text0")
    body = styled("Heading 2", "I") + p("One", run='<w:rStyle w:val="Text0"/>')
    body += (
        '<w:p><w:pPr><w:pStyle w:val="Para 1"/></w:pPr></w:p>' + p("Two") + styled("Heading 2", "II") + p("x")
    )
    assert shape(docx(body, styles)) == [("I", [["One"], ["Two"]]), ("II", [["x"]])]
    assert runs(read_story(docx(body, styles), "a"), Style.ITALIC) == ["One"]


def test_bold_lines_in_the_middle_are_chapters() -> None:
    body = strong("The Tale") + p("by Ann Author", BOLD_MIDDLE) + PAGE
    body += strong("The Door") + p(LONG) + p("") + strong("The Key") + p(LONG)
    story = read_story(docx(body), "a.docx")
    assert (story.title, story.author) == ("The Tale", "Ann Author")
    assert [chapter.title for chapter in story.chapters] == ["The Door", "The Key"]


def test_chapters_by_their_words_with_subtitles() -> None:
    body = (
        strong("Chapter 1") + strong("The Door") + p(LONG) + strong("Chapter 2") + strong("The Key") + p(LONG)
    )
    assert [title for title, _ in shape(docx(body))] == ["Chapter 1: The Door", "Chapter 2: The Key"]


@pytest.mark.parametrize("mark", ["***", "* * *", "#", "⁂", "~*~", "oOo"])
def test_marks_alone_are_scene_breaks(mark: str) -> None:
    assert shape(docx(p("A.") + p(mark, BOLD_MIDDLE) + p("B.") + p("") + p("C."))) == [
        ("", [["A."], ["B.", "C."]])
    ]


def test_rare_empty_paragraphs_are_scene_breaks_and_usual_ones_are_spacing() -> None:
    rare = "".join(p(f"Line {n}.") for n in range(5)) + p("") + "".join(p(f"More {n}.") for n in range(5))
    assert [len(scenes) for _, scenes in shape(docx(rare))] == [2]
    usual = "".join(p(f"Line {n}.") + p("") for n in range(8))
    assert [len(scenes) for _, scenes in shape(docx(usual))] == [1]


def test_all_styles_and_what_takes_them_back() -> None:
    styles = style("Thought", run="<w:i/>") + style("Loud", run="<w:b/>", kind="character")
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Thought"/><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:t>all </w:t></w:r>'
        '<w:r><w:rPr><w:i w:val="0"/></w:rPr><w:t>upright </w:t></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="Loud"/></w:rPr><w:t>loud </w:t></w:r>'
        '<w:r><w:rPr><w:u w:val="single"/><w:strike/></w:rPr><w:t>gone</w:t></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"
    )
    story = read_story(docx(body, styles), "a.docx")
    assert runs(story, Style.ITALIC) == ["all ", "loud ", "gone"]
    assert runs(story, Style.BOLD) == ["loud "]
    assert runs(story, Style.UNDERLINE) == runs(story, Style.STRIKE) == ["gone"]
    assert "hidden" not in story.scenes[0].text


def test_lists_show_their_numbers_and_bullets() -> None:
    level = '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/><w:lvlText w:val="{2}"/></w:lvl>'
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level.format(0, "decimal", "%1.")
        + level.format(1, "lowerRoman", "%2)")
        + '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
    )
    item = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="7"/></w:numPr>'
    body = p("Take:") + p("bread", item.format(0)) + p("old", item.format(1)) + p("new", item.format(1))
    body += p("salt", item.format(0)) + p("Then go.")
    texts = [block.text for block in blocks(docx(body, numbering=numbering))]
    assert texts == ["Take:", "1. bread\n  i) old\n  ii) new\n2. salt", "Then go."]


def test_tables_are_lines_and_frames_are_paragraphs() -> None:
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    table = "<w:tbl>" + row.format(p("a"), p("b")) + row.format(p("1"), p("2")) + "</w:tbl>"
    assert [block.text for block in blocks(docx(p("See:") + table))] == ["See:", "a | b\n1 | 2"]
    frame = f"<w:tbl><w:tr><w:tc>{p('One.')}{p('Two.')}</w:tc></w:tr></w:tbl>"
    assert [block.text for block in blocks(docx(frame))] == ["One.", "Two."]


def test_what_is_left_out_is_said() -> None:
    body = "<w:p><w:r><w:t>Text</w:t><w:footnoteReference/></w:r><w:r><a:blip r:embed='rId1'/></w:r>"
    body += "<w:r><v:imagedata/></w:r></w:p>"
    body += styled("TOC1", "One ... 3")
    story = read_story(docx(body, style("toc 1", id="TOC1")), "a.docx")
    assert story.scenes[0].text == "Text"
    assert story.dropped == ("A list of contents", "1 footnote", "2 pictures that are not in the file")


def test_verse_quotes_and_typed_paragraphs() -> None:
    verse = "<w:p><w:r><w:t>Roses are red,</w:t><w:br/><w:t>Violets are blue.</w:t></w:r></w:p>"
    pasted = f"<w:p><w:r><w:t>{LONG}</w:t><w:br/><w:br/><w:t>{LONG}</w:t></w:r></w:p>"
    found = blocks(docx(verse + pasted + styled("Quote", "So it goes."), style("Quote", run="<w:i/>")))
    assert [block.kind for block in found] == [Kind.VERSE, Kind.PARAGRAPH, Kind.PARAGRAPH, Kind.QUOTE]


def test_deleted_paragraph_ends_and_dropped_capitals_join() -> None:
    dropped = p("O", '<w:framePr w:dropCap="drop"/>') + p("nce upon a time.")
    joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>One </w:t></w:r></w:p>" + p("two.")
    assert [block.text for block in blocks(docx(dropped + joined))] == ["Once upon a time.", "One two."]


def test_text_boxes_are_told_once() -> None:
    box = f"<mc:AlternateContent><mc:Choice><w:txbxContent>{p('In a box.')}</w:txbxContent></mc:Choice>"
    box += f"<mc:Fallback><w:txbxContent>{p('In a box.')}</w:txbxContent></mc:Fallback></mc:AlternateContent>"
    texts = [block.text for block in blocks(docx(f"<w:p><w:r>{box}<w:t>Beside.</w:t></w:r></w:p>"))]
    assert sorted(texts) == ["Beside.", "In a box."]


def test_properties_and_what_programs_put_there() -> None:
    told = "<dc:title>The Tale</dc:title><dc:creator>Ann</dc:creator><dc:language>de-DE</dc:language>"
    story = read_story(docx(p("Text."), properties=told), "a.docx")
    assert (story.title, story.author, story.language) == ("The Tale", "Ann", "de-DE")
    untold = "<dc:title>Microsoft Word - x.doc</dc:title><dc:creator>python-docx</dc:creator>"
    story = read_story(docx(p("Text."), properties=untold), "The Real Name.docx")
    assert (story.title, story.author) == ("The Real Name", "")


def test_depth_and_length_do_no_harm() -> None:
    deep = "<w:sdt>" * 50_000 + p("Deep.") + "</w:sdt>" * 50_000
    assert [block.text for block in blocks(docx(deep))] == ["Deep."]
    with pytest.raises(Unreadable, match="paragraphs"):
        read_manuscript([Para(Block("a"))] * (MOST_PARAGRAPHS + 1), {})


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r>" + "<w:t>a</w:t><w:br w:type='page'/>" * 60_000 + "</w:r></w:p>",
        "<w:p>" + "<w:r><w:rPr><w:i/></w:rPr><w:t>a</w:t></w:r><w:r><w:br/><w:br/></w:r>" * 40_000 + "</w:p>",
        "<w:tbl><w:tr><w:tc>" * 8_000 + p("a") + "</w:tc></w:tr></w:tbl>" * 8_000,
        "<w:hyperlink>" * 30_000 + p("a", run="<w:u/>") * 2_000 + "</w:hyperlink>" * 30_000,
        "<w:p><w:r><w:t>a" * 20_000 + "</w:t></w:r></w:p>" * 20_000,
    ],
    ids=["page breaks", "blank lines", "tables", "links", "boxes"],
)
def test_documents_made_to_be_slow_are_not(body: str) -> None:
    assert read_story(docx(body), "a.docx").chapters


@pytest.mark.parametrize("kind", ["xl/workbook.xml", "ppt/slides.xml", "notes.txt"])
def test_other_archives_are_refused_with_advice(kind: str) -> None:
    with pytest.raises(Unreadable, match="save the story as"):
        read_story(office.archive({kind: "x"}), "a.docx")


def test_broken_documents_are_read_or_refused() -> None:
    body = strong("One") + p("A.", run="<w:i/>") + RULE + p("B.") + styled("Uberschrift1", "Two") + p("C.")
    whole = docx(body, STYLES, properties="<dc:title>T</dc:title>")
    read = sum(survives(data, "a.docx") for data in mutations([whole], 400, seed=3))
    assert 0 < read < 400
