"""Who can wait is let through after all who cannot."""

import asyncio

from bot.throttle import AT_ONCE, Throttle


async def test_who_can_wait_comes_last() -> None:
    throttle, came = Throttle(1_000), list[str]()

    async def takes(name: str, *, can_wait: bool = False) -> None:
        await throttle.turn(can_wait=can_wait)
        came.append(name)

    async with asyncio.TaskGroup() as tasks:
        for number in range(AT_ONCE):
            tasks.create_task(takes(f"first {number}"))
        for number in range(5):
            tasks.create_task(takes(f"tidying {number}", can_wait=True))
        for number in range(5):
            tasks.create_task(takes(f"page {number}"))
    wanted = [("first", AT_ONCE), ("page", 5), ("tidying", 5)]
    assert came == [f"{name} {number}" for name, count in wanted for number in range(count)]


async def test_who_gives_up_takes_nobodys_turn() -> None:
    throttle = Throttle(1_000)
    tasks = [asyncio.create_task(throttle.turn()) for _ in range(AT_ONCE + 2)]
    tasks[-2].cancel()
    await asyncio.wait(tasks)
    assert [task.cancelled() for task in tasks] == [False] * AT_ONCE + [True, False]
