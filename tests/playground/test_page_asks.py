"""What the page asks of the playground beyond plain commands: options one by one, files, menus, and building."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from typing import Any

import aiohttp
import pytest
from discord import Intents

from bot.playground import Playground
from bot.playground.site import Site
from bot.playground.site_child import Child
from bot.playground.site_world import ANA, BEN, CHLOE, LOUNGE, READING, SERVER, furnish
from tests.playground.bot import SmallBot, running
from tests.playground.window import Window, opened


@pytest.fixture
async def site() -> AsyncIterator[Playground]:
    discord = Playground(same_process=True)
    furnish(discord)
    Site(discord, Child(discord, (), {}))
    async with discord:
        intents = Intents(guilds=True, guild_scheduled_events=True, dm_messages=True)
        client = SmallBot(discord.api_url, intents)
        task = running(client, discord.token)
        await discord.bot_ready()
        yield discord
        await client.close()
        with suppress(Exception):
            await task


@pytest.fixture
async def windows(site: Playground) -> AsyncIterator[tuple[Window, Window]]:
    """Ana's and Ben's."""
    async with AsyncExitStack() as stack:
        ana = await stack.enter_async_context(opened(site.url, "Ana"))
        ben = await stack.enter_async_context(opened(site.url, "Ben"))
        yield ana, ben


async def uploads(site: Playground, name: str, data: bytes) -> str:
    headers = {"Origin": site.url}
    async with (
        aiohttp.ClientSession() as session,
        session.post(site.url + "/uploads", params={"name": name}, data=data, headers=headers) as answer,
    ):
        return str((await answer.json())["upload"])


async def commands(window: Window, name: str, channel: int = READING, **more: Any) -> dict[str, Any]:
    return await window.asks("command", name=name, channel=str(channel), **{"options": {}, **more})


async def asks(window: Window, do: str, **more: Any) -> dict[str, Any]:
    """What must be possible."""
    answer = await window.asks(do, **more)
    assert "error" not in answer and "failed" not in answer, answer
    return answer


# Commands.


async def test_a_value_may_hold_the_name_of_another_option(windows: tuple[Window, Window]) -> None:
    ana, _ = windows
    await commands(ana, "read", options={"story": "A tale alone:true x", "alone": "false"})
    await ana.until(lambda: ana.shows("A tale alone:true x 0"))
    assert not ana.newest["flags"] & 64


async def test_people_places_and_roles_are_given_by_mention(windows: tuple[Window, Window]) -> None:
    ana, _ = windows
    await commands(ana, "only", options={"count": "3", "who": f"<@{BEN}>"})
    await ana.until(lambda: ana.shows(f"3 <@{BEN}>"))
    refused = await commands(ana, "only", options={"count": "9", "who": f"<@{BEN}>"})
    assert "value 9 is not from 1 to 5" in refused["error"]
    refused = await commands(ana, "only", options={"count": "1", "who": "<@99>"})
    assert "is not a person" in refused["error"]


async def test_one_option_completes_while_the_others_stand(windows: tuple[Window, Window]) -> None:
    offered = await windows[0].asks(
        "complete option",
        name="goto",
        options={"place": "chapter 3"},
        focused="place",
        channel=str(READING),
    )
    assert offered["choices"] == [{"name": "Chapter 3", "value": "chapter 3"}]


async def test_a_command_takes_a_file(site: Playground, windows: tuple[Window, Window]) -> None:
    ana, _ = windows
    word = await uploads(site, "Der Laternenanzünder #2.txt", "hellö".encode())
    await commands(ana, "add", files={"file": word})
    await ana.until(lambda: ana.shows("Der_Laternenanzünder__2.txt: 6 of 6 bytes"))
    refused = await commands(ana, "add", files={"file": word})
    assert "not here any more" in refused["error"], "it was taken"
    assert "needs the option file" in (await commands(ana, "add"))["error"]


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}])
async def test_files_come_from_the_page_only(site: Playground, headers: dict[str, str]) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(site.url + "/uploads", data=b"x", headers=headers) as answer,
    ):
        assert answer.status == 403


async def test_the_menus_of_messages_and_people(windows: tuple[Window, Window]) -> None:
    ana, ben = windows
    listed = await ana.asks("list commands", channel=str(READING))
    assert [one["name"] for one in listed["menus"]["message"]] == ["Pin to this page"]
    assert [one["name"] for one in listed["menus"]["person"]] == ["Greet"]
    await ben.asks("say", text="a fine line", channel=str(READING))
    await ana.until(lambda: ana.shows("a fine line"))
    await asks(ana, "use", command="Pin to this page", message=ana.newest["id"], channel=str(READING))
    await ana.until(lambda: ana.shows("pinned a fine line"))
    await asks(ana, "use", command="Greet", person=str(BEN), channel=str(READING))
    await ben.until(lambda: ben.shows("hello Ben"))
    assert not ana.shows("hello Ben"), "that is between the bot and Ben"


async def test_a_form_is_filled_in_by_ids(site: Playground, windows: tuple[Window, Window]) -> None:
    ana, _ = windows
    await commands(ana, "acts")
    form = (await ana.presses("Survey"))["modal"]
    ids = {one["label"]: one["component"]["custom_id"] for one in form["components"] if "label" in one}
    word = await uploads(site, "proof.txt", b"it is so")
    fields = {ids["Friend"]: [str(CHLOE)], ids["Mood"]: "glad"}
    refused = await ana.asks("fill in", fields={**fields, ids["Mood"]: "furious"}, files={})
    assert "there is no 'furious'" in refused["error"]
    await asks(ana, "fill in", fields=fields, files={ids["Proof"]: [word]})
    await ana.until(lambda: ana.shows("Chloe glad proof.txt=it is so"))


# Ordinary messages.


async def test_a_message_is_answered_edited_and_deleted(
    site: Playground, windows: tuple[Window, Window]
) -> None:
    ana, ben = windows
    word = await uploads(site, "map.png", b"\x89PNG")
    await asks(ana, "say", text="where to?", files=[word], channel=str(READING))
    await ben.until(lambda: ben.shows("where to?"))
    first = ben.newest
    assert first["attachments"][0]["filename"] == "map.png"
    await asks(ben, "say", text="there", reply_to=first["id"], channel=str(READING))
    await ana.until(lambda: ana.shows("there"))
    assert ana.newest["message_reference"]["message_id"] == first["id"]
    refused = await ben.asks("rewrite", message=first["id"], text="nowhere")
    assert "only who wrote" in refused["error"]
    await asks(ana, "rewrite", message=first["id"], text="where now?")
    await ben.until(lambda: ben.shows("where now?"))
    assert "may not delete" in (await ben.asks("delete", message=first["id"]))["error"]
    await asks(ana, "delete", message=ana.newest["id"])  # Ana manages this server
    await ben.until(lambda: not ben.shows("'there'"))


async def test_mentions_call_people(windows: tuple[Window, Window]) -> None:
    ana, ben = windows
    await asks(ana, "say", text=f"<@{BEN}> look", channel=str(READING))
    await ben.until(lambda: ben.messages)
    assert [user["id"] for user in ben.newest["mentions"]] == [str(BEN)]


async def test_what_is_too_long_is_refused(windows: tuple[Window, Window]) -> None:
    refused = await windows[0].asks("say", text="x" * 2001, channel=str(READING))
    assert "2001 of 2000 characters" in refused["error"]


# Places and people.


async def test_direct_messages_with_the_bot_and_among_people(
    site: Playground, windows: tuple[Window, Window]
) -> None:
    ana, ben = windows
    assert [one["name"] for one in ana.direct] == ["Lamplight"]
    await commands(ana, "read", channel=int(ana.direct[0]["id"]))
    await ana.until(lambda: ana.shows("# Page 0"))
    assert not ben.messages
    told = await asks(ana, "direct", person=str(BEN))
    await ben.until(lambda: [one["name"] for one in ben.direct] == ["Lamplight", "Ana"])
    await asks(ben, "say", text="psst", channel=told["channel"])
    await ana.until(lambda: ana.shows("psst"))
    await asks(ana, "say", text="to you", channel=ana.direct[0]["id"])
    await ana.until(lambda: ana.shows("to you"))
    (session,) = site.gateway.sessions.values()
    frames = "".join(frame for _, frame in session.backlog)
    assert "to you" in frames and "psst" not in frames


async def test_a_new_person_joins(windows: tuple[Window, Window]) -> None:
    ana, ben = windows
    assert (await asks(ana, "new person", name=" Do\nra\u202e "))["person"] == "Do ra"
    await ben.until(lambda: [one["name"] for one in ben.people][-1] == "Do ra")
    assert "already" in (await ana.asks("new person", name="do ra"))["error"]
    assert "a name is needed" in (await ana.asks("new person", name="\u200b \x00"))["error"]


async def test_the_app_is_brought_along(windows: tuple[Window, Window]) -> None:
    """To a server without the bot, and among people, by those who have it on their own account."""
    ana, ben = windows
    quiet = (await asks(ana, "new server", name="Quiet", bot=False))["channel"]
    await ben.until(lambda: len(ben.servers) == 2)
    assert ben.servers[1]["has_bot"] is False
    assert (await ana.asks("list commands", channel=quiet))["commands"] == []
    await asks(ana, "change me", locale="de", installed=True, closed=False)
    listed = await ana.asks("list commands", channel=quiet)
    assert [one["name"] for one in listed["commands"]] == ["where"]
    await commands(ana, "where", channel=int(quiet))
    await ben.until(lambda: ben.shows("server, brought along, de"))
    among = (await asks(ana, "direct", person=str(BEN)))["channel"]
    await commands(ana, "where", channel=int(among))
    await ben.until(lambda: ben.shows("among people, brought along, de"))
    await asks(
        ana, "allow", channel=quiet, who=ana.servers[1]["id"], permission="use_external_apps", how="deny"
    )
    await asks(ben, "change me", locale="de", installed=True, closed=False)
    await commands(ben, "where", channel=int(quiet))
    await ben.until(lambda: len(ben.messages) == 3)
    assert len(ana.messages) == 2, (
        "a server that does not want such apps shows their answers to who asked alone"
    )


async def test_the_bot_is_brought_and_removed_by_managers(windows: tuple[Window, Window]) -> None:
    ana, ben = windows
    await asks(ana, "new server", name="Quiet", bot=False)
    await ben.until(lambda: len(ben.servers) == 2)
    await asks(ana, "bring bot", server=ana.servers[1]["id"], there=True)
    await ana.until(lambda: ana.servers[1]["has_bot"])
    refused = await ben.asks("bring bot", server=ana.servers[1]["id"], there=False)
    assert "may not change this server" in refused["error"]
    await asks(ana, "bring bot", server=ana.servers[1]["id"], there=False)
    await ben.until(lambda: not ben.servers[1]["has_bot"])


async def test_channels_are_made_and_restricted(windows: tuple[Window, Window]) -> None:
    ana, ben = windows
    assert (
        "may not change" in (await ben.asks("new channel", server=str(SERVER), name="x", nsfw=False))["error"]
    )
    channel = (await asks(ana, "new channel", server=str(SERVER), name="After Dark", nsfw=True))["channel"]
    await ben.until(lambda: any(one["name"] == "after-dark" for one in ben.servers[0]["channels"]))
    assert "rules" not in ben.servers[0]["channels"][-1], "that is for those who may change them"
    await asks(ana, "allow", channel=channel, who=str(BEN), permission="view_channel", how="deny")
    await ben.until(lambda: len(ben.servers[0]["channels"]) == 2)
    await ana.until(lambda: ana.servers[0]["channels"][-1]["rules"] == {str(BEN): {"view_channel": "deny"}})
    assert ana.servers[0]["channels"][-1]["hidden_from"] == [str(BEN)]
    await asks(ana, "allow", channel=channel, who=str(BEN), permission="view_channel", how="")
    await ben.until(lambda: len(ben.servers[0]["channels"]) == 3)
    await asks(ana, "change channel", channel=channel, name="dusk", topic="soft light", nsfw=False)
    await ben.until(lambda: ben.servers[0]["channels"][-1]["topic"] == "soft light")
    await asks(ana, "delete channel", channel=channel)
    await ben.until(lambda: len(ben.servers[0]["channels"]) == 2)


async def test_threads_are_opened_archived_and_locked(windows: tuple[Window, Window]) -> None:
    ana, ben = windows
    await asks(ben, "say", text="let us talk", channel=str(READING))
    await ben.until(lambda: ben.messages)
    thread = (await asks(ben, "start thread", channel=str(READING), name="Talk", message=ben.newest["id"]))[
        "channel"
    ]
    await ana.until(lambda: any(one["id"] == thread for one in ana.servers[0]["channels"]))
    await asks(ben, "archive", channel=thread, archived=True)
    await ana.until(lambda: _of(ana, thread)["archived"])
    await asks(ana, "say", text="once more", channel=thread)
    await ben.until(lambda: not _of(ben, thread)["archived"])
    await asks(ana, "archive", channel=thread, archived=True, locked=True)
    await ben.until(lambda: _of(ben, thread)["locked"])
    assert not _of(ben, thread)["may_write"] and _of(ana, thread)["may_write"]
    assert "is locked" in (await ben.asks("say", text="but", channel=thread))["error"]
    private = (await asks(ben, "start thread", channel=str(LOUNGE), name="Us", private=True))["channel"]
    await ben.until(lambda: any(one["id"] == private for one in ben.servers[0]["channels"]))


def _of(window: Window, channel: str) -> dict[str, Any]:
    return next(one for one in window.servers[0]["channels"] if one["id"] == channel)


async def test_roles_are_given(windows: tuple[Window, Window]) -> None:
    ana, ben = windows
    (role,) = [one["id"] for one in ana.servers[0]["roles"] if one["name"] == "Managers"]
    assert "error" in await ben.asks("set role", server=str(SERVER), person=str(BEN), role=role, held=True)
    await asks(ana, "set role", server=str(SERVER), person=str(BEN), role=role, held=True)
    await ben.until(lambda: "manage_guild" in ben.servers[0]["may"])
    assert str(ANA) in [one["id"] for one in ben.servers[0]["members"] if role in one["roles"]]


async def test_events_are_shown_and_marked(site: Playground, windows: tuple[Window, Window]) -> None:
    ana, ben = windows
    headers = {"Authorization": f"Bot {site.token}"}
    event = {
        "name": "An evening",
        "privacy_level": 2,
        "entity_type": 3,
        "scheduled_start_time": "2099-01-01T20:00:00+00:00",
        "scheduled_end_time": "2099-01-01T22:00:00+00:00",
        "entity_metadata": {"location": "#reading"},
    }
    address = f"{site.api_url}/guilds/{SERVER}/scheduled-events"
    async with aiohttp.ClientSession(headers=headers) as session:
        async with session.post(address, json=event) as answer:
            number = (await answer.json())["id"]
        await ben.until(lambda: ben.servers[0]["events"])
        assert ben.servers[0]["events"][0]["where"] == "#reading"
        await asks(ben, "interest", server=str(SERVER), event=number, interested=True)
        await ana.until(lambda: ana.servers[0]["events"][0]["count"] == 1)
        assert ben.servers[0]["events"][0]["interested"] and not ana.servers[0]["events"][0]["interested"]
        async with session.get(f"{address}/{number}/users") as answer:
            assert [one["user"]["id"] for one in await answer.json()] == [str(BEN)]
