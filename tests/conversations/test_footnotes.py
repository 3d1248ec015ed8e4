"""Footnotes and authors' notes: kept out of the story, and shown to whoever asks under the page they belong to."""

from bot.playground.components import buttons
from tests.actions.conftest import scene
from tests.conversations.conftest import Club
from tests.conversations.library import adds
from tests.conversations.readalongs import Evening

TALE = (
    "# One\n\nThe ferry[^1] came in *fog*.\n\n[^1]: A ferry is a **boat** @everyone.\n\n    # It floats.\n\n"
    + scene("one")
    + "\n\n# Two\n\nIt left.[^late]\n\n[^late]: "
    + "It was late. " * 300
    + "\n"
)


NOTE = "<p>{}</p><blockquote class='userstuff'><p>{}</p></blockquote>"
CHAPTER = "<!--chapter content--><div class='userstuff'><p>{}</p></div><!--/chapter content-->"
ARCHIVE = (
    "<html><head><title>Works</title></head><body><div id='preface'><div class='meta'><h1>The Ferry</h1>"
    + "<div class='byline'>by <a rel='author'>Ana</a></div>"
    + NOTE.format("Summary", "It is foggy.")
    + NOTE.format("Notes", "Thanks to my beta!")
    + "</div></div><div id='chapters' class='userstuff'><div class='meta group'><h2 class='heading'>Chapter 1: Fog</h2>"
    + NOTE.format("Chapter Summary", "A *ferry* comes.")
    + "</div>"
    + CHAPTER.format(scene("one").replace("\n\n", "</p><p>"))
    + "<div class='meta' id='endnotes1'>"
    + NOTE.format("Chapter End Notes", "More soon.")
    + "</div><div class='meta group'><h2 class='heading'>Chapter 2: Sun</h2></div>"
    + CHAPTER.format("It left.")
    + "</div><div id='afterword'><div id='endnotes'>"
    + NOTE.format("End Notes", "Come say hi!")
    + "</div></div></body></html>"
)


async def test_a_footnote_is_shown_to_who_asks_for_it(empty_club: Club) -> None:
    club = empty_club
    club.brings("tale.md", TALE)
    await club.starts_the_bot()
    page = await club.ana.types("/read", club.room)
    assert "The ferry¹ came in *fog*." in page and "[1 footnote]" in page
    assert "A ferry is" not in page
    await club.restarts_the_bot()
    told = await club.ben.presses("1 footnote", club.room)
    assert told.private
    assert r"**¹** A ferry is a **boat** \@everyone." in told and "# It floats." in told
    as_seen = page.message.copy() if page.message else None
    await club.ana.presses("Next", club.room)
    assert "footnote]" not in club.page(), "the next page has none"
    assert "A ferry is" in await club.chloe.presses("1 footnote", message=as_seen), (
        "of the page that was seen"
    )


async def test_a_long_footnote_is_leafed_through(empty_club: Club) -> None:
    club = empty_club
    club.brings("tale.md", TALE)
    await club.starts_the_bot()
    await club.ana.types("/read", club.room)
    await club.ana.types("/goto place:chapter 2", club.room)
    await club.ana.presses("Go there anyway")
    await club.discord.settled()
    told = await club.ben.presses("1 footnote", club.room)
    assert told.text.count("It was late.") < 300
    later = await club.ben.presses("Later", message=told.message)
    assert "It was late." in later and later.text != told.text


async def test_an_archives_notes_come_with_their_chapters(empty_club: Club) -> None:
    club = empty_club
    await club.starts_the_bot()
    file = ("works.html", ARCHIVE.encode())
    dry = await club.ana.uploads("/library add", file, club.room)
    assert "**Beside the text** · 4 author’s notes" in dry
    await club.ana.presses("Discard")
    await adds(club.ana, *file, club.room)
    page = await club.ben.types("/read", club.room)
    assert "[2 author’s notes]" in page and "beta" not in page
    told = await club.chloe.presses("2 author’s notes", club.room)
    assert "**Notes**\nThanks to my beta!" in told
    assert "**Chapter Summary**\nA \\*ferry\\* comes." in told
    assert "More soon" not in told and "say hi" not in told
    assert "It is foggy." in await club.ben.types("/library info story:ferry", club.room)


async def test_a_correction_of_a_footnote_moves_nobody(empty_club: Club) -> None:
    club = empty_club
    await club.starts_the_bot()
    await adds(club.ana, "tale.md", TALE.encode(), club.room)
    await club.ben.types("/read", club.room)
    await club.ben.presses("Next", club.room)
    corrected = TALE.replace("a **boat**", "a **ship**").encode()
    dry = await club.ana.uploads("/library replace story:tale", ("tale.md", corrected), club.room)
    assert "found by its scene" in dry
    await club.ana.presses("Replace it")
    assert "Page 2 of 3" in await club.ben.types("/read", club.room)
    await club.ben.presses("Back", club.room)
    assert "**ship**" in await club.chloe.presses("1 footnote", club.room)


async def together(club: Club, options: str = "") -> Evening:
    """An evening with the tale has begun."""
    club.pace = 0
    club.brings("tale.md", TALE)
    await club.starts_the_bot()
    evening = Evening(club)
    await evening.begins(club.ben, options=options)
    return evening


async def test_a_group_has_the_footnotes_of_its_pages(empty_club: Club) -> None:
    club = empty_club
    evening = await together(club)
    assert "[1 footnote]" in evening.page()
    first = evening.thread.messages()[-1].copy()
    told = await club.chloe.presses("1 footnote", evening.thread)
    assert told.private
    assert "A ferry is a **boat**" in told
    await evening.presses(club.ana, "Turn now")
    assert "footnote]" not in evening.page(), "the next page has none"
    assert "A ferry is" in await club.chloe.presses("1 footnote", message=first)
    late = await club.chloe.presses("Catch up", evening.thread)
    assert "1 footnote" in late.buttons
    assert "A ferry is" in await club.chloe.presses("1 footnote", message=late.message)


async def test_a_guessed_page_ahead_of_a_group_tells_no_footnotes(empty_club: Club) -> None:
    club = empty_club
    evening = await together(club)
    page = evening.thread.messages()[-1]
    ids = [one["custom_id"] for one in buttons(page.components)]
    asking = next(custom_id for custom_id in ids if "group-footnotes" in custom_id)
    told = await club.ben.presses_id(page, asking.removesuffix(":0:0:0") + ":1:0:0")
    assert "It was late" not in told and "A ferry is" in told, "of the page the group is on"


async def test_who_reads_at_their_own_pace_has_the_footnotes_of_their_page(empty_club: Club) -> None:
    club = empty_club
    evening = await together(club, "pace:own")
    page = await evening.reads(club.ben, 0)
    assert "1 footnote" in page.buttons
    assert "A ferry is" in await club.ben.presses("1 footnote", message=page.message)
