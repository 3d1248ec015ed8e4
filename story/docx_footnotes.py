"""The footnotes or endnotes of a Word document, which stand in parts of their own."""

from story.album import Album
from story.docx_document import DocumentText
from story.docx_numbering import Numbering
from story.docx_styles import Styles
from story.gallery import Gallery
from story.para import Para
from story.xml_events import Attributes

_NOTES = {"w:footnote", "w:endnote"}


class NoteTexts(DocumentText):
    """Reads footnotes.xml or endnotes.xml; `told` are the paragraphs of each note by its id."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        super().__init__(styles, numbering, {}, Album(Gallery()))
        self.told: dict[str, list[Para]] = {}
        self._note = ""
        self._first = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag in _NOTES:
            is_line = attributes.get("w:type", "normal") not in {
                "normal",
                "",
            }  # that parts the notes from the text
            self._note = "" if is_line else attributes.get("w:id", "")
            self._first = len(self.paras)
        super().start(tag, attributes)

    def end(self, tag: str) -> None:
        super().end(tag)
        if tag in _NOTES and self._note:
            self.told[self._note] = self.paras[self._first :]
