"""People of a long day: they read, gather, pin notes, bring and correct stories, and misclick, each by the dice."""

import contextlib
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.playground import Person, Playground, Room, Server
from bot.playground.refusals import InteractionFailed, NothingHappened, NotPossible

TROUBLE = (InteractionFailed, NothingHappened, NotPossible, ConnectionError)
PACES = (
    *("pace:host", "pace:everyone", "pace:majority", "pace:timed minutes:20", "pace:own"),
    "pace:daily at:08:00 zone:Europe/Berlin scenes:3",
)
SCENES = 12
Act = Callable[[], Awaitable[object]]


def tale(title: str, seed: int) -> str:
    """A story that reads otherwise for every seed, and is the same in nearly all of it."""
    scenes = [
        f"Scene {n} of {title}. " + f"The lamp burned, and {n} ships went by. " * 12 for n in range(SCENES)
    ]
    scenes[seed % SCENES] += f" It was corrected {seed} times."
    return f"---\ntitle: {title}\n---\n\n" + "\n\n***\n\n".join(scenes)


@dataclass
class Club:
    """One server with its people; what they try is counted, and what failed in Discord's eyes too."""

    discord: Playground
    server: Server
    room: Room
    people: list[Person]
    chance: random.Random
    tried: int = 0
    failed: int = 0
    drawn: int = field(default=0)

    @property
    def threads(self) -> list[Room]:
        return [each for each in self.room.threads if not each.channel.archived][-6:]

    async def does_something(self) -> None:
        who = self.chance.choice(self.people)
        self.tried += 1
        try:
            await self.chance.choice(self._possible(who))()
        except NotPossible:
            pass  # no such button is to be seen now
        except TROUBLE:
            self.failed += 1

    def _possible(self, who: Person) -> list[Act]:
        room, dice = self.room, self.chance
        reads: list[Act] = [
            lambda: who.types("/read story:The Ferry", room),
            lambda: who.types("/next", room),
            lambda: who.presses("Next", room),
            lambda: who.presses("Next", room),
            lambda: who.presses("Back", room),
            lambda: who.types(f"/goto place:scene {dice.randint(1, SCENES)}", room),
            lambda: who.presses("Go there anyway", room),
            lambda: who.types("/read story:The Ferry alone:true", room),
        ]
        asks: list[Act] = [
            lambda: who.types("/find words:lamp", room),
            lambda: who.types("/contents", room),
            lambda: who.types("/progress", room),
            lambda: who.completes("/goto place:sc", room),
            lambda: who.types("/help", room),
            lambda: who.types(f"/bookmark add name:mark {dice.randint(1, 9)}", room),
            lambda: who.types(f"/bookmark remove name:mark {dice.randint(1, 9)}", room),
            lambda: who.types(f"/note add text:a thought of {dice.randint(1, 999)}", room),
            lambda: who.types("/privacy show", room),
        ]
        groups: list[Act] = [self._in_a_thread(who) for _ in range(8)]
        gathers: list[Act] = [
            lambda: who.types(f"/readalong start story:The Ferry {dice.choice(PACES)}", room),
            lambda: who.presses("Join", room),
            lambda: who.presses("Join", room),
            lambda: who.presses("Begin", room),
        ]
        return [*reads, *asks, *groups, *gathers, self._brings(who)]

    def _in_a_thread(self, who: Person) -> Act:
        async def act() -> None:
            if not self.threads:
                return
            thread = self.chance.choice(self.threads)
            newest = [label for each in thread.messages()[-3:] for label in each.buttons]
            wanted = [label for label in newest if not label.startswith(("Pause", "End"))]
            if wanted:
                await who.presses(self.chance.choice(wanted), thread)

        return act

    def _brings(self, who: Person) -> Act:
        """A story of the server's own, or a correction of it; taken, thrown away or forgotten."""

        async def act() -> None:
            manager = self.people[0]
            self.drawn += 1
            text = tale("The Harbour", self.drawn).encode()
            await manager.uploads("/library add", ("harbour.txt", text), self.room)
            if self.chance.random() < 0.8:
                word = self.chance.choice(("Add to the library", "Replace", "Discard"))
                await manager.presses(word, self.room)

        del who
        return act


async def founded(discord: Playground, number: int, chance: random.Random) -> Club:
    """Everybody is there, and the story is open."""
    server = discord.server(f"Club {number}")
    room = server.channel("reading")
    names = (f"{name} {number}" for name in ("Ana", "Ben", "Chloe", "Dora"))
    people = [server.member(name, manager=at == 0) for at, name in enumerate(names)]
    club = Club(discord, server, room, people, chance)
    with contextlib.suppress(*TROUBLE):
        await people[0].types("/read story:The Ferry", room)
    return club
