"""The part of the catalogue (`bot.wording`) for who hears it read aloud: whole sentences, and no signs for words."""

from bot import wording

PAGE_HEAD = "*{title}*, {place}"
PAGE_FOOT = (
    "Page {page} of {pages} of scene {scene} of {scenes}. {percent} percent of the story is read; {left}."
)
PAGE_FOOT_ONE = "Page {page} of {pages}. {percent} percent of the story is read; {left}."
SCENE_BREAK = "Scene {scene} ends here."
PROGRESS_BAR = "{percent} percent read; {left}."
PROGRESS_READ = "Read to the end."
PROGRESS_TURNED = "At {place}, turned {when} by {who}."
PROGRESS_TURNED_ALONE = "For you alone: at {place}, turned {when}."
PROGRESS_STORY = "**{title}**. {link}"
PROGRESS_LINK = "[Go to its page]({link})"
CONTENTS_HERE = "You are here: {line}"
CONTENTS_AHEAD = "There are {ahead} ahead."
STORY_NOTES = ". Content notes: {notes}."
BOOKMARK_LINE = "**{name}**: {place}, by {who}"
PICTURE = "-# A picture: {alt}"
DRY_RUN_MOVES = "- From {old} to {new}, {how}"
LABELS = {
    wording.NEXT: "Next page",
    wording.BACK: "Previous page",
    wording.CONTENTS: "Table of contents",
    wording.MORE: "More things to do with this page",
}
