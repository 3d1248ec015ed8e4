"""Notes that lie ahead of a reader have no influence on anything they are told."""

import random
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.actions import editions, notes, places, reading
from bot.actions.desk import Desk
from bot.actions.notes import Words
from bot.actions.reading import Way
from bot.actions.refusals import Refusal
from bot.actions.request import Request, Seen
from bot.actions.turns import Outdated, Shown
from bot.store import notes as stored
from bot.store import reading as stored_reading
from bot.store.library import EVERYWHERE, NewStory
from bot.store.migrations import migrate, read_migrations
from bot.store.notes import Message, Note
from bot.store.reading import Reading
from bot.store.transaction import SqliteTransaction, drive
from story.model import Block, Chapter, Scene, Story
from story.places import Place, quote
from tests.actions.conftest import ANA, ROOM, SERVER, Salon, story

MIGRATIONS = read_migrations(files("migrations"))
ANCHOR = re.compile(r"w\d+x")
NEW, BEN = NewStory("s" * 13, EVERYWHERE, "folder", "tale.txt", ""), 31
SCENES = tuple(tuple(range(first, first + 60)) for first in range(0, 300, 60))  # three pages each, or so


def tale(scenes: tuple[tuple[int, ...], ...]) -> Story:
    """Every word of it is an anchor that stands nowhere else."""
    texts = (
        " ".join(
            f"w{number}x went over the river, and nobody counted the lamps on its other side."
            for number in scene
        )
        for scene in scenes
    )
    return Story("Tale", "", "", (Chapter("", tuple(Scene((Block(text),)) for text in texts)),))


@dataclass
class Reader:
    """One server's reading; `shown` is every anchor on a page it was ever shown, or before one."""

    tx: SqliteTransaction
    story: Story
    server: int = SERVER
    desk: Desk = field(default_factory=Desk)
    ids: Any = field(default_factory=lambda: count(100))
    shown: set[str] = field(default_factory=set)
    page: str = ""
    seen: Seen = field(default_factory=lambda: Seen("", 0))
    counted: int = 0
    gone: set[str] = field(default_factory=set)  # words that no edition has any more: they come up further on

    def asks(self, action: Any, *args: Any, person: int = ANA, **more: Any) -> Any:
        request = Request(self.server, ROOM, person, next(self.ids), next(self.ids) * 100_000)
        try:
            return drive(action(self.tx, self.desk, request, *args, **more))
        except Refusal as refusal:
            return str(refusal.args)

    def sees(self, page: Any) -> None:
        if isinstance(page, places.Ahead):
            page = self.asks(places.go_ahead, Seen(page.reading_id, page.revision), page.place)
        if isinstance(page, Shown):
            self.page, self.counted = page.sheet.markdown, page.notes
            self.passes(self.page)
            self.seen = Seen(page.reading_id, page.revision)

    def passes(self, page: str) -> None:
        """They have come as far as to the end of that page."""
        text = self._text(self.story)
        last = (ANCHOR.findall(page) or ANCHOR.findall(text))[-1]
        self.shown |= set(ANCHOR.findall(text[: text.index(last)])) | {last}

    def is_corrected(self, story: Story) -> None:
        """Their place is on a page of the new edition, which is the next they are shown."""
        gone = {word for number in range(300) if (word := f"w{number}x") not in self._text(story)}
        self.gone, self.story = gone, story
        there = drive(stored_reading.get(self.tx, self.server, self.seen.reading_id))
        assert there is not None
        self.shown |= set(ANCHOR.findall(self._page(there, there.horizon)))

    @staticmethod
    def _text(story: Story) -> str:
        return "\n".join(scene.text for scene in story.scenes)

    def _page(self, there: Reading, place: Place) -> str:
        return drive(self.desk.sheet(self.tx, there.edition_id, place)).markdown

    def is_told(self) -> list[Note]:
        """Every note that any list, completion or count gives them."""
        told = [*self.asks(notes.kept).notes, *self.asks(notes.of_page, self.seen).notes]
        return [*told, *self.asks(notes.removable, manager=True)]


def everywhere(tx: SqliteTransaction, scenes: tuple[tuple[int, ...], ...], server: int) -> None:
    """Somebody further on has pinned a note to every fifth sentence."""
    for ordinal, told in enumerate(tale(scenes).scenes):
        for number, match in enumerate(ANCHOR.finditer(told.text)):
            if number % 5 == 0:
                place, words = Place(ordinal, match.start()), quote(told.text, match.start())
                about = (NEW.story_id, place, words, match[0], BEN, BEN, 1, Message(0, 0))
                drive(stored.add(tx, Note(f"{server}{match[0]}", server, *about)))


STEPS = st.lists(
    st.sampled_from(["next", "next", "next", "back", "scene 2", "40%", "100%", "pin", "remove", "correct"]),
    max_size=25,
)


@given(steps=STEPS, chance=st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_nothing_ahead_is_told_whatever_happens(steps: list[str], chance: random.Random) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS)
        tx, scenes = SqliteTransaction(connection), SCENES
        edition = editions.edition_of(NEW.story_id, tale(scenes))
        drive(editions.put(tx, NEW, tale(scenes), "", 0))
        for server in (SERVER, SERVER + 1):
            everywhere(tx, scenes, server)
        reader, corrected = Reader(tx, tale(scenes)), False
        reader.sees(reader.asks(reading.read, None))
        for step in steps:
            match step:
                case "next" | "back":
                    reader.sees(reader.asks(reading.turn, Way(step)))
                case "pin":
                    reader.asks(notes.pin, Words("my own", ANA))
                case "remove":
                    reader.asks(notes.remove, chance.choice(["w", "w60x", f"{SERVER}w120x"]), manager=True)
                case "correct":
                    scenes, corrected = another(scenes, chance), True
                    drive(editions.put(tx, NEW, tale(scenes), edition, 0))
                    edition = editions.edition_of(NEW.story_id, tale(scenes))
                    reader.is_corrected(tale(scenes))
                case _:
                    reader.sees(reader.asks(places.go, step))
            if step != "correct":
                reader.shown |= reader.gone
            told = reader.is_told()
            assert all(note.server_id == SERVER for note in told)
            assert {note.words for note in told} <= reader.shown | {"my own"}
            if not corrected:
                check_that_nothing_lacks(reader, told)


def another(scenes: tuple[tuple[int, ...], ...], chance: random.Random) -> tuple[tuple[int, ...], ...]:
    """A corrected edition: scenes dropped, moved about, cut and joined."""
    changed = [list(scene) for scene in scenes]
    chance.shuffle(changed)
    changed = changed[: chance.randint(1, len(changed))]
    cut = chance.randrange(len(changed))
    changed[cut] = changed[cut][chance.randrange(len(changed[cut])) :]
    return tuple(tuple(scene) for scene in changed)


def check_that_nothing_lacks(reader: Reader, told: list[Note]) -> None:
    """What lies behind is all there, but for what was removed."""
    rows = drive(reader.tx.all("SELECT words FROM note WHERE server_id = ?", SERVER))
    there = {row[0] for row in rows}
    assert {note.words for note in told} == there & (reader.shown | {"my own"})


async def test_a_person_has_a_limit_and_nobody_elses(salon: Salon) -> None:
    salon.brings("tale.txt", story("One.", "Two."))
    await salon.refreshes()
    assert not isinstance(await salon.asks(reading.read, None), Outdated)
    for number in range(notes.MOST):
        await salon.asks(notes.pin, Words(f"thought {number}", ANA))
    with pytest.raises(Refusal, match="most I keep"):
        await salon.asks(notes.pin, Words("one more", ANA))
    await salon.asks(notes.pin, Words("of another", BEN), person=BEN)
    kept = await salon.asks(notes.kept)
    assert len(kept.notes) == notes.MOST + 1
    await salon.store.write(stored.remove, SERVER, kept.notes[0].note_id)
    await salon.asks(notes.pin, Words("one more", ANA))
