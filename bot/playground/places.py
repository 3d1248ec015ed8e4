"""Channels as a test handles them: read, restricted, archived, deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from bot.playground import payloads, permissions, threads, transcript
from bot.playground.refusals import NothingHappened
from bot.playground.state import Channel, Message, Overwrite, Role, User
from bot.playground.world import PATIENCE, World

T = TypeVar("T")


class Somebody(Protocol):
    """A person, as far as a place has to know one."""

    user: User

    @property
    def id(self) -> int: ...

    def sees(self, message: Message) -> bool: ...


class Room:
    """A channel, a thread or a person's direct messages."""

    def __init__(self, world: World, channel: Channel) -> None:
        self.world = world
        self.channel = channel

    @property
    def id(self) -> int:
        return self.channel.id

    @property
    def name(self) -> str:
        return self.channel.name

    @property
    def mention(self) -> str:
        return f"<#{self.channel.id}>"

    # Reading.

    def messages(self, for_: Somebody | None = None) -> list[Message]:
        """Oldest first; without a person what everybody there can see."""
        everything = self.channel.messages.values()
        return [m for m in everything if (for_.sees(m) if for_ is not None else not m.ephemeral)]

    def newest(self, for_: Somebody | None = None) -> Message | None:
        return next(reversed(self.messages(for_)), None)

    def transcript(self, for_: Somebody | None = None) -> str:
        return transcript.transcript(self.messages(for_))

    async def until(self, ready: Callable[[], T], *, within: float = PATIENCE) -> T:
        """What ``ready`` returns as soon as that is true; it is asked again after everything that happens."""
        try:
            return await self.world.until(ready, within=within)
        except NothingHappened as error:
            raise NothingHappened(f"{error}; #{self.name} shows:\n{self.transcript()}") from None

    @property
    def called(self) -> set[str]:
        """Names of everybody whom a message here has pinged ("everyone" and roles included)."""
        found = set()
        for message in self.channel.messages.values():
            found |= {self.world.users[number].name for number in message.pings.users}
            roles = self.channel.guild.roles if self.channel.guild else {}
            found |= {roles[number].name for number in message.pings.roles}
            found |= {"everyone"} if message.pings.everyone else set()
        return found

    # Threads.

    @property
    def threads(self) -> list[Room]:
        every = self.world.channels.values()
        return [Room(self.world, c) for c in every if c.parent is self.channel]

    def thread(self, name: str) -> Room:
        return next(room for room in self.threads if room.name == name)

    def start_thread(self, owner: Somebody, name: str, *, private: bool = False) -> Room:
        thread = threads.open_thread(self.world, self.channel, owner.user, name, private=private)
        if not private:
            thread.thread_members[self.world.bot.id] = self.world.clock.now()
        threads.announce(self.world, thread)
        return Room(self.world, thread)

    def archive(self, *, locked: bool = False) -> None:
        self.channel.archived, self.channel.locked = True, locked
        self.channel.archived_at = self.world.clock.now()
        self.tell()

    def mark_age_restricted(self, *, marked: bool) -> None:
        """As a manager does it in the channel's settings; threads follow."""
        self.channel.nsfw = marked
        self.tell()

    def delete(self) -> None:
        self.world.remove_channel(self.channel)

    # Permissions.

    def forbid(self, who: Somebody | User | Role | None, *names: str) -> None:
        """Deny permissions here to a person, ``discord.bot``, a role, or (None) everyone."""
        one = self._overwrite(who)
        one.deny |= permissions.bits(names)
        one.allow &= ~one.deny
        self.tell()

    def permit(self, who: Somebody | User | Role | None, *names: str) -> None:
        one = self._overwrite(who)
        one.allow |= permissions.bits(names)
        one.deny &= ~one.allow
        self.tell()

    def decide(self, who: Somebody | User | Role | None, name: str, allowed: bool | None) -> None:
        """Allow or deny one permission, or (None) leave it to the server."""
        one, bit = self._overwrite(who), permissions.BITS[name]
        one.allow &= ~bit
        one.deny &= ~bit
        if allowed is not None:
            one.allow, one.deny = (one.allow | bit, one.deny) if allowed else (one.allow, one.deny | bit)
        self.tell()

    def _overwrite(self, who: Somebody | User | Role | None) -> Overwrite:
        assert self.channel.guild is not None
        number = self.channel.guild.id if who is None else who.id
        is_member = not (who is None or isinstance(who, Role))
        return self.channel.overwrites.setdefault(number, Overwrite(is_member))

    def tell(self) -> None:
        """Everybody who sees it is told how it is now."""
        channel = self.channel
        name = "THREAD_UPDATE" if channel.is_thread else "CHANNEL_UPDATE"
        self.world.emit(name, payloads.channel(self.world, channel), guild=channel.guild, channel=channel)
