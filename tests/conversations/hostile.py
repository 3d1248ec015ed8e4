"""A club with secrets, a rival server, and hands that send what no window of Discord would."""

from dataclasses import dataclass, field
from typing import Any

from bot.playground import Person, Room
from bot.playground.interactions import COMMAND, COMPONENT, MODAL_SUBMIT, Modal
from bot.playground.messages import Upload
from bot.playground.replies import Reply
from bot.playground.state import Json, Message
from bot.playground.typed import Typing
from bot.playground.world import Event
from tests.actions.conftest import scene, story
from tests.conversations.conftest import Club

SECRET = "amaranth"  # in everything of the club's own that others must never see
SCENES = tuple(scene(f"{SECRET} {number}") for number in range(4))
MENU, LABEL, TEXT_INPUT = 3, 18, 4  # Discord's types of components
OF_SERVER = ("reading", "story", "upload", "draft", "note", "panel", "house_rules", "readalong")
OF_READING = ("turn", "bookmark")
OF_READALONG = ("round", "participant", "post", "deadline")
PATIENCE = 60.0  # seconds
HARMLESS = {"installation"}


@dataclass
class Siege:
    """Eve manages the rival server; Mallory is a member of the club, without a right."""

    club: Club
    hall: Room
    eve: Person
    mallory: Person
    seen: list[str] = field(default_factory=list)  # whatever the rivals were shown

    def __call__(self, event: Event) -> None:
        if event.channel and event.channel.guild is self.hall.channel.guild:
            self.seen.append(str(event.data))

    @property
    def rivals(self) -> int:
        assert self.hall.channel.guild is not None
        return self.hall.channel.guild.id

    # What there is.

    async def belongings(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row that is the club's."""
        mine = self.club.server.id
        found = {
            name: await self.club.rows(f"SELECT * FROM {name} WHERE server_id = ?", mine)
            for name in OF_SERVER
        }
        for whole, parts in (("reading", OF_READING), ("readalong", OF_READALONG)):
            theirs = f"SELECT {whole}_id FROM {whole} WHERE server_id = ?"
            for name in parts:
                found[name] = await self.club.rows(
                    f"SELECT * FROM {name} WHERE {whole}_id IN ({theirs})", mine
                )
        return found

    async def ids(self) -> list[str]:
        """Of the club's readings, read-alongs, stories, drafts and notes."""
        owned = ("reading", "readalong", "story", "draft", "note")
        return sorted(
            [row[0] for name in owned for row in await self.club.rows(f"SELECT {name}_id FROM {name}")]
        )

    async def counts(self) -> dict[str, Any]:
        """How much there is of everything, and where everybody is."""
        tables = await self.club.tables()
        found: dict[str, Any] = {
            name: await self.club.rows(f"SELECT COUNT(*) FROM {name}")
            for name in tables
            if name not in HARMLESS
        }
        found["places"] = await self.club.rows(
            "SELECT reading_id, revision, scene, at FROM reading ORDER BY reading_id"
        )
        found["groups"] = await self.club.rows(
            "SELECT readalong_id, round, phase, scene, at, host_id FROM readalong"
        )
        found["messages"] = {
            channel.id: len(self.club.discord.room(channel).messages())
            for channel in self.club.discord.world.channels.values()
        }
        return found

    # What is sent.

    async def sends(self, person: Person, kind: int, data: Json, message: Message | None = None) -> Reply:
        """Raises InteractionFailed where nothing comes of it."""
        one = person._send(kind, self._room(person).channel, data, source=message)
        if kind == MODAL_SUBMIT:
            opener = next(each for each in self.club.discord.interactions.recent if each.kind == COMMAND)
            one.modal = Modal(data["custom_id"], "", [], opener)
        await person._reply(one)
        await self.club.discord.settled(within=PATIENCE)
        return await person._reply(one)  # as it is now: an import takes its time

    async def presses(self, person: Person, custom_id: str, values: list[str] | None) -> Reply:
        """A button of any id, or a menu with anything picked, on the newest message that the person sees."""
        data: Json = {"custom_id": custom_id, "component_type": 2}
        if values is not None:
            data |= {"component_type": MENU, "values": values}
        return await self.sends(person, COMPONENT, data, person.newest(self._room(person)))

    async def submits(self, person: Person, custom_id: str, fields: dict[str, str]) -> Reply:
        """A form that the bot may never have opened."""
        filled = [
            {"type": LABEL, "component": {"type": TEXT_INPUT, "custom_id": name, "value": value}}
            for name, value in fields.items()
        ]
        data: Json = {"custom_id": custom_id, "components": filled}
        return await self.sends(person, MODAL_SUBMIT, data, person.newest(self._room(person)))

    async def types(
        self, person: Person, path: str, given: dict[str, str], file: Upload | None = None
    ) -> Reply:
        """A command with whatever in its options."""
        channel = self._room(person).channel
        typing = Typing(self.club.discord.world, person.user, channel, anyway=True, given=given)
        typing.attached = {"file": file} if file else {}
        return await self.sends(person, COMMAND, typing.read(f"/{path}"))

    async def redelivers(self) -> None:
        """Discord tells the bot once more of what happened last."""
        world = self.club.discord.world
        last = next(each for each in reversed(world.events) if each.name == "INTERACTION_CREATE")
        world.emit(last.name, last.data, guild=last.guild, channel=last.channel, for_people=False)
        await self.settles()

    async def settles(self) -> None:
        """Everything is sent, drawn and written down."""
        assert self.club.client and self.club._store
        await self.club.discord.settled(within=PATIENCE)
        await self.club.client.at_rest()
        await self.club.discord.settled(within=PATIENCE)
        await self.club._store.write(_nothing)  # and with it what nobody waits for

    def _room(self, person: Person) -> Room:
        return self.hall if person is self.eve else self.club.room


async def _nothing(_: object) -> None:
    pass


def leaves(commands: list[Json]) -> list[tuple[str, list[Json]]]:
    """Every command that can be sent, by its whole name, with its options."""
    found = []
    for command in commands:
        below = [each for each in command.get("options") or [] if each["type"] in (1, 2)]
        if below:
            found += [(f"{command['name']} {name}", options) for name, options in leaves(below)]
        elif command.get("type", 1) != 3:
            found.append((command["name"], command.get("options") or []))
    return found


def _hurry(club: Club) -> None:
    """The playground knows by heartbeats when the bot has done; discord.py (2.7) sends 110 a minute and then waits."""
    limit = club.client.ws._rate_limiter  # type: ignore[union-attr]
    limit.max = limit.remaining = 1_000_000


async def besieged(club: Club) -> Siege:
    """The club has a story, places, notes, an import and a read-along of its own; both servers read something."""
    _hurry(club)
    rivals = club.discord.server("Rivals")
    hall = rivals.channel("hall")
    siege = Siege(club, hall, rivals.member("Eve", manager=True), club.server.member("Mallory"))
    tale = story(*SCENES, title=SECRET).encode()
    for name in (f"{SECRET}.txt", f"{SECRET} 2.txt"):
        await club.ana.uploads("/library add", (name, tale), club.room)
        if " 2" not in name:
            await club.ana.presses("Add to the library", club.room)
    await club.ana.types(f"/read story:{SECRET}", club.room)
    await club.ana.types("/next", club.room)
    await club.ana.types(f"/bookmark add name:{SECRET}", club.room)
    await club.ana.types(f"/note add text:{SECRET}", club.room)
    await club.ana.types(f"/read story:{SECRET} alone:true", club.room)
    await club.ana.types(f"/readalong start story:{SECRET} pace:host", club.room)
    await club.ben.presses("Join", club.room)
    await club.ana.presses("Begin", club.room)
    await club.chloe.types("/read story:ferry", club.room)
    await siege.eve.types("/read story:ferry", hall)
    await siege.settles()
    club.discord.world.listeners.append(siege)
    return siege
