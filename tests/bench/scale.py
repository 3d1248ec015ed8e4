"""A day of many servers by the dice: when people read, what is due, and what that asks of Discord and of the bot."""

import heapq
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

HOUR, DAY = 3_600, 86_400  # seconds
SAMPLE = 20_000  # servers that are simulated; more count as so many of each
ZONES = ((-8, 3), (-6, 4), (-5, 7), (-3, 3), (0, 4), (1, 7), (2, 3), (5, 3), (8, 4), (9, 3))  # hours, weight
REST_FOR_A_POST = 2  # requests: the page itself, and the page before it without its buttons


@dataclass(frozen=True, slots=True)
class Habits:
    """What servers do on a busy day. `evening` is how many of a hundred read together that day, and so on."""

    evening: float = 5.0  # of 100 servers, that turn pages together
    evening_minutes: float = 45.0
    turn_seconds: float = 30.0
    alone: float = 10.0  # people of 100 servers, who read by themselves at any hour
    alone_minutes: float = 20.0
    alone_seconds: float = 60.0
    readalong: float = 1.0  # of 100 servers, that hold one at an evening
    readalong_minutes: float = 60.0
    page_minutes: float = 3.0
    people: int = 5
    daily: float = 0.5  # of 100 servers, in which a part comes every evening at eight, to the second


@dataclass(slots=True)
class Demand:
    """What is asked of the bot in each second of the day, of as many servers as `weight` says for each."""

    weight: float
    interactions: list[float] = field(default_factory=lambda: [0.0] * DAY)
    deadlines: list[float] = field(default_factory=lambda: [0.0] * DAY)
    turns: float = 0.0

    def interaction(self, at: float, *, turns: bool = False) -> None:
        self.interactions[int(at) % DAY] += self.weight
        self.turns += self.weight * turns

    def deadline(self, at: float) -> None:
        self.deadlines[int(at) % DAY] += self.weight


@dataclass(frozen=True, slots=True)
class Peak:
    """The most of the day: interactions and requests a second (in the worst minute), deadlines in a minute; `late` is
    how many seconds the last post of the worst rush comes after it was due, with so many posts a second."""

    interactions: float
    interactions_a_day: float
    turns_a_day: float
    deadlines: float
    requests: float
    late: float


def lived(servers: int, habits: Habits, seed: int) -> Demand:
    """Every server's day, one event after the other."""
    dice = random.Random(seed)
    some = min(servers, SAMPLE)
    demand = Demand(servers / some)
    for _ in range(some):
        zone = dice.choices([zone for zone, _ in ZONES], [weight for _, weight in ZONES])[0]
        _evening(demand, habits, dice, zone)
        _alone(demand, habits, dice, zone)
        _readalong(demand, habits, dice, zone)
        if dice.random() * 100 < habits.daily:
            demand.deadline((20 - zone) * HOUR)
    return demand


def _at_eight(dice: random.Random, zone: int) -> float:
    """When an evening begins, in seconds UTC: about eight, where they live."""
    return (dice.gauss(20, 1.2) - zone) * HOUR


def _every(dice: random.Random, start: float, minutes: float, seconds: float) -> Iterator[float]:
    """Moments about so many seconds apart, for as long as it lasts."""
    at, end = start, start + dice.expovariate(1 / (minutes * 60))
    while at < end:
        yield at
        at += dice.expovariate(1 / seconds)


def _evening(demand: Demand, habits: Habits, dice: random.Random, zone: int) -> None:
    if dice.random() * 100 < habits.evening:
        for at in _every(dice, _at_eight(dice, zone), habits.evening_minutes, habits.turn_seconds):
            demand.interaction(at, turns=True)


def _alone(demand: Demand, habits: Habits, dice: random.Random, zone: int) -> None:
    if dice.random() * 100 < habits.alone:
        start = (dice.triangular(7, 26, 21) - zone) * HOUR
        for at in _every(dice, start, habits.alone_minutes, habits.alone_seconds):
            demand.interaction(at, turns=True)


def _readalong(demand: Demand, habits: Habits, dice: random.Random, zone: int) -> None:
    """Half of them turn when everybody is ready, half by the clock; everybody presses Ready for each page."""
    if dice.random() * 100 >= habits.readalong:
        return
    for at in _every(dice, _at_eight(dice, zone), habits.readalong_minutes, habits.page_minutes * 60):
        demand.deadline(at)
        for _ in range(habits.people):
            demand.interaction(at + dice.uniform(0, habits.page_minutes * 60))


def peak(demand: Demand, posts_a_second: float) -> Peak:
    """What the worst moments are like, where posts go out at that pace."""
    return Peak(
        max(_by_minute(demand.interactions)) / 60,
        sum(demand.interactions),
        demand.turns,
        max(_by_minute(demand.deadlines)),
        max(_by_minute(demand.deadlines)) * REST_FOR_A_POST / 60,
        _latest(demand.deadlines, posts_a_second),
    )


def _by_minute(seconds: list[float]) -> list[float]:
    return [sum(seconds[at : at + 60]) for at in range(0, DAY, 60)]


def _latest(due: list[float], a_second: float) -> float:
    """How long the last one waits where they leave one after the other; a day that does not end is for ever."""
    if sum(due) > a_second * DAY:
        return math.inf
    waiting = longest = 0.0
    for number in due:
        waiting = max(0.0, waiting + number - a_second)
        longest = max(longest, waiting / a_second)
    return longest


# Starting.


def start(shards: int, processes: int, max_concurrency: int, cpu_a_server: float, servers: int) -> float:
    """Seconds until the last shard has its servers: identifications by Discord's order, then the work of each process.

    Source of the order: Discord's "Rate limiting and max_concurrency": buckets of shard_id % max_concurrency, one
    identification of each every five seconds.
    """
    per_process = [0.0] * processes
    turns = [(shard // max_concurrency * 5.0, shard) for shard in range(shards)]
    heapq.heapify(turns)
    while turns:
        at, shard = heapq.heappop(turns)
        mine = shard * processes // shards
        per_process[mine] = max(per_process[mine], at) + cpu_a_server * servers / shards
    return max(per_process)
