"""What every cog works with: the store, the desk and the time."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, Concatenate, ParamSpec, TypeVar

import discord
from discord import Interaction, InteractionType

from bot.actions.desk import Desk
from bot.actions.house_rules import Heard, ruled
from bot.actions.request import Request
from bot.asking import ChannelNames
from bot.languages.catalogue import language
from bot.languages.hearing import Listener, heard_by
from bot.store import house_rules
from bot.store.database import Store, Transaction
from bot.store.errors import StoreError
from bot.store.house_rules import NO_RULES, NO_WISHES, HouseRules, Wishes
from bot.whereabouts import server_of

P = ParamSpec("P")
T = TypeVar("T")
FOR_THE_LIBRARY = (
    10.0  # seconds that somebody waits for the library after a start, then what is there must do
)
WORKERS = 2  # files that are read at the same time; each may take 300 MB and a processor
Action = Callable[Concatenate[Transaction, Desk, Request, P], Coroutine[Any, Any, T]]


class Lamp:
    """`now` gives milliseconds since 1970 in UTC; nothing below asks for the time itself.

    A `public` bot reads no story for adults.
    """

    def __init__(self, store: Store, desk: Desk, now: Callable[[], int], *, public: bool = False) -> None:
        self.store = store
        self.desk = desk
        self.now = now
        self.public = public
        self.importing: set[int] = set()  # servers for which a file is being read
        self.workers = asyncio.Semaphore(WORKERS)
        self.channels = ChannelNames()
        self.reading: asyncio.Task[bool] | None = None  # the library, when the bot has just started

    def hear(self, interaction: Interaction[Any], heard: Heard | None = None) -> None:
        """From here on the person is answered in their language, and the server in its own.

        Until an action has told what they want it is what Discord says. A completion is the person's alone.
        """
        wishes, rules = (heard.wishes, heard.rules) if heard else (NO_WISHES, NO_RULES)
        shown = language(interaction.locale.value)
        spoken = language(wishes.language) if wishes.language else shown
        person = Listener(spoken, wishes.plain or rules.plain, None if spoken is shown else shown)
        if not server_of(interaction) or interaction.type is InteractionType.autocomplete:
            return heard_by(person, person)
        locale = interaction.guild_locale or interaction.locale
        return heard_by(person, Listener(language(rules.language or locale.value), rules.plain))

    async def listen(self, interaction: Interaction[Any]) -> None:
        """Learn what the person and the server want, where no action has told it yet; it stays so if that fails."""
        if "heard" in interaction.extras:
            return
        heard = Heard()
        with suppress(StoreError):
            asked = (server_of(interaction), interaction.user.id)
            heard.rules, heard.wishes = await self.store.read(house_rules.of, *asked)
        interaction.extras["heard"] = heard
        self.hear(interaction, heard)

    def hear_anew(
        self, interaction: Interaction[Any], rules: HouseRules | None = None, wishes: Wishes | None = None
    ) -> None:
        """From here on by settings that have just been changed."""
        heard: Heard = interaction.extras["heard"]
        heard.rules, heard.wishes = rules or heard.rules, wishes or heard.wishes
        self.hear(interaction, heard)

    async def act(
        self, action: Action[P, T], interaction: Interaction[Any], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What an action makes of an interaction, once it is committed. Raises Refusal and NotSaved."""
        done: T = await self._do(self.store.write, action, interaction, *args, **kwargs)
        return done

    async def look(
        self, action: Action[P, T], interaction: Interaction[Any], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What an action that changes nothing finds. Raises Refusal and NotRead."""
        found: T = await self._do(self.store.read, action, interaction, *args, **kwargs)
        return found

    async def _do(self, how: Any, action: Any, interaction: Interaction[Any], *args: Any, **more: Any) -> Any:
        request, heard = await self.request(interaction), Heard()
        try:
            return await how(ruled, self.desk, request, heard, action, *args, **more)
        finally:
            interaction.extras["heard"] = heard
            self.hear(interaction, heard)

    async def request(self, interaction: Interaction[Any]) -> Request:
        """Who asks, where and when."""
        if self.reading:
            await asyncio.wait((self.reading,), timeout=FOR_THE_LIBRARY)
            self.reading = None
        server_id = server_of(interaction)
        about = (server_id, interaction.channel_id or 0, interaction.user.id, interaction.id)
        now = self.now()
        age_restricted = await interaction.client.marks.here(interaction)
        return Request(
            *(*about, now),
            age_restricted=age_restricted,
            public_bot=self.public,
            manages=bool(server_id) and interaction.permissions.manage_guild,
            roles=roles_of(interaction.user),
        )


def roles_of(person: discord.User | discord.Member) -> frozenset[int]:
    """The ids of the roles that somebody has where they ask; whoever is there has the server's own.

    As discord.py (2.7.1) was told them: its `roles` are objects, and left out where it does not keep those.
    """
    return frozenset((*person._roles, person.guild.id)) if isinstance(person, discord.Member) else frozenset()
