"""The whole files that broken ones are made from: real ones where they are at hand, and our own for every format."""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from tests.story.office_files import RULE, archive, docx, fb2, flat_odt, odt, p, style, styled
from tests.story.pages_made import packed_book, xhtml
from tests.story.pictures_made import BLUE, RED

ROOT = Path(__file__).parents[2]
SUFFIXES = {
    "plain": (".txt",),
    "markdown": (".md",),
    "html": (".html", ".htm"),
    "epub": (".epub",),
    "docx": (".docx",),
    "odt": (".odt",),
    "fb2": (".fb2",),
}
LARGEST = 450_000  # bytes of a real file; what a longer one has more is pages of the same
PROSE = "It rained on the harbour, and nobody came. " * 8
PAGE = (
    f"<h2 id='one'>One</h2><p>{PROSE}<a href='#n1' id='r1' epub:type='noteref'>1</a></p><hr/>"
    f"<blockquote><p><i>{PROSE}</i></p></blockquote><ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>"
    "<table><tr><td>d</td><td>e</td></tr></table><p><ruby>f<rt>g</rt></ruby> <img src='a.png' alt='h'/></p>"
    f"<pre>i\n  j</pre><h2>Two</h2><p style='font-weight: bold'>{PROSE}</p><p class='tb'/><p>k<br/>l</p>"
    "<aside epub:type='footnote' id='n1'><p>1. A note. <a href='#r1'>^</a></p></aside>"
)


def sources(kind: str) -> list[bytes]:
    """Real and hostile files of the folder STORY_TEST_DATA (default ../shared), and our own."""
    folder = Path(os.environ.get("STORY_TEST_DATA") or ROOT.parent / "shared") / "corpus"
    real = [
        path.read_bytes()
        for place in ("dev", "nasty")
        for path in sorted((folder / place).glob("*"))
        if path.suffix in SUFFIXES[kind] and 0 < path.stat().st_size <= LARGEST
    ]
    return [*(data for data in real if _unpacks_to_little(data)), *_OWN[kind]()]


def _unpacks_to_little(data: bytes) -> bool:
    """Whether it can be packed anew again and again: no archive, or one that is no bomb."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            members = packed.infolist()
    except BadZipFile:
        return True
    return len(members) < 1_000 and sum(member.file_size for member in members) < 10 * LARGEST


def _plain() -> list[bytes]:
    verse = "    One of the lines\n    stands under another\n\n"
    text = f"Title: Rain\n\nCHAPTER I\n\n{PROSE}[1]\n\n* * *\n\n{verse}{PROSE}\n\nCHAPTER II\n\n{PROSE}\n\n"
    return [f"{text}[1] A note.\n".encode()]


def _markdown() -> list[bytes]:
    text = (
        f"---\ntitle: Rain\nrating: teen\n---\n\n# One\n\n{PROSE}[^1]\n\n***\n\n> *{PROSE}*\n\n- a\n- **b**\n  1. c\n\n"
        f"## Two\n\n{PROSE}\n\n| d | e |\n|---|---|\n| f | g |\n\n![h](i.png)\n\n[^1]: A note.\n"
    )
    return [text.encode()]


def _html() -> list[bytes]:
    return [f"<!DOCTYPE html><html><head><title>Rain</title></head><body>{PAGE}</body></html>".encode()]


def _epub() -> list[bytes]:
    pages = {"1.xhtml": xhtml(PAGE), "2.xhtml": xhtml(PAGE, "epub:type='bodymatter'")}
    lines = "<li><a href='1.xhtml#one'>One</a></li><li><a href='2.xhtml'>Two</a></li>"
    return [packed_book(pages, contents=lines, metadata="<dc:title>Rain</dc:title>", extra={"a.png": RED})]


def _docx() -> list[bytes]:
    styles = style("heading 1", properties='<w:outlineLvl w:val="0"/>') + style("Quote", run="<w:i/>")
    mark = '<w:p><w:r><w:t>a</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    drawing = '<w:p><w:r><w:drawing><a:blip r:embed="r1"/></w:drawing></w:r></w:p>'
    table = f"<w:tbl><w:tr><w:tc>{p('b')}</w:tc><w:tc>{p('c')}</w:tc></w:tr></w:tbl>"
    body = styled("heading1", "One") + p(PROSE) + mark + RULE + p(PROSE, run="<w:i/>") + drawing + table
    more = styled("heading1", "Two") + styled("Quote", PROSE) + p("* * *", '<w:jc w:val="center"/>') + p("d")
    note = f'<w:footnote w:id="2">{p("A note.")}</w:footnote>'
    return [
        docx(body + more, styles, "", "<dc:title>Rain</dc:title>", note, media={"r1": BLUE}),
    ]


def _odt() -> list[bytes]:
    note = '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
    note += "<text:p>A note.</text:p></text:note-body></text:note>"
    italic = '<style:text-properties fo:font-style="italic"/>'
    automatic = f'<style:style style:name="T1" style:family="text">{italic}</style:style>'
    body = (
        f'<text:h text:outline-level="1">One</text:h><text:p>{PROSE}{note}</text:p>'
        '<text:p text:style-name="Horizontal_20_Line"/>'
        f'<text:p><text:span text:style-name="T1">{PROSE}</text:span></text:p>'
        "<text:list><text:list-item><text:p>a<text:tab/>b<text:line-break/>c</text:p></text:list-item></text:list>"
        f'<text:h text:outline-level="1">Two</text:h><text:p>{PROSE}</text:p><draw:frame>'
        '<draw:image xlink:href="Pictures/a.png"/></draw:frame>'
    )
    return [odt(body, automatic, more={"Pictures/a.png": RED}), flat_odt(body)]


def _fb2() -> list[bytes]:
    body = (
        f'<section><title><p>One</p></title><p>{PROSE}<a l:href="#n1" type="note">1</a></p><empty-line/>'
        f"<p><emphasis>{PROSE}</emphasis></p><subtitle>* * *</subtitle><poem><stanza><v>a</v><v>b</v></stanza></poem>"
        f'<cite><p>c</p></cite><image l:href="#i.png"/></section><section><title><p>Two</p></title><p>{PROSE}</p>'
        '</section></body><body name="notes"><section id="n1"><title><p>1</p></title><p>A note.</p></section>'
    )
    return [fb2(body), archive({"a.fb2": fb2(body)})]


_OWN: dict[str, Callable[[], list[bytes]]] = {
    "plain": _plain,
    "markdown": _markdown,
    "html": _html,
    "epub": _epub,
    "docx": _docx,
    "odt": _odt,
    "fb2": _fb2,
}
