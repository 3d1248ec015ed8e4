"""Sharing the work among processes: each says that it lives, and learns which shards it is to look after.

A process lives for LEASE after it last said so, by the database's clock, and shorter by its own (fleet.py): so the one
has stopped before another begins, however their clocks differ. Where the database knows that a process has died it
does not wait for that.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from bot.actions.sharing import Process, shared
from bot.store import installation, shards
from bot.store.database import Transaction
from bot.store.shards import Held, Living, Session

LEASE = 20_000  # milliseconds
IDENTIFY_EVERY = (
    5_500  # milliseconds between two shards of a bucket: Discord's five seconds, and what the way takes
)
NAMES = "names"  # of what the installation keeps: grows when somebody is to be named otherwise


class Me(Struct, frozen=True):
    """A process that shares the work; `homes` are the shards that it would rather have, none: any."""

    process_id: str
    shard_count: int
    homes: tuple[int, ...] = ()


class Standing(Struct, frozen=True):
    """What a process has to do: look after `held`, of which `claimed` are new, and hand over `surplus`.

    `claimed` have the session that was left, where one was. `waits`: it is to have a shard that another still has.
    `names` changes when somebody is to be named otherwise.
    """

    held: frozenset[int]
    claimed: Mapping[int, Session | None]
    surplus: frozenset[int]
    waits: bool
    names: str


async def count_in_force(tx: Transaction) -> int:
    """How many shards the processes that live share; 0 where none lives."""
    now = await shards.clock(tx)
    return next((one.shard_count for one in await _living(tx, now)), 0)


async def look(
    tx: Transaction, me: Me, sessions: Mapping[int, Session | None], *, patient: bool = False
) -> Standing:
    """Say that one lives, leave the sessions of what one holds, and learn what is to be done.

    `patient`: the database was away, so that those who have not said yet that they live are not dead.
    """
    return await look_at(tx, me, sessions, await shards.clock(tx), patient=patient)


async def look_at(
    tx: Transaction, me: Me, sessions: Mapping[int, Session | None], now: int, *, patient: bool = False
) -> Standing:
    """The same at a time, in milliseconds UTC of a clock that all processes share."""
    found = await shards.living(tx) if patient else await _living(tx, now)
    known = {one.process_id: one for one in found}
    since = known[me.process_id].since if me.process_id in known else now
    mine = Living(me.process_id, me.shard_count, me.homes, since, now + LEASE)
    await shards.renew(tx, mine)
    known[me.process_id] = mine
    for shard_id, session in sessions.items():
        await shards.leave_session(tx, shard_id, me.process_id, session)
    every = await _every(tx, me.shard_count)
    targets = _targets(me.shard_count, known.values(), every)
    return await _stand(tx, me, every, {shard for shard, who in targets.items() if who == me.process_id})


async def _living(tx: Transaction, now: int) -> list[Living]:
    """Those that live; the others are buried."""
    known = await shards.living(tx)
    gone = await shards.died(tx, [one.process_id for one in known])
    dead = {one.process_id for one in known if one.process_id in gone or one.expires_at <= now}
    await shards.bury(tx, sorted(dead))
    return [one for one in known if one.process_id not in dead]


async def _every(tx: Transaction, count: int) -> list[Held]:
    every = await shards.held(tx)
    if len(every) != count:
        await shards.make(tx, count)
        every = await shards.held(tx)
    return every


def _targets(count: int, living: Iterable[Living], every: Iterable[Held]) -> dict[int, str]:
    processes = [Process(one.process_id, one.homes, one.since) for one in living]
    return shared(count, processes, {one.shard_id: one.process_id for one in every})


async def _stand(tx: Transaction, me: Me, every: list[Held], wanted: set[int]) -> Standing:
    """Claim what is free; what one has to let go of is still held until it is released."""
    had = {one.shard_id for one in every if one.process_id == me.process_id}
    free = [one for one in every if one.shard_id in wanted and one.process_id is None]
    claimed = {
        one.shard_id: one.session for one in free if await shards.claim(tx, one.shard_id, me.process_id)
    }
    held = had | set(claimed)
    return Standing(
        held=frozenset(held),
        claimed=claimed,
        surplus=frozenset(had - wanted),
        waits=not wanted <= held,
        names=await installation.get(tx, NAMES),
    )


async def release(tx: Transaction, me: Me, shard_id: int, session: Session | None) -> None:
    """Look after a shard no more, and leave the connection to whoever does."""
    await shards.leave_session(tx, shard_id, me.process_id, session)
    await shards.release(tx, shard_id, me.process_id)


async def leave(tx: Transaction, me: Me) -> None:
    """A process that ends: nobody has to wait until it is missed."""
    await shards.bury(tx, [me.process_id])


async def turn_to_identify(tx: Transaction, bucket: int, most: int) -> int:
    """Milliseconds until a shard of a bucket may identify, which is then taken for done, if they are not too many."""
    now = await shards.clock(tx)
    at = next_turn(await shards.last_identified(tx, bucket), now)
    if at - now <= most:
        await shards.identifies(tx, bucket, at)
    return at - now


def next_turn(last: int, now: int) -> int:
    """When the next of a bucket may identify."""
    return max(now, last + IDENTIFY_EVERY)


async def named_otherwise(tx: Transaction, revision: int) -> None:
    """Whoever keeps in memory who is never to be named has to look again; `revision` is one that was never used."""
    await installation.put(tx, NAMES, str(revision))
