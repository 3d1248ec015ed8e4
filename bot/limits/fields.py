"""How one field is measured and how a broken rule is worded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

Payload: TypeAlias = Mapping[str, Any]
Problem: TypeAlias = str
Problems: TypeAlias = list[Problem]

REQUIRED = "This field is required"


def say(problems: Problems, path: str, rule: str) -> None:
    problems.append(f"In {path}: {rule}")


def check_length(
    problems: Problems,
    payload: Payload,
    key: str,
    path: str,
    longest: int,
    *,
    shortest: int = 1,
    needed: bool = False,
) -> None:
    """A text's length in code points, both ends trimmed as Discord trims them (``shortest`` 0: may be empty)."""
    value = payload.get(key)
    if value is None:
        if needed:
            say(problems, f"{path}{key}", REQUIRED)
        return
    if type(value) is not str:
        return say(problems, f"{path}{key}", "Could not interpret value as string.")
    if len(value) > longest:
        value = value.strip()
        if len(value) > longest:
            return say(problems, f"{path}{key}", _length_rule(shortest, longest))
    if shortest and not value.strip():
        say(problems, f"{path}{key}", REQUIRED if needed else _length_rule(shortest, longest))


def _length_rule(shortest: int, longest: int) -> str:
    if shortest:
        return f"Must be between {shortest} and {longest} in length."
    return f"Must be {longest} or fewer in length."


def check_number(problems: Problems, payload: Payload, key: str, path: str, least: int, most: int) -> None:
    value = payload.get(key)
    if value is None:
        return
    if type(value) is not int:
        say(problems, f"{path}{key}", "Could not interpret value as int.")
    elif not least <= value <= most:
        say(problems, f"{path}{key}", f"int value should be between {least} and {most}.")


def check_count(problems: Problems, items: Any, path: str, least: int, most: int) -> bool:
    """Whether ``items`` is a list of a permitted size (so that going into it makes sense)."""
    if not isinstance(items, list | tuple):
        say(problems, path, REQUIRED if items is None else "Only iterables may be used in a ListType")
        return False
    if not least <= len(items) <= most:
        say(problems, path, f"Must be between {least} and {most} in length.")
    return True


def check_unique(problems: Problems, values: list[Any], path: str, key: str, rule: str) -> None:
    """Say ``rule`` at every value that appeared before."""
    if len(set(values)) == len(values):
        return
    seen: set[Any] = set()
    for index, value in enumerate(values):
        if value in seen:
            say(problems, f"{path}.{index}.{key}", rule)
        seen.add(value)
