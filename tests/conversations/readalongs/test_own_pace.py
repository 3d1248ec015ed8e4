"""Everybody reads for themselves: a board, due dates, and notes that open as each comes to them."""

from tests.actions.conftest import scene, story
from tests.conversations.readalongs import MINUTE, Evening, forget

DAY = 24 * 60  # minutes


async def test_each_reads_alone_and_the_board_shows_how_far(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:own")
    assert "Reading *The Ferry*" in evening.page()
    assert "paragraph" not in evening.shows(), "no page is posted for all"
    shown = await evening.reads(club.ben, 3)
    assert shown.private
    assert "For you alone" in shown
    assert "two, paragraph 0" in shown
    assert "Somebody" in evening.page()
    assert club.ben.mention not in evening.page().partition("Reading *The Ferry*")[2], "he has not agreed"
    assert "33%" in evening.page()
    await club.ben.types("/readalong status", evening.thread)
    await club.ben.presses("You may name me at the end", evening.thread)
    await evening.settles()
    assert f"{club.ben.mention} " in evening.page()
    await club.restarts_the_bot()
    again = await club.ben.presses("Read on", evening.thread)
    assert "two, paragraph 0" in again, "his place is kept"
    assert "one, paragraph 0" in await club.chloe.presses("Read on", evening.thread)
    await evening.settles()
    assert evening.page().count("Somebody") == 2, "Chloe takes part by reading"


async def test_it_is_read_to_the_end(evening: Evening) -> None:
    club = evening.club
    await evening.begins(options="pace:own")
    shown = await evening.reads(club.ana, 8)
    assert "the last page" in shown
    done = await club.ana.presses("I’ve read it", message=shown.message)
    await evening.settles()
    assert "You have read it to the end" in done
    assert "has read it to the end" in evening.page()
    assert "You have read it to the end" in await club.ana.presses("Read on", evening.thread)
    await club.ana.types("/readalong end", evening.thread)
    await evening.presses(club.ana, "End it for everybody")
    kept = await club.ana.presses("Keepsake", evening.thread)
    await club.discord.settled(within=30)
    assert kept.message is not None
    assert "9 pages read together" in evening.thread.transcript(for_=club.ana)


async def test_notes_open_as_each_comes_to_them(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:own")
    ahead = await evening.reads(club.ben, 4)
    await club.ben.presses("Write a note", message=ahead.message)
    await club.ben.fills_in({"Your note": "the keeper did it"})
    await evening.reads(club.ana, 0)
    for words in (
        (await club.ana.types("/note list", evening.thread)).text,
        (await club.ana.types("/note remove note:keeper", evening.thread)).text,
        *await club.ana.completes("/note remove note:", evening.thread),
        evening.thread.transcript(for_=club.ana),
    ):
        assert "the keeper did it" not in words
    shown = await evening.reads(club.ana, 3)
    assert "1 note" not in shown.buttons
    shown = await club.ana.presses("Next", message=shown.message)
    assert "1 note" in shown.buttons
    told = await club.ana.presses("1 note", message=shown.message)
    assert "> the keeper did it" in told
    assert "the keeper" not in await club.chloe.types("/note list", evening.thread)
    # A button that carries a place nobody has come to tells nothing of it.
    assert shown.message is not None
    ahead_id = next(
        one["custom_id"] for one in shown.message.components[-1]["components"] if one["label"] == "1 note"
    )
    assert "the keeper" not in await club.chloe.presses_id(shown.message, ahead_id)
    await club.ana.types("/readalong end", evening.thread)
    await evening.presses(club.ana, "End it for everybody")
    await club.chloe.presses("Keepsake", evening.thread)
    await club.discord.settled(within=30)
    assert "the keeper" not in evening.thread.transcript(for_=club.chloe)


async def test_due_dates_stand_on_the_board(evening: Evening) -> None:
    club = evening.club
    await evening.begins(options="pace:own scenes:2 days:7")
    day = 24 * 60 * 60
    began = club.now // 1000
    assert f"2 scenes of 3 by <t:{began + 7 * day}:D>" in evening.page()
    assert f"The whole story by <t:{began + 14 * day}:D>" in evening.page()
    assert "2 scenes every 7 days" in club.shows()


async def test_a_corrected_edition_keeps_everybodys_place(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:own")
    await evening.reads(club.ben, 4)
    club.brings(
        "ferry.txt", (club.folder / "library" / "ferry.txt").read_text("utf-8") + "\n\nOne more line.\n"
    )
    await club.restarts_the_bot()
    shown = await club.ben.presses("Read on", evening.thread)
    assert "two, paragraph 4" in shown
    assert "paragraph" not in evening.shows()


async def test_it_cannot_become_another_kind_in_the_middle(evening: Evening) -> None:
    club = evening.club
    await evening.begins(options="pace:own")
    assert "cannot be changed" in await club.ana.types("/readalong pace pace:everyone", evening.thread)
    await club.ana.types("/readalong host", evening.thread)
    assert "no page to turn for all" in await club.ana.presses("Turn now", evening.thread)
    await evening.presses(club.ana, "Pause")
    assert "[Read on]" not in evening.page()
    await evening.presses(club.ana, "Go on")
    assert "[Read on]" in evening.page()
    assert evening.shows().count("[Read on]") == 1


async def test_status_tells_of_ones_own_place(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:own scenes:2 days:7")
    await evening.reads(club.ben, 3)
    told = await club.ben.types("/readalong status", evening.thread)
    assert "33%" in told and club.ben.mention in told
    assert "2 scenes of 3 by" in told
    for nothing in ("Ready", "present", "behind", "Page 1"):
        assert nothing not in told, "there is no group to be with"
    assert "two, paragraph 0" in await club.ben.presses("Read on", message=told.message)
    assert "Join" in (await club.chloe.types("/readalong status", evening.thread)).buttons


async def test_it_ends_when_everybody_has_read_it(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:own")
    for person in (club.ana, club.ben):
        assert "The end" not in evening.shows()
        shown = await evening.reads(person, 8)
        await person.presses("I’ve read it", message=shown.message)
        await evening.settles()
    assert "The end" in evening.page()
    assert "[Keepsake]" in evening.page()
    assert "[Read on]" not in evening.shows()


async def test_it_ends_when_the_last_who_was_still_reading_leaves(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, club.chloe, options="pace:own")
    for person in (club.ana, club.chloe):
        shown = await evening.reads(person, 8)
        await person.presses("I’ve read it", message=shown.message)
    await club.ana.types("/readalong leave", evening.thread)
    await evening.settles()
    assert "The end" not in evening.shows(), "Ben is still reading"
    await club.ben.types("/readalong leave", evening.thread)
    await evening.settles()
    assert "## The end" in evening.page()
    assert evening.shows().count("hosts this read-along now") == 1, "that was Ben"
    assert "9 pages read by 2 readers" in evening.page()


async def test_what_is_due_soon_is_told_to_those_who_are_behind(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, club.chloe, options="pace:own scenes:2 days:7")
    due = club.now // 1000 + 7 * 24 * 60 * 60
    for person in (club.ana, club.ben):
        await person.types("/readalong join named:true", evening.thread)
    shown = await evening.reads(club.ana, 6)
    assert "three, paragraph 0" in shown
    await evening.passes(6 * DAY - 1)
    assert "we want to have read" not in evening.shows()
    await evening.passes(1)
    assert f"By <t:{due}:D> we want to have read 2 scenes of 3. {club.ben.mention}" in evening.page()
    assert evening.thread.called == {"Ben"}, "Ana has read them, and Chloe has not agreed to be named"
    await club.restarts_the_bot()
    await evening.passes(0)
    assert evening.shows().count("we want to have read") == 1
    await club.stops_the_bot()
    await club.discord.bot_gone()
    club.now += 8 * DAY * MINUTE
    await club.starts_the_bot()
    await evening.passes(0)
    assert "we want to have read the whole story" not in evening.shows(), "its day is over"
    forget(evening.thread)


async def test_nobody_is_reminded_of_what_all_have_read(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:own scenes:2 days:1")
    for person in (club.ana, club.ben):
        await evening.reads(person, 6)
    await evening.passes(DAY)
    assert "we want to have read" not in evening.shows()
    await evening.passes(DAY - 6 * 60)
    assert "we want to have read the whole story" in evening.page()
    assert evening.thread.called == set()


async def test_a_correction_tells_where_everybody_goes(evening: Evening) -> None:
    club = evening.club
    tale = story(scene("one"), scene("two"), scene("three"), title="The Tale")
    await club.ana.uploads("/library add", ("tale.txt", tale.encode()), club.room)
    await club.ana.presses("Add to the library")
    await evening.begins(club.ben, options="story:the tale pace:own")
    await evening.reads(club.ben, 4)
    await evening.reads(club.chloe, 1)
    corrected = story(scene("nought"), scene("one"), scene("two"), scene("three"), title="The Tale").encode()
    dry = await club.ana.uploads("/library replace story:the tale", ("new.txt", corrected), club.room)
    assert "- scene 2 → scene 3, found by its scene" in dry, "Ben's"
    assert "- scene 1 → scene 2, found by its scene" in dry, "Chloe's"
    replaced = await club.ana.presses("Replace it")
    assert "2 found by its scene" in replaced
    assert "two, paragraph" in await club.ben.presses("Read on", evening.thread)
