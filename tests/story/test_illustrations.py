"""Pictures of every kind of file stand where their authors put them, and what is none is left out and said."""

import base64
from collections.abc import Callable

import pytest

from story.assembly import MOST_IN_A_ROW
from story.importing import read_story
from story.model import Story
from tests.story.office_files import RULE, archive, docx, fb2, flat_odt, odt, p, style, styled
from tests.story.pages_made import PROSE, book, packed_book, page, xhtml
from tests.story.pictures_made import BLUE, GREEN, RED, picture

ORNAMENT = picture(400, 30)
WORDS = [word * 60 for word in ("one ", "two ", "three ", "four ")]


def told(story: Story) -> list[list[str]]:
    """Every scene as the first words of its blocks, with its pictures in their places by their words."""
    return [
        _told(scene.text, [(each.at, each.alt or "?") for each in scene.illustrations])
        for scene in story.scenes
    ]


def _told(text: str, pictures: list[tuple[int, str]]) -> list[str]:
    told, at = [], 0
    for block in [*text.split("\n\n"), ""]:
        told += [f"({alt})" for place, alt in pictures if place == at or (not block and place == len(text))]
        told += block.split()[:1]
        at += len(block) + 2
    return told


def data(picture: bytes, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{base64.b64encode(picture).decode()}"


def html(*parts: str) -> Story:
    return page("".join(parts))


def paragraphs() -> list[str]:
    return [f"<p>{words}</p>" for words in WORDS]


def in_epub(source: str, **files: bytes) -> Story:
    return book(
        {"a.xhtml": xhtml(source)}, extra={name.replace("_", "."): each for name, each in files.items()}
    )


def test_a_page_shows_what_it_has_in_it_and_fetches_nothing() -> None:
    one, two, three, four = paragraphs()
    inside = f'<p><img src="{data(RED)}" alt="A red lamp"></p>'
    story = html(one, inside, two, '<img src="https://example.org/dot.gif" alt="A tracker">', three, four)
    assert told(story) == [["one", "(A red lamp)", "two", "three", "four"]]
    assert [each.data for each in story.pictures] == [RED]
    assert story.dropped == ("1 picture that is not in the file",)


def test_pictures_in_a_text_stand_before_or_behind_it() -> None:
    first, behind = f'<img src="{data(RED)}" alt="red">', f'<img src="{data(BLUE)}" alt="blue">'
    story = html(f"<p>{first} {WORDS[0]}</p><p>{WORDS[1]} {behind} and on</p><p>{WORDS[2]}</p>")
    assert told(story) == [["(red)", "one", "two", "(blue)", "three"]]


def test_a_books_pictures_are_found_from_its_pages() -> None:
    one, two, *_ = paragraphs()
    drawing = (
        '<svg viewBox="0 0 1 1" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="b.png"/></svg>'
    )
    figure = '<figure><img src="a.png" alt="red"/><figcaption>Caption</figcaption></figure>'
    story = in_epub(f"{one}{figure}{two}{drawing}", a_png=RED, b_png=BLUE)
    assert told(story) == [["one", "(red)", "Caption", "two", "(?)"]]
    assert [each.data for each in story.pictures] == [RED, BLUE]


def test_an_ornament_divides_scenes_and_an_illustration_does_not() -> None:
    one, two, three, four = paragraphs()
    source = f'{one}<p><img src="o.png" alt=""/></p>{two}<p><img src="a.png" alt=""/></p>{three}{four}'
    assert told(in_epub(source, o_png=ORNAMENT, a_png=RED)) == [["one"], ["two", "(?)", "three", "four"]]


def test_a_large_picture_that_comes_again_and_again_is_an_ornament() -> None:
    source = '<p><img src="a.png" alt=""/></p>'.join(paragraphs())
    assert told(in_epub(source, a_png=RED)) == [["one"], ["two"], ["three"], ["four"]]


def test_a_dot_divides_nothing_and_is_left_out() -> None:
    one, two, *_ = paragraphs()
    story = in_epub(f'{one}<p><img src="a.gif" alt=""/></p>{two}', a_gif=picture(1, 1, kind="GIF"))
    assert told(story) == [["one", "two"]]
    assert story.pictures == () and story.dropped == ("1 picture too small to see",)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (b'<?xml version="1.0"?><svg xmlns="urn:x"/>', "1 drawing (SVG), which Discord does not show"),
        (b"\xd7\xcd\xc6\x9a a metafile", "1 picture of a kind that Discord does not show"),
        (b"<html>not found</html>", "1 picture of a kind that Discord does not show"),
        (RED[:20], "1 picture of a kind that Discord does not show"),
        (RED + bytes(16_000_000), "1 picture that is far too large"),
    ],
    ids=["drawing", "metafile", "page", "cut short", "huge"],
)  # fmt: skip
def test_what_discord_does_not_show_is_left_out_and_said(source: bytes, reason: str) -> None:
    story = in_epub(f'<p>{PROSE}</p><p><img src="a.png" alt="A lamp"/></p><p>{PROSE}</p>', a_png=source)
    assert story.dropped == (reason,) and not story.illustrations


def test_the_cover_is_told_by_the_package_and_not_shown_again() -> None:
    cover = picture(600, 900)
    pages = {
        "cover.xhtml": xhtml('<img src="c.png" alt="cover"/>'),
        "a.xhtml": xhtml(f"<h1>One</h1><p>{PROSE}</p>"),
    }
    item = '<item id="c" href="c.png" media-type="image/png"{}/>'
    third = packed_book(pages, items=item.format(' properties="cover-image"'), extra={"c.png": cover})
    second = packed_book(
        pages, items=item.format(""), metadata='<meta name="cover" content="c"/>', extra={"c.png": cover}
    )
    for data in (third, second):
        story = read_story(data, "a.epub")
        assert [each.data for each in story.pictures if each.name == story.cover] == [cover]
        assert story.illustrations == ()


def test_a_plate_on_a_page_of_its_own_is_kept_and_a_publishers_sign_is_not() -> None:
    pages = {
        "title.xhtml": xhtml('<p>A Book</p><img src="sign.png" alt="sign"/>'),
        "map.xhtml": xhtml('<img src="map.png" alt="map"/>'),
        "a.xhtml": xhtml(f"<h1>One</h1><p>{WORDS[0]}</p>"),
        "plate.xhtml": xhtml('<div><img src="plate.png" alt="plate"/></div>'),
        "b.xhtml": xhtml(f"<h1>Two</h1><p>{WORDS[1]}</p>"),
    }
    entries = (("a", "One"), ("plate", "Plate"), ("b", "Two"))
    contents = "".join(f'<li><a href="{name}.xhtml">{title}</a></li>' for name, title in entries)
    story = book(pages, contents=contents, extra={"sign.png": GREEN, "map.png": RED, "plate.png": BLUE})
    assert [chapter.title for chapter in story.chapters] == ["One", "Two"]
    assert told(story) == [["(map)", "one", "(plate)"], ["two"]]


def test_more_than_a_message_can_show_in_one_place_are_left_out_and_said() -> None:
    pictures = {f"p{number}.png": picture(200, 200, (number, 0, 0)) for number in range(14)}
    images = "".join(f'<img src="{name}" alt="{name[:-4]}"/>' for name in pictures)
    story = book({"a.xhtml": xhtml(f"<p>{PROSE}</p>{images}<p>{PROSE}</p>")}, extra=pictures)
    assert len(story.illustrations) == MOST_IN_A_ROW == len(story.pictures)
    assert story.dropped == ("4 pictures more than can be shown in one place",)


def word(name: str, alt: str = "") -> str:
    return f'<w:r><wp:inline><wp:docPr descr="{alt}"/><a:blip r:embed="{name}"/></wp:inline></w:r>'


def test_a_word_document_shows_its_pictures() -> None:
    heading = style("heading 1", run="", id="H1")
    body = (
        f"<w:p>{word('map', 'map')}</w:p>" + styled("H1", "One") + p(WORDS[0]) + f"<w:p>{word('red', 'red')}</w:p>"
        + p(WORDS[1]).replace("</w:p>", word("blue", "blue") + "</w:p>") + f"<w:p>{word('flat')}</w:p>" + p(WORDS[2])
        + styled("H1", "Two") + p(WORDS[3]) + f"<w:p>{word('end', 'end')}</w:p>"
    )  # fmt: skip
    media = {"map": GREEN, "red": RED, "blue": BLUE, "flat": ORNAMENT, "end": RED}
    story = read_story(docx(body, heading, media=media), "a.docx")
    assert told(story) == [["(map)", "one", "(red)", "two", "(blue)"], ["three"], ["four", "(end)"]]
    assert len(story.pictures) == 3


def test_a_picture_beside_a_title_or_in_a_table_is_not_lost() -> None:
    title = styled("Title", "A Book").replace("</w:p>", word("red", "red") + "</w:p>")
    row = f"<w:tr><w:tc>{p('a')}</w:tc><w:tc><w:p>{word('blue', 'blue')}</w:p></w:tc></w:tr>"
    body = title + p(WORDS[0]) + f"<w:tbl>{row}{row}</w:tbl>" + RULE + p(WORDS[1])
    story = read_story(docx(body, style("Title"), media={"red": RED, "blue": BLUE}), "a.docx")
    assert story.title == "A Book"
    assert {each.alt for each in story.illustrations} == {"red", "blue"}


def frame(image: str, words: str = "") -> str:
    return f"<text:p><draw:frame>{image}<svg:title>{words}</svg:title></draw:frame></text:p>"


def test_an_opendocument_text_shows_its_pictures() -> None:
    first, second = (f"<text:p>{words}</text:p>" for words in WORDS[:2])
    image = '<draw:image xlink:href="Pictures/{}"/>'
    both = frame(image.format("a.svg") + image.format("a.png"), "red")
    packed = {"Pictures/a.png": RED, "Pictures/a.svg": b"<svg/>", "Pictures/o.png": ORNAMENT}
    story = read_story(
        odt(first + both + second + frame(image.format("o.png")) + first, more=packed), "a.odt"
    )
    assert told(story) == [["one", "(red)", "two"], ["one"]]
    inside = f"<draw:image><office:binary-data>{base64.encodebytes(RED).decode()}</office:binary-data></draw:image>"
    flat = read_story(flat_odt(first + frame(inside, "red") + second), "a.fodt")
    assert told(flat) == [["one", "(red)", "two"]] and [each.data for each in flat.pictures] == [RED]


def fb2_book(*pictures: bytes) -> str:
    letters = (base64.encodebytes(each).decode() for each in pictures)
    return "".join(
        f'<binary id="{at}.png" content-type="image/png">{each}</binary>' for at, each in enumerate(letters)
    )


def test_an_fb2_book_shows_its_pictures_and_its_cover() -> None:
    one, two, three, _ = paragraphs()
    image = '<image l:href="#{}.png" alt="{}"/>'
    body = (
        f"<section><title><p>First</p></title>{image.format(0, 'red')}{one}{image.format(1, '')}{two}"
        f"<p>and {image.format(2, 'blue')} more</p></section><section><title><p>Second</p></title>{three}</section>"
    )
    about = f"<book-title>A</book-title><coverpage>{image.format(3, '')}</coverpage>"
    cover = picture(600, 900)
    source = fb2(body, about).replace(
        b"</FictionBook>", fb2_book(RED, ORNAMENT, BLUE, cover).encode() + b"</FictionBook>"
    )
    story = read_story(source, "a.fb2")
    assert told(story) == [["(red)", "one"], ["two", "and", "(blue)"], ["three"]]
    assert [each.data for each in story.pictures if each.name == story.cover] == [cover]
    assert story.dropped == ()


def test_a_picture_that_is_all_there_is_makes_no_story() -> None:
    with pytest.raises(ValueError, match="no readable text"):
        html(f'<img src="{data(RED)}" alt="A lamp">')


@pytest.mark.parametrize(
    "odd", ["data:", "data:image/png;base64,%%%", "data:,x", "data:;base64,", "#", "%00", "../x"]
)
@pytest.mark.parametrize("read", [lambda part: html(part), lambda part: in_epub(part)], ids=["page", "book"])
def test_odd_addresses_are_no_pictures(odd: str, read: Callable[[str], Story]) -> None:
    story = read(f'<p>{PROSE}</p><p><img src="{odd}" alt="A lamp"/></p><p>{PROSE}</p>')
    assert story.pictures == () and len(story.dropped) == 1


def test_a_bomb_among_the_pictures_is_one_picture_less() -> None:
    bomb = archive({"mimetype": "application/epub+zip"})
    story = in_epub(f'<p>{PROSE}</p><img src="a.png" alt="A lamp"/>', a_png=bytes(60_000_000), b_zip=bomb)
    assert story.dropped == ("1 picture that is far too large",)
