"""The sentences of a read-along at everybody's own pace."""

PACE_OWN = "everybody reads at their own pace, for themselves"
PACE_OWN_DUE = "everybody reads at their own pace; {scenes} every {days}"
DAYS = ("day", "days")
BOARD = "## Reading *{title}*"
BOARD_HOW = (
    "Everybody reads for themselves, and notes open as each comes to them. **Read on** opens your next page."
)
BOARD_LINE = "{who} {bar} {percent}%"
BOARD_DONE = "{who} has read it to the end"
SOMEBODY = "Somebody"
BOARD_MORE = "-# … and {count} more"
BOARD_NAMES = "-# Only those are named who agreed to it: `/readalong status` lets you choose."
DUE_NEXT = "{scenes} of {all} by {at} ({when})"
DUE_LAST = "The whole story by {at}"
DUE_SOON = "By {at} we want to have read {scenes} of {all}. {people}"
DUE_SOON_LAST = "By {at} we want to have read the whole story. {people}"
DUE_SOON_LINK = "-# **Read on** is on the board: {link}"
SCENES = ("scene", "scenes")
READ_ON = "Read on"
LANE = "-# For you alone · {left} to go"
LANE_LAST = "-# For you alone · the last page"
HAVE_READ_IT = "I’ve read it"
READ_TO_THE_END = "You have read it to the end. {link}"
OWN_PACE = "Everybody reads for themselves here, so there is no page to turn for all. **Read on** opens your next page."
NO_WAY_BETWEEN = (
    "Reading together and reading at one’s own pace cannot be changed into each other once it has begun."
    " `/readalong start` begins another."
)
