"""Servers and channels as a test handles them: made, restricted, read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from bot.playground import payloads, permissions, threads, transcript
from bot.playground.people import Person
from bot.playground.refusals import NothingHappened
from bot.playground.state import Channel, Guild, Message, Overwrite, Role, User
from bot.playground.world import PATIENCE

if TYPE_CHECKING:
    from bot.playground.server import Playground

T = TypeVar("T")


class Server:
    def __init__(self, discord: Playground, guild: Guild) -> None:
        self.discord = discord
        self.guild = guild

    @property
    def id(self) -> int:
        return self.guild.id

    @property
    def name(self) -> str:
        return self.guild.name

    @property
    def rooms(self) -> list[Room]:
        return [self.discord.room(c) for c in self.guild.channels.values() if not c.is_thread]

    @property
    def threads(self) -> list[Room]:
        return [self.discord.room(c) for c in self.guild.channels.values() if c.is_thread]

    def channel(self, name: str, *, nsfw: bool = False) -> Room:
        return self.discord.room(self.discord.world.new_channel(self.guild, name, nsfw=nsfw))

    def role(self, name: str, *allowed: str) -> Role:
        return self.discord.world.new_role(self.guild, name, permissions.bits(allowed))

    def member(
        self, who: str | Person, *, manager: bool = False, owner: bool = False, roles: Sequence[Role] = ()
    ) -> Person:
        """A new person of that name, or one of another server who joins this one too."""
        world = self.discord.world
        first = next(iter(self.rooms), None)
        person = Person(self.discord, world.new_user(who), first) if isinstance(who, str) else who
        member = world.add_member(self.guild, person.user)
        member.roles += [*([self._managers()] if manager else []), *roles]
        if owner:
            self.guild.owner_id = person.id
        person.room = person.room or first
        self.discord.people.append(person) if isinstance(who, str) else None
        return person

    def _managers(self) -> Role:
        for role in self.guild.roles.values():
            if role.name == "Managers":
                return role
        role = self.discord.world.new_role(self.guild, "Managers", permissions.MANAGER)
        role.hoisted, role.colour = True, 0xD98E3A
        return role

    def invite_bot(self, allowed: int = permissions.BOT) -> None:
        self.discord.world.add_bot(self.guild, allowed)

    def remove_bot(self) -> None:
        """As when a manager kicks it: the app is told GUILD_DELETE."""
        self.discord.world.remove_bot(self.guild)


class Room:
    """A channel, a thread or a person's direct messages."""

    def __init__(self, discord: Playground, channel: Channel) -> None:
        self.discord = discord
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

    def messages(self, for_: Person | None = None) -> list[Message]:
        """Oldest first; without a person what everybody there can see."""
        everything = self.channel.messages.values()
        return [m for m in everything if (for_.sees(m) if for_ is not None else not m.ephemeral)]

    def newest(self, for_: Person | None = None) -> Message | None:
        return next(reversed(self.messages(for_)), None)

    def transcript(self, for_: Person | None = None) -> str:
        return transcript.transcript(self.messages(for_))

    async def until(self, ready: Callable[[], T], *, within: float = PATIENCE) -> T:
        """What ``ready`` returns as soon as that is true; it is asked again after everything that happens."""
        try:
            return await self.discord.world.until(ready, within=within)
        except NothingHappened as error:
            raise NothingHappened(f"{error}; #{self.name} shows:\n{self.transcript()}") from None

    @property
    def called(self) -> set[str]:
        """Names of everybody whom a message here has pinged ("everyone" and roles included)."""
        world, found = self.discord.world, set()
        for message in self.channel.messages.values():
            found |= {world.users[number].name for number in message.pings.users}
            roles = self.channel.guild.roles if self.channel.guild else {}
            found |= {roles[number].name for number in message.pings.roles}
            found |= {"everyone"} if message.pings.everyone else set()
        return found

    # Threads.

    @property
    def threads(self) -> list[Room]:
        every = self.discord.world.channels.values()
        return [self.discord.room(c) for c in every if c.parent is self.channel]

    def thread(self, name: str) -> Room:
        return next(room for room in self.threads if room.name == name)

    def start_thread(self, owner: Person, name: str, *, private: bool = False) -> Room:
        world = self.discord.world
        thread = threads.open_thread(world, self.channel, owner.user, name, private=private)
        if not private:
            thread.thread_members[world.bot.id] = world.clock.now()
        threads.announce(world, thread)
        return self.discord.room(thread)

    def archive(self, *, locked: bool = False) -> None:
        self.channel.archived, self.channel.locked = True, locked
        self.channel.archived_at = self.discord.world.clock.now()
        self.tell()

    def mark_age_restricted(self, *, marked: bool) -> None:
        """As a manager does it in the channel's settings; threads follow."""
        self.channel.nsfw = marked
        self.tell()

    def delete(self) -> None:
        self.discord.world.remove_channel(self.channel)

    # Permissions.

    def forbid(self, who: Person | User | Role | None, *names: str) -> None:
        """Deny permissions here to a person, ``discord.bot``, a role, or (None) everyone."""
        one = self._overwrite(who)
        one.deny |= permissions.bits(names)
        one.allow &= ~one.deny
        self.tell()

    def permit(self, who: Person | User | Role | None, *names: str) -> None:
        one = self._overwrite(who)
        one.allow |= permissions.bits(names)
        one.deny &= ~one.allow
        self.tell()

    def decide(self, who: Person | User | Role | None, name: str, allowed: bool | None) -> None:
        """Allow or deny one permission, or (None) leave it to the server."""
        one, bit = self._overwrite(who), permissions.BITS[name]
        one.allow &= ~bit
        one.deny &= ~bit
        if allowed is not None:
            one.allow, one.deny = (one.allow | bit, one.deny) if allowed else (one.allow, one.deny | bit)
        self.tell()

    def _overwrite(self, who: Person | User | Role | None) -> Overwrite:
        assert self.channel.guild is not None
        number = self.channel.guild.id if who is None else who.id
        is_member = not (who is None or isinstance(who, Role))
        return self.channel.overwrites.setdefault(number, Overwrite(is_member))

    def tell(self) -> None:
        """Everybody who sees it is told how it is now."""
        world, channel = self.discord.world, self.channel
        name = "THREAD_UPDATE" if channel.is_thread else "CHANNEL_UPDATE"
        world.emit(name, payloads.channel(world, channel), guild=channel.guild, channel=channel)
