"""What nobody will ask for again is forgotten by itself, and nothing else is."""

from bot.actions import leftovers
from bot.store.deadlines import KEPT
from tests.actions.conftest import scene, story
from tests.conversations.conftest import DAY, Club
from tests.conversations.readalongs import Evening

TALE = story(scene("one"), title="The Tale").encode()


async def left(club: Club) -> dict[str, int]:
    names = ("draft", "deadline", "upload", "reading", "readalong")
    return {name: len(await club.rows(f"SELECT 1 FROM {name}")) for name in names}


async def test_an_evening_and_an_import_leave_nothing_behind(club: Club) -> None:
    club.pace = 0
    evening = Evening(club)
    await club.ana.uploads("/library add", ("tale.txt", TALE), club.room)
    await club.ana.presses("Add to the library")
    await club.ana.types("/library remove story:tale", club.room)
    await club.ana.presses("Remove")
    await club.ana.uploads("/library add", ("other.txt", TALE), club.room)
    await evening.begins(club.ben, options="story:ferry pace:timed minutes:5")
    await evening.passes(5)
    await club.ana.types("/readalong end", evening.thread)
    await club.ana.presses("End it for everybody", evening.thread)
    await evening.settles()
    assert await left(club) == {"draft": 1, "deadline": 2, "upload": 1, "reading": 0, "readalong": 1}
    assert club._store
    await club._store.write(leftovers.forget, club.now + DAY // 2)
    assert await left(club) == {"draft": 1, "deadline": 2, "upload": 1, "reading": 0, "readalong": 1}, (
        "not yet"
    )
    await club._store.write(leftovers.forget, club.now + DAY + 1)
    now = await left(club)
    assert now["draft"] == now["upload"] == 0
    await club._store.write(leftovers.forget, club.now + KEPT + 1)
    assert await left(club) == {"draft": 0, "deadline": 0, "upload": 0, "reading": 0, "readalong": 1}
