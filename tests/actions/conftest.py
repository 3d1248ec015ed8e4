"""A store with a library, and a person who asks things of it, with no Discord at all."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.actions.desk import Desk
from bot.actions.library import refresh
from bot.actions.request import Request, Seen
from bot.actions.turns import Shown
from bot.store import panels
from bot.store.database import Store
from bot.store.panels import Panel

SERVER, ROOM, ANA = 10, 20, 30
MINUTE = 60_000  # milliseconds


@dataclass
class Salon:
    """Whoever asks does so a minute after the last time, unless `now` is set."""

    store: Store
    folder: Path
    desk: Desk = field(default_factory=Desk)
    now: int = 1_000_000
    ids: Any = field(default_factory=lambda: count(100))

    def request(self, server: int = SERVER, room: int = ROOM, person: int = ANA) -> Request:
        return Request(server, room, person, next(self.ids), self.now)

    async def asks(self, action: Any, *args: Any, **where: int) -> Any:
        """What an action answers; the time goes on by a minute."""
        self.now += MINUTE
        return await self.store.write(action, self.desk, self.request(**where), *args)

    async def sees(self, page: Shown, room: int = ROOM) -> Seen:
        """The page reaches the channel; gives what its buttons carry."""
        self.desk.on_the_way.pop(page.reading_id, None)
        message = next(self.ids)
        shown = Panel(page.reading_id, room, SERVER, message, page.revision, page.sheet.place, self.now)
        await self.store.write(panels.shown, shown)
        return Seen(page.reading_id, page.revision)

    async def refreshes(self) -> list[str]:
        return await refresh(self.store, self.folder / "bundled", self.folder / "library", self.now)

    def brings(self, name: str, text: str) -> None:
        (self.folder / "library" / name).write_text(text, "utf-8")


@pytest.fixture
async def salon(tmp_path: Path, database: Path | str) -> AsyncIterator[Salon]:
    (tmp_path / "library").mkdir()
    (tmp_path / "bundled").mkdir()
    store = await Store.open(database, files("migrations"))
    yield Salon(store, tmp_path)
    await store.close()


def story(*scenes: str, title: str = "The Ferry") -> str:
    """A text file of so many scenes."""
    return f"---\ntitle: {title}\n---\n\n" + "\n\n***\n\n".join(scenes) + "\n"


def scene(name: str, paragraphs: int = 12) -> str:
    """Long enough for several pages, every paragraph its own."""
    return "\n\n".join(" ".join([_paragraph(name, number)] * 3) for number in range(paragraphs))


def _paragraph(name: str, number: int) -> str:
    return (
        f"{name}, paragraph {number}: the ferry went over the river once more."
        f" Nobody in {name} counted the {number} lamps on the other side, or the {number} boats below."
    )
