"""A stage for one bot: a playground with many servers, a person in each, and hands that press and type cheaply."""

import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.playground import NothingHappened, Playground
from bot.playground.components import buttons
from bot.playground.interactions import COMMAND, COMPONENT, Interaction
from bot.playground.state import Channel, Json, Message, User
from tests.bench.process import BotProcess

STRING, BUTTON = 3, 2  # Discord's types of a command's option and of a component


@dataclass(slots=True, eq=False)
class Seat:
    """One person in the one room of a server of their own; the panel is what they look at."""

    user: User
    channel: Channel
    panel: Message | None = None


class Stage:
    """Acts go straight into the world, as `Person` does it, without a window's checks and looks."""

    def __init__(self, discord: Playground, process: BotProcess, seats: Sequence[Seat]) -> None:
        self.discord = discord
        self.process = process
        self.seats = seats

    def types(self, seat: Seat, name: str, **options: str) -> Interaction:
        """A command with its options, all of them text."""
        command = next(each for each in self.discord.world.commands[0] if each["name"] == name)
        chosen = [{"name": key, "type": STRING, "value": value} for key, value in options.items()]
        data: Json = {"id": command["id"], "name": name, "type": 1, "options": chosen}
        return self.discord.interactions.send(COMMAND, seat.user, seat.channel, data)

    def presses_next(self, seat: Seat) -> Interaction:
        """Next on the panel that the seat looks at."""
        assert seat.panel is not None, "nobody has opened a story here"
        there = buttons(seat.panel.components)
        pressed = next(each for each in there if each.get("label") == "Next" or ":next:" in each["custom_id"])
        data: Json = {"custom_id": pressed["custom_id"], "component_type": BUTTON}
        return self.discord.interactions.send(COMPONENT, seat.user, seat.channel, data, source=seat.panel)

    def types_next(self, seat: Seat) -> Interaction:
        return self.types(seat, "next")


def seats_in(discord: Playground, count: int) -> list[Seat]:
    """So many servers, with a room and a person each."""
    seats = []
    for number in range(count):
        server = discord.server(f"Server {number}")
        room = server.channel("reading")
        seats.append(Seat(server.member(f"Reader {number}").user, room.channel))
    return seats


async def ready(discord: Playground, process: BotProcess) -> None:
    """Until the bot is connected and its commands are known. Raises RuntimeError with what it said instead."""
    try:
        await discord.bot_ready(within=30)
    except NothingHappened:
        raise RuntimeError(f"{process.module} does not come:\n{process.said()}") from None


@contextlib.asynccontextmanager
async def staged(module: str, home: Path, servers: int) -> AsyncIterator[Stage]:
    """The bot of that module, ready in so many servers; `home` keeps what it keeps."""
    async with Playground() as discord:
        seats = seats_in(discord, servers)
        process = await BotProcess.start(module, home, discord.api_url, discord.token)
        try:
            await ready(discord, process)
            yield Stage(discord, process, seats)
        finally:
            await process.stop()
