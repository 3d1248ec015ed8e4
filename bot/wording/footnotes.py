"""What is said about footnotes and authors' notes, whose own words are the book's."""

FOOTNOTES = ("footnote", "footnotes")
AUTHORS_NOTES = ("author’s note", "author’s notes")
FOOTNOTES_HERE = "-# Beside the page, in the book’s own words:"
FOOTNOTES_NONE = "There is no footnote on this page."
FOOTNOTE_MARK = "**{mark}** {words}"
FOOTNOTE_TITLE = "**{title}**\n{words}"
AUTHORS_NOTE = "Author’s note"
DRY_RUN_BESIDE = "**Beside the text** · {notes}, behind a button on their pages"
