"""The sentences of read-alongs: lobby, rounds, pauses, catching up, and the end."""

NOBODY = "nobody"

# Refusals.
HAS_ENDED = "This read-along is over. `/readalong start` begins another."
NOT_BEGUN = "This read-along has not begun yet. Its host begins it with **Begin**."
IS_PAUSED = "This read-along is paused. Its host goes on with **Go on** or `/readalong resume`."
ONLY_THE_HOST = (
    "Only the host ({host}) or a co-host may do that. If the host has been away for half an hour,"
    " `/readalong host` lets you take over."
)
OOPS_NOT_YOURS = "A turn is taken back by the host, or by whoever made it."
OOPS_TOO_LATE = "A turn can be taken back for half a minute. `/readalong catchup` shows you earlier pages."
NOTHING_TO_EXTEND = "There is nothing to extend: the clock does not turn this page."
NOT_IN_IT = "You are not in this read-along yet. `/readalong join` takes you in."
THEY_ARE_NOT_IN_IT = "{who} is not in this read-along. They can join first, with `/readalong join`."
HOST_IS_THERE = "{host} hosts this read-along and was here within the last half hour."
NONE_HERE = "No read-along is going on here. `/readalong start` begins one."
WHICH_ONE = (
    "Several read-alongs are going on here. Say which with `which:`,"
    " or type this in the thread of the one you mean."
)
WHICH_STORY = "Which story? Pick one with `story:` from the list that appears while you type."
READALONG_GONE = "This read-along is gone, with its story."
BAD_TIME = "I cannot read “{time}” as a time of day. Write it like `20:00` or `8:30 pm`."
BAD_ZONE = (
    "I know no time zone “{zone}”. Pick one from the list that appears while you type, like `Europe/Berlin`."
)
TIMED_NEEDS_MINUTES = "How many minutes a page? Say it with `minutes:`."
DAILY_NEEDS_A_TIME = "At what time of day? Say it with `at:`, like `20:00`, and in which `zone:`."
CONFIRM_END = "That ends the read-along for everybody; it cannot be taken up again."
END_IT = "End it for everybody"

# The lobby.
LOBBY = "## Let’s read *{title}* together"
LOBBY_ABOUT = "{author}{minutes} · {words}{notes}"
LOBBY_NOTES = " · content notes: {notes}"
LOBBY_PACE = "**Pace:** {pace}"
LOBBY_TALK = "After each scene there is time to talk: {minutes}."
LOBBY_BEGINS = "**Begins:** {at} ({when})"
LOBBY_WHERE_THREAD = "-# {host} hosts, and begins it. The pages then come in a thread of their own."
LOBBY_WHERE_CHANNEL = (
    "-# {host} hosts, and begins it. I may not open threads here, so the pages come in this channel."
)
LOBBY_PLANNED_THREAD = (
    "-# {host} hosts. It begins by itself then, in a thread of its own; **Begin** begins it sooner."
)
LOBBY_PLANNED_CHANNEL = (
    "-# {host} hosts. It begins by itself then; **Begin** begins it sooner. I may not open threads here, so the pages"
    " come in this channel."
)
LOBBY_IN = "**In:** {people}"
LOBBY_NOBODY = "**In:** nobody yet"
LOBBY_MORE = "{people} and {more} more"
LOBBY_BEGUN = "It has begun: {link}"
LOBBY_PAUSED = "It is paused. {link}"
LOBBY_ENDED = "It is over."
JOIN = "Join"
LEAVE = "Leave"
BEGIN = "Begin"
READERS = ("reader", "readers")

# Paces.
PACE_HOST = "the host turns the page"
PACE_EVERYONE = "the page turns when everyone present is ready"
PACE_MAJORITY = "the page turns when most of those present are ready"
PACE_TIMED = "a page every {minutes}; sooner when everyone present is ready"
PACE_DAILY = "{count} a day, at {time} ({zone})"
PACE_QUORUM = "{pace}, and at least {quorum} are"
MINUTES_EACH = ("minute", "minutes")
PAGES = ("page", "pages")
SCENES = ("scene", "scenes")

# A shared page. What is said above it, and its buttons.
READY = "Ready ({ready} of {present})"
GO_ON_VOTE = "Go on ({ready} of {present})"
TURN_NOW = "Turn now"
OOPS = "Oops"
CATCH_UP = "Catch up"
PAUSE = "Pause"
GO_ON = "Go on"
LEAD = "-# {line}"
NEXT_PAGE = "Next page {when}"
NEXT_PART = "Next part {at}, {when}"
TALK_UNTIL = "We go on {when}"
CAME_LATE = "I was away when this was due, {when}."
CAME_LATE_MISSED = "I was away when this was due, {when}; {missed} did not come, and nothing is skipped."
PARTS_MISSED = ("more part", "more parts")
TAKEN_BACK = "Back to the page before, by {who}."
SKIPPED = "{who} went on to the next scene."
CORRECTED = "The story was corrected, so here is our page again."
WE_GO_ON = "We go on here; {who} says so."
IN_DOUBT = "I was interrupted while I posted this, so it may stand above already."
NO_THREAD = "I may not open a thread here, so the pages come in this channel."
PAGE_TAKEN_BACK = "-# This page was turned too early and taken back."
TALK = "## ⁂\nThe scene is over: time to talk."
QUESTION = "> {question}"
ANNOUNCED = "-# The next page comes {when}."
POSTPONED = (
    "I was away, so {missed} did not come. Nothing is skipped: the next part comes at its usual time, {at}."
)
PARTS = ("part", "parts")

# Notes in the thread.
PACE_IS_NOW = "{who} has changed the pace: {pace}."
NEW_HOST = "{host} hosts this read-along now."
NEW_HOST_LEFT = "{was} has left the server; {host} hosts this read-along now."
NEW_COHOST = "{who} is a co-host now, and may turn, pause and end."
EXTENDED = "{who} asked for more time: we go on {when}."

# Pauses.
PAUSED_ASKED = "{who} has paused the read-along. Nothing comes until the host goes on."
PAUSED_EMPTY = "Everybody has left, so I keep the page. Whoever joins again can go on."
PAUSED_IDLE = "Pages have gone by and nobody pressed anything, so I wait here for you."
PAUSED_STORY_GONE = "The story has left the library, so we pause. Once it is back, we go on from here."
PAUSED_THREAD_GONE = (
    "The thread in which *{title}* was read is gone. The place is kept:"
    " `/readalong resume` opens a new thread from here."
)
PAUSED_THREAD_LOCKED = (
    "The thread in which *{title}* is read was locked, so I pause. Once it is unlocked: `/readalong resume`."
)
PAUSED_NOT_ALLOWED = (
    "I may no longer post where *{title}* is read ({where}), so I pause. I need **View Channel** and"
    " **Send Messages**, in a thread **Send Messages in Threads**. Then: `/readalong resume`."
)
PAUSED_AGE_GATE = (
    "*{title}* is for adults, and this channel is no longer marked as age-restricted, so I pause."
    " Once it is marked again: `/readalong resume`."
)
PAUSED_REFUSED = (
    "Discord did not take the next page of *{title}*, so I pause. The place is kept:"
    " `/readalong resume` tries again."
)

# The end.
THE_END_TOGETHER = "## The end"
ENDED_AT = "## We stop here"
END_ABOUT = "*{title}*{author}: {pages} shared by {people}, from {began} to {ended}."
END_ABOUT_OWN = "*{title}*{author}: {pages} read by {people}, from {began} to {ended}."
END_BY = "-# {who} ended the read-along."
SHARED_PAGES = ("page", "pages")

# For one person: where the group is, and catching up.
GROUP_IS_AT = "The group is at {place} now. {link}"
GROUP_SOON = "Its page is coming right up."
JOINED = "You are in. {link}"
JOINED_BEHIND = "You are in, {behind} behind. **Catch up** pages you there, for you alone."
YOU_LEFT = "You have left the read-along. `/readalong join` takes you in again."
BEHIND = "{pages}, about {minutes}"
LANE = "-# For you alone · {behind} behind"
LANE_LAST = "-# For you alone · this is where the group is"
NEXT = "Next"
BACK = "Back"
CAUGHT_UP = "I’ve caught up"
WITH_THE_GROUP = "You are with the group. {link}"
DONE = "Done. {link}"
STATUS = "## {title}"
STATUS_PLACE = "{place} · {percent}% · {left}"
STATUS_LOBBY = "It has not begun yet. {host} begins it."
STATUS_PLANNED = "It has not begun yet. It begins by itself, or sooner when {host} presses **Begin**."
STATUS_READY = "**Ready:** {ready} of {present} present; {people} in all"
STATUS_HOST = "**Host:** {host}"
STATUS_COHOSTS = " · **co-hosts:** {cohosts}"
STATUS_NEXT = "**Next page:** {at} ({when})"
STATUS_BEHIND = "You are {behind} behind."
STATUS_OUT = "You are not in it. **Join** takes you in."
NAME_ME = "You may name me at the end"
UNNAME_ME = "Rather not name me"
NAMED_NOW = "I may name you when the read-along ends."
UNNAMED_NOW = "I will not name you when the read-along ends."
HOST_PANEL = "## Hosting {title}\nWhat you do here is done for everybody."
SKIP = "Next scene"
FIVE_MORE = "5 more minutes"
END = "End"
