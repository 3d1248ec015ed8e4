"""The line to the app: whether somebody is at its other end, and when it has gone quiet."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from bot.playground import idle
from bot.playground.gateway import Gateway
from bot.playground.interactions import Interaction, Interactions
from bot.playground.refusals import InteractionFailed, NothingHappened
from bot.playground.state import Guild
from bot.playground.wire import Wire
from bot.playground.world import PATIENCE, World


class Line:
    """``same_process``: the app runs in this very process, so that it can be known when it has nothing left to do."""

    def __init__(
        self, world: World, interactions: Interactions, gateway: Gateway, wire: Wire, *, same_process: bool
    ) -> None:
        self.world = world
        self.interactions = interactions
        self.same_process = same_process
        self._gateway = gateway
        self._wire = wire

    def check_reachable(self, guild: Guild | None) -> None:
        if not self._gateway.hears_of(guild):
            raise InteractionFailed("The application did not respond: no bot is connected")

    async def settled(self, *, within: float = PATIENCE) -> None:
        """Until the bot has taken in all that happened and waits for no answer (of REST).

        In the same process: until it handles nothing any more. A bot elsewhere is known by its requests only.
        Raises NothingHappened when it is still busy after ``within`` real seconds.
        """
        try:
            async with asyncio.timeout(within):
                while not await self._is_settled(within):
                    pass
        except TimeoutError:
            raise NothingHappened(f"the bot is still busy after {within} s") from None

    async def _is_settled(self, within: float) -> bool:
        before = self.world.revision
        await self.world.until(lambda: self._gateway.live or not self._gateway.sessions, within=within)
        await self._gateway.barrier(within)
        await self.world.until(lambda: not self._wire.busy, within=within)
        if self.same_process:
            await idle.until_idle()
        news = any(event.for_app for event in self.world.since(before))
        return not self._wire.busy and not news

    async def end_when_idle(self, one: Interaction) -> None:
        """In the same process an interaction that nobody handles any more need not wait for its deadline."""
        with suppress(NothingHappened):  # then the deadline decides
            await self.settled()
            if not one.acknowledged:
                self.interactions.fail(one)
            one.show(None)
