"""What people bring: other encodings, books, documents and web pages, and files that are no stories."""

import pytest

from bot.playground import NotPossible
from tests.conversations.conftest import Club
from tests.story.office_files import docx, p, style, styled
from tests.story.pages_made import packed_book, xhtml


async def test_another_rule_and_another_encoding(library: Club) -> None:
    club = library
    text = "Проснулся.\n\n***\n\nУснул снова и надолго.\n".encode("cp1251")
    dry = await club.ana.uploads("/library add", ("dream.txt", text), club.room)
    assert "2 scenes" in dry
    wrong = await club.ana.chooses("Western European (Windows-1252)")
    assert "Проснулся" not in wrong
    right = await club.ana.chooses("Cyrillic (Windows-1251)")
    assert "Проснулся." in right and "2 scenes" in right
    one = await club.ana.chooses("One scene, nothing parts it")
    assert "1 scene" in one and "Проснулся." in one, "both choices are kept"
    impossible = await club.ana.chooses("Unicode (UTF-8)")
    assert "not written in utf-8" in impossible
    await club.restarts_the_bot()
    assert "1 scene" in await club.ana.chooses("Cyrillic (Windows-1251)", in_=club.room)
    await club.ana.presses("Add to the library")
    assert "Page 1 of 1" in await club.ben.types("/read", club.room)


async def test_a_file_in_an_unknown_encoding_waits_for_its_encoding(library: Club) -> None:
    club = library
    text = ("日が昇った。" * 60 + "\n\n***\n\n" + "川は静かだった。" * 60).encode("utf-16-le")
    dry = await club.ana.uploads("/library add", ("dawn.txt", text), club.room)
    assert "I cannot read dawn.txt" in dry and dry.buttons == ("Discard",)
    assert "no story to read" in await club.ben.types("/read", club.room)
    await club.restarts_the_bot()
    right = await club.ana.chooses("Unicode (UTF-16)", menu="Wrong letters? Try another encoding")
    assert "日が昇った。" in right and "scenes" in right
    await club.ana.presses("Add to the library")
    assert "日が昇った。" in await club.ben.types("/read", club.room)


async def test_books_and_documents_are_brought_too(library: Club) -> None:
    club = library
    prose = "The ferry went over the river, and nobody counted the lamps. " * 8
    page = xhtml(
        f"<h2>{{}}</h2><p>{prose}<a epub:type='noteref' href='#n'>1</a></p><aside id='n'><p>A note.</p></aside>"
    )
    book = packed_book({"a.xhtml": page.format("Fog"), "b.xhtml": page.format("Sun")})
    dry = await club.ana.uploads("/library add", ("book.epub", book), club.room)
    assert "## A Book" in dry and "2 chapters" in dry and "2 footnotes" in dry
    with pytest.raises(NotPossible):
        await club.ana.chooses("Unicode (UTF-16)")
    await club.ana.presses("Add to the library")
    title = style("Title", id="Title")
    document = docx(styled("Title", "The Letter") + p(prose) + p("* * *") + p("It was late."), title)
    dry = await club.ana.uploads("/library add", ("letter.docx", document), club.room)
    assert "## The Letter" in dry and "2 scenes" in dry
    await club.ana.presses("Add to the library")
    assert "The ferry went over the river" in await club.ben.types("/read story:letter", club.room)
    assert "¹" in await club.ben.types("/read story:a book", club.room)
    again = await club.ana.uploads("/library add", ("book.epub", book), club.room)
    assert "It replaces “A Book”" in again and "The text is the same as now." in again


async def test_what_is_told_of_a_file_is_told_in_the_managers_language(library: Club) -> None:
    club = library
    club.ana.user.locale = "de"
    refused = await club.ana.uploads("/library add", ("a.pdf", b"%PDF-1.7 ..."), club.room)
    assert "Ich kann a.pdf nicht lesen. Das ist ein PDF, keine Textdatei; speichere" in refused
    page = (
        b"<html><body><h1>Fog</h1><p>"
        + b"First words. " * 200
        + b"</p><p><img src=map.png alt='A map'></p></body></html>"
    )
    dry = await club.ana.uploads("/library add", ("fog.html", page), club.room)
    assert "**Weggelassen**\n- 1 Bild, das nicht in der Datei ist" in dry
    dark = await club.ana.uploads(
        "/library add", ("dark.txt", "Łódź płynie nocą.".encode("cp1250") * 9), club.room
    )
    assert "**Bitte sieh dir das an**\n- Die Datei ist nicht in UTF-8; gelesen wurde sie als" in dark


async def test_files_that_are_no_stories_are_refused(library: Club) -> None:
    club = library
    assert "The file is empty" in await club.ana.uploads("/library add", ("a.txt", b""), club.room)
    assert "I cannot read" in await club.ana.uploads("/library add", ("a.pdf", b"%PDF-1.7 ..."), club.room)
    assert (
        "cut it"
        in (await club.ana.uploads("/library add", ("a.txt", b"x" * 20_000_001), club.room)).text.lower()
    )
    assert "no story here yet" in await club.ana.types("/library list", club.room)


async def test_a_web_page_is_brought_like_any_file(library: Club) -> None:
    club = library
    page = "<html><head><title>Fog</title></head><body><h1>Fog</h1><p>It was <em>thick</em>.</p><hr><p>It went.</p>"
    dry = await club.ana.uploads("/library add", ("fog.html", page.encode()), club.room)
    assert "## Fog" in dry and "2 scenes" in dry and "It was *thick*." in dry
    one = await club.ana.chooses("One scene, nothing parts it")
    assert "1 scene" in one and "It was *thick*." in one
