"""Somebody looks at what is kept about them, takes it along, reads it, and has it all forgotten."""

import json
from typing import Any

import pytest

from bot.actions import departures, privacy
from bot.actions.request import Request
from bot.playground import Person, Reply
from bot.screens import export
from bot.store import traces
from tests.actions.conftest import scene, story
from tests.conversations.conftest import DAY, Club
from tests.postgresql import TABLES


def files_of(person: Person, reply: Reply) -> list[dict[str, Any]]:
    assert reply.message is not None
    return [json.loads(person.downloads(each)) for each in reply.message.attachments]


async def ben_has_been_around(club: Club) -> None:
    """Turns, a bookmark, a note, something read alone, settings."""
    await club.ben.types("/read", club.room)
    await club.ben.presses("Next")
    await club.ben.types("/bookmark add name:my secret place")
    await club.ben.types("/note add text:what a boat")
    await club.ben.types("/read", club.ben.dm)
    await club.ben.types("/next")
    await club.ben.types("/me")
    await club.ben.chooses("Short pages")


async def names(club: Club, person: Person) -> dict[str, int]:
    """What the database says of a person, in any column of any table, however it is called."""
    assert club._store is not None

    async def look(tx: Any) -> dict[str, int]:
        found: dict[str, int] = {}
        for table in [row["name"] for row in await tx.all(TABLES[tx.engine])]:
            if table.startswith(("sqlite", "scene_word")):
                continue
            for row in await tx.all(f"SELECT * FROM {table}"):
                for column in row.keys():  # noqa: SIM118
                    if str(person.id) in str(row[column]):
                        found[f"{table}.{column}"] = found.get(f"{table}.{column}", 0) + 1
        return found

    return await club._store.read(look)


async def test_who_has_done_nothing_is_not_known(club: Club) -> None:
    assert "I keep nothing about you" in await club.chloe.types("/privacy show", club.room)
    assert "I keep nothing about you" in await club.chloe.types("/privacy delete")


@pytest.mark.on_both
async def test_show_export_read_and_delete(club: Club) -> None:
    await ben_has_been_around(club)
    told = await club.ben.types("/privacy show", club.room)
    assert told.private
    assert "1 bookmark of yours" in told
    assert "1 margin note in your words" in told
    assert "1 story that you read alone" in told
    assert "What I keep about this server" in told
    (file,) = files_of(club.ben, await club.ben.types("/privacy export", club.ben.dm))
    assert (file["person"], file["part"], file["of"]) == (str(club.ben.id), 1, 1)
    assert file["kept"]["bookmark.made_by"][0]["name"] == "my secret place"
    assert file["kept"]["note.author_id"][0]["words"] == "what a boat"
    assert file["kept"]["turn.turned_by"][0]["turned_at"].startswith("2025-")
    assert set(file["kept"]) == {each.name for each in traces.PEOPLE} & set(await names(club, club.ben))
    asked = await club.ben.types("/privacy delete")
    assert "cannot be undone" in asked
    assert "I have forgotten you" in await club.ben.presses("Forget everything about me")
    await club.discord.settled()
    assert await names(club, club.ben) == {}
    assert "Page 2 of" in await club.ana.types("/read", club.room), "the server's place stays"
    assert "by somebody" in await club.ana.types("/progress")
    await club.restarts_the_bot()
    assert "Page 1 of 3" in await club.ben.types("/read", club.ben.dm), "and they begin anew"


async def test_it_may_be_kept_after_all(club: Club) -> None:
    await ben_has_been_around(club)
    await club.ben.types("/privacy delete")
    assert "Everything stays as it is" in await club.ben.presses("Keep it")
    assert "1 bookmark of yours" in await club.ben.types("/privacy show")


async def test_somebody_elses_press_forgets_only_themselves(club: Club) -> None:
    await ben_has_been_around(club)
    await club.ana.types("/bookmark add name:hers", club.room)
    asked = await club.ben.types("/privacy delete")
    assert asked.message is not None
    await club.ana.presses_id(asked.message, "l1:forget")
    assert await names(club, club.ana) == {}
    assert "1 bookmark of yours" in await club.ben.types("/privacy show")


async def test_in_the_middle_of_ones_own_read_along(club: Club) -> None:
    """It goes on with somebody else as its host, and names who left nowhere."""
    await club.ana.types("/readalong start", club.room)
    await club.ben.presses("Join", club.room)
    await club.ana.presses("Begin")
    await club.discord.settled()
    thread = club.room.threads[0]
    await club.ana.types("/privacy delete", club.room)
    await club.ana.presses("Forget everything about me")
    await club.discord.settled()
    assert await names(club, club.ana) == {}
    assert club.ben.mention in await thread.until(
        lambda: thread.transcript() if "host" in thread.transcript() else ""
    )
    assert "1 read-along of which you are the host" in await club.ben.types("/privacy show", club.room)


async def test_alone_in_ones_own_read_along(club: Club) -> None:
    await club.ana.types("/readalong start", club.room)
    await club.ana.presses("Begin")
    await club.ana.types("/privacy delete", club.room)
    assert "I have forgotten you" in await club.ana.presses("Forget everything about me")
    await club.discord.settled()
    assert await names(club, club.ana) == {}


async def test_an_export_larger_than_an_upload_comes_in_parts(club: Club) -> None:
    await ben_has_been_around(club)
    assert club._store is not None
    request = Request(0, 1, club.ben.id, 1, club.now)
    rows = await club._store.read(privacy.everything, club.desk, request)
    whole = export.files(rows, club.ben.id, club.now, 1_000_000)
    parts = export.files(rows, club.ben.id, club.now, 2_000)
    assert len(whole) == 1 and len(parts) > 1
    assert all(len(part) <= 2_000 for part in parts)
    told = [row for part in parts for rows in json.loads(part)["kept"].values() for row in rows]
    assert told == [row for rows in json.loads(whole[0])["kept"].values() for row in rows]


@pytest.mark.on_both
async def test_a_server_that_removes_the_bot_is_forgotten_after_its_grace(club: Club) -> None:
    await ben_has_been_around(club)
    text = story(scene("secret"), title="Our Own Story").encode()
    await club.ana.uploads("/library add", ("own.txt", text), club.room)
    await club.ana.presses("Add to the library")
    assert club.client is not None
    await club.client.wait_until_ready()
    club.server.remove_bot()
    await club.discord.settled()
    store, lamp = club._store, club.client and club.client.lamp
    assert store is not None and lamp is not None
    assert await store.write(departures.purge, club.now + departures.GRACE - DAY) == []
    assert await store.write(departures.purge, club.now + departures.GRACE + DAY) == [club.server.id]
    assert club.server.id not in await store.read(traces.servers)
    assert "paragraph 4" in await club.ben.types("/read", club.ben.dm), "what is theirs alone stays"


async def test_a_server_that_returns_in_time_is_kept(club: Club) -> None:
    await ben_has_been_around(club)
    assert club.client is not None
    await club.client.wait_until_ready()
    club.server.remove_bot()
    await club.discord.settled()
    club.server.invite_bot()
    await club.room.until(lambda: "Lamplight is here" in club.shows())
    store = club._store
    assert store is not None
    assert await store.write(departures.purge, club.now + 2 * departures.GRACE) == []
    assert "Page 2 of" in await club.ana.types("/read", club.room)


async def test_a_removal_while_the_bot_was_away_is_noticed(club: Club) -> None:
    await ben_has_been_around(club)
    await club.stops_the_bot()
    await club.discord.bot_gone()
    club.server.remove_bot()
    await club.starts_the_bot()
    assert club.client is not None and club._store is not None
    await club.client.wait_until_ready()
    await club.client.reconcile()
    assert await club._store.write(departures.purge, club.now + departures.GRACE + DAY) == [club.server.id]


async def test_help_tells_a_manager_what_is_missing(empty_club: Club) -> None:
    club = empty_club
    club.brings("ferry.txt", story(scene("one")))
    await club.starts_the_bot()
    assert "I have every permission" in await club.ana.types("/help", club.room)
    club.room.forbid(club.discord.bot, "attach_files")
    told = await club.ana.types("/help")
    assert "**Attach Files**: Without it pictures and files are told in words." in told
    assert "Grant exactly that" in told
    assert "Attach Files" not in await club.ben.types("/help")
