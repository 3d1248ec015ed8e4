"""A request of the app, as it is recorded: what it asked, and what it was told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True, eq=False)
class Request:
    """What the app asked, and what it was told."""

    method: str
    path: str  # as sent, after /api/v10
    route: str  # the same with {names} for its ids
    body: Any = None
    files: tuple[str, ...] = ()
    query: Mapping[str, str] = field(default_factory=dict)
    status: int = 0
    answer: Any = None
