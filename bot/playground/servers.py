"""Servers as a test handles them: their channels, their members, and the bot's coming and going."""

from __future__ import annotations

from collections.abc import Sequence

from bot.playground import permissions
from bot.playground.line import Line
from bot.playground.people import Person
from bot.playground.places import Room
from bot.playground.state import Guild, Role


class Server:
    """``people`` are those of the whole world: who comes to a server first is one of them from then on."""

    def __init__(self, line: Line, people: list[Person], guild: Guild) -> None:
        self.world = line.world
        self.guild = guild
        self._line = line
        self._people = people

    @property
    def id(self) -> int:
        return self.guild.id

    @property
    def name(self) -> str:
        return self.guild.name

    @property
    def rooms(self) -> list[Room]:
        return [Room(self.world, c) for c in self.guild.channels.values() if not c.is_thread]

    @property
    def threads(self) -> list[Room]:
        return [Room(self.world, c) for c in self.guild.channels.values() if c.is_thread]

    def channel(self, name: str, *, nsfw: bool = False) -> Room:
        return Room(self.world, self.world.new_channel(self.guild, name, nsfw=nsfw))

    def role(self, name: str, *allowed: str) -> Role:
        return self.world.new_role(self.guild, name, permissions.bits(allowed))

    def member(
        self, who: str | Person, *, manager: bool = False, owner: bool = False, roles: Sequence[Role] = ()
    ) -> Person:
        """A new person of that name, or one of another server who joins this one too."""
        first = next(iter(self.rooms), None)
        person = Person(self._line, self.world.new_user(who), first) if isinstance(who, str) else who
        member = self.world.add_member(self.guild, person.user)
        member.roles += [*([self._managers()] if manager else []), *roles]
        if owner:
            self.guild.owner_id = person.id
        person.room = person.room or first
        self._people.append(person) if isinstance(who, str) else None
        return person

    def _managers(self) -> Role:
        for role in self.guild.roles.values():
            if role.name == "Managers":
                return role
        role = self.world.new_role(self.guild, "Managers", permissions.MANAGER)
        role.hoisted, role.colour = True, 0xD98E3A
        return role

    def invite_bot(self, allowed: int = permissions.BOT) -> None:
        self.world.add_bot(self.guild, allowed)

    def remove_bot(self) -> None:
        """As when a manager kicks it: the app is told GUILD_DELETE."""
        self.world.remove_bot(self.guild)
