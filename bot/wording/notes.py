"""What is said about margin notes."""

# Refusals.
NOTE_EMPTY = "There are no words in it that I could pin."
TOO_MANY_NOTES = (
    "You have pinned {most} notes to this story, which is the most I keep of one person. Remove one first."
)
NO_SUCH_NOTE = "I find no such note that is yours to remove. `/note list` shows the notes you have come to."
SEVERAL_NOTES = "Several notes have these words. Pick one from the list that appears while you type."
NOT_YOURS_TO_TAKE_OFF = (
    "Only people with the permission **Manage Server** can take off the notes of others."
    " Ask one of them to do it."
)
NOTE_GONE_ALREADY = "This note is gone already."
NOT_A_MESSAGE = "I pin what people have written; this message is a bot’s."

# On the page.
NOTES = ("note", "notes")
MORE_NOTE = "Write a note here"
WRITE_NOTE = "Write a note"

# The form.
NOTE_FORM = "A note in the margin"
NOTE_FIELD = "Your note"
NOTE_HINT = "Shown with your name to whoever has come to this page."

# Told.
NOTE_PINNED = "Pinned to {place}. Whoever has come so far can read it there."
NOTE_GONE = "The note is gone. It said: {words}"
NOTE_TAKEN_OFF = "{who} has taken the note off. It said: {words}"
NOTES_HERE = "## Notes on this page"
NOTES_OF = "## Notes in {title}"
NOTES_NONE_HERE = "There is no note on this page yet."
NOTES_NONE = (
    "There is no note in the part you have read. `/note add` writes one, and “Pin to this page” in a message’s menu"
    " (under Apps) pins what somebody has said."
)
NOTE_BY = "-# {who} · {place}"
NOTE_BY_LINK = "-# {who} · {place} · {link}"
