"""What the page can do with the world: direct messages, people, servers, channels, threads, roles, events."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import aiohttp

from bot.playground import Playground
from bot.playground.site_world import ANA, BEN, LOUNGE, READING, SERVER
from tests.playground.asking import asks, commands
from tests.playground.bot import SmallBot, running
from tests.playground.window import Window


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


async def test_a_second_bot_is_noticed(site: Playground, windows: tuple[Window, Window]) -> None:
    ana, _ = windows
    assert ana.bot["connected"] == 1
    other = SmallBot(site.api_url)
    task = running(other, site.token)
    await ana.until(lambda: ana.bot["connected"] == 2)
    await other.close()
    await ana.until(lambda: ana.bot["connected"] == 1)
    with suppress(asyncio.CancelledError):
        await task
