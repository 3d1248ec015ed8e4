"""The namespaces of Word documents, in both editions of the standard, by the short names that Word uses."""

_OLD = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
NAMES = {
    _OLD + "wordprocessingml/2006/main": "w",
    _STRICT + "wordprocessingml/main": "w",
    _OLD + "officeDocument/2006/relationships": "r",
    _OLD + "officeDocument/2006/math": "m",
    _STRICT + "officeDocument/math": "m",
    _OLD + "markup-compatibility/2006": "mc",
    _OLD + "drawingml/2006/picture": "pic",
    _STRICT + "drawingml/picture": "pic",
    _OLD + "drawingml/2006/main": "a",
    _STRICT + "drawingml/main": "a",
    _OLD + "drawingml/2006/wordprocessingDrawing": "wp",
    _STRICT + "drawingml/wordprocessingDrawing": "wp",
    "urn:schemas-microsoft-com:office:office": "o",
    "urn:schemas-microsoft-com:vml": "v",
}
OFF = {"0", "false", "off", "none", "nil"}  # values of a property that is named to be taken back
