"""The picture of a pace is drawn apart, whatever it is asked to show, and its absence is no failure."""

import subprocess
import sys

import pytest

from bot.keepsake.picture import PNG, Steps, draw

HOUR = 3_600_000
EVENING = Steps(
    *("The Ferry", "4 pages in 1 hour", "minutes", 60_000, "time to talk", HOUR),
    [(0, 0), (600_000, 25), (1_500_000, 50), (3_000_000, 75), (HOUR, 100)],
    [(1_800_000, 2_400_000)],
    [50],
)
TITLES = (
    "The Ferry",
    r"$\frac{1}{0}$ & <b>",
    "終わり",
    "",
    "long " * 60,
    "\x00\ud800"[:1],
    "مرحبا",
    "🚢" * 30,
)


@pytest.mark.parametrize("title", TITLES)
async def test_any_title_gives_a_picture(title: str) -> None:
    drawn = await draw(Steps(title, title, title, 60_000, title, HOUR, EVENING.points, [], []))
    assert drawn is not None
    assert drawn.startswith(PNG)
    assert int.from_bytes(drawn[16:20], "big") == 1200, "wide enough to be sharp on a phone"


async def test_an_evening_of_one_page_and_one_of_thousands_are_drawn() -> None:
    short = Steps("A", "", "minutes", 60_000, "", 0, [(0, 0)], [], [])
    many = [(at * 1_000, at // 200) for at in range(20_000)]
    long = Steps("B", "", "days", 24 * HOUR, "", 20_000_000, many, [], list(range(100)))
    for steps in (short, long):
        assert await draw(steps) is not None


async def test_what_takes_too_long_is_left_out() -> None:
    assert await draw(EVENING, seconds=0.01) is None


def test_the_bot_never_loads_a_plotting_library() -> None:
    told = "import sys, bot.client; print([name for name in ('matplotlib', 'numpy') if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
