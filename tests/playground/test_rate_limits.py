"""Held to Discord's rate limits, by a clock that a test pushes forward."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.playground import Playground, Room


@pytest.fixture
async def strict() -> AsyncIterator[Playground]:
    async with Playground(rate_limits=True) as here:
        yield here


@pytest.fixture
def hall(strict: Playground) -> Room:
    return strict.server("Strict").channel("hall")


async def ask(here: Playground, method: str, path: str, body: Any = None) -> aiohttp.ClientResponse:
    headers = {"Authorization": f"Bot {here.token}"}
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, here.api_url + path, json=body, headers=headers) as answer,
    ):
        await answer.read()
        return answer


async def test_five_messages_in_five_seconds(strict: Playground, hall: Room) -> None:
    path = f"/channels/{hall.id}/messages"
    found = [(await ask(strict, "POST", path, {"content": "x"})) for _ in range(6)]
    assert [one.status for one in found] == [200] * 5 + [429]
    told = await found[-1].json()
    assert 0 < told["retry_after"] <= 5 and not told["global"]
    assert found[-1].headers["Via"] and found[-1].headers["X-RateLimit-Remaining"] == "0"
    strict.clock.advance(5)
    assert (await ask(strict, "POST", path, {"content": "x"})).status == 200
    assert len(hall.messages()) == 6


async def test_fifty_requests_a_second_for_all_but_interactions(strict: Playground) -> None:
    for _ in range(50):
        strict.wire.rate_limits and strict.wire.rate_limits.meet("GET", "/users/@me")
    assert (await ask(strict, "GET", "/users/@me")).headers["X-RateLimit-Scope"] == "global"
    assert (await ask(strict, "POST", "/interactions/1/x/callback", {"type": 5})).status == 404
    strict.clock.advance(1)
    assert (await ask(strict, "GET", "/users/@me")).status == 200


async def test_old_messages_are_edited_rarely(strict: Playground, hall: Room) -> None:
    await ask(strict, "POST", f"/channels/{hall.id}/messages", {"content": "x"})
    path = f"/channels/{hall.id}/messages/{hall.messages()[0].id}"
    for _ in range(5):
        assert (await ask(strict, "PATCH", path, {"content": "y"})).status == 200
    strict.clock.advance(3601)
    found = [await ask(strict, "PATCH", path, {"content": "z"}) for _ in range(4)]
    assert [one.status for one in found] == [200, 200, 200, 429]
    assert (await found[-1].json())["code"] == 30046
