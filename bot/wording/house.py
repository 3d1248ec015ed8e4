"""The part of the catalogue (`bot.wording`) that is about a server's settings and a person's own."""

# Refusals: what cannot be done, and what to do instead.
SETTINGS_NOT_YOURS = (
    "Only people with the permission **Manage Server** can change this server’s settings."
    " Ask one of them to do it."
)
MATURE_NOT_HERE = (
    "This story is for adults, and this server has chosen to read none. Who manages the server can change that"
    " with `/settings`."
)
MAY_NOT_TURN_ROLE = (
    "On this server only people with the role {role} turn the pages. Who manages the server can change that with"
    " `/settings`, also where that role is gone."
)
MAY_NOT_TURN_MANAGERS = (
    "On this server only those who manage it turn the pages. One of them can change that with `/settings`."
)
MAY_NOT_TURN_PARTICIPANTS = (
    "On this server those who are in a read-along turn the pages. `/readalong join` takes you in; who manages the"
    " server can change that with `/settings`."
)
NO_SUCH_SETTING = "This panel is from another version of me. Type `/settings` to see it as it is now."
NO_SUCH_WISH = "This panel is from another version of me. Type `/me` to see it as it is now."
NO_SUCH_ZONE = (
    "I know no time zone “{zone}”. Type a city that keeps the same time, such as `Berlin`, or a name such as"
    " `America/New_York`."
)

# A server's settings.
SETTINGS = "## How I read to this server"
SETTINGS_LINE = "**{name}:** {value}"
SETTINGS_NAMES = {
    "length": "Page length",
    "turns": "Who turns the pages",
    "plain": "Plain text",
    "language": "Language",
    "zone": "Time zone",
    "adults": "Stories for adults",
    "reports": "Reports",
}
PAGE_LENGTHS = {
    "short": "short, about 150 words",
    "medium": "medium, about 300 words",
    "long": "long, a whole message",
}
WHO_TURNS = {
    "everyone": "everyone",
    "participants": "those who are in a read-along here",
    "managers": "only who may manage the server",
}
WHO_TURNS_ROLE = "people with the role {role}"
WHO_TURNS_ROLE_GONE = "a role that is gone; until you choose another, only who may manage the server"
PLAIN = {"yes": "yes: no frames, no signs, whole sentences", "no": "no"}
ADULTS = {"yes": "in age-restricted channels", "no": "nowhere on this server"}
LANGUAGE_OF_DISCORD = "as Discord is set"
CHOOSE_AS_DISCORD = "Language: as Discord is set"
ZONE = "{zone}, where it is {time} now"
REPORTS_TO = "told in {channel}"
REPORTS_TO_NOBODY = "told to whoever runs this bot, and to nobody here"
REPORTS_TO_GONE = "their channel is gone; choose another"
SETTING_CHANGED = "**Changed:** {name}, from “{before}” to “{after}”."
SETTING_RECUT = "Every story goes on where it is; its page is shown anew in the new length."
UNDO = "Undo: {before}"
SAMPLE = "-# This is how a page looks now:"
SAMPLE_FULL = "-# A page of this length fills a message of its own, up to Discord’s limit."
SAMPLE_NONE = "-# There is no story here yet to show a page of."
CHOOSE_LENGTH = "Page length"
CHOOSE_TURNS = "Who turns the pages"
CHOOSE_ROLE = "… or the people with a role"
CHOOSE_LANGUAGE = "Language"
CHOOSE_REPORTS = "The channel that hears of reports"
LENGTH_LABELS = {"short": "Short pages", "medium": "Medium pages", "long": "Long pages"}
TURNS_LABELS = {
    "everyone": "Everyone turns",
    "participants": "Who is in a read-along turns",
    "managers": "Who manages the server turns",
    "role": "A role turns",
}
CHOOSE_ZONE = "Time zone …"
ZONE_FORM = "The server’s time zone"
ZONE_FIELD = "A city, or the zone’s name"
ZONE_HINT = "Berlin, America/New_York, UTC"
PLAIN_ON = "Plain text: turn on"
PLAIN_OFF = "Plain text: turn off"
ADULTS_ON = "Stories for adults: allow"
ADULTS_OFF = "Stories for adults: read none"

# A person's own settings.
WISHES = "## How I read to you"
WISHES_LINES = {
    "length": "Page length when you read alone",
    "plain": "Plain text in what only you see",
    "language": "Language of what only you see",
    "naming": "Your name",
}
NAMING = {
    "": "shown only where others saw what you did",
    "yes": "shown, also on boards and at the end of a read-along",
    "no": "never shown to others; I say “somebody”",
}
NAMING_LABELS = {"said": "Name me where others saw what I did", "yes": "Name me", "no": "Never name me"}
CHOOSE_NAMING = "Your name"
SOMEBODY = "somebody"
WISH_RECUT = "What you read alone goes on where it is; its pages are shown anew in the new length."
