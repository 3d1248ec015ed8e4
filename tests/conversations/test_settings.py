"""A manager chooses how the bot reads to a server, on one panel; everybody else finds it so."""

import pytest

from bot.playground import NotPossible
from tests.actions.conftest import scene, story
from tests.conversations.conftest import Club

ADULT = story("A secret kiss at the ferry.", title="The Night Ferry").replace(
    "---\n\n", "rating: Explicit\n---\n\n", 1
)


async def test_a_manager_sees_everything_at_a_glance(club: Club) -> None:
    panel = await club.ana.types("/settings", club.room)
    assert panel.private
    assert "**Page length:** medium" in panel
    assert "**Who turns the pages:** everyone" in panel
    assert "**Time zone:** UTC" in panel
    assert "one, paragraph 0" in panel, "a page as it looks now"


async def test_nobody_else_may_change_them(club: Club) -> None:
    with pytest.raises(NotPossible):
        await club.ben.types("/settings", club.room)
    told = await club.ben.types("/settings", club.room, anyway=True)
    assert "Only people with the permission **Manage Server**" in told
    panel = await club.ana.types("/settings")
    assert panel.message is not None
    told = await club.ben.presses_id(panel.message, "l1:setting:length:short")
    assert "Only people with the permission **Manage Server**" in told
    assert "medium" in await club.ana.types("/settings")


async def test_a_change_is_seen_at_once_and_can_be_undone(club: Club) -> None:
    await club.ana.types("/settings", club.room)
    changed = await club.ana.chooses("Short pages")
    assert "**Changed:** Page length, from “medium" in changed
    assert "**Page length:** short" in changed
    undone = await club.ana.presses("Undo: Medium pages")
    assert "**Page length:** medium" in undone


async def test_another_length_keeps_the_place_and_passes_over_nothing(club: Club) -> None:
    """The page that was seen before the change ends elsewhere than the same page of another length."""
    await club.ana.types("/read", club.room)
    await club.ana.presses("Next")
    seen = club.page()
    await club.ana.types("/settings")
    await club.ana.chooses("Long pages")
    again = await club.ben.presses("Next", club.room)
    assert "paragraph 0" in again, "the same place, with more on the page"
    assert len(club.page()) > len(seen)


async def test_who_may_turn(club: Club) -> None:
    keepers = club.server.role("Keepers")
    dora = club.server.member("Dora", roles=[keepers])
    await club.ana.types("/read", club.room)
    await club.ana.types("/settings")
    await club.ana.chooses("Who manages the server turns")
    told = await club.ben.presses("Next", club.room)
    assert told.private
    assert "only those who manage it turn the pages" in told
    await club.ana.chooses("Keepers")
    assert "only people with the role" in await club.ben.presses("Next", club.room)
    assert "only people with the role" in await club.ben.types("/next")
    await dora.presses("Next", club.room)
    assert "Page 2 of" in club.page()
    await club.ana.presses("Next", club.room)
    assert "Page 3 of" in club.page()


async def test_a_role_that_is_gone_leaves_it_to_the_managers(club: Club) -> None:
    keepers = club.server.role("Keepers")
    await club.ana.types("/read", club.room)
    await club.ana.types("/settings")
    await club.ana.chooses("Keepers")
    del club.server.guild.roles[keepers.id]
    club.discord.world.emit(
        "GUILD_ROLE_DELETE",
        {"guild_id": str(club.server.id), "role_id": str(keepers.id)},
        guild=club.server.guild,
    )
    assert "also where that role is gone" in await club.ben.presses("Next", club.room)
    assert "a role that is gone" in await club.ana.types("/settings")
    await club.ana.presses("Next", club.room)
    assert "Page 2 of" in club.page()


async def test_a_time_zone_is_typed_by_its_city(club: Club) -> None:
    await club.ana.types("/settings", club.room)
    await club.ana.presses("Time zone …")
    told = await club.ana.fills_in({"A city, or the zone’s name": "new york"})
    assert "**Time zone:** America/New\\_York, where it is" in told
    await club.ana.presses("Time zone …")
    told = await club.ana.fills_in({"A city, or the zone’s name": "Zzyzx"})
    assert "I know no time zone “Zzyzx”" in told


async def test_a_server_may_read_no_story_for_adults_at_all(empty_club: Club) -> None:
    club = empty_club
    club.brings("night.txt", ADULT)
    club.brings("day.txt", story(scene("day"), title="The Day Ferry"))
    await club.starts_the_bot()
    den = club.server.channel("after-dark", nsfw=True)
    assert "The Night Ferry" in await club.ana.types("/read", den)
    await club.ana.types("/settings", club.room)
    await club.ana.presses("Stories for adults: read none")
    told = await club.ben.types("/read story:night", den)
    assert "this server has chosen to read none" in told
    assert "The Night Ferry" not in await club.ben.types("/read", den)


async def test_the_settings_outlive_a_restart(club: Club) -> None:
    await club.ana.types("/settings", club.room)
    await club.ana.chooses("Short pages")
    await club.restarts_the_bot()
    assert "**Page length:** short" in await club.ana.types("/settings")


async def test_every_setting_can_be_undone(club: Club) -> None:
    await club.ana.types("/settings", club.room)
    for press, undo in (
        ("Plain text: turn on", "Undo: Plain text: turn off"),
        ("Stories for adults: read none", "Undo: Stories for adults: allow"),
    ):
        assert "**Changed:**" in await club.ana.presses(press)
        assert "**Changed:**" in await club.ana.presses(undo)
    assert "Deutsch" in await club.ana.chooses("Deutsch")
    assert "**Language:** as Discord is set" in await club.ana.presses("Undo: as Discord is set")
    assert "told in <#" in await club.ana.chooses("reading")
    assert "nobody here" in await club.ana.presses("Undo: Reports")
    assert "people with the role" in await club.ana.chooses("Managers")
    assert "**Who turns the pages:** everyone" in await club.ana.presses("Undo: Everyone turns")


async def test_one_person_chooses_for_themselves(club: Club) -> None:
    """Page length, language and name go along everywhere, and change nothing for anybody else."""
    await club.ben.types("/read", club.ben.dm)
    long_before = await club.ben.types("/read")
    await club.ben.types("/me")
    assert "from “medium" in await club.ben.chooses("Short pages")
    short = await club.ben.types("/read")
    assert len(short.text) < len(long_before.text)
    await club.ben.presses("Undo: medium, about 300 words")
    assert (await club.ben.types("/read")).text == long_before.text
    await club.ben.types("/me")
    assert "never shown to others" in await club.ben.chooses("Never name me")
    assert "Page 1 of 3" in await club.ana.types("/read", club.room)


async def test_those_in_a_read_along_turn(club: Club) -> None:
    await club.ben.types("/read", club.room)
    await club.ana.types("/settings")
    await club.ana.chooses("Who is in a read-along turns")
    assert "those who are in a read-along turn the pages" in await club.ben.presses("Next", club.room)
    await club.ben.types("/readalong start", club.room)
    await club.discord.settled()
    turned = await club.ben.types("/next")
    assert not turned.private and "Page 2 of" in turned


async def test_who_turns_is_chosen_in_one_place(club: Club) -> None:
    """A role is an answer to the same question, so its menu comes right after that one."""
    panel = (await club.ana.types("/settings", club.room)).text
    assert "[Who turns the pages v]\n[… or the people with a role v]\n[Language v]" in panel
    reports = await club.ana.chooses("#reading")
    told = "from “told to whoever runs this bot, and to nobody here” to “told in"
    assert told in reports
