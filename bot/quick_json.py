"""discord.py's JSON by msgspec, in a fifth of the time: as discord.py does it itself where orjson is installed."""

import json
from typing import Any

from discord import utils
from msgspec.json import decode, encode


def take_over() -> None:
    """From here on, for the whole process."""
    utils._from_json, utils._to_json = _from_json, _to_json


def _from_json(text: str | bytes) -> Any:
    try:
        return decode(text)
    except ValueError:  # half a surrogate pair, say, which Python's own takes
        return json.loads(text)


def _to_json(obj: Any) -> str:
    try:
        return encode(obj).decode()
    except (TypeError, ValueError):  # of a kind that only Python's own knows, or half a pair
        return json.dumps(obj, separators=(",", ":"))
