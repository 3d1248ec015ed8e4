"""What is said in the keepsake of a read-along: its message, its file and its picture."""

KEEPSAKE = "Keepsake"
KEEPSAKE_OF = "## A keepsake of *{title}*"
ABOUT = "{author}{began} to {ended}"
BY = "by {author} · "
COUNTS = "{pages} read together in {time} by {people}"
READ_BY = "**Read by** {people}"
AND_OTHERS = "{people} and {others}"
OTHERS = ("reader who is not named", "readers who are not named")
NOTES_ARE = "**In the margin**"
NOTE_AT = "-# {place}"
NOTE_AT_BY = "-# {who} · {place}"
MORE_NOTES = "-# … and {notes} more in the file"
NOTES = ("note", "notes")
POST_IT = "Post it for everybody"
NAME_ME = "You may name me"
UNNAME_ME = "Rather not name me"
NOT_OVER = "The keepsake is made when the read-along is over. Until then: `/readalong status`."
NEVER_BEGAN = "This read-along never began, so there is nothing to keep."
NOT_IN_IT = "Whoever took part can post the keepsake for everybody."
NO_PICTURE = "-# The picture of our pace could not be drawn this time."
NO_FILES = (
    "-# I may not attach files here, so the picture and the file are left out. It is **Attach Files** I lack."
)

# The picture, and the words for who cannot see it.
PICTURE = (
    "Our pace: a rising line from the first page to {percent}% of the story in {time}, over {pages}."
    " The longest stay on one page was {longest}, at {place}%."
)
PICTURE_LINE = "{pages} in {time}, {people}"
AXIS_MINUTES = "minutes"
AXIS_HOURS = "hours"
AXIS_DAYS = "days"
TALKING = "time to talk"

# The file.
FILE_BY = "by {author}"
FILE_READ = "Read together from {began} to {ended} ({zone})"
FILE_READERS = "Who read"
FILE_NOTES = "In the margin"
FILE_FOOT = "Made by Lamplight. Only those are named who agreed to it."

PAGES = ("page", "pages")
READERS = ("reader", "readers")
MINUTES = ("minute", "minutes")
HOURS = ("hour", "hours")
DAYS = ("day", "days")
