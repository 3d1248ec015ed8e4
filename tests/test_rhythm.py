"""A message is drawn anew once a second, in a crowd and once it is old more seldom, and never forgotten."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rhythm import AFTER_A_CROWD, CROWD, EACH, OLD, Rhythm


class Hall:
    """One message, and people who press; what is asked for is drawn as soon as it may be."""

    def __init__(self, *, is_old: bool = False) -> None:
        self.now, self.is_old = 100.0, is_old
        self.drawn: list[float] = []
        self.at: float | None = None
        self.rhythm = Rhythm(lambda: self.now)

    def passes(self, until: float) -> None:
        if self.at is not None and self.at <= until:
            self.now, self.at = self.at, None
            self.draws()
        self.now = until

    def draws(self) -> None:
        self.rhythm.draws("page")
        if self.is_old:
            self.rhythm.rests("page", OLD)
        self.drawn.append(self.now)

    def press(self, at: float) -> None:
        self.passes(100.0 + at)
        if self.at is None and self.rhythm.is_free("page"):
            self.draws()
            return
        wait = self.rhythm.asked("page")
        self.at = self.at or self.now + wait


def test_a_hundred_who_press_together_are_drawn_twice() -> None:
    hall = Hall()
    for number in range(100):
        hall.press(number * 0.045)  # nearly five seconds: a slow machine
    assert hall.drawn == [100.0, 101.045]


def test_two_who_press_are_seen_within_a_second() -> None:
    hall = Hall()
    for at in (0.0, 0.5, 1.9, 2.2):
        hall.press(at)
    hall.passes(110.0)
    assert hall.drawn == [100.0, 101.5, 102.9]


def test_after_a_crowd_the_next_page_is_drawn_at_once() -> None:
    hall = Hall()
    for _ in range(CROWD + 1):
        hall.press(0.0)
    hall.passes(101.5)
    assert not hall.rhythm.is_free("page")
    hall.rhythm.is_new("page")
    assert hall.rhythm.is_free("page")


@settings(deadline=None)
@given(times=st.lists(st.floats(0, 60), max_size=80), is_old=st.booleans())
def test_no_press_is_forgotten_and_no_burst_is_drawn(times: list[float], is_old: bool) -> None:
    hall, each = Hall(is_old=is_old), OLD if is_old else EACH
    for at in sorted(times):
        hall.press(at)
    hall.passes(1_000.0)
    apart = [later - sooner for sooner, later in zip(hall.drawn, hall.drawn[1:], strict=False)]
    assert all(gap >= each - 1e-6 for gap in apart)
    slowest = max(each, AFTER_A_CROWD) + EACH
    for at in times:
        assert any(100.0 + at <= drawn <= 100.0 + at + slowest for drawn in hall.drawn), at
