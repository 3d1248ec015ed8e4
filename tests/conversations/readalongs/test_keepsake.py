"""What is left of an evening: who read, how long, the pace, the notes; as a message, a file and a picture."""

import re

from bot.playground import Person, Room
from tests.conversations.readalongs import Evening


async def read_to_the_end(evening: Evening, note: str = "nobody counted *them*") -> None:
    """Ana and Ben, with a note and Chloe falling away; a page every four minutes."""
    club = evening.club
    await evening.begins(club.ben, club.chloe)
    await club.ben.types(f"/note add text:{note}", evening.thread)
    for _ in range(30):
        await evening.passes(4)
        await evening.presses(club.ben, f"Ready (0 of {evening.page().split('Ready (0 of ')[1][0]})")
        await evening.presses(club.ana, "Turn now")
        if "The end" in evening.page():
            break


def files(room: Room) -> dict[str, bytes]:
    return {file.filename: file.data for each in room.channel.newest_first() for file in each.attachments}


async def shown_to(person: Person, evening: Evening) -> str:
    reply = await person.presses("Keepsake", evening.thread)
    await evening.club.discord.settled(within=30)
    assert reply.message is not None
    newest = person.newest(evening.thread)
    assert newest is not None
    return evening.thread.transcript(for_=person).split("\n\n")[-1]


async def test_a_keepsake_is_shown_and_posted(evening: Evening) -> None:
    club = evening.club
    await read_to_the_end(evening)
    assert "[Keepsake]" in evening.page()
    told = await shown_to(club.ben, evening)
    assert "A keepsake of *The Ferry*" in told
    assert "3 readers who are not named" in told
    assert "> *one, paragraph 0: the ferry went over the river once more." in told, "the words it stood at"
    assert " …*" in told, "which go on there"
    assert r"nobody counted \*them\*" in told
    assert club.ben.mention not in told, "who has not agreed is not named"
    await club.ben.presses("You may name me", evening.thread)
    await club.discord.settled(within=30)
    told = evening.thread.transcript(for_=club.ben).split("\n\n")[-1]
    assert f"**Read by** {club.ben.mention} and 2 readers who are not named" in told
    assert "[Rather not name me]" in told
    await club.ben.presses("Post it for everybody", evening.thread)
    await club.discord.settled(within=30)
    posted = evening.page()
    assert "A keepsake of *The Ferry*" in posted
    assert "Post it" not in posted
    kept = files(evening.thread)
    assert kept["pace.png"].startswith(b"\x89PNG")
    page = kept["keepsake.html"].decode()
    assert "<li>Ben</li><li>2 readers who are not named</li>" in page
    assert "<p>nobody counted *them*</p>" in page
    assert "<blockquote>one, paragraph 0" in page, "with the words of the story it stood at"
    assert " …</blockquote>" in page
    assert re.search(r"from 2025-10-09 \d\d:\d\d to \d\d:\d\d \(UTC\)", page), "a day is told once"
    assert 'alt="Our pace: a rising line from the first page to 100% of the story' in page


async def test_what_people_wrote_is_text_in_the_file(evening: Evening) -> None:
    await read_to_the_end(evening, note="<script>alert(1)</script> & @everyone")
    await shown_to(evening.club.ana, evening)
    page = files(evening.thread)["keepsake.html"].decode()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; @everyone" in page


async def test_no_keepsake_before_the_end_nor_for_who_was_not_there(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben)
    message = next(iter(evening.thread.channel.newest_first()))
    ready = message.components[-1]["components"][0]["custom_id"]
    early = await club.ben.presses_id(message, ready.replace("ready", "keepsake:show").rpartition(":")[0])
    assert "made when the read-along is over" in early
    await club.ana.types("/readalong end", evening.thread)
    await evening.presses(club.ana, "End it for everybody")
    told = await shown_to(club.chloe, evening)
    assert "name me" not in told
    await club.chloe.presses("Post it for everybody", evening.thread)
    await club.discord.settled(within=30)
    assert "Whoever took part" in evening.thread.transcript(for_=club.chloe)
    assert "[Keepsake]" in evening.page()


async def test_notes_are_kept_where_they_stood_although_the_story_was_corrected_since(
    evening: Evening,
) -> None:
    club = evening.club
    await read_to_the_end(evening)
    told = await shown_to(club.ana, evening)
    note = told.rpartition("**In the margin**")[2]
    assert "nobody counted" in note
    ferry = (club.folder / "library" / "ferry.txt").read_text("utf-8")
    club.brings("ferry.txt", ferry.replace("one, paragraph 0", "A new beginning.\n\n***\n\none, Paragraph 0"))
    await club.restarts_the_bot()
    again = await shown_to(club.ana, evening)
    assert again.count("A keepsake of *The Ferry*") == 2
    assert again.rpartition("**In the margin**")[2] == note
    page = files(evening.thread)["keepsake.html"].decode()
    assert "one, paragraph 0" in page, "with the words of the edition that was read"
    assert "A new beginning" not in page
