"""What a window asks for in the tests of the page: commands, files, and what must be possible."""

from __future__ import annotations

from typing import Any

import aiohttp

from bot.playground import Playground
from bot.playground.site_world import READING
from tests.playground.window import Window


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
