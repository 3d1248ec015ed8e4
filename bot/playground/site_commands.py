"""The commands that a window lists: the ones its person may use in a place, in their language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.playground.people import Person
from bot.playground.refusals import NotPossible
from bot.playground.server import Playground
from bot.playground.state import Channel, Json
from bot.playground.typed import GROUP, SUBCOMMAND, Typing

SLASH, ON_PERSON, ON_MESSAGE = 1, 2, 3


def commands(discord: Playground, person: Person, channel: Channel) -> list[Json]:
    """The slash commands, a subcommand as a command of two words."""
    found: dict[str, Json] = {}
    for command in _usable(discord, person, channel, SLASH):
        found |= {one["name"]: one for one in _spoken(command, "", "", person.user.locale)}
    return sorted(found.values(), key=lambda one: str(one["name"]))


def first_command(discord: Playground) -> str:
    """What a newcomer is told to type: /read where there is one, else the first that needs nothing; "" for none."""
    every = [one for one in discord.world.commands.get(0, ()) if one["type"] == SLASH]
    plain = [one["name"] for one in every if not any(map(_must_be_filled_in, one.get("options") or ()))]
    return "read" if "read" in plain else next(iter(plain), "")


def _must_be_filled_in(option: Json) -> bool:
    return bool(option.get("required")) or option["type"] in (GROUP, SUBCOMMAND)


def menu_commands(discord: Playground, person: Person, channel: Channel) -> Json:
    """The commands in the menus of messages and of people: each its name, and how it is shown."""
    locale = person.user.locale
    return {
        kind: [
            {"name": one["name"], "shown": _in(one, "name", locale)}
            for one in _usable(discord, person, channel, number)
        ]
        for kind, number in (("message", ON_MESSAGE), ("person", ON_PERSON))
    }


def _usable(discord: Playground, person: Person, channel: Channel, kind: int) -> list[Json]:
    """The server's own before those of everywhere."""
    typing = Typing(discord.world, person.user, channel)
    scopes = [0, channel.guild.id] if channel.guild else [0]
    every = [one for scope in scopes for one in discord.world.commands.get(scope, ()) if one["type"] == kind]
    return [one for one in {one["name"]: one for one in every}.values() if _may(typing, one)]


def _may(typing: Typing, command: Json) -> bool:
    try:
        typing.check_may_use(command)
    except NotPossible:
        return False
    return True


def _spoken(command: Json, before: str, shown: str, locale: str) -> Iterator[Json]:
    name, shown = f"{before}{command['name']}", f"{shown}{_in(command, 'name', locale)}"
    options = command.get("options") or []
    if options and options[0]["type"] in (SUBCOMMAND, GROUP):
        for option in options:
            yield from _spoken(option, f"{name} ", f"{shown} ", locale)
        return
    yield {
        "name": name,
        "shown": shown,
        "description": _in(command, "description", locale),
        "options": [_option(one, locale) for one in options],
    }


def _option(option: Json, locale: str) -> Json:
    told = {**option, "shown": _in(option, "name", locale), "description": _in(option, "description", locale)}
    if option.get("choices"):
        told["choices"] = [{**one, "shown": _in(one, "name", locale)} for one in option["choices"]]
    return told


def _in(thing: Json, key: str, locale: str) -> Any:
    """A name or description in the person's language, where the app has it."""
    return (thing.get(f"{key}_localizations") or {}).get(locale) or thing[key]
