"""The part of the catalogue (`bot.wording`) that is about reporting a story or a note."""

REPORT_WHAT = "Say what you report: pick a story or a note from the lists that appear while you type."
REPORT_NO_NOTE = (
    "I find no such note in the part you have read. Pick one from the list that appears while you type."
)
REPORT_TOO_MANY = "You have reported several things within the hour. Please wait a while before the next."
REPORT_WHY = {
    "rules": "It breaks the rules here",
    "adult": "It is for adults, and is not marked so",
    "rights": "It was not theirs to share",
    "person": "It hurts somebody",
    "other": "Something else",
}
REPORTED = "## A reader reports something\n{who}: {why}."
REPORTED_STORY = (
    "The story *{title}*. `/library remove` takes away what was uploaded here; that can be undone for a day."
)
REPORTED_NOTE = "A margin note by {who} in *{title}*: {words}"
TAKE_OFF = "Take the note off"
REPORTED_WORDS = "They write: {words}"
REPORT_SENT = "Thank you. Those who manage this server have been told, and so has whoever runs this bot."
REPORT_LOGGED = "Thank you. Whoever runs this bot has been told."
