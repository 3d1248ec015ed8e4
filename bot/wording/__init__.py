"""Every sentence the bot says, in one place, so that it can be read for tone and translated (docs/LANGUAGES.md).

A sentence is a template in English. It is said through `say`, or `plainly` where Discord shows no markdown (labels,
menus), or a `Refusal`; a counted thing is a pair of forms, said through `counted`. What an import tells is in
`story.wording`, and said through `retold`.
"""

from bot.saying import Markdown as Markdown
from bot.saying import counted as counted
from bot.saying import listed as listed
from bot.saying import plainly as plainly
from bot.saying import retold as retold
from bot.saying import say as say

# Refusals: what cannot be done, and what to do instead.
EMPTY_LIBRARY = "There is no story to read here yet. Whoever runs this bot can add one to its library."
NO_SUCH_STORY = "I have no story called “{title}”. Pick one from the list that appears while you type."
SEVERAL_STORIES = "Several stories match “{title}”. Pick one from the list that appears while you type."
NOTHING_OPEN = "No story is open here yet. Type `/read` to begin one."
STORY_REMOVED = (
    "This story has left the library, so its pages cannot be shown. `/read story:` lists the others."
)
MATURE = (
    "This story is for adults, so I read it only in age-restricted channels. Whoever manages this channel can mark it"
    " as one: Edit Channel, Overview, Age-Restricted Channel. A thread goes by the channel it is in."
)
MATURE_IN_PUBLIC = (
    "This story is for adults. I am listed for everybody on Discord, so I do not read it anywhere."
)
AT_THE_START = "This is the first page; there is nothing before it."
NO_SUCH_PLACE = (
    "I find no place “{place}” in the part you have read."
    " Try `chapter 2`, `scene 5`, `40%` or a bookmark’s name."
)
NO_SUCH_CHAPTER = "There is no chapter {number}; this story has {last}."
NO_SUCH_SCENE = "There is no scene {number}; this story has {last}."
NO_SUCH_PERCENT = "{number}% is beyond the end; the end is 100%."
BOOKMARK_EXISTS = "There is a bookmark “{name}” already. Choose another name, or remove that one first."
BOOKMARK_TOO_LONG = "A bookmark’s name has at most {longest} characters."
TOO_MANY_BOOKMARKS = "A story has at most {most} bookmarks here. Remove one first with `/bookmark remove`."
BOOKMARK_OF_ANOTHER = (
    "“{name}” is somebody else’s bookmark. Ask them to remove it, or somebody who manages the server."
)
NO_SUCH_BOOKMARK = "There is no bookmark “{name}”. `/bookmark list` shows those there are."
ONLY_IN_SERVERS = "I read to servers: type this in a channel of one."
MAY_NOT_POST = (
    "I may not post here: I lack {permissions} in this channel. A manager can grant it in the channel’s settings,"
    " under Permissions."
)
ARCHIVED = "This thread is archived. Unarchive it, or read on in another channel."
FORM_TOO_LATE = "The form could not be opened in time. Please try again."
OLD_BUTTON = "This button is from another version of me. Type `/read` and I will show the page again."
OLD_COMMAND = "I do not know this command any more. Type `/help` to see what I can do."
NOT_SAVED = "I could not save that just now, so nothing has changed. Please try again in a moment."
NOT_READ = "I could not look that up just now. Please try again in a moment."
FAILED = (
    "Something went wrong on my side, and nothing was lost. Please try again; if it stays, report `{id}`."
)
IF_IT_STAYS = "If it stays, report `{id}`."
DISCORD_TROUBLE = "Discord did not take my answer. Nothing was lost: type `/read` and I will show the page."

# Names of permissions as Discord's settings show them.
PERMISSIONS = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "create_public_threads": "Create Public Threads",
    "attach_files": "Attach Files",
}

# The panel.
PICTURE = "-# 🖼 {alt}"
PICTURE_WITHOUT_WORDS = "-# 🖼 A picture stands here."
PICTURES_FORBIDDEN = "-# I could show the pictures here with the permission **Attach Files**."
COVER = "The cover of “{title}”"
CHAPTER_HEADING = "## {title}"
SMALL = "-# {line}"
STORY_HEADING = "# {title}"
STORY_NOTES = " · content notes: {notes}"
PAGE_HEAD = "*{title}* · {place}"
PAGE_HEAD_ALONE = "*{title}*"
PAGE_FOOT = "Page {page} of {pages} · scene {scene} of {scenes} · {percent}% · {left}"
PAGE_FOOT_ONE = "Page {page} of {pages} · {percent}% · {left}"
PREVIOUSLY = "**Previously** · {recap}"
SCENE_BREAK = "⁂"
CHAPTER = "Chapter {number}"
NEXT = "Next"
BACK = "Back"
CONTENTS = "Contents"
RETURN = "Return to where we were"
MORE = "More"
MORE_BOOKMARK = "Bookmark this page"
MORE_BOOKMARKS = "Bookmarks"
MORE_PROGRESS = "Progress"
MORE_HELP = "Help"
OUTDATED = "The story is now at {place}."
OUTDATED_LINK = "Read on there: {link}"
OUTDATED_SOON = "Its page is coming right up."
MORE_STORIES = "Other stories"

# The end.
THE_END = "## The end"
THE_END_OF = "That was *{title}*{author}, begun {began}."
BY = " by {author}"
READ_NEXT = "What to read next:"
NOTHING_NEXT = "That was the last story of this library. Whoever runs this bot can add more."
START_AGAIN = "Start again"

# The shelf.
SHELF = "## What shall we read?"
SHELF_STORY = "**{title}**{author}"
SHELF_ABOUT = "-# {minutes} · {words}{notes}"
SHELF_NOTES = " · {notes}"
SHELF_HIDDEN = "-# Not for this channel: {stories}, read only in age-restricted channels."
ADULT_STORIES = ("story for adults", "stories for adults")
SHELF_PAGE = "-# Stories {first} to {last} of {all}"
READ = "Read"
READ_STORY = "Read: {title}"
EARLIER = "Earlier"
LATER = "Later"

# Contents and going there.
CONTENTS_OF = "## {title}"
CONTENTS_CHAPTER = "**{title}**"
CONTENTS_HERE = "→ {line} (you are here)"
CONTENTS_AHEAD = "-# … and {ahead} ahead"
CHAPTERS = ("chapter", "chapters")
SCENES = ("scene", "scenes")
CONTENTS_FOOT = "-# {percent}% read. `/goto` takes you to a chapter, a scene, a percentage or a bookmark."
GO_CHAPTER_AHEAD = "Chapter {number} (not reached yet)"
GO_SCENE = "Scene {number}"
GO_SCENE_TITLED = "Scene {number}: {title}"
GO_BOOKMARK = "Bookmark: {name}"
AHEAD = (
    "That is further than anybody here has read ({percent}% of the story). Going there may give things away."
)
GO_ANYWAY = "Go there anyway"
GOING = "Off we go: {place}."

# Finding.
NOT_FOUND = "I find “{text}” nowhere in the part you have read."
FOUND_IN = "## “{text}” in {title}"
FOUND_AT = "-# {place}"
FOUND_FOOT = "-# The newest first, and only what has been read. **Go** takes everybody in this channel there."
FOUND_NO_MORE = "There is nothing more to be found in the part you have read."
GO = "Go"

# Progress.
PROGRESS = "## Where we are"
PROGRESS_STORY = "**{title}** {link}"
PROGRESS_BAR = "{bar} {percent}% · {left}"
PROGRESS_READ = "{bar} read to the end"
PROGRESS_TURNED = "-# {place} · turned {when} by {who}"
PROGRESS_TURNED_ALONE = "-# only you · {place} · turned {when}"
PROGRESS_NONE = "No story is being read here. Type `/read` to begin one."
PROGRESS_MORE = "-# … and {count} more"
PROGRESS_LINK = "[→]({link})"

# Bookmarks.
BOOKMARK_KEPT = "I keep this page as “{name}” ({place}). `/goto` brings you back to it."
BOOKMARK_GONE = "The bookmark “{name}” is gone. It was at: {quote}"
BOOKMARKS_OF = "## Bookmarks in {title}"
BOOKMARK_LINE = "**{name}** · {place} · by {who}"
BOOKMARKS_NONE = "There is no bookmark yet. `/bookmark add` keeps the current page."

# Help.
HELP = "## Lamplight reads a story to this server"
HELP_BEGIN = "No story is open here. Type `/read` to open one."
HELP_GO_ON = "You are reading *{title}* ({place}). Press Next under {page}, or type `/next`."
HELP_PAGE = "its page"
HELP_PAGE_LINK = "[its page]({link})"
HELP_READ = "You have read *{title}* to its end. `/read story:` lists what could come next."
HELP_EMPTY = "The library is empty. Whoever runs this bot can add stories to it."
HELP_COMMANDS = (
    "`/read` shows the current page, or opens a story\n"
    "`/next` and `/back` turn; so do the buttons under the page\n"
    "`/goto` goes to a chapter, a scene, a percentage or a bookmark\n"
    "`/find` finds words in what you have read\n"
    "`/contents` shows the chapters, up to where you have read\n"
    "`/progress` shows where each story stands\n"
    "`/bookmark add`, `list` and `remove` keep named places\n"
    "`/note add` and `list` keep notes in the margin, which open as readers come to them\n"
    "`/readalong start` and `plan` gather people to read on the same page\n"
    "`/library list` and `info` show the stories; managers `add`, `edit`, `replace` and `remove` them\n"
    "`/me` is how I read to you; `/settings` is how I read here, for who manages the server\n"
    "`/privacy show` tells what I keep about you; `/report` tells the managers what is wrong with a story or a note"
)
HELP_FOOT = "-# The place is kept for the whole server. Nothing is lost when I am restarted."

# A place, in words.
PLACE_CHAPTER = "chapter {chapter}"
PLACE_SCENE = "scene {scene}"
PLACE_TITLE = "“{title}”"
PLACE_PERCENT = "{percent}% of the way"
PLACE_END = "the end"
PLACE_WITHIN = "{place}, {within}"
PLACE_PAGE = "page {page} of {pages}"
MINUTES = ("minute", "minutes")
WORDS = ("word", "words")
MINUTES_LEFT = "{minutes} min left"
A_LITTLE_LEFT = "under a minute left"
