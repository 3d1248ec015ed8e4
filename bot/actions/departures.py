"""Servers that remove the bot: what is kept about them is forgotten after a grace, unless they come back."""

from collections.abc import Callable

from bot.store import departures, traces
from bot.store.database import Transaction

GRACE = 30 * 24 * 60 * 60 * 1_000  # milliseconds


async def left(tx: Transaction, server_id: int, now: int) -> None:
    """A server has removed the bot."""
    if server_id in await traces.servers(tx):
        await departures.note(tx, server_id, now)


async def came(tx: Transaction, server_id: int) -> None:
    """A server has the bot, perhaps again."""
    await departures.cancel(tx, server_id)


async def reconcile(tx: Transaction, here: frozenset[int], is_ours: Callable[[int], bool], now: int) -> int:
    """What happened while nobody looked: servers `here` that had left, and others that are gone; gives how many.

    `is_ours`: whether this process would know of a server, where several share the work.
    """
    known = {each for each in await traces.servers(tx) if is_ours(each)}
    gone = await departures.every(tx)
    for server_id in here & gone:
        await departures.cancel(tx, server_id)
    for server_id in known - here - gone:
        await departures.note(tx, server_id, now)
    return len(known - here - gone)


async def purge(tx: Transaction, now: int) -> list[int]:
    """Forget the servers whose grace is over; gives which."""
    over = await departures.before(tx, now - GRACE)
    for server_id in over:
        await traces.forget_server(tx, server_id)
    return over
