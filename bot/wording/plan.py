"""What is said when a read-along is planned."""

# What is no time to plan for.
UNCLEAR = (
    "I cannot tell when “{typed}” is."
    " Try `in 2 hours`, `20:00`, `fri 20:00`, `tomorrow 8pm` or `2026-12-24 20:00`."
)
NO_SUCH_DAY = "There is no such day as in “{typed}”."
PAST = "“{typed}” is over already. Name a time that is still to come."
TOO_FAR = "“{typed}” is more than a year away; I plan no further than that."
IS_OVER_NOW = "That time has come and gone. Type `/readalong plan` again."
HAS_BEGUN = "This read-along has begun already, so there is nothing to plan."

# The question before it is planned.
IS_THIS_RIGHT = (
    "**{at}** ({when}). Is that right? This is your own time; I read “{typed}” in the zone {zone}."
)
SKIPPED = "-# The clocks are put forward that night and skip “{typed}”, so I took as much later."
TWICE = (
    "-# The clocks are put back that night and show “{typed}” twice; this is the first that is still to come."
)
PLAN_IT = "Plan it"
MOVE_IT = "Move it"
PLANNED = "Planned for {at}."
MOVED = "The read-along of *{title}* begins {at} now ({when})."

# The reminder.
REMINDER = "*{title}* begins {when}. {people}"
STORY_GONE = (
    "*{title}* was to begin now, but the story has left the library. Once it is back, **Begin** begins it."
)
REMINDER_BEGUN = "*{title}* has begun: {link}"
REMINDER_OFF = "*{title}* was called off."
REMINDER_LINK = "-# The lobby: {link}"

# Discord's own calendar.
EVENT_NAME = "Read-along: {title}"
EVENT_ABOUT = "We read “{title}” together, page by page. Join at {link}"
