"""Several people press under one page, in any order: nobody turns a page that has only just come for another."""

from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.actions import reading
from bot.actions.reading import Way
from bot.actions.refusals import Refusal
from bot.actions.request import Seen
from bot.actions.turns import JUST_SHOWN, OPENING, Shown
from bot.store.database import Store
from tests.actions.conftest import Salon, scene, story

PEOPLE = (31, 32, 33)
GAPS = (0, 1, JUST_SHOWN - 1, JUST_SHOWN, JUST_SHOWN + 1, 6_000)  # milliseconds
PRESSES = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(GAPS), st.sampled_from(Way), st.booleans()),
    max_size=25,
)
ANY_ORDER = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


async def opened(folder: Path) -> Salon:
    for name in ("library", "bundled"):
        (folder / name).mkdir()
    salon = Salon(await Store.open(folder / "lamplight.db", files("migrations")), folder)
    salon.brings("ferry.txt", story(scene("one"), scene("two"), scene("three")))
    await salon.refreshes()
    return salon


async def presses(salon: Salon, person: int, after: int, way: Way, seen: Seen) -> object:
    """What a press is answered with; None where there is no page before."""
    salon.now += after
    try:
        return await salon.store.write(reading.turn, salon.desk, salon.request(person=person), way, seen)
    except Refusal:
        return None


@ANY_ORDER
@given(PRESSES)
async def test_a_page_is_turned_by_who_brought_it_or_once_it_was_under_all_eyes(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[int, int, Way, bool]]
) -> None:
    salon = await opened(tmp_path_factory.mktemp("two"))
    older = seen = await salon.sees(await salon.asks(reading.read, None))
    brought_by, came_at = 0, salon.now
    for person, after, way, is_late in moves:
        pressed = older if is_late else seen
        page = await presses(salon, person, after, way, pressed)
        if not isinstance(page, Shown) or page.revision == seen.revision:
            continue
        assert page.revision == seen.revision + 1
        assert pressed == seen, "an older page turns nothing"
        is_free = person == brought_by or seen.revision == OPENING
        assert is_free or salon.now - came_at >= JUST_SHOWN
        older, seen = seen, await salon.sees(page)
        brought_by, came_at = person, salon.now
    await salon.store.close()


@ANY_ORDER
@given(st.lists(st.sampled_from(GAPS), max_size=8))
async def test_who_presses_alone_is_never_held_up(
    tmp_path_factory: pytest.TempPathFactory, gaps: list[int]
) -> None:
    salon = await opened(tmp_path_factory.mktemp("lone"))
    seen = await salon.sees(await salon.asks(reading.read, None))
    for after in gaps:
        page = await presses(salon, PEOPLE[0], after, Way.NEXT, seen)
        assert isinstance(page, Shown)
        assert page.revision == seen.revision + 1 or page.sheet.is_end
        seen = await salon.sees(page)
    await salon.store.close()
