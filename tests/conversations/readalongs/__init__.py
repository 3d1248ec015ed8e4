"""An evening: what the conversations about read-alongs have in common."""

from dataclasses import dataclass

from bot.playground import Person, Room
from bot.playground.replies import Reply
from bot.playground.state import Pings
from tests.conversations.conftest import Club

MINUTE = 60_000  # milliseconds


@dataclass
class Evening:
    """A club with a clock that stands still until it is told otherwise."""

    club: Club

    @property
    def thread(self) -> Room:
        return self.club.room.threads[-1]

    async def begins(self, *people: Person, options: str = "", room: Room | None = None) -> None:
        """Ana gathers these people, and begins."""
        room = room or self.club.room
        await self.club.ana.types(f"/readalong start {options}".strip(), room)
        for person in people:
            await person.presses("Join", room)
        await self.club.ana.presses("Begin", room)
        await self.settles()

    async def plans(self, when: str, options: str = "") -> None:
        """Ana plans one for then, and says yes."""
        await self.club.ana.types(f"/readalong plan when:{when} {options}".strip(), self.club.room)
        await self.club.ana.presses("Plan it", self.club.room)
        await self.settles()

    async def settles(self) -> None:
        """Everything is sent, and every counter is drawn."""
        assert self.club.client
        await self.club.discord.settled()
        await self.club.client.at_rest()
        await self.club.discord.settled()

    async def passes(self, minutes: float) -> None:
        """So much time, at the end of which the clock looks what is due."""
        assert self.club.client
        self.club.now += round(minutes * MINUTE)
        await self.club.client.clock.look()
        await self.settles()

    async def presses(self, person: Person, button: str, room: Room | None = None) -> Reply:
        """The newest button whose label begins so: the label of Ready counts."""
        reply = await person.presses(self.label(button, room), room or self.thread)
        await self.settles()
        return reply

    async def reads(self, person: Person, pages: int) -> Reply:
        """So many pages from where they are, where each reads at their own pace."""
        shown = await person.presses("Read on", self.thread)
        for _ in range(pages):
            shown = await person.presses("Next", message=shown.message)
        await self.settles()
        return shown

    def label(self, button: str, room: Room | None = None) -> str:
        labels = [label for m in reversed((room or self.thread).messages()) for label in m.buttons]
        return next((label for label in labels if label.startswith(button)), button)

    def page(self, room: Room | None = None) -> str:
        """The newest message that everybody sees."""
        return (room or self.thread).transcript().split("\n\n")[-1]

    def shows(self, room: Room | None = None) -> str:
        return (room or self.thread).transcript()


def forget(room: Room) -> None:
    """The pings were meant; elsewhere nobody is ever pinged."""
    for message in room.channel.messages.values():
        message.pings = Pings()
