"""Knowing when a discord.py client in this process has nothing left to do."""

from __future__ import annotations

import asyncio

# How discord.py 2.7 names the tasks in which it runs what a bot does about an event, and Lamplight those that follow.
HANDLERS = ("discord.py: ", "discord-ui-", "CommandTree-", "lamplight: ")


def handling() -> set[asyncio.Task[object]]:
    mine = asyncio.current_task()
    return {task for task in asyncio.all_tasks() if task is not mine and task.get_name().startswith(HANDLERS)}


async def until_idle() -> None:
    """Return when no handler runs, those that handlers started by an event included."""
    while running := handling():
        await asyncio.wait(running)
