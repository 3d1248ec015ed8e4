"""Driving a bot: so many a second, or so many at once; what came of it, and the CPU that it took."""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from bot.playground.interactions import Interaction
from tests.bench.stage import Seat, Stage

Act = Callable[[Seat], Interaction]


@dataclass(slots=True)
class Load:
    """What came of many acts. Times in seconds; `cpu` is the bot's; `late` ones had no answer within three."""

    answered: int = 0
    late: int = 0
    told: int = 0  # answered with words for the person alone: a turn that was none
    wall: float = 0.0
    cpu: float = 0.0
    playground: float = 0.0  # CPU of this process: no bot gets more a second than it can give
    waits: list[float] = field(default_factory=list)

    @property
    def cpu_each(self) -> float:
        return self.cpu / max(1, self.answered)

    @property
    def wall_each(self) -> float:
        return self.wall / max(1, self.answered)

    def __iadd__(self, other: "Load") -> "Load":
        self.answered += other.answered
        self.late += other.late
        self.told += other.told
        self.wall += other.wall
        self.cpu += other.cpu
        self.playground += other.playground
        self.waits += other.waits
        return self


class Hands:
    """Do one act after the other in seats; `finished` when all that were to come have an outcome."""

    def __init__(self, act: Act, count: int) -> None:
        self.load = Load()
        self.act = act
        self.to_come = count
        self.finished = asyncio.get_running_loop().create_future()
        self.free: Callable[[Seat], None] = lambda _: None  # told of a seat whose act has an outcome

    def do(self, seat: Seat) -> None:
        began = time.perf_counter()
        one = self.act(seat)
        one.seen.add_done_callback(partial(self._done, seat, one, began))

    def _done(self, seat: Seat, one: Interaction, began: float, _: object) -> None:
        load = self.load
        load.waits.append(time.perf_counter() - began)
        if one.failed:
            load.late += 1
        elif one.shown is None or one.shown.ephemeral:
            load.told += 1
        else:
            load.answered += 1
            seat.panel = one.shown
        self.to_come -= 1
        if self.to_come == 0:
            self.finished.set_result(None)
        self.free(seat)


async def paced(act: Act, seats: Sequence[Seat], count: int, *, a_second: float) -> Load:
    """Acts at even intervals, in each seat in turn."""
    hands, loop = Hands(act, count), asyncio.get_running_loop()
    start = loop.time()
    for number in range(count):
        loop.call_at(start + number / a_second, hands.do, seats[number % len(seats)])
    await hands.finished
    return hands.load


async def at_once(act: Act, seats: Sequence[Seat], count: int, *, under_way: int) -> Load:
    """As fast as it goes with so many under way, each in the seat that has been free for longest."""
    hands, waiting, left = Hands(act, count), deque(seats), count

    def again(seat: Seat | None = None) -> None:
        nonlocal left
        if seat is not None:
            waiting.append(seat)
        if left and waiting:
            left -= 1
            hands.do(waiting.popleft())

    hands.free = again
    for _ in range(under_way):
        again()
    await hands.finished
    return hands.load


async def measured(stage: Stage, work: Coroutine[Any, Any, Load]) -> Load:
    """With the wall time of the work and the CPU that the bot took until it had nothing left to do."""
    process = stage.process
    cpu, playground, wall = process.cpu(), time.process_time(), time.perf_counter()
    load = await work
    load.wall, load.playground = time.perf_counter() - wall, time.process_time() - playground
    await stage.discord.settled(within=30)
    load.cpu = process.cpu() - cpu
    return load
