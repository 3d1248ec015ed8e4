"""What a book says beside its text is kept beside it: footnotes at their marks, authors' notes at their chapters."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from story import scene_json
from story.footnotes import anchored, settle
from story.importing import read_story
from story.model import Block, Chapter, Footnote, Scene, Span, Story, Style
from tests.story.office_files import docx, fb2, odt, p
from tests.story.pages_made import PROSE, book, page, xhtml

NOTE = "A ferry is a boat."


def told(story: Story) -> list[tuple[str, str, str, str]]:
    """Each footnote: the text that ends with its mark, the mark, the title, what it says."""
    return [
        (scene.text[: each.at + len(each.mark)][-7:], each.mark, each.title, "|".join(b.text for b in each.blocks))
        for scene in story.scenes
        for each in scene.footnotes
    ]  # fmt: skip


def whole(story: Story) -> str:
    return "\n".join(scene.text for scene in story.scenes)


@pytest.mark.parametrize(
    ("mark", "under"),
    [
        (
            "<a epub:type='noteref' href='#n1'>1</a>",
            f"<aside epub:type='footnote' id='n1'><p>1. {NOTE}</p></aside>",
        ),
        (
            "<sup><a href='#n1' id='r1'>1</a></sup>",
            f"<div><p id='n1'><a href='#r1'>1</a> {NOTE}</p></div>",
        ),
        (
            "<a name='r1'></a><a href='#n1' class='fnanchor'>1</a>",
            "<div class='footnote'><p><a name='n1'></a><a href='#r1'><span class='label'>[1]</span></a>"
            f" {NOTE}</p></div>",
        ),
        (
            "<a id='r1' href='#n1'><sup>1</sup></a>",
            f"<hr/><h3>Notes</h3><ol><li id='n1'>{NOTE} <a href='#r1'>↩</a></li></ol>",
        ),
        (
            "<sup id='r1'><a href='#n1'>1</a></sup>",
            f"<section role='doc-endnotes'><ol><li id='n1'><p>{NOTE} <a href='#r1'>↩︎</a></p></li></ol></section>",
        ),
    ],
)  # fmt: skip
def test_the_footnotes_of_pages_and_books(mark: str, under: str) -> None:
    body = f"<h2>One</h2><p>{PROSE}</p><p>The ferry{mark} came.</p><p>{PROSE}</p>"
    in_book = book({"a.xhtml": xhtml(body + under), "b.xhtml": xhtml(f"<h2>Two</h2><p>{PROSE}</p>")})
    apart = book({
        "a.xhtml": xhtml(body.replace("'#n1'", "'b.xhtml#n1'")),
        "b.xhtml": xhtml(under.replace("'#r1'", "'a.xhtml#r1'")),
    })  # fmt: skip
    for story in (page(body + under), in_book, apart):
        assert told(story) == [(" ferry¹", "¹", "", NOTE)]
        assert "The ferry¹ came." in whole(story)
        assert NOTE not in whole(story) and "Notes" not in whole(story)


def test_marks_of_other_kinds_stay_as_they_are() -> None:
    note = "<aside epub:type='footnote' id='n{0}'><p>{1} Note {0}.</p></aside>"
    mark = "<a epub:type='noteref' href='#n{0}'>{1}</a>"
    body = f"<p>{PROSE}</p><p>A{mark.format(1, '*')} b{mark.format(2, '[2]')}.</p>"
    story = page(body + note.format(1, "*") + note.format(2, "[2]"))
    assert [each[1:] for each in told(story)] == [("*", "", "Note 1."), ("[2]", "", "Note 2.")]


def test_a_list_of_contents_leads_to_no_footnotes() -> None:
    links = "".join(f"<p><a href='#c{n}'>{n}</a></p>" for n in (1, 2, 3))
    chapters = "".join(f"<h2 id='c{n}'>{n}</h2><p id='p{n}'>{PROSE}</p>" for n in (1, 2, 3))
    story = page(links + chapters)
    assert told(story) == [] and len(story.chapters) == 3
    to_text = page(links.replace("#c", "#p") + chapters)
    assert told(to_text) == [] and whole(to_text).count(PROSE.strip()) == 3


def test_a_mark_in_a_title_goes_to_the_text_under_it() -> None:
    note = f"<aside epub:type='footnote' id='n'><p>{NOTE}</p></aside>"
    story = page(
        f"<h1>T</h1><h2>One<a epub:type='noteref' href='#n'>1</a></h2><p>{PROSE}</p><h2>Two</h2><p>{PROSE}</p>{note}"
    )
    assert [chapter.title for chapter in story.chapters] == ["One", "Two"]
    assert [each[1:] for each in told(story)] == [("", "¹", NOTE)]


def test_notes_aside_of_the_reading_order_are_read() -> None:
    body = f"<h2>One</h2><p>{PROSE}</p><p>The ferry<a epub:type='noteref' href='n.xhtml#n1'>1</a> came.</p>"
    notes = (
        f"<section epub:type='endnotes'><ol><li id='n1' epub:type='endnote'><p>{NOTE}</p></li></ol></section>"
    )
    story = book({"a.xhtml": xhtml(body), "n.xhtml": xhtml(notes)}, aside=("n.xhtml",))
    assert told(story) == [(" ferry¹", "¹", "", NOTE)]
    assert not any("outside" in sentence for sentence in story.dropped)


def test_the_footnotes_of_a_word_document() -> None:
    reference = '<w:r><w:{0}Reference w:id="{1}"/></w:r>'
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        "<w:p>"
        + run.format("A")
        + reference.format("footnote", 2)
        + run.format(" b")
        + reference.format("endnote", 2)
    )
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>*</w:t></w:r>'
    body += run.format(" c") + own + run.format(".") + "</w:p>"
    parts = '<w:footnote w:type="separator" w:id="0">' + p("") + "</w:footnote>"
    parts += "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/><w:t> Foot {n}.</w:t></w:r></w:p></w:footnote>'
        for n in (2, 3)
    )
    story = read_story(
        docx(body, footnotes=parts, endnotes=f'<w:endnote w:id="2">{p("End.")}{p("More.")}</w:endnote>'),
        "a.docx",
    )
    assert whole(story) == "A¹ b² c*."
    assert [each[1:] for each in told(story)] == [
        ("¹", "", "Foot 2."),
        ("²", "", "End.|More."),
        ("*", "", "Foot 3."),
    ]
    assert story.dropped == ()


def test_the_footnotes_of_an_opendocument_text() -> None:
    body = "<text:note-body><text:p>A <text:span>boat</text:span>.</text:p></text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{body}</text:note>"
    story = read_story(odt(f"<text:p>The ferry{note} came.</text:p>"), "a.odt")
    assert whole(story) == "The ferry¹ came."
    assert told(story) == [(" ferry¹", "¹", "", "A boat.")]


def test_the_notes_of_an_fb2_book() -> None:
    mark = '<a l:href="#n1" type="note">[1]</a>'
    text = f"<section><title><p>One</p></title><p>The ferry{mark} came.</p></section></body>"
    section = f'<section id="n1"><title><p>1</p></title><p>{NOTE}</p><p>Yes.</p></section>'
    notes = f'<body name="notes"><title><p>Notes</p></title>{section}'
    story = read_story(fb2(text + notes), "a.fb2")
    assert whole(story) == "The ferry[1] came."
    assert [each[1:] for each in told(story)] == [("[1]", "", f"{NOTE}|Yes.")]
    assert story.dropped == ()


def test_the_footnotes_of_markdown() -> None:
    text = (
        f"# One[^t]\n\nThe ferry[^boat] came.[^2] Not[^9].\n\n[^boat]: {NOTE}\n\n    It *floats*.\n\n[^2]: Late.\n"
        "[^t]: Title.\n\nIt left.\n\n# Two\n\nText.\n"
    )
    story = read_story(text.encode(), "a.md")
    assert whole(story) == "The ferry² came.³ Not[^9].\n\nIt left.\nText."
    assert [each[1:] for each in told(story)] == [
        ("", "¹", "Title."),
        ("²", "", f"{NOTE}|It floats."),
        ("³", "", "Late."),
    ]
    assert story.scenes[0].footnotes[1].blocks[1].spans == (Span(3, 9, Style.ITALIC),)


def test_what_an_archives_author_notes_is_kept_beside_the_story(dev: Path) -> None:
    for name in ("ao3_sherlock5.html", "ao3_sherlock5.epub"):
        story = read_story((dev / name).read_bytes(), name)
        found = [
            (number, each.title, each.blocks[0].text)
            for number, scene in enumerate(story.scenes)
            for each in scene.footnotes
        ]
        assert found == [
            (0, "Notes", "Work-level author note: thanks to my beta!"),
            (0, "Chapter Summary", "The chapter summary, which is not story text."),
            (2, "Chapter Notes", "Chapter author note before the text."),
            (3, "Chapter End Notes", "Chapter end note."),
            (11, "End Notes", "Work end note: come say hi!"),
        ]  # fmt: skip
        end = story.scenes[3]
        assert end.footnotes[0].at == len(end.text) - 1
        assert "note" not in "".join(story.dropped)


def test_what_a_page_calls_an_authors_note() -> None:
    story = page(
        f"<h2>One</h2><div class='fff_chapter_notes fff_head_notes'><b>Author's Note:</b><p>{NOTE}</p></div>"
        f"<p>{PROSE}</p>"
        f"<div class='author-note-portlet'><p>Thanks!</p></div><h2>Two</h2><p>{PROSE}</p>"
    )
    assert [each[1:] for each in told(story)] == [("", "Author's Note", NOTE), ("", "", "Thanks!")]
    assert whole(story) == f"{PROSE.strip()}\n{PROSE.strip()}"


def test_poems_and_their_notes(dev: Path) -> None:
    story = read_story((dev / "idpf_wasteland.epub").read_bytes(), "a.epub")
    first = story.scenes[0].footnotes[0]
    assert first.blocks[0].text == "Line 20. Cf. Ezekiel 2:1."
    assert story.scenes[0].text[: first.at + 1].endswith("Son of man,*")


SPANS = st.lists(
    st.tuples(st.integers(0, 11), st.sampled_from((Style(0), Style.ITALIC)), st.integers(0, 3)), max_size=6
)


@given(
    SPANS, st.booleans(), st.text("ab 1*", min_size=12, max_size=12).filter(lambda text: text.strip() == text)
)
def test_marks_change_no_text_and_leave_no_numbers(
    marks: list[tuple[int, Style, int]], last: bool, text: str
) -> None:
    runs = sorted(
        {at: Span(at, at + 1, style, note) for at, style, note in marks if style or note}.values(),
        key=lambda span: span.start,
    )
    block = anchored(Block(text, spans=tuple(runs)), 9, last=last)
    notes = {number: Footnote(0, "x", "", (Block("x"),)) for number in (1, 9)}
    (chapter,) = settle((Chapter("", (Scene((block, block)),)),), notes)
    (scene,) = chapter.scenes
    assert scene.text.replace("¹", "1") == f"{text}\n\n{text}"
    assert [each.at for each in scene.footnotes] == sorted(each.at for each in scene.footnotes)
    assert not any(span.note or not span.style for each in scene.blocks for span in each.spans)
    assert scene_json.load(scene.text, scene_json.dump(scene)) == scene


def test_a_page_of_endnotes_is_no_chapter() -> None:
    mark = "<sup><a id='r{0}' href='n.xhtml#n{0}'>{0}</a></sup>"
    note = "<p id='n{0}'><a href='{1}.xhtml#r{0}'>{0}</a>. Note {0}.</p>"
    pages = {
        name: xhtml(f"<h1>{title}</h1><p>{PROSE}</p><p>The ferry{mark.format(number)} came.</p>")
        for number, (name, title) in enumerate({"a.xhtml": "One", "b.xhtml": "Two"}.items(), 1)
    }
    notes = f"<h1>Notes</h1><h2>One</h2>{note.format(1, 'a')}<h2>Two</h2>{note.format(2, 'b')}"
    story = book(pages | {"n.xhtml": xhtml(notes)})
    assert [chapter.title for chapter in story.chapters] == ["One", "Two"]
    assert [each[1:] for each in told(story)] == [("¹", "", "Note 1."), ("²", "", "Note 2.")]


def test_the_footnotes_of_a_gutenberg_text_are_beside_it() -> None:
    lines = (
        "Title: The Boat", "*** START OF THE PROJECT GUTENBERG EBOOK THE BOAT ***",
        "He saw a _yawl_[1] and a lugger.[2] " + PROSE, "[Footnote 1: A boat with two masts.]",
        "[Footnote 2: Another.", "It is larger.]", "He left.[1] " + PROSE, "[Footnote 1: In June.]",
        "[Footnote 9: Of nothing.]", "*** END OF THE PROJECT GUTENBERG EBOOK THE BOAT ***",
    )  # fmt: skip
    (scene,) = read_story("\n\n".join(lines).encode(), "boat.txt").scenes
    assert scene.text.split("\n\n")[0].startswith("He saw a yawl¹ and a lugger.²")
    assert scene.text.endswith("[Footnote 9: Of nothing.]")
    told = [[block.text for block in each.blocks] for each in scene.footnotes]
    assert told == [["A boat with two masts."], ["Another.", "It is larger."], ["In June."]]
    assert [scene.text[each.at] for each in scene.footnotes] == ["¹", "²", "¹"]
