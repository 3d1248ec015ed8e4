"""The rules about a modal: its title, its parts and what they may ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.limits.components import (
    MAX_CUSTOM_ID,
    MAX_OPTION_TEXT,
    MAX_OPTIONS,
    MAX_PLACEHOLDER,
    MAX_TEXT,
    ROW,
    SELECT,
    SELECTS,
    TEXT,
    TEXT_INPUT,
    check_options,
)
from bot.limits.fields import REQUIRED, Payload, Problems, check_count, check_length, check_number, say

MAX_MODAL_TITLE = 45
MAX_MODAL_ITEMS = 5
MAX_LABEL = 45
MAX_LABEL_DESCRIPTION = 100
MAX_TEXT_INPUT = 4000
MAX_INPUT_PLACEHOLDER = 100
MAX_UPLOADS = 10
MAX_GROUP = 10

LABEL, UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 18, 19, 21, 22, 23


def modal_problems(data: Payload) -> Problems:
    """``data`` is the body of a modal answer: ``{"title", "custom_id", "components"}``."""
    problems: Problems = []
    check_length(problems, data, "title", "", MAX_MODAL_TITLE, needed=True)
    check_length(problems, data, "custom_id", "", MAX_CUSTOM_ID, needed=True)
    custom_ids: set[Any] = set()
    items = data.get("components")
    if check_count(problems, items, "components", 1, MAX_MODAL_ITEMS):
        for index, item in enumerate(items or ()):
            _check_item(problems, item, f"components.{index}.", custom_ids)
    return problems


def _check_item(problems: Problems, item: Payload, path: str, custom_ids: set[Any]) -> None:
    match item.get("type"):
        case 18:  # LABEL
            check_length(problems, item, "label", path, MAX_LABEL, needed=True)
            check_length(problems, item, "description", path, MAX_LABEL_DESCRIPTION, shortest=0)
            _check_input(problems, item.get("component"), f"{path}component.", custom_ids)
        case 10:  # TEXT
            check_length(problems, item, "content", path, MAX_TEXT, needed=True)
        case 1:  # ROW, the older form: one text input that carries its own label
            if check_count(problems, item.get("components"), f"{path}components", 1, 1):
                child = item["components"][0]
                check_length(problems, child, "label", f"{path}components.0.", MAX_LABEL, needed=True)
                _check_input(problems, child, f"{path}components.0.", custom_ids)
        case _:
            say(problems, f"{path}type", f'Value of field "type" must be one of ({ROW}, {TEXT}, {LABEL}).')


def _check_input(problems: Problems, field: Any, path: str, custom_ids: set[Any]) -> None:
    if not isinstance(field, dict):
        return say(problems, path.rstrip("."), REQUIRED)
    check = INPUTS.get(field.get("type", 0))
    if check is None:
        allowed = ", ".join(map(str, sorted(INPUTS)))
        return say(problems, f"{path}type", f'Value of field "type" must be one of ({allowed}).')
    check_length(problems, field, "custom_id", path, MAX_CUSTOM_ID, needed=True)
    if field.get("custom_id") in custom_ids:
        say(problems, f"{path}custom_id", "Component custom id cannot be duplicated")
    custom_ids.add(field.get("custom_id"))
    check(problems, field, path)


def _text_input(problems: Problems, field: Payload, path: str) -> None:
    check_number(problems, field, "style", path, 1, 2)
    check_number(problems, field, "min_length", path, 0, MAX_TEXT_INPUT)
    check_number(problems, field, "max_length", path, 1, MAX_TEXT_INPUT)
    check_length(problems, field, "placeholder", path, MAX_INPUT_PLACEHOLDER, shortest=0)
    check_length(problems, field, "value", path, field.get("max_length") or MAX_TEXT_INPUT, shortest=0)


def _select(problems: Problems, field: Payload, path: str) -> None:
    check_length(problems, field, "placeholder", path, MAX_PLACEHOLDER, shortest=0)
    check_number(problems, field, "min_values", path, 0, MAX_OPTIONS)
    check_number(problems, field, "max_values", path, 1, MAX_OPTIONS)
    if field["type"] == SELECT:
        check_options(problems, field.get("options"), f"{path}options", MAX_OPTIONS)


def _upload(problems: Problems, field: Payload, path: str) -> None:
    check_number(problems, field, "min_values", path, 0, MAX_UPLOADS)
    check_number(problems, field, "max_values", path, 1, MAX_UPLOADS)


def _group(problems: Problems, field: Payload, path: str) -> None:
    least = 2 if field["type"] == RADIO else 1
    check_options(problems, field.get("options"), f"{path}options", MAX_GROUP, least)


def _checkbox(problems: Problems, field: Payload, path: str) -> None:
    check_length(problems, field, "custom_id", path, MAX_OPTION_TEXT)
    if field.get("required"):
        say(problems, f"{path}required", "A checkbox cannot be required.")


INPUTS: dict[int, Callable[[Problems, Payload, str], None]] = {
    TEXT_INPUT: _text_input,
    **dict.fromkeys(SELECTS, _select),
    UPLOAD: _upload,
    RADIO: _group,
    CHECKBOXES: _group,
    CHECKBOX: _checkbox,
}
