"""The wire refuses what Discord refuses, with Discord's own codes."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

import aiohttp
import discord
import pytest
from discord import ui

from bot.playground import Person, Playground, Room, Server
from tests.playground.bot import SmallBot, panel, run

pytestmark = pytest.mark.usefixtures("bot")


async def refused(doing: Awaitable[Any]) -> tuple[int, int, str]:
    with pytest.raises(discord.HTTPException) as caught:
        await doing
    return caught.value.status, caught.value.code, caught.value.text


@pytest.fixture
def wall(bot: SmallBot, room: Room) -> discord.PartialMessageable:
    """The room as the bot writes to it."""
    return bot.get_partial_messageable(
        room.id, guild_id=room.channel.guild.id if room.channel.guild else None
    )


async def test_an_empty_message(wall: discord.PartialMessageable) -> None:
    assert (await refused(wall.send("  \n ")))[:2] == (400, 50006)


async def test_too_long_a_message(wall: discord.PartialMessageable) -> None:
    status, code, text = await refused(wall.send("x" * 2001))
    assert (status, code) == (400, 50035)
    assert "In content: Must be 2000 or fewer in length." in text
    assert await wall.send("\N{GRINNING FACE}" * 2000)


async def test_a_broken_component_is_named_by_its_path(wall: discord.PartialMessageable) -> None:
    view = ui.LayoutView()
    view.add_item(ui.Container(ui.ActionRow(ui.Button(label="x" * 81, custom_id="a"))))
    _, code, text = await refused(wall.send(view=view))
    assert code == 50035
    assert "In components.0.components.0.components.0.label: Must be 80 or fewer in length." in text


async def test_an_edit_is_judged_by_what_the_message_would_be(wall: discord.PartialMessageable) -> None:
    message = await wall.send("legacy")
    assert "IS_COMPONENTS_V2" in (await refused(message.edit(view=panel(1))))[2]
    assert await message.edit(content=None, embeds=[], view=panel(1))
    assert (await refused(message.edit(content="back again")))[1] == 50035
    plain = await wall.send("text")
    assert (await refused(plain.edit(content="")))[1] == 50006


async def test_a_message_that_is_gone(wall: discord.PartialMessageable) -> None:
    message = await wall.send("here")
    await message.delete()
    assert (await refused(message.edit(content="x")))[:2] == (404, 10008)
    assert (await refused(message.delete()))[:2] == (404, 10008)
    assert (await refused(wall.fetch_message(1)))[:2] == (404, 10008)


async def test_what_only_one_person_sees_is_not_there_for_the_channel(
    wall: discord.PartialMessageable, ana: Person
) -> None:
    reply = await ana.types("/read alone:true")
    assert reply.message is not None
    assert (await refused(wall.fetch_message(reply.message.id)))[1] == 10008


async def test_missing_access_and_permissions(
    wall: discord.PartialMessageable, playground: Playground, room: Room
) -> None:
    room.forbid(playground.bot, "send_messages")
    assert (await refused(wall.send("x")))[:2] == (403, 50013)
    room.forbid(playground.bot, "view_channel")
    assert (await refused(wall.send("x")))[:2] == (403, 50001)


async def test_other_peoples_messages(
    wall: discord.PartialMessageable, playground: Playground, room: Room, ana: Person
) -> None:
    said = ana.says("hello", room)
    theirs = wall.get_partial_message(said.id)
    assert (await refused(theirs.edit(content="x")))[:2] == (403, 50005)
    assert (await refused(theirs.delete()))[:2] == (403, 50013)
    room.permit(playground.bot, "manage_messages")
    await theirs.delete()
    assert room.messages() == []


async def test_an_archived_thread(bot: SmallBot, playground: Playground, room: Room, ana: Person) -> None:
    thread = room.start_thread(ana, "talk")
    inside = bot.get_partial_messageable(thread.id)
    message = await inside.send("first")
    thread.archive()
    assert (await refused(message.edit(content="x")))[:2] == (400, 50083)
    await inside.send("wakes it")
    assert not thread.channel.archived
    thread.archive(locked=True)
    assert (await refused(inside.send("x")))[1] == 160005
    room.forbid(playground.bot, "send_messages_in_threads")
    assert (await refused(inside.send("x")))[1] == 50013


async def test_an_unknown_channel(bot: SmallBot) -> None:
    assert (await refused(bot.get_partial_messageable(1).send("x")))[:2] == (404, 10003)
    assert (await refused(bot.fetch_channel(1)))[:2] == (404, 10003)


async def test_a_bad_token(playground: Playground) -> None:
    client = SmallBot(playground.api_url)
    with pytest.raises(discord.LoginFailure):
        await run(client, "wrong")


async def test_two_acknowledgements(playground: Playground, room: Room, ana: Person) -> None:
    await ana.types("/read", room)
    one = playground.interactions.recent[-1]
    answer = {"type": 4, "data": {"content": "again"}}
    assert await callback(playground, one.id, one.token, answer) == (400, 40060)


async def test_a_late_acknowledgement(
    playground: Playground, room: Room, ana: Person, server: Server
) -> None:
    assert server.rooms and ana.room
    one = playground.interactions.send(2, ana.user, room.channel, {"name": "gone", "id": "1", "type": 1})
    playground.clock.advance(3.1)
    assert one.failed
    assert await callback(playground, one.id, one.token, {"type": 5}) == (404, 10062)
    assert await callback(playground, 1, "x", {"type": 5}) == (404, 10062)


async def test_a_token_dies_after_fifteen_minutes(playground: Playground, room: Room, ana: Person) -> None:
    await ana.types("/slow", room)
    await playground.settled()
    one = playground.interactions.recent[-1]
    path = f"/webhooks/{playground.world.app_id}/{one.token}"
    assert (await ask(playground, "POST", path, {"content": "soon"}))[0] == 200
    playground.clock.advance(15 * 60 + 1)
    assert await ask(playground, "POST", path, {"content": "late"}) == (401, 50027)
    assert await ask(playground, "GET", path + "/messages/@original") == (401, 50027)


async def test_an_answer_must_fit_the_question(playground: Playground, room: Room, ana: Person) -> None:
    for body in (
        {"type": 8, "data": {"choices": []}},
        {"type": 7, "data": {"content": "x"}},
        {"type": 6},
        {"type": 5, "data": {"flags": 1 << 15}},
        {"type": 4, "data": {}},
        {"type": 12},
    ):
        one = playground.interactions.send(2, ana.user, room.channel, {"name": "x", "id": "1", "type": 1})
        status, code = await callback(playground, one.id, one.token, body)
        assert status == 400 and code in (50035, 50006), body
        assert not one.acknowledged


async def test_a_follow_up_before_the_answer(playground: Playground, room: Room, ana: Person) -> None:
    one = playground.interactions.send(2, ana.user, room.channel, {"name": "x", "id": "1", "type": 1})
    path = f"/webhooks/{playground.world.app_id}/{one.token}"
    assert await ask(playground, "POST", path, {"content": "x"}) == (404, 10015)
    assert await ask(playground, "POST", f"/webhooks/{playground.world.app_id}/nonsense", {}) == (404, 10015)


async def test_too_big_a_file(wall: discord.PartialMessageable, server: Server) -> None:
    import io

    server.guild.upload_limit = 10
    assert (await refused(wall.send(file=discord.File(io.BytesIO(b"x" * 11), "a.txt"))))[:2] == (413, 40005)
    sent = await wall.send(file=discord.File(io.BytesIO(b"x" * 10), "a.txt"))
    assert await sent.attachments[0].read() == b"x" * 10


async def test_unknown_paths_and_bodies(playground: Playground) -> None:
    assert await ask(playground, "GET", "/nonsense") == (404, 0)
    async with aiohttp.ClientSession() as session:
        url = f"{playground.api_url}/users/@me/channels"
        headers = {"Authorization": f"Bot {playground.token}", "Content-Type": "application/json"}
        async with session.post(url, data=b"{", headers=headers) as answer:
            assert (answer.status, (await answer.json())["code"]) == (400, 50109)


async def callback(playground: Playground, number: int, token: str, body: Any) -> tuple[int, int]:
    return await ask(playground, "POST", f"/interactions/{number}/{token}/callback", body)


async def ask(playground: Playground, method: str, path: str, body: Any = None) -> tuple[int, int]:
    """Status and error code of a request as any client may send it."""
    headers = {"Authorization": f"Bot {playground.token}"}
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, playground.api_url + path, json=body, headers=headers) as answer,
    ):
        assert answer.headers["Content-Type"] == "application/json"
        told = await answer.json()
        return answer.status, told.get("code", 0)
