"""Bad days of a read-along: its story, Discord or the clock misbehaves; each has an outcome, and a sentence."""

from bot.clock import LONGEST
from tests.actions.conftest import story
from tests.conversations.conftest import Club
from tests.conversations.readalongs import Evening
from tests.conversations.test_corrections import FIVE, UNREAD

POSTS = r"/channels/\d+/messages"


async def test_the_story_is_removed_and_comes_back(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:timed minutes:5")
    file = club.folder / "library" / "ferry.txt"
    text = file.read_text("utf-8")
    file.unlink()
    await club.restarts_the_bot()
    told = await evening.presses(club.ben, "Ready")
    assert "This story has left the library" in told
    await evening.passes(5)
    assert "The story has left the library, so we pause" in evening.page()
    club.brings("ferry.txt", text)
    await club.restarts_the_bot()
    await evening.presses(club.ana, "Go on")
    assert "Page 1 of 3" in evening.page()


async def test_a_corrected_edition_gives_nothing_away(empty_club: Club) -> None:
    club = empty_club
    club.pace = 0
    evening = Evening(club)
    club.brings("tale.txt", story(*FIVE))
    await club.starts_the_bot()
    await evening.begins(club.ben, options="pace:host")
    await evening.presses(club.ana, "Turn now")
    await evening.presses(club.ana, "Turn now")
    old = evening.thread.messages()[-1].copy()
    club.brings("tale.txt", story(FIVE[0], FIVE[1], FIVE[2] + "\n\nA paragraph was inserted.", *FIVE[3:]))
    await club.restarts_the_bot()
    await evening.passes(0)
    assert "The story was corrected" in evening.page()
    assert "A paragraph was inserted." in evening.page()
    assert "The group is at scene 3" in await club.ana.presses("Turn now", message=old)
    club.brings("tale.txt", story(*FIVE[1:]))
    await club.restarts_the_bot()
    await evening.passes(0)
    page = await club.chloe.presses("Catch up", evening.thread)
    seen = [page.text]
    while "Next" in page.buttons:
        page = await club.chloe.presses("Next", evening.thread)
        seen.append(page.text)
    assert "Scene two" in seen[0]
    assert "Scene three" in seen[-1]
    assert not any(words in text for words in UNREAD for text in [*seen, evening.shows()])


async def test_what_cannot_be_meant_is_said(evening: Evening) -> None:
    club = evening.club
    for typed, sentence in (
        ("/readalong start pace:timed", "How many minutes a page?"),
        ("/readalong start pace:daily", "At what time of day?"),
        ("/readalong start pace:daily at:soon", "I cannot read “soon” as a time of day"),
        ("/readalong start pace:daily at:20:00 zone:Nowhere/Land", "I know no time zone “Nowhere/Land”"),
        ("/readalong start story:Nothing", "I have no story called “Nothing”"),
        ("/readalong status", "No read-along is going on here"),
    ):
        told = await club.ana.types(typed, club.room)
        assert told.private
        assert sentence in told
    assert club.room.messages() == []


async def test_discord_is_down_and_the_page_comes_later(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:host")
    club.discord.faults.fail(1, 503, path=POSTS)
    await evening.presses(club.ana, "Turn now")
    assert "Page 2 of 3" not in evening.shows()
    await evening.passes(LONGEST / 60)
    assert evening.shows().count("Page 2 of 3") == 1
    await evening.presses(club.ana, "Turn now")
    assert "Page 3 of 3" in evening.page()


async def test_discord_asks_to_send_later_and_the_page_comes_later(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:host")
    limit = club.discord.faults.rate_limit(None, 0.01, path=POSTS)
    await evening.presses(club.ana, "Turn now")
    assert "Page 2 of 3" not in evening.shows()
    club.discord.faults.lift(limit)
    await evening.passes(LONGEST / 60)
    assert evening.shows().count("Page 2 of 3") == 1
    assert "I pause" not in club.shows()
    await evening.presses(club.ana, "Turn now")
    assert "Page 3 of 3" in evening.page()


async def test_a_post_whose_answer_got_lost_stands_there_once(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:host")
    club.discord.faults.lose_answer(1, path=POSTS)
    await evening.presses(club.ana, "Turn now")
    await evening.passes(LONGEST / 60)
    assert evening.shows().count("Page 2 of 3") == 1


async def test_a_story_for_adults_stops_where_the_mark_is_taken_away(empty_club: Club) -> None:
    club = empty_club
    club.pace = 0
    evening = Evening(club)
    club.brings("night.txt", "---\ntitle: Night\nrating: explicit\n---\n\n" + "\n\n***\n\n".join(FIVE))
    await club.starts_the_bot()
    told = await club.ana.types("/readalong start", club.room)
    assert "for adults" in told
    club.room.mark_age_restricted(marked=True)
    await evening.begins(club.ben, options="pace:timed minutes:5")
    assert "Scene one" in evening.page()
    club.room.mark_age_restricted(marked=False)
    await evening.settles()
    await evening.passes(5)
    assert "Scene two" not in evening.shows()
    assert "no longer marked as age-restricted" in club.page()
    club.room.mark_age_restricted(marked=True)
    await club.ana.types("/readalong resume", club.room)
    await evening.settles()
    assert "Scene two" in evening.page()


async def test_the_clock_jumps(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben, options="pace:timed minutes:5")
    await evening.passes(-60)
    assert "Page 2 of 3" not in evening.shows()
    await evening.passes(65)
    assert "Page 2 of 3" in evening.page()
    await evening.passes(600)
    assert "Page 3 of 3" in evening.page()
    assert "I was away when this was due" in evening.page()
    assert "two, paragraph 0" not in evening.shows()
