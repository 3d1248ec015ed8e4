"""A running bot follows its library folder: what is put there, changed or taken away, without a restart."""

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator

import pytest

from bot.actions import reading
from bot.actions.reading import Way
from bot.actions.refusals import Refusal
from bot.store.errors import NotSaved
from bot.watch import Look, brought_up_to_date, look, watch
from tests.actions.conftest import Salon, story


class Watch:
    """A watch whose pauses end when the test says so."""

    def __init__(self, salon: Salon) -> None:
        self.salon = salon
        self.folder = salon.folder / "library"
        self.refreshed = 0
        self.trouble: Exception | None = None
        self._waits, self._goes_on = asyncio.Event(), asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def begin(self, known: Look | None) -> None:
        self._task = asyncio.create_task(watch(self.folder, self._refresh, known, self._pause))

    async def end(self) -> None:
        assert self._task
        self._task.cancel()
        await asyncio.wait([self._task])
        assert self._task.cancelled()

    async def _refresh(self) -> list[str]:
        self.refreshed += 1
        if self.trouble:
            raise self.trouble
        return await self.salon.refreshes()

    async def _pause(self) -> None:
        self._waits.set()
        await self._goes_on.wait()
        self._goes_on.clear()

    async def looks(self, times: int = 1) -> None:
        """So many pauses pass, and what is done after each is done."""
        for _ in range(times):
            await self._waits.wait()
            self._waits.clear()
            self._goes_on.set()
            await self._waits.wait()

    async def titles(self) -> list[str]:
        try:
            return [each.title for each in (await self.salon.asks(reading.stories)).stories]
        except Refusal:
            return []


@pytest.fixture
async def watched(salon: Salon) -> AsyncIterator[Watch]:
    """An empty library that is watched."""
    watching = Watch(salon)
    watching.begin(look(watching.folder))
    yield watching
    await watching.end()


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "bot.watch"]


async def test_a_file_that_is_put_there_is_in_the_library(
    watched: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    watched.salon.brings("ferry.txt", story("One.", "Two."))
    await watched.looks(2)
    assert await watched.titles() == ["The Ferry"]
    assert lines(caplog) == ["Library: added “The Ferry”"]


async def test_what_failed_at_the_start_is_done_at_the_first_look(
    salon: Salon, caplog: pytest.LogCaptureFixture
) -> None:
    async def fails() -> list[str]:
        raise NotSaved("The disk is full.")

    assert not await brought_up_to_date(fails)
    assert "The disk is full." in lines(caplog)[0]
    watching = Watch(salon)
    watching.begin(None)
    await watching.looks(3)
    assert watching.refreshed == 1
    await watching.end()


async def test_nothing_is_done_while_nothing_changes(watched: Watch) -> None:
    watched.salon.brings("ferry.txt", story("One."))
    await watched.looks(5)
    assert watched.refreshed == 1
    watched.salon.brings("notes.txt.part", "not a story yet")
    (watched.folder / ".ferry.txt.new").write_text("not one yet")
    await watched.looks(3)
    assert watched.refreshed == 1


async def test_a_file_that_is_still_growing_is_left_alone(watched: Watch) -> None:
    for scenes in (["One."], ["One.", "Two."], ["One.", "Two.", "Three."]):
        watched.salon.brings("ferry.txt", story(*scenes))
        await watched.looks()
        assert watched.refreshed == 0
    await watched.looks()
    assert watched.refreshed == 1


async def test_a_correction_and_a_removal_are_followed(
    watched: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    salon = watched.salon
    salon.brings("ferry.txt", story("One.", "Two."))
    await watched.looks(2)
    seen = await salon.sees(await salon.asks(reading.read, None))
    salon.brings("ferry.txt", story("One.", "Two, corrected."))
    await watched.looks(2)
    await salon.sees(await salon.asks(reading.turn, Way.NEXT, seen))  # the correction's own page
    assert "Two, corrected." in (await salon.asks(reading.turn, Way.NEXT)).sheet.markdown
    (watched.folder / "ferry.txt").unlink()
    await watched.looks(2)
    assert await watched.titles() == []
    assert [line.split("“")[0] for line in lines(caplog)] == [
        "Library: added ",
        "Library: changed ",
        "Library: removed ",
    ]


async def test_what_changed_between_the_start_and_the_first_look_is_found(salon: Salon) -> None:
    watching = Watch(salon)
    before = look(watching.folder)
    await salon.refreshes()
    salon.brings("ferry.txt", story("One."))
    watching.begin(before)
    await watching.looks(2)
    assert await watching.titles() == ["The Ferry"]
    await watching.end()


async def test_a_file_that_cannot_be_read_is_told_once(
    watched: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    watched.salon.brings("empty.txt", "")
    await watched.looks(2)
    watched.salon.brings("ferry.txt", story("One."))
    await watched.looks(2)
    assert [line.split(":")[1].split()[0] for line in lines(caplog)] == ["left", "added"]


async def test_a_folder_that_is_away_for_a_while_loses_nothing(
    watched: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    watched.salon.brings("ferry.txt", story("One."))
    await watched.looks(2)
    shutil.move(watched.folder, away := watched.salon.folder / "away")
    await watched.looks(3)
    assert await watched.titles() == ["The Ferry"]
    assert len(lines(caplog)) == 1, "the trouble is told once"
    shutil.move(away, watched.folder)
    watched.salon.brings("boat.txt", story("One.", title="The Boat"))
    await watched.looks(2)
    assert await watched.titles() == ["The Boat", "The Ferry"]


@pytest.mark.parametrize("trouble", [NotSaved("The disk is full."), OSError("no"), ZeroDivisionError()])
async def test_trouble_does_not_end_the_watch(watched: Watch, trouble: Exception) -> None:
    watched.trouble = trouble
    watched.salon.brings("ferry.txt", story("One."))
    await watched.looks(3)
    assert watched.refreshed >= 1
    watched.trouble = None
    watched.salon.brings("ferry.txt", story("One.", "Two."))
    await watched.looks(2)
    assert await watched.titles() == ["The Ferry"]
