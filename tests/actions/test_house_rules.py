"""What a server chose holds for every action, and another page length passes over nothing."""

import asyncio
import re
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.actions import house_rules, reading
from bot.actions.house_rules import Heard, ruled
from bot.actions.reading import Way
from bot.actions.turns import Shown
from bot.store.database import Store
from story.pages import PageLength
from tests.actions.conftest import Salon, story

WORDS = 1_200  # of a story whose words are their own numbers
COUNTED = story(
    *(
        "\n\n".join(
            " ".join(f"w{n:04}" for n in range(at, at + 60)) + "." for at in range(start, start + 600, 60)
        )
        for start in (0, 600)
    )
)
_STEPS = st.lists(st.sampled_from(["next", "next", "next", "back", "short", "medium", "long"]), max_size=14)


async def _asks(salon: Salon, action: Any, *args: Any) -> Any:
    """As Lamp does it: with the settings looked up. The person manages the server."""
    salon.now += 60_000
    request = salon.request()
    asker = type(request)(
        request.server_id,
        request.channel_id,
        request.person_id,
        request.interaction_id,
        salon.now,
        manages=True,
    )
    return await salon.store.write(ruled, salon.desk, asker, Heard(), action, *args)


def _words(page: Shown) -> list[int]:
    return [int(each) for each in re.findall(r"w(\d{4})", page.sheet.markdown)]


async def _reads(folder: Path, steps: list[str]) -> None:
    (folder / "library").mkdir()
    (folder / "bundled").mkdir()
    store = await Store.open(folder / "lamplight.db", files("migrations"))
    salon = Salon(store, folder)
    salon.brings("counted.txt", COUNTED)
    await salon.refreshes()
    try:
        page = await _asks(salon, reading.read, None)
        seen = await salon.sees(page)
        furthest = max(_words(page))
        for step in [*steps, *["next"] * 12]:
            if step in list(PageLength):
                await _asks(salon, house_rules.change, {"length": PageLength(step)})
                continue
            if step == "back" and page.sheet.is_first:
                continue
            page = await _asks(salon, reading.turn, Way(step), seen)
            assert isinstance(page, Shown)
            seen = await salon.sees(page)
            if page.sheet.is_end:
                break
            words = _words(page)
            assert words[0] <= furthest + 1, "words were passed over"
            furthest = max(furthest, words[-1])
        assert furthest == WORDS - 1
    finally:
        await store.close()


@settings(max_examples=30, deadline=None)
@given(steps=_STEPS)
def test_no_page_length_at_any_time_passes_over_a_word(steps: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_reads(Path(folder), steps))


async def test_a_page_of_another_length_counts_as_unseen(salon: Salon) -> None:
    """The search goes to the end of what was shown, not to that of a page which is longer now."""
    salon.brings("counted.txt", COUNTED)
    await salon.refreshes()
    await _asks(salon, house_rules.change, {"length": PageLength.SHORT})
    page = await _asks(salon, reading.read, None)
    seen = await salon.sees(page)
    await _asks(salon, house_rules.change, {"length": PageLength.LONG})
    again = await _asks(salon, reading.turn, Way.NEXT, seen)
    assert again.sheet.is_first, "the page nobody has seen in this length"
    assert len(_words(again)) > len(_words(page))
