"""The part of the catalogue (`bot.wording`) that is about a server's own stories."""

from bot.saying import Markdown, figure, say

MEGABYTES = "{size} MB"
KILOBYTES = "{size} KB"


def megabytes(size: int) -> Markdown:
    """ "1.2 MB"; small files in KB."""
    if size >= 100_000:
        return say(MEGABYTES, size=figure(size / 1_000_000, 1))
    return say(KILOBYTES, size=max(1, round(size / 1000)))


# Refusals: what cannot be done, and what to do instead.
NOT_A_MANAGER = (
    "Only people with the permission **Manage Server** can change this server’s stories."
    " Ask one of them to do it."
)
NOT_UPLOADED = (
    "“{title}” belongs to everybody’s library; only stories that were uploaded to this server can be changed"
    " here."
)
FILE_TOO_LARGE = "This file has {size}; a story may have {most} MB. Cut it into several stories."
FILE_UNREADABLE = "I cannot read {name}. {problem}"
FILE_NOT_THERE = "I could not fetch this file from Discord. Please upload it again."
TOO_MANY_STORIES = (
    "This server has {most} uploaded stories, and more are not possible."
    " Make room first with `/library remove`."
)
NO_ROOM = (
    "This file has {size}, and of the {most} MB for this server’s uploads {free} are left."
    " Make room first with `/library remove`."
)
NO_ROOM_YET = (
    "So much was removed here within the last day that there is no room yet: a removal can be undone for 24 hours."
    " Try again tomorrow."
)
IMPORTING = "I am still reading another file for this server. Try again when it is done."
DRAFT_GONE = (
    "This import is gone: it was accepted or discarded, or a day has passed. Use `/library add` again."
)
DRAFT_CHANGED = "Somebody has changed this meanwhile, so I have left it as it is. Look at it again first."
GONE_FOR_GOOD = "This story is gone for good. `/library add` can bring its file again."

# The dry run of an import.
DRY_RUN = "## {title}{author}"
DRY_RUN_PRIVATE = "-# This is what I make of {name}. Nobody else sees it until you add it."
DRY_RUN_COUNTS = "**{chapters} · {scenes} · {words} · {minutes}**"
DRY_RUN_LONGEST = "The longest scene has {words}."
ILLUSTRATED = "{pictures}, each where it stands in the story."
PICTURES = ("picture", "pictures")
DRY_RUN_LEFT_OUT = "**Left out**\n{lines}"
DRY_RUN_WARNINGS = "**Please look at**\n{lines}"
DRY_RUN_LINE = "- {line}"
DRY_RUN_SAMPLE = "-# The first page:"
DRY_RUN_REPLACES = "**It replaces “{title}”**, and every reading moves along:"
DRY_RUN_RETURNS = "**It brings back “{title}”**, which was removed, and every reading moves along:"
DRY_RUN_SAME = "The text is the same as now."
DRY_RUN_MOVES = "- {old} → {new}, {how}"
DRY_RUN_MOVES_MORE = "- … and {count} more"
DRY_RUN_NOBODY = "Nobody is reading it."
HOW_FOUND = {
    "scene": "found by its scene",
    "quote": "found by its words",
    "ordinal": "by the number of its scene: its words are gone",
}
ADD_TO_LIBRARY = "Add to the library"
REPLACE_STORY = "Replace it"
ADD_AS_ANOTHER = "Add as another story"
DISCARD = "Discard"
DISCARDED = "I have forgotten {name}. Nothing has changed."
WRONG_LETTERS = "Wrong letters? Try another encoding"
WRONG_SCENES = "Wrong scenes? Try another rule"
ENCODINGS = {
    "auto": "Find out the encoding",
    "utf-8": "Unicode (UTF-8)",
    "utf-16": "Unicode (UTF-16)",
    "cp1252": "Western European (Windows-1252)",
    "iso8859-15": "Western European (ISO-8859-15)",
    "cp1250": "Central European (Windows-1250)",
    "iso8859-2": "Central European (ISO-8859-2)",
    "cp1251": "Cyrillic (Windows-1251)",
    "koi8-r": "Cyrillic (KOI8-R)",
    "cp866": "Cyrillic (DOS)",
    "cp1253": "Greek (Windows-1253)",
    "cp1254": "Turkish (Windows-1254)",
    "cp1255": "Hebrew (Windows-1255)",
    "cp1256": "Arabic (Windows-1256)",
    "cp1257": "Baltic (Windows-1257)",
    "cp1258": "Vietnamese (Windows-1258)",
    "cp874": "Thai (Windows-874)",
    "cp932": "Japanese (Shift JIS)",
    "euc_jp": "Japanese (EUC)",
    "gb18030": "Chinese, simplified (GB 18030)",
    "big5": "Chinese, traditional (Big5)",
    "cp949": "Korean (Windows-949)",
    "mac_roman": "Western European (old Macintosh)",
    "cp437": "Western European (DOS)",
}
SPLITS = {
    "auto": "Find out what parts the scenes",
    "markers": "Scenes begin at drawn markers only (***)",
    "blanks": "Scenes begin at larger gaps, too",
    "headings": "Scenes begin at headings only",
    "none": "One scene, nothing parts it",
}
READING_FILE = "I am reading {name}. A long one takes a few seconds …"
ADDED = (
    "**{title}** is in this server’s library now. `/read` opens it; `/library remove` takes it away again."
)
REPLACED = (
    "**{title}** is replaced by its new edition. To undo it, bring the older file the same way;"
    " `/library remove` takes the story away."
)
ADDED_MOVED = "Its readings have kept their places: {moved}."
MOVED_HOW = "{count} {how}"
REMOVE = "Remove"

# The library.
LIBRARY = "## The library of this server"
LIBRARY_STORY = "**{title}**{author}\n-# {minutes} · {words} · {origin}"
LIBRARY_FOOT = (
    "-# {stories} of {most} uploaded here, {size} of {room} MB. `/library info` tells more of a story."
)
LIBRARY_REMOVED = "-# Removed, and forgotten in less than a day: {titles}. `/library remove` can undo it."
LIBRARY_EMPTY = "There is no story here yet. `/library add` brings one: a file of yours, of nearly any kind."
ORIGINS = {
    "bundled": "came with Lamplight",
    "folder": "from this bot’s own library",
    "upload": "uploaded to this server",
}
CARD = "## {title}{author}"
CARD_COUNTS = "{minutes} · {words} · {chapters} · {scenes}"
CARD_LANGUAGE = "**Language** · {words}"
CARD_RATING = "**Rating** · {words}"
CARD_NOTES = "**Content notes** · {words}"
CARD_SERIES = "**Series** · {words}"
CARD_TAGS = "**Tags** · {words}"
CARD_SOURCE = "**Source** · {words}"
CARD_SUMMARY = "> {line}"
CARD_LICENCE = "**Licence** · {words}"
CARD_FILE = "-# {origin}: {name}, {size}"
CARD_ORIGIN = "-# {origin}"

# Removing, and what is told of a story.
REMOVE_ASK = "Remove **{title}** from this server’s library? It can be undone for 24 hours."
REMOVE_NOBODY = "Nobody is reading it."
REMOVE_READ = "It is being read: {place}, turned {when} by {who}. {link}"
REMOVE_ALONE = "Reading it alone: {people}."
PEOPLE = ("person", "people")
REMOVED = "**{title}** has left the library. It can be put back, places and all, until {until}."
REMOVED_BEFORE = "**{title}** was removed. It can be put back, places and all, until {until}."
PUT_BACK = "Put it back"
RESTORED = "**{title}** is back in the library, and every reading is where it was."
KEEP = "Keep it"
KEPT = "**{title}** stays."
EDIT = "About this story"
EDIT_TITLE = "Title"
EDIT_AUTHOR = "Author"
EDIT_RATING = "Rating"
EDIT_RATING_HINT = "For example: General, Teen, Mature or Explicit."
EDIT_NOTES = "Content notes"
EDITED = "Noted. This is what is told of **{title}** now:"
