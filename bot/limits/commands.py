"""The rules about application commands and about what autocompletion may offer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from bot.limits.fields import (
    REQUIRED,
    Payload,
    Problems,
    check_count,
    check_length,
    check_number,
    check_unique,
    say,
)

MAX_COMMANDS = 100  # slash commands, globally and per server alike
MAX_CONTEXT_COMMANDS = 15  # of each of the two kinds of context menu
MAX_COMMAND_NAME = 32
MAX_COMMAND_DESCRIPTION = 100
MAX_COMMAND_OPTIONS = 25
MAX_CHOICES = 25
MAX_CHOICE_TEXT = 100
MAX_COMMAND_TEXT = 8000  # names, descriptions, choice values of one command; its longest localisation counts
MAX_STRING_OPTION = 6000
MAX_SAFE_NUMBER = 2**53

SLASH, USER_MENU, MESSAGE_MENU = 1, 2, 3
MAX_OF_KIND = {SLASH: MAX_COMMANDS, USER_MENU: MAX_CONTEXT_COMMANDS, MESSAGE_MENU: MAX_CONTEXT_COMMANDS}
SUBCOMMAND, GROUP, STRING, INTEGER, NUMBER = 1, 2, 3, 4, 10
LAST_OPTION_TYPE = 11

# Letters and digits of any script, - _ ' and, since their vowel signs are not letters, Devanagari and Thai.
NAME = re.compile(r"[-_'\w\u0900-\u097F\u0E00-\u0E7F]{1,32}\Z")
BAD_NAME = "Command name is invalid"
TAKEN = "Application command names must be unique"


def autocomplete_problems(data: Payload) -> Problems:
    """``data`` is the body of an autocompletion's answer: ``{"choices": [{"name", "value"}, …]}``."""
    problems: Problems = []
    choices = data.get("choices")
    if check_count(problems, choices, "choices", 0, MAX_CHOICES):
        for index, choice in enumerate(choices or ()):
            _check_choice(problems, choice, f"choices.{index}.")
    return problems


def _check_choice(problems: Problems, choice: Payload, path: str) -> None:
    check_length(problems, choice, "name", path, MAX_CHOICE_TEXT, needed=True)
    value = choice.get("value")
    if isinstance(value, str):
        check_length(problems, choice, "value", path, MAX_CHOICE_TEXT, needed=True)
    elif value is None:
        say(problems, f"{path}value", REQUIRED)
    elif abs(value) > MAX_SAFE_NUMBER:
        say(problems, f"{path}value", f"Must be between -{MAX_SAFE_NUMBER} and {MAX_SAFE_NUMBER}.")


def commands_problems(commands: Sequence[Payload]) -> Problems:
    """The rules about all commands of an app, or of an app in one server, together."""
    problems: Problems = []
    for index, command in enumerate(commands):
        problems += command_problems(command, f"{index}.")
    for kind, most in MAX_OF_KIND.items():
        count = sum(command.get("type", SLASH) == kind for command in commands)
        if count > most:
            problems.append(f"Maximum number of application commands reached ({most}).")
    names = [(command.get("type", SLASH), command.get("name")) for command in commands]
    seen: set[Any] = set()
    for index, name in enumerate(names):
        if name in seen:
            say(problems, f"{index}.name", TAKEN)
        seen.add(name)
    return problems


def command_problems(command: Payload, path: str = "") -> Problems:
    """The rules about one command, its options and its choices."""
    problems: Problems = []
    if command.get("type", SLASH) == SLASH:
        _check_named(problems, command, path)
        _check_options(problems, command.get("options") or [], f"{path}options", depth=0)
    else:
        check_length(problems, command, "name", path, MAX_COMMAND_NAME, needed=True)
        for key in ("description", "options"):
            if command.get(key):
                say(problems, f"{path}{key}", "Context menu commands cannot have this field.")
    length = _text_length(command)
    if length > MAX_COMMAND_TEXT:
        problems.append(f"In {path}name: Command exceeds maximum size ({MAX_COMMAND_TEXT})")
    return problems


def _check_named(problems: Problems, thing: Payload, path: str) -> None:
    _check_name(problems, thing.get("name"), f"{path}name")
    for locale, name in (thing.get("name_localizations") or {}).items():
        _check_name(problems, name, f"{path}name_localizations.{locale}")
    check_length(problems, thing, "description", path, MAX_COMMAND_DESCRIPTION, needed=True)
    translated = thing.get("description_localizations") or {}
    for locale in translated:
        below = f"{path}description_localizations."
        check_length(problems, translated, locale, below, MAX_COMMAND_DESCRIPTION)


def _check_name(problems: Problems, name: Any, path: str) -> None:
    if not isinstance(name, str) or not NAME.match(name) or name != name.lower():
        say(problems, path, BAD_NAME if name else REQUIRED)


def _check_options(problems: Problems, options: Sequence[Payload], path: str, depth: int) -> None:
    check_count(problems, options, path, 0, MAX_COMMAND_OPTIONS)
    optional = False
    for index, option in enumerate(options):
        _check_option(problems, option, f"{path}.{index}.", depth)
        if option.get("required") and optional:
            say(problems, f"{path}.{index}", "Required options must be placed before non-required options")
        optional = optional or not option.get("required")
    check_unique(problems, [o.get("name") for o in options], path, "name", "Option names must be unique")
    nested = {option.get("type") in (SUBCOMMAND, GROUP) for option in options}
    if len(nested) > 1:
        say(problems, path, "Sub-commands and groups are mutually exclusive to all other option types")


def _check_option(problems: Problems, option: Payload, path: str, depth: int) -> None:
    _check_named(problems, option, path)
    kind = option.get("type")
    if not isinstance(kind, int) or not 1 <= kind <= LAST_OPTION_TYPE:
        return say(problems, f"{path}type", f"int value should be between 1 and {LAST_OPTION_TYPE}.")
    if kind in (SUBCOMMAND, GROUP):
        if depth > 1 or (kind == GROUP and depth):
            say(problems, f"{path}type", "Sub-commands can be nested once only, in a group.")
        deeper = depth + (1 if kind == GROUP else 2)
        return _check_options(problems, option.get("options") or [], f"{path}options", deeper)
    _check_values(problems, option, path)


def _check_values(problems: Problems, option: Payload, path: str) -> None:
    choices = option.get("choices") or []
    if choices and option.get("autocomplete"):
        say(problems, f"{path}autocomplete", "Cannot be set when choices are present")
    if (choices or option.get("autocomplete")) and option.get("type") not in (STRING, INTEGER, NUMBER):
        say(problems, f"{path}choices", "Only string, integer and number options may have choices.")
    check_count(problems, choices, f"{path}choices", 0, MAX_CHOICES)
    for index, choice in enumerate(choices):
        _check_choice(problems, choice, f"{path}choices.{index}.")
    names = [choice.get("name") for choice in choices]
    check_unique(problems, names, f"{path}choices", "name", "Choice names must be unique")
    check_number(problems, option, "min_length", path, 0, MAX_STRING_OPTION)
    check_number(problems, option, "max_length", path, 1, MAX_STRING_OPTION)


def _text_length(thing: Payload) -> int:
    """Name, description and value, in code points, with everything below."""
    total = _longest(thing, "name") + _longest(thing, "description")
    value = thing.get("value")
    total += len(value) if isinstance(value, str) else 0
    below: Iterable[Payload] = [*(thing.get("options") or ()), *(thing.get("choices") or ())]
    return total + sum(map(_text_length, below))


def _longest(thing: Payload, key: str) -> int:
    texts = [thing.get(key) or "", *(thing.get(f"{key}_localizations") or {}).values()]
    return max(map(len, texts))
