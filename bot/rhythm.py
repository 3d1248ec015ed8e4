"""How often a message may be drawn anew: once a second, and where a crowd presses or it is old more seldom."""

from collections import Counter
from collections.abc import Callable

from bot.actions.desk import Recent

EACH = 1.0  # seconds between two drawings of a message
CROWD = 5  # presses that one drawing was for
AFTER_A_CROWD = 4.0  # seconds: whoever presses then sees it with the others, or the next page
OLD = 10.0  # where it is older than an hour: of such edits Discord takes few
AGAIN = 30.0  # after one that Discord did not take


class Rhythm:
    """`time` gives seconds that only grow."""

    def __init__(self, time: Callable[[], float]) -> None:
        self._time = time
        self._free: Recent[str, float] = Recent(1024)  # from when it may be drawn
        self._asked = Counter[str]()  # how often since it was drawn

    def is_free(self, key: str) -> bool:
        """Whether it may be drawn at once."""
        return self._time() >= (self._free.get(key) or 0.0)

    def asked(self, key: str) -> float:
        """Somebody wants it drawn; gives the seconds until it is, for all who want that until then."""
        self._asked[key] += 1
        return max(EACH, (self._free.get(key) or 0.0) - self._time())

    def draws(self, key: str) -> None:
        """It is being drawn."""
        is_crowded = self._asked.pop(key, 0) >= CROWD
        self._free.put(key, self._time() + (AFTER_A_CROWD if is_crowded else EACH))

    def is_new(self, key: str) -> None:
        """Another message is on show: it has been drawn by nobody yet."""
        self._free.put(key, 0.0)

    def rests(self, key: str, seconds: float) -> None:
        """It is not drawn again before that."""
        self._free.put(key, self._time() + seconds)
