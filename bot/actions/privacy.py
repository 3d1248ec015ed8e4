"""What is kept about a person, in numbers and as a file; and forgetting them, after what they lead is handed over."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.actions import readalong as groups
from bot.actions.desk import Desk
from bot.actions.readalong_events import Leave
from bot.actions.request import Request
from bot.store import readalong, traces
from bot.store.database import Transaction
from bot.store.traces import Trace

ROOM = 1_000  # bytes of a part that are not rows


@dataclass(frozen=True, slots=True)
class Kept:
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


async def exported(tx: Transaction, desk: Desk, request: Request, most: int) -> list[bytes]:
    """Everything that names the person, as JSON files of at most so many bytes each; at least one."""
    del desk
    rows = [
        (trace.name, json.dumps(_told(row), ensure_ascii=False, default=str))
        for trace in traces.PEOPLE
        for row in await traces.of_person(tx, trace, request.person_id)
    ]
    parts = _parted(rows, most - ROOM)
    made = _moment(request.now)
    return [_file(part, number, len(parts), made, request.person_id) for number, part in enumerate(parts, 1)]


def _told(row: Mapping[str, object]) -> dict[str, object]:
    """Times for people, and ids as text: they are longer than a number of JSON may be for some readers."""
    return {name: _value(name, value) for name, value in row.items()}


def _value(name: str, value: object) -> object:
    if name.endswith("_at") and isinstance(value, int):
        return _moment(value)
    return str(value) if isinstance(value, int) and value > 1 << 53 else value


def _moment(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="seconds")


def _parted(rows: list[tuple[str, str]], most: int) -> list[list[tuple[str, str]]]:
    """The rows in their order, as few parts as hold them; one that is larger than a part is a part of its own."""
    parts: list[list[tuple[str, str]]] = [[]]
    size = 0
    for row in rows:
        length = len(row[0].encode()) + len(row[1].encode()) + 20
        if parts[-1] and size + length > most:
            parts.append([])
            size = 0
        parts[-1].append(row)
        size += length
    return parts


def _file(rows: list[tuple[str, str]], number: int, of: int, made: str, person_id: int) -> bytes:
    kept: dict[str, list[str]] = {}
    for name, row in rows:
        kept.setdefault(name, []).append(row)
    listed = ",\n".join(
        f"  {json.dumps(name)}: [\n    " + ",\n    ".join(each) + "\n  ]" for name, each in kept.items()
    )
    head = f'"person": "{person_id}", "made": "{made}", "part": {number}, "of": {of}'
    return f'{{{head}, "kept": {{\n{listed}\n}}}}\n'.encode()


@dataclass(frozen=True, slots=True)
class Forgotten:
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
    return Forgotten(before, tuple(left))
