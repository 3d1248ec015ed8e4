"""What is kept about a person, in numbers and as a file; and forgetting them, after what they lead is handed over."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from bot.actions import readalong as groups
from bot.actions import shards
from bot.actions.desk import Desk
from bot.actions.readalong_events import Leave
from bot.actions.request import Request
from bot.store import readalong, traces
from bot.store.database import Transaction
from bot.store.traces import Trace


class Kept(Struct, frozen=True):
    """How much is kept: by the names of the traces, and only what there is."""

    about_person: Mapping[str, int]
    about_server: Mapping[str, int]


async def kept(tx: Transaction, desk: Desk, request: Request) -> Kept:
    """What names the person who asks, anywhere, and the server they ask in."""
    del desk
    return Kept(
        await _counts(tx, traces.PEOPLE, request.person_id),
        await _counts(tx, traces.SERVERS, request.server_id) if request.server_id else {},
    )


async def _counts(tx: Transaction, every: Iterable[Trace], named: int) -> dict[str, int]:
    counts = {each.name: await traces.count(tx, each, named) for each in every}
    return {name: count for name, count in counts.items() if count}


async def everything(tx: Transaction, desk: Desk, request: Request) -> list[tuple[str, dict[str, object]]]:
    """Every row that names the person who asks, by the name of the trace."""
    del desk
    return [
        (trace.name, row)
        for trace in traces.PEOPLE
        for row in await traces.of_person(tx, trace, request.person_id)
    ]


class Forgotten(Struct, frozen=True):
    """What there was; `left`: the read-alongs they took part in, whose posts wait to be sent."""

    kept: Kept
    left: tuple[str, ...]


async def forget(tx: Transaction, desk: Desk, request: Request) -> Forgotten:
    """Forget the person who asks, everywhere: they leave their read-alongs first, and who stays leads on."""
    before = await kept(tx, desk, request)
    left = []
    for one in await readalong.of_person(tx, request.person_id):
        await groups.happen(tx, desk, one, Leave(request.person_id), request.now)
        left.append(one.readalong_id)
    await traces.forget_person(tx, request.person_id)
    await shards.named_otherwise(tx, request.interaction_id)
    return Forgotten(before, tuple(left))
