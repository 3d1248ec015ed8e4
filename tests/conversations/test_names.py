"""Who never wants to be named is “somebody” wherever others look, from the moment they say so."""

from bot import names
from bot.playground import Person
from bot.store import house_rules
from bot.store.house_rules import Naming, Wishes
from tests.conversations.conftest import Club
from tests.conversations.readalongs import Evening


async def never_names(club: Club, person: Person) -> None:
    await person.types("/me", club.room)
    assert "never shown to others" in await person.chooses("Never name me")


async def test_what_they_do_is_done_by_somebody(club: Club) -> None:
    await never_names(club, club.ben)
    await club.ben.types("/read", club.room)
    await club.ben.presses("Next")
    await club.ben.types("/bookmark add name:boats")
    await club.ben.types("/note add text:what a boat")
    assert "by somebody" in await club.ana.types("/progress", club.room)
    assert "by somebody" in await club.ana.types("/bookmark list")
    assert "somebody" in await club.ana.types("/note list")
    await club.restarts_the_bot()
    assert "by somebody" in await club.ana.types("/progress")
    await club.ben.types("/me")
    await club.ben.chooses("Name me where others saw what I did")
    assert f"by {club.ben.mention}" in await club.ana.types("/progress")


async def test_what_another_process_was_told_is_soon_known(club: Club) -> None:
    """Several processes may serve as one bot; and what is changed while it is read again is not undone by that."""
    assert club.client
    store = club.client.lamp.store
    await club.ben.types("/read", club.room)
    await store.write(house_rules.wish, club.ben.id, Wishes(naming=Naming.NO))
    assert f"by {club.ben.mention}" in await club.ana.types("/progress")

    async def read() -> list[int]:
        found = await store.read(house_rules.never_named)
        names.keep(club.chloe.id, named=False)
        return found

    await names.renew(read)
    assert "by somebody" in await club.ana.types("/progress")
    assert not names.may_name(club.chloe.id)


async def test_a_lobby_forgets_their_name_at_once(club: Club) -> None:
    await club.ben.types("/readalong start", club.room)
    await club.ana.presses("Join", club.room)
    assert club.ben.mention in club.shows()
    await never_names(club, club.ben)
    await Evening(club).settles()
    assert club.ben.mention not in club.shows()
    assert "somebody" in club.shows()
    assert "Only the host (somebody)" in await club.ana.presses("Begin", club.room)


async def test_a_board_and_a_keepsake_never_name_them(club: Club) -> None:
    evening = Evening(club)
    await evening.begins(club.ben, options="pace:own")
    await club.ben.types("/readalong status", club.room)
    await club.ben.presses("You may name me at the end")
    await evening.settles()
    assert club.ben.mention in evening.shows()
    await never_names(club, club.ben)
    await evening.settles()
    assert club.ben.mention not in evening.shows()


async def test_who_always_wants_to_be_named_is(club: Club) -> None:
    await club.ben.types("/me", club.room)
    await club.ben.chooses("Name me")
    evening = Evening(club)
    await evening.begins(club.ben, options="pace:own")
    assert club.ben.mention in evening.page()
    assert club.ana.mention not in evening.page()


async def test_whoever_is_forgotten_is_kept_in_no_list(club: Club) -> None:
    await never_names(club, club.ben)
    await club.ben.types("/privacy delete")
    await club.ben.presses("Forget everything about me")
    await club.ben.types("/read", club.room)
    assert f"by {club.ben.mention}" in await club.ana.types("/progress")
