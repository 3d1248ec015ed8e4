"""The world: everything that exists in it, and the feed of everything that happens in it."""

from __future__ import annotations

import asyncio
import itertools
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.playground import payloads, permissions
from bot.playground.clock import Clock
from bot.playground.refusals import NothingHappened
from bot.playground.state import (
    DIRECT_CHANNEL,
    TEXT_CHANNEL,
    Attachment,
    Channel,
    Guild,
    Json,
    Member,
    Message,
    Role,
    User,
)

T = TypeVar("T")

PATIENCE = 30.0  # real seconds
KEPT_EVENTS = 20_000


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: Discord's gateway event, where, and who is to know of it."""

    revision: int
    name: str
    data: Json
    guild: Guild | None = None
    channel: Channel | None = None
    only_for: int | None = None  # the one user who sees it
    for_app: bool = True
    for_people: bool = True


class World:
    """State without a wire: no sockets here, so that a page or a test may look at it directly."""

    def __init__(self, bot_name: str) -> None:
        self.clock = Clock()
        self.url = ""  # where files are served from
        self.app_id = self.clock.new_id()
        self.bot = User(self.app_id, bot_name, bot=True)
        self.owner = User(
            self.clock.new_id(), "Owner"
        )  # who made the app, and the servers that have no other
        self.users: dict[int, User] = {self.bot.id: self.bot, self.owner.id: self.owner}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.files: dict[int, Attachment] = {}
        self.commands: dict[int, list[Json]] = {}  # by guild id; 0: everywhere
        self.synced = False
        self.revision = 0
        self.events: deque[Event] = deque(maxlen=KEPT_EVENTS)
        self.listeners: list[Callable[[Event], None]] = []
        self._waiting: set[asyncio.Future[None]] = set()

    def clear(self) -> None:
        """Nothing but the app and its owner, as at the beginning; who listens goes on listening."""
        self.users = {self.bot.id: self.bot, self.owner.id: self.owner}
        for things in (self.guilds, self.channels, self.files, self.commands, self.events):
            things.clear()
        self.synced = False
        self.clock.ahead = 0.0

    # What exists.

    def new_user(self, name: str) -> User:
        user = User(self.clock.new_id(), name)
        self.users[user.id] = user
        return user

    def new_guild(
        self,
        name: str,
        bot_permissions: int | None,
        owner: User | None = None,
        shard: tuple[int, int] = (0, 1),
    ) -> Guild:
        """A server; with ``bot_permissions`` None the app's bot is not in it. ``shard``: its own, and of how many."""
        guild_id = self.clock.new_id_of(*shard)
        guild = Guild(
            guild_id, name, (owner or self.owner).id, Role(guild_id, "@everyone", permissions.EVERYONE)
        )
        guild.roles[guild_id] = guild.everyone
        self.guilds[guild_id] = guild
        if bot_permissions is not None:
            self.add_bot(guild, bot_permissions)
        return guild

    def add_bot(self, guild: Guild, allowed: int) -> None:
        role = self.new_role(guild, self.bot.name, allowed)
        role.managed_by = self.bot.id
        self.add_member(guild, self.bot).roles.append(role)
        told = payloads.guild(self, guild)
        del told[
            "unavailable"
        ]  # it tells of a server that comes back from an outage, not of one that is joined
        self.emit("GUILD_CREATE", told, guild=guild, for_people=False)

    def remove_bot(self, guild: Guild) -> None:
        data: Json = {"id": str(guild.id)}
        self.emit("GUILD_DELETE", data, guild=guild, for_people=False)
        guild.members.pop(self.bot.id, None)
        self.commands.pop(guild.id, None)

    def new_role(self, guild: Guild, name: str, allowed: int = 0) -> Role:
        role = Role(self.clock.new_id(), name, allowed, position=len(guild.roles))
        guild.roles[role.id] = role
        data = {"guild_id": str(guild.id), "role": payloads.role(role)}
        self.emit("GUILD_ROLE_CREATE", data, guild=guild)
        return role

    def add_member(self, guild: Guild, user: User) -> Member:
        member = guild.members[user.id] = Member(user, self.clock.now())
        data = {**payloads.member(self, member), "guild_id": str(guild.id)}
        self.emit("GUILD_MEMBER_ADD", data, guild=guild)
        return member

    def new_channel(self, guild: Guild, name: str, *, nsfw: bool = False) -> Channel:
        channel = Channel(self.clock.new_id(), TEXT_CHANNEL, name, guild, nsfw=nsfw)
        channel.position = sum(not other.is_thread for other in guild.channels.values())
        self.add_channel(channel)
        self.emit("CHANNEL_CREATE", payloads.channel(self, channel), guild=guild, channel=channel)
        return channel

    def add_channel(self, channel: Channel) -> None:
        self.channels[channel.id] = channel
        if channel.guild is not None:
            channel.guild.channels[channel.id] = channel

    def remove_channel(self, channel: Channel) -> None:
        """A channel goes with its threads, a thread alone; what was said there goes with it."""
        below = [c for c in self.channels.values() if c.parent is channel]
        for thread in below:
            self.remove_channel(thread)
        name = "THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE"
        self.emit(name, payloads.channel(self, channel), guild=channel.guild, channel=channel)
        del self.channels[channel.id]
        if channel.guild is not None:
            del channel.guild.channels[channel.id]
        for message in channel.messages.values():
            message.deleted = True

    def direct(self, user: User, other: User | None = None) -> Channel:
        """The direct messages between a person and another (the bot, if nobody is named), opened if need be."""
        two = [user, other or self.bot]
        for channel in self.channels.values():
            if channel.kind == DIRECT_CHANNEL and all(one in channel.recipients for one in two):
                return channel
        channel = Channel(self.clock.new_id(), DIRECT_CHANNEL, recipients=two)
        self.add_channel(channel)
        data = payloads.channel(self, channel)
        self.emit("CHANNEL_CREATE", data, channel=channel, for_app=False)
        return channel

    def message(self, message_id: int) -> Message | None:
        return next(
            (c.messages[message_id] for c in self.channels.values() if message_id in c.messages), None
        )

    # What happens.

    def emit(
        self,
        name: str,
        data: Json,
        *,
        guild: Guild | None = None,
        channel: Channel | None = None,
        only_for: int | None = None,
        for_app: bool = True,
        for_people: bool = True,
    ) -> None:
        self.revision += 1
        event = Event(self.revision, name, data, guild, channel, only_for, for_app, for_people)
        self.events.append(event)
        for listener in self.listeners:
            listener(event)
        self._wake()

    def since(self, revision: int) -> list[Event]:
        """What happened after a revision, as far as it is kept; as quick as there is little of it."""
        news = list(itertools.takewhile(lambda event: event.revision > revision, reversed(self.events)))
        return news[::-1]

    def touch(self) -> None:
        """Something changed that is no event (a session came, an interaction ended): look again."""
        self.revision += 1
        self._wake()

    def _wake(self) -> None:
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def change(self) -> None:
        """Wait for whatever happens next."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)

    async def until(self, ready: Callable[[], T], *, within: float = PATIENCE, what: str = "it") -> T:
        """What ``ready`` returns as soon as that is true; NothingHappened after ``within`` real seconds."""
        try:
            async with asyncio.timeout(within):
                while not (value := ready()):
                    await self.change()
                return value
        except TimeoutError:
            raise NothingHappened(f"waited {within} s in vain for {what}") from None

    def sees(self, user: User, event: Event) -> bool:
        """Whether an event is for a person's eyes."""
        if not event.for_people:
            return False
        if event.only_for is not None:
            return event.only_for == user.id
        if event.channel is not None:
            return permissions.may(event.channel, user, "view_channel")
        return event.guild is None or user.id in event.guild.members
