"""Discord's own description of its API finds nothing wrong with the playground, and would if there were."""

from __future__ import annotations

import pytest

from bot.playground import Person, Playground, Room
from bot.playground.request import Request
from tests.playground.bot import SmallBot
from tests.playground.openapi import Oracle, oracle


@pytest.fixture
def judge() -> Oracle:
    found = oracle()
    if found is None:
        pytest.skip("Discord's OpenAPI description is not at hand (STORY_TEST_DATA)")
    return found


def send(body: object, status: int = 200, answer: object = None) -> Request:
    path = "/channels/1574031854577647616/messages"
    return Request("POST", path, "/channels/{channel}/messages", body, status=status, answer=answer)


def test_a_wrong_request_is_found(judge: Oracle) -> None:
    button = {"type": 2, "style": 1, "label": "x" * 81, "custom_id": "a"}
    row = {"type": 1, "components": [button]}
    (line,) = judge.complaints([send({"components": [row]})])
    assert "components.0.components.0.label" in line and "is too long" in line


def test_a_union_is_judged_by_the_branch_of_its_type(judge: Oracle) -> None:
    container = {"type": 17, "components": [{"type": 9, "components": [{"type": 10, "content": "x"}]}]}
    (line,) = judge.complaints([send({"components": [container], "flags": 1 << 15})])
    assert "'accessory' is a required property" in line


def test_a_wrong_answer_is_found(judge: Oracle) -> None:
    lines = judge.complaints([send({"content": "x"}, answer={"id": "1"})])
    assert any("'author' is a required property" in line for line in lines)


def test_an_operation_that_does_not_exist_is_found(judge: Oracle) -> None:
    assert judge.complaints([Request("POST", "/moon", "/moon")]) == ["POST /moon: no such operation"]


def test_what_was_refused_is_not_judged(judge: Oracle) -> None:
    assert judge.complaints([send({"components": "nonsense"}, status=400)]) == []


async def test_everything_that_discord_py_reads_is_well_told(
    judge: Oracle, bot: SmallBot, playground: Playground, room: Room, ana: Person
) -> None:
    await ana.types("/picture")
    await ana.types("/thread name:talk")
    await playground.settled()
    channel = await bot.fetch_channel(room.id)
    guild = await bot.fetch_guild(room.channel.guild.id if room.channel.guild else 0)
    await guild.fetch_member(ana.id)
    await guild.fetch_channels()
    await guild.fetch_roles()
    await guild.active_threads()
    await bot.application_info()
    await bot.fetch_user(ana.id)
    await bot.tree.fetch_commands()
    await (await bot.fetch_user(ana.id)).create_dm()
    thread = await bot.fetch_channel(room.threads[0].id)
    assert thread.id and channel.id
    await thread.fetch_members()  # type: ignore[union-attr]
    await bot.http.get_bot_gateway()
    assert judge.complaints(playground.requests) == []
