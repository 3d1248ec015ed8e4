"""The drawer of the page: the bot is restarted or killed, Discord troubles it, and the clock goes ahead."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeAlias

from bot.playground.faults import Fault
from bot.playground.refusals import NothingHappened, NotPossible
from bot.playground.server import Playground
from bot.playground.site_child import Child
from bot.playground.site_world import furnish
from bot.playground.state import Json

SLOW = 1.5  # s that a slow Discord takes for every answer: two of them are too many for a press
FARTHEST = 366 * 24 * 3600  # s that the clock is moved at once


class Drawer:
    """``trouble`` is what Discord does to the bot just now: "" for nothing, or a key of TROUBLES."""

    def __init__(
        self, discord: Playground, child: Child, clear_away: Callable[[], None] = lambda: None
    ) -> None:
        """``clear_away``: forget what the bot and the playground have kept in files."""
        self.discord = discord
        self.child = child
        self.clear_away = clear_away
        self.trouble = ""
        self.on_change: Callable[[], None] = lambda: None
        self.on_anew: Callable[[], Awaitable[None]] = _nothing
        self._fault: Fault | None = None
        self._doing: set[asyncio.Task[Any]] = set()

    def state(self) -> Json:
        return {"trouble": self.trouble, "ahead": self.discord.clock.ahead}

    def set_trouble(self, which: str) -> None:
        faults = self.discord.faults
        if self._fault is not None:
            faults.lift(self._fault)
        self._fault = TROUBLES[which](self.discord) if which else None
        self.trouble = which
        self.on_change()

    async def see_through(self, work: Coroutine[Any, Any, Any]) -> None:
        """To its end, even where the window that asked is closed meanwhile."""
        task = asyncio.create_task(work)
        self._doing.add(task)
        task.add_done_callback(self._doing.discard)
        await asyncio.shield(task)

    async def begin_anew(self) -> None:
        """Everything is as when the playground was opened for the first time."""
        self.set_trouble("")
        await self.child.stop()
        self.discord.forget()
        furnish(self.discord)
        self.clear_away()
        await self.on_anew()
        await self.child.start()


async def _nothing() -> None:
    pass


TROUBLES: dict[str, Callable[[Playground], Fault]] = {
    "slow": lambda discord: discord.faults.lag(SLOW),
    "failing": lambda discord: discord.faults.fail(None, 503),
    "limiting": lambda discord: discord.faults.rate_limit(None, 2.0),
}

Treat: TypeAlias = Callable[[Drawer, Json], Awaitable[Json]]


async def _restart(drawer: Drawer, _: Json) -> Json:
    await drawer.see_through(drawer.child.restart())
    return {}


async def _kill(drawer: Drawer, _: Json) -> Json:
    drawer.child.kill()
    return {}


async def _drop(drawer: Drawer, _: Json) -> Json:
    await drawer.discord.faults.drop_gateway()
    return {}


async def _trouble(drawer: Drawer, asked: Json) -> Json:
    if asked["which"] not in ("", *TROUBLES):
        raise NotPossible("there is no such trouble")
    drawer.set_trouble(asked["which"])
    return {}


async def _move_clock(drawer: Drawer, asked: Json) -> Json:
    seconds = float(asked["seconds"])
    if not 0 < seconds <= FARTHEST:
        raise NotPossible("the clock only goes ahead, and a year at most")
    drawer.discord.clock.advance(seconds)
    drawer.on_change()
    with suppress(NothingHappened):  # what is done next finds a bot that knows the time
        await drawer.discord.gateway.barrier(1.0)
    return {}


async def _begin_anew(drawer: Drawer, _: Json) -> Json:
    await drawer.see_through(drawer.begin_anew())
    return {}


DRAWER: dict[str, Treat] = {
    "restart": _restart,
    "kill": _kill,
    "drop": _drop,
    "trouble": _trouble,
    "move clock": _move_clock,
    "begin anew": _begin_anew,
}
