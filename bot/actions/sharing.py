"""Who looks after which shard, as a function of who lives and who looks after it now: every process finds the same."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct


class Process(Struct, frozen=True):
    """One that lives. `homes` are the shards that it would rather have; none: any. `since`: milliseconds UTC."""

    process_id: str
    homes: tuple[int, ...]
    since: int


def shared(count: int, living: Sequence[Process], holders: Mapping[int, str | None]) -> dict[int, str]:
    """The process for every shard; for none, where nobody lives.

    A shard goes to a process at home in it, and else is shared out evenly: among those that take any, or where there
    are none among all. Whoever has one keeps it as long as that is fair, for each move is a pause for its servers.
    """
    eldest = sorted(living, key=lambda each: (each.since, each.process_id))
    at_home = _at_home(count, eldest, holders)
    takers = [each.process_id for each in eldest if not each.homes] or [each.process_id for each in eldest]
    if not takers:
        return {}
    load = Counter(at_home.values())
    rest = [shard for shard in range(count) if shard not in at_home]
    kept = _kept(rest, takers, load, holders)
    load.update(kept.values())
    given = {}
    for shard in rest:
        if shard not in kept:
            given[shard] = min(takers, key=lambda one: load[one])
            load[given[shard]] += 1
    return at_home | kept | given


def _at_home(count: int, living: Iterable[Process], holders: Mapping[int, str | None]) -> dict[int, str]:
    """Of several at home in a shard the one that has it, or the eldest."""
    found: dict[int, str] = {}
    for each in living:
        for shard in each.homes:
            if shard < count and (shard not in found or holders.get(shard) == each.process_id):
                found[shard] = each.process_id
    return found


def _kept(
    shards: Sequence[int], takers: Sequence[str], load: Counter[str], holders: Mapping[int, str | None]
) -> dict[int, str]:
    """What stays where it is: for each at most its part, and one more for those that have most."""
    part, more = divmod(len(shards) + sum(load[one] for one in takers), len(takers))
    has = Counter[str | None](load)
    has.update(holders.get(shard) for shard in shards)
    most = sorted(takers, key=lambda one: -has[one])[:more]
    left = {one: part + (one in most) - load[one] for one in takers}
    kept = {}
    for shard in shards:
        holder = holders.get(shard)
        if holder is not None and left.get(holder, 0) > 0:
            kept[shard] = holder
            left[holder] -= 1
    return kept
