"""What an import tells people: every sentence of it, in English, which is what its translations are found by.

What has values is said through `story.told`; a pair is the English of one thing and of several.
"""

# Refusals: why a file cannot become a story, and what to do instead.
TOO_LARGE = "This file is larger than {most} MB; cut it into several stories."
EMPTY = "The file is empty; save the story into it and try again."
NOTHING_TO_READ = "There is no readable text in this file; add a story to it, or choose another file."
TOO_LONG = (
    "Reading this file took too long and was stopped; save the story as plain text (.txt) and try that."
)
TOO_MUCH_MEMORY = (
    "Reading this file takes too much memory; cut it into several stories, or save it as plain text (.txt)."
)
BROKE_OFF = (
    "This file cannot be read: the import broke off; save the story as plain text (.txt) and try that."
)
NOT_TEXT = "This is not a text file: its bytes are no readable characters; save it as plain text in UTF-8."
NO_SUCH_ENCODING = "There is no encoding named {encoding}; try utf-8, cp1252, cp1251, shift_jis or gb18030."
OTHER_ENCODING = "This file is not written in {encoding}; leave the encoding out to have it found."
TOO_MANY_PARAGRAPHS = "More than {most} paragraphs are too many for one story; cut it in two."
TOO_MUCH_MARKDOWN = "Markdown of more than {most} million characters is too long; cut it in two."
TOO_MANY_TAGS = "This has more than {most} tags and paragraphs in it, too many for one story."
SAVED_PAGE = "This page was saved with its pictures (MHTML); save it again as “HTML only” and add that."
PAGE_INSTEAD = "This is no {kind} file but a web page: the download failed; try it again."
NESTED_PAGE = "This page is nested far deeper than any story; open it in a browser and save its text."
NESTED_FILE = "This file is nested far deeper than any document; save it again, or as plain text (.txt)."
ENTITIES = "This file defines entities, which no word processor does and which can be harmful; save it again."
DAMAGED_TEXT = "This file is damaged: its text cannot be taken apart; save or download it again."
DAMAGED_ARCHIVE = "This file is damaged: its archive cannot be read; download or export it again."
TOO_MANY_FILES = "This archive has more than {most} files in it; save the story alone."
UNPACKS_TOO_LARGE = "This file unpacks to far more than a story; it cannot be read."
PROTECTED_FILE = "This file is protected with a password; save it without one and try again."
PROTECTED_DOCUMENT = "This document is protected with a password; save a copy without one and try that."
PROTECTED_BOOK = (
    "This book is protected (DRM), and only its shop's reader can open it; ask for a copy without."
)
EPUB_WITHOUT_TEXT = "There is no readable text in this EPUB; a book of pictures alone cannot be read here."
EPUB_WITHOUT_PACKAGE = (
    "This EPUB is damaged: neither META-INF/container.xml nor a package file says where its text is."
)
DOCX_WITHOUT_TEXT = "This Word document has no text part; open it in a word processor and save it again."
ODT_WITHOUT_TEXT = "This OpenDocument file has no text part; open it in a word processor and save it again."

# Files of other kinds: what they are, and then what to do.
SAVE_AS_DOCX = "{kind}; save it as a Word document (.docx) without a password and try that."
SAVE_AS_TEXT = "{kind}, not a text file; save the story as plain text (.txt) or Markdown (.md) first."
SAVE_AS_ANY = (
    "{kind}, which holds no story that can be read; save the story as a Word document (.docx), an EPUB or plain text"
    " (.txt) and try that."
)
RTF = "This is an RTF document"
OLD_WORD = "This is an old Word document (.doc), or one with a password"
PDF = "This is a PDF"
PICTURE = "This is a picture ({kind})"
SOUND_OR_PICTURE = "This is a sound, film or picture"
SOUND = "This is a sound file"
COMPRESSED = "This is a compressed archive ({kind})"
PROGRAM = "This is a program"
DATABASE = "This is a database"
SPREADSHEET = "This is a spreadsheet"
PRESENTATION = "This is a presentation"
PAGES_DOCUMENT = "This is a Pages document"
APP = "This is an app"
ZIP = "This is a ZIP archive"

# Warnings: what to look at before the story is added.
DAMAGED_CHARACTERS = (
    "{number} character of the file is damaged and shown as \ufffd.",
    "{number} characters of the file are damaged and shown as \ufffd.",
)
GUESSED = "The file is not UTF-8; it was read as {encoding}. If letters look wrong, save it as UTF-8."
SHORT_PAGE = "This page is very short: is this the story, or a page that asks to log in?"
PAGES_MISSING = (
    "{number} page that its package names is missing from this EPUB; what is there was read.",
    "{number} pages that its package names are missing from this EPUB; what is there was read.",
)
CUT = (
    "{number} scene is longer than {most} characters and cut into parts; maybe another rule finds more scenes.",
    "{number} scenes are longer than {most} characters and cut into parts; maybe another rule finds more scenes.",
)

# What is left out of the story, as it is listed.
LIST_OF_CONTENTS = "A list of contents"
TITLE_PAGE = "The title page"
FRONT_MATTER = "Front matter"
BACK_MATTER = "Back matter"
AROUND = "Front and back matter"
COVER = "The cover"
FRONTISPIECE = "The frontispiece"
COPYRIGHT_PAGE = "The copyright page"
IMPRINT = "The imprint"
COLOPHON = "The colophon"
DEDICATION = "The dedication"
ACKNOWLEDGEMENTS = "The acknowledgements"
CONTRIBUTORS = "The contributors"
ERRATA = "The errata"
LIST_OF_ILLUSTRATIONS = "A list of illustrations"
LIST_OF_TABLES = "A list of tables"
INDEX = "The index"
BIBLIOGRAPHY = "The bibliography"
GLOSSARY = "The glossary"
OTHER_BOOKS = "Other books"
FOOTNOTES = "Footnotes"
NOTES = "Notes"
ABOUT_THE_AUTHOR = "About the author"
ABOUT_THE_PUBLISHER = "About the publisher"
PRAISE = "Praise"
ADVERT = "An advert"
LICENCE = "Project Gutenberg's licence"
LICENCE_AND_CREDITS = "Project Gutenberg's licence and credits, before and after the book"
ARCHIVE = "The archive's preface and afterword"
FANFICFARE = "FanFicFare's head and table of contents"
OUTSIDE = ("page outside the reading order", "pages outside the reading order")
LEFT_OUT = {
    "footnote": ("footnote", "footnotes"),
    "endnote": ("endnote", "endnotes"),
    "comment": ("comment", "comments"),
    "missing": ("picture that is not in the file", "pictures that are not in the file"),
    "drawing": (
        "drawing (SVG), which Discord does not show",
        "drawings (SVG), which Discord does not show",
    ),
    "kind": (
        "picture of a kind that Discord does not show",
        "pictures of kinds that Discord does not show",
    ),
    "small": ("picture too small to see", "pictures too small to see"),
    "large": ("picture that is far too large", "pictures that are far too large"),
    "damaged": ("picture that is damaged", "pictures that are damaged"),
    "many": ("picture more than a story may have", "pictures more than a story may have"),
    "row": (
        "picture more than can be shown in one place",
        "pictures more than can be shown in one place",
    ),
}
