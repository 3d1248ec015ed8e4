"""No order of commands and presses loses a turn, turns twice, or skips a page that nobody has seen."""

import asyncio
from importlib.resources import files
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.actions import places, reading
from bot.actions.places import Ahead
from bot.actions.reading import AWAY, Way
from bot.actions.refusals import Refusal
from bot.actions.request import Seen
from bot.actions.turns import SAME_TURN, Outdated, Shown
from bot.store.database import Store
from story.pages import PageLength
from story.places import Place
from tests.actions.conftest import Salon, scene, story


@pytest.fixture
async def ferry(salon: Salon) -> Salon:
    salon.brings("ferry.txt", story(scene("one"), scene("two"), scene("three")))
    await salon.refreshes()
    return salon


async def test_every_page_is_shown_once_from_start_to_end(ferry: Salon) -> None:
    page = await ferry.asks(reading.read, None)
    shown = [page.sheet.markdown]
    while not page.sheet.is_end:
        page = await ferry.asks(reading.turn, Way.NEXT, await ferry.sees(page))
        shown.append(page.sheet.markdown)
    text = "".join("".join(shown).split())
    source = "".join("".join((scene("one"), scene("two"), scene("three"))).split())
    assert text.replace("\\", "") == source
    assert page.sheet.where.percent == 100


async def test_sixty_four_presses_are_one_turn(ferry: Salon) -> None:
    seen = await ferry.sees(await ferry.asks(reading.read, None))
    press = (ferry.asks(reading.turn, Way.NEXT, seen) for _ in range(64))
    answers = await asyncio.gather(*press)
    assert [type(answer) for answer in answers].count(Shown) == 1
    assert [type(answer) for answer in answers].count(Outdated) == 63


async def test_a_page_that_was_never_shown_is_shown_next(ferry: Salon) -> None:
    seen = await ferry.sees(await ferry.asks(reading.read, None))
    unshown = await ferry.asks(reading.turn, Way.NEXT, seen)
    ferry.desk.on_the_way.clear()  # the bot died before the page reached anybody
    again = await ferry.asks(reading.turn, Way.NEXT, seen)
    assert (again.revision, again.sheet.place) == (unshown.revision, unshown.sheet.place)
    ferry.desk.on_the_way.clear()
    typed = await ferry.asks(reading.turn, Way.NEXT)
    assert (typed.revision, typed.sheet.place) == (unshown.revision, unshown.sheet.place)


async def test_two_who_type_next_at_once_turn_once(ferry: Salon) -> None:
    await ferry.sees(await ferry.asks(reading.read, None))
    first = await ferry.asks(reading.turn, Way.NEXT)
    await ferry.sees(first)
    request = ferry.request()
    answer = await ferry.store.write(reading.turn, ferry.desk, request, Way.NEXT)
    assert isinstance(answer, Outdated)
    ferry.now += SAME_TURN
    later = await ferry.store.write(reading.turn, ferry.desk, ferry.request(), Way.NEXT)
    assert isinstance(later, Shown)
    assert later.revision == first.revision + 1


async def test_a_redelivered_command_turns_nothing(ferry: Salon) -> None:
    await ferry.sees(await ferry.asks(reading.read, None))
    request = ferry.request()
    turned = await ferry.store.write(reading.turn, ferry.desk, request, Way.NEXT)
    assert isinstance(turned, Shown)
    await ferry.sees(turned)
    ferry.now += 10 * SAME_TURN
    again = await ferry.store.write(reading.turn, ferry.desk, request, Way.NEXT)
    assert isinstance(again, Outdated)


async def test_a_command_that_was_typed_before_the_newest_page_came_turns_nothing(ferry: Salon) -> None:
    """Another process may have told the person so and been killed: then Discord tells of the command again."""
    await ferry.sees(await ferry.asks(reading.read, None))
    overtaken = ferry.request()
    await ferry.sees(await ferry.asks(reading.turn, Way.NEXT))
    ferry.now += 10 * SAME_TURN
    late = replace(overtaken, now=ferry.now)
    assert isinstance(await ferry.store.write(reading.turn, ferry.desk, late, Way.NEXT), Outdated)


async def test_going_back_never_moves_the_horizon(ferry: Salon) -> None:
    page = await ferry.asks(reading.read, None)
    for _ in range(4):
        page = await ferry.asks(reading.turn, Way.NEXT, await ferry.sees(page))
    furthest = page.sheet.place
    for _ in range(4):
        page = await ferry.asks(reading.turn, Way.BACK, await ferry.sees(page))
    about = await ferry.asks(places.contents, None)
    assert about.place == Place(0, 0)
    assert about.horizon == furthest
    with pytest.raises(Refusal, match="first page"):
        await ferry.asks(reading.turn, Way.BACK, await ferry.sees(page))


async def test_going_ahead_is_asked_and_can_be_undone(ferry: Salon) -> None:
    seen = await ferry.sees(await ferry.asks(reading.read, None))
    ahead = await ferry.asks(places.go, "scene 3")
    assert isinstance(ahead, Ahead)
    page = await ferry.asks(places.go_ahead, seen, ahead.place)
    assert (page.sheet.place, page.came_from) == (Place(2, 0), page.revision)
    back = await ferry.asks(places.go_back, await ferry.sees(page))
    assert back.sheet.place == Place(0, 0)
    await ferry.sees(back)
    within = await ferry.asks(places.go, "scene 2")
    assert isinstance(within, Shown)


@pytest.mark.parametrize(
    "nonsense", ["chapter 9", "scene 0", "scene 99", "101%", "nowhere", "☃", "-1", "1e3", "%", "999999"]
)
async def test_nonsense_is_refused_in_a_sentence(ferry: Salon, nonsense: str) -> None:
    await ferry.sees(await ferry.asks(reading.read, None))
    with pytest.raises(Refusal):
        await ferry.asks(places.go, nonsense)


async def test_who_was_away_for_a_day_is_told_what_came_before(ferry: Salon) -> None:
    seen = await ferry.sees(await ferry.asks(reading.read, None))
    page = await ferry.asks(reading.turn, Way.NEXT, seen)
    await ferry.sees(page)
    assert (await ferry.asks(reading.read, None)).recap == ""
    ferry.now += AWAY
    assert "lamps on the other side" in (await ferry.asks(reading.read, None)).recap


async def test_another_page_length_keeps_the_place(ferry: Salon) -> None:
    page = await ferry.asks(reading.read, None)
    for _ in range(3):
        page = await ferry.asks(reading.turn, Way.NEXT, await ferry.sees(page))
    ferry.desk.length = PageLength.SHORT
    assert (await ferry.asks(reading.read, None)).sheet.place == page.sheet.place
    ferry.desk.length = PageLength.LONG
    again = await ferry.asks(reading.read, None)
    assert again.sheet.place == page.sheet.place
    assert page.sheet.markdown[:40] in again.sheet.markdown


MOVES = st.lists(st.sampled_from(("next", "back", "stale", "again", "lost", "typed", "restart")), max_size=30)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
async def test_no_order_of_presses_loses_a_turn(
    tmp_path_factory: pytest.TempPathFactory, moves: list[str]
) -> None:
    """A model that only counts pages agrees with the store after every press, restart and lost answer."""
    folder = tmp_path_factory.mktemp("order")
    (folder / "library").mkdir()
    (folder / "bundled").mkdir()
    salon = await _opened(folder)
    salon.brings("ferry.txt", story(scene("one", 8), scene("two", 8)))
    await salon.refreshes()
    page = await salon.asks(reading.read, None)
    seen = old = await salon.sees(page)
    number, last = 0, None
    for move in moves:
        if move == "restart":
            await salon.store.close()
            salon = await _opened(folder, salon.now, next(salon.ids))
            continue
        way = Way.BACK if move == "back" else Way.NEXT
        at = old if move == "stale" else None if move == "typed" else seen
        try:
            page = await salon.asks(reading.turn, way, at)
        except Refusal:
            assert number == 0 and way is Way.BACK
            continue
        if isinstance(page, Outdated):
            assert move == "stale" and old != seen
            continue
        moved = page.revision - seen.revision
        assert moved in (0, 1)
        number += moved * (-1 if way is Way.BACK else 1)
        assert moved or page.sheet.is_end or last == "lost" or old == seen
        if move == "lost":
            salon.desk.on_the_way.clear()
            unshown = await salon.asks(reading.turn, Way.NEXT, seen)
            assert unshown.revision == page.revision
        old, seen, last = seen, await salon.sees(page), move
    current = await salon.asks(reading.read, None)
    assert current.revision == seen.revision
    pages = await _page_number(salon, current.sheet.place)
    assert pages == number
    await salon.store.close()


async def _opened(folder: Path, now: int = 1_000_000, first_id: int = 1) -> Salon:
    store = await Store.open(folder / "lamplight.db", files("migrations"))
    return Salon(store, folder, now=now, ids=count(first_id))


async def _page_number(salon: Salon, place: Place) -> int:
    """How many pages lie before a place, counted by turning back."""
    number = 0
    page = await salon.asks(reading.read, None)
    assert page.sheet.place == place
    while not page.sheet.is_first:
        page = await salon.asks(reading.turn, Way.BACK, Seen(page.reading_id, page.revision))
        number += 1
    return number
