"""The files of what is kept about a person: JSON that people can read, in as few parts as an upload allows."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

ROOM = 1_000  # bytes of a part that are not rows
Rows = Sequence[tuple[str, Mapping[str, object]]]  # where something is kept, and what


def files(rows: Rows, person_id: int, now: int, most: int) -> list[bytes]:
    """At least one file, of at most so many bytes each; `now` is milliseconds since 1970 in UTC."""
    told = [(name, json.dumps(_told(row), ensure_ascii=False, default=str)) for name, row in rows]
    parts = _parted(told, most - ROOM)
    made = _moment(now)
    return [_file(part, number, len(parts), made, person_id) for number, part in enumerate(parts, 1)]


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
