"""The part of the catalogue (`bot.wording`) that is about what is kept about people and servers."""

KEPT = "## What I keep about you"
KEPT_NOTHING = "I keep nothing about you."
KEPT_HERE = "## What I keep about this server"
KEPT_LINE = "- {what}"
KEPT_FOOT = (
    "-# `/privacy export` gives you a file of it, `/privacy delete` forgets it. What is kept about a server is"
    " forgotten 30 days after it removes me. Nobody reads along: what you read or write is never in my log."
)
ABOUT_PERSON: dict[str, str | tuple[str, str]] = {
    "person.person_id": "how you like to be read to, as you chose it with `/me`",
    "reading.reader_id": (
        "story that you read alone, with your place in it",
        "stories that you read alone, with your place in each",
    ),
    "bookmark.made_by": ("bookmark of yours", "bookmarks of yours"),
    "note.author_id": ("margin note in your words", "margin notes in your words"),
    "note.pinned_by": ("margin note that you pinned", "margin notes that you pinned"),
    "draft.made_by": (
        "file of yours that waits to be accepted",
        "files of yours that wait to be accepted",
    ),
    "participant.person_id": ("read-along with you in it", "read-alongs with you in them"),
    "readalong.host_id": ("read-along of which you are the host", "read-alongs of which you are the host"),
    "readalong.turned_by": (
        "read-along whose page you turned last",
        "read-alongs whose page you turned last",
    ),
    "round.opened_by": ("page of a read-along that you turned", "pages of read-alongs that you turned"),
    "reading.turned_by": ("story whose page you turned last", "stories whose page you turned last"),
    "turn.turned_by": ("turn of a page, with its time", "turns of pages, with their times"),
}
ABOUT_SERVER: dict[str, str | tuple[str, str]] = {
    "readalong.server_id": ("read-along", "read-alongs"),
    "note.server_id": ("margin note", "margin notes"),
    "panel.server_id": ("message that shows a page", "messages that show a page"),
    "reading.server_id": ("place in a story", "places in stories"),
    "draft.server_id": ("file that waits to be accepted", "files that wait to be accepted"),
    "upload.server_id": ("uploaded file", "uploaded files"),
    "story.server_id": ("story of the server’s own", "stories of the server’s own"),
    "house_rules.server_id": "how I read here, as it was chosen with `/settings`",
    "departure.server_id": "that I was removed, and when",
}
EXPORTED = "This is everything that I keep about you, part {part} of {parts}. Only you see it."
FORGET_ASK = (
    "This forgets everything above at once, in every server and in direct messages, and cannot be undone. The pages you"
    " turned stay turned, by “somebody”. Read-alongs that you host go on with somebody else as their host."
)
FORGET = "Forget everything about me"
KEEP = "Keep it"
FORGOTTEN = "I have forgotten you. If you read on, I begin anew."
STAYED = "Everything stays as it is."

# Permissions.
WELCOME = (
    "## Lamplight is here\nType `/read`, and I read a story to you, page by page. I never lose the place."
)
WELCOME_SETTINGS = (
    "-# Who manages the server chooses with `/settings` how I read here. `/help` says what to type next."
)
RIGHTS_ALL = "I have every permission that I need here."
RIGHTS_WHY = {
    "view_channel": "Without it I do not see the channel",
    "send_messages": "Without it no page can be posted",
    "send_messages_in_threads": "Without it no page can be posted in threads",
    "create_public_threads": "Without it read-alongs stay in their channel",
    "attach_files": "Without it pictures and files are told in words",
}
RIGHTS_LINE = "- **{permission}**: {why}."
RIGHTS = "**What I lack on this server**"
GRANT = "Grant exactly that"
