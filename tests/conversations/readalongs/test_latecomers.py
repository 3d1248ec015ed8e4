"""Who comes late catches up alone, sees nothing of what is to come, and moves nobody."""

from tests.conversations.readalongs import Evening


async def test_a_latecomer_catches_up_and_moves_nobody(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben)
    for _ in range(3):
        await evening.presses(club.ana, "Ready")
        await evening.presses(club.ben, "Ready")
    assert "two, paragraph 0" in evening.page()
    joined = await club.chloe.presses("Join", club.room)
    assert joined.private
    assert "You are in, 3 pages, about 4 minutes behind" in joined
    await evening.settles()
    assert "[Ready (0 of 2)]" in evening.page(), "nobody waits for her yet"
    page = await club.chloe.presses("Catch up", club.room)
    assert "one, paragraph 0" in page
    assert page.private
    shown = evening.shows()
    for _ in range(3):
        page = await club.chloe.presses("Next", club.room)
    assert "two, paragraph 0" in page
    assert page.buttons == ("Back", "I’ve caught up")
    assert evening.shows() == shown, "and nobody saw anything of it"
    told = await club.chloe.presses("I’ve caught up", club.room)
    assert "You are with the group" in told
    await evening.settles()
    assert "[Ready (0 of 3)]" in evening.page()


async def test_who_has_caught_up_a_moment_too_late_gets_one_page_more(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben)
    await evening.presses(club.ana, "Turn now")
    page = await club.chloe.presses("Catch up", evening.thread)
    page = await club.chloe.presses("Next", evening.thread)
    assert "Page 2 of 3" in page
    await evening.presses(club.ana, "Turn now")
    page = await club.chloe.presses("I’ve caught up", evening.thread)
    assert "Page 3 of 3" in page
    assert "I’ve caught up" in page.buttons


async def test_a_guessed_page_ahead_shows_the_page_the_group_is_on(evening: Evening) -> None:
    club = evening.club
    await evening.begins(club.ben)
    behind = await club.chloe.presses("Catch up", evening.thread)
    assert behind.message is not None
    number = next(
        each["custom_id"].split(":")[2]
        for part in behind.message.components
        for each in part.get("components", ())
        if "custom_id" in each
    )
    page = await club.chloe.presses_id(behind.message, f"l1:lane:next:{number}:2:0")
    assert "one, paragraph 0" in page
    page = await club.chloe.presses_id(behind.message, f"l1:caughtup:{number}:2:0")
    assert "three, paragraph" not in page.text
