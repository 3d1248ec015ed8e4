"""Small Word, OpenDocument and FB2 files, made in memory for one test each."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from story.importing import read_story
from story.model import Block, Story, Style

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_ODF = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("text", "text"),
            ("style", "style"),
            ("table", "table"),
            ("draw", "drawing"),
            ("fo", "xsl-fo-compatible"),
            ("svg", "svg-compatible"),
        )
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)
_DC = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
)
RULE = '<w:p><w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r></w:p>'
PAGE = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP with these parts."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return target.getvalue()


def docx(
    body: str,
    styles: str = "",
    numbering: str = "",
    properties: str = "",
    footnotes: str = "",
    endnotes: str = "",
    media: Mapping[str, bytes] | None = None,
) -> bytes:
    """A Word document with these paragraphs, and what else is given; `media` are pictures by their names and ids."""
    related = "".join(
        f'<Relationship Id="{name}" Type="x/image" Target="media/{name}"/>' for name in media or {}
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>" if styles else "",
        "word/numbering.xml": f"<w:numbering {_W}>{numbering}</w:numbering>" if numbering else "",
        "word/footnotes.xml": f"<w:footnotes {_W}>{footnotes}</w:footnotes>" if footnotes else "",
        "word/endnotes.xml": f"<w:endnotes {_W}>{endnotes}</w:endnotes>" if endnotes else "",
        "docProps/core.xml": f"<c {_DC}>{properties}</c>" if properties else "",
    }
    pictures = {f"word/media/{name}": data for name, data in (media or {}).items()}
    if media:
        parts["word/_rels/document.xml.rels"] = f"<Relationships>{related}</Relationships>"
    return archive({**{name: content for name, content in parts.items() if content}, **pictures})


def p(text: str, properties: str = "", run: str = "") -> str:
    """A Word paragraph of one run."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr>"
        f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def styled(style: str, text: str) -> str:
    """A Word paragraph of a style."""
    return p(text, f'<w:pStyle w:val="{style}"/>')


def style(
    name: str, of: str = "", properties: str = "", run: str = "", kind: str = "paragraph", id: str = ""
) -> str:
    """A style of a Word document."""
    return (
        f'<w:style w:type="{kind}" w:styleId="{id or name.replace(" ", "")}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{of}"/><w:pPr>{properties}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def odt(
    body: str,
    automatic: str = "",
    named: str = "",
    properties: str = "",
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """An OpenDocument text with this content, and what else is given."""
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": (
            f"<office:document-content {_ODF}><office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        ),
        "styles.xml": f"<office:document-styles {_ODF}><office:styles>{named}</office:styles></office:document-styles>",
        "meta.xml": f"<office:document-meta {_ODF} {_DC}>{properties}</office:document-meta>",
    }
    return archive({**parts, **(more or {})})


def flat_odt(body: str) -> bytes:
    """The same in one file."""
    return (
        f'<?xml version="1.0"?><office:document {_ODF} office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def fb2(body: str, about: str = "<book-title>A Book</book-title>", encoding: str = "utf-8") -> bytes:
    """An FB2 book with this in its body."""
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" xmlns:l="http://www.w3.org/1999/xlink">'
        f"<description><title-info>{about}</title-info></description><body>{body}</body></FictionBook>"
    ).encode(encoding)


def shape(data: bytes, name: str = "file") -> list[tuple[str, list[list[str]]]]:
    """The story as chapters of scenes of texts."""
    return [
        (chapter.title, [[block.text for block in scene.blocks] for scene in chapter.scenes])
        for chapter in read_story(data, name).chapters
    ]


def blocks(data: bytes, name: str = "file") -> list[Block]:
    """All blocks of the story."""
    return [block for scene in read_story(data, name).scenes for block in scene.blocks]


def runs(story: Story, wanted: Style) -> list[str]:
    """The runs of a style."""
    return [
        block.text[span.start : span.end]
        for scene in story.scenes
        for block in scene.blocks
        for span in block.spans
        if span.style & wanted
    ]
