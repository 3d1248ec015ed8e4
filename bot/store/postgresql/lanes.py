"""Writes of one server go one after the other, as on SQLite; those of other servers go beside them.

What people of one server do meets the same rows, and the same pages at hand in memory. Servers meet in the library
only, and there, as between processes, the database itself decides who was first.
"""

from asyncio import Future
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

NOWHERE = (0,)
GROUP = 64  # writes that nobody waits for in one transaction: some milliseconds
READING = "BEGIN READ ONLY"
WRITING = "BEGIN"


class Job(NamedTuple):
    """What is to be done, at the place whose lane it takes, and wherever else it is told of; for whoever waits."""

    future: Future[Any] | None
    begin: str
    places: tuple[int, ...]
    body: Any
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]

    @property
    def lane(self) -> int:
        return self.places[0]


class Lanes:
    """Who waits, in the order in which they came; of each lane only the first is ready. Lane 0 is everybody's."""

    def __init__(self) -> None:
        self._ready: deque[list[Job]] = deque()
        self._behind: dict[int, deque[list[Job]]] = {}  # of the lanes of those who are ready or under way

    def __bool__(self) -> bool:
        return bool(self._ready)

    def add(self, jobs: list[Job]) -> None:
        """Some of one lane, to be done together."""
        lane = jobs[0].lane
        if lane in self._behind:
            self._behind[lane].append(jobs)
            return
        if lane:
            self._behind[lane] = deque()
        self._ready.append(jobs)

    def take(self) -> list[Job]:
        """Who is first; of those that nobody waits for as many as follow one another. None: nobody is ready."""
        taken: list[Job] = []
        while self._ready and (not taken or _together(taken, self._ready[0])):
            taken += self._ready.popleft()
        return taken

    def left(self, jobs: list[Job]) -> None:
        """Those who were taken are done with: whoever is behind them is ready."""
        for lane in {job.lane for job in jobs if job.lane}:
            if behind := self._behind[lane]:
                self._ready.append(behind.popleft())
            else:
                del self._behind[lane]


def _together(taken: list[Job], more: list[Job]) -> bool:
    return taken[0].future is None and more[0].future is None and len(taken) < GROUP


def places_of(args: Iterable[Any]) -> tuple[int, ...]:
    """Where a body belongs, and is told of: a server, else its channel, as for what only one person sees; and both."""
    for each in args:
        server = getattr(each, "server_id", None)
        if server is not None:
            return tuple(filter(None, (int(server), int(getattr(each, "channel_id", 0) or 0)))) or NOWHERE
    return NOWHERE
